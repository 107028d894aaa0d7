import Exercises
import Formulas
import Matching

/// What a student may have gone on with, for each value that a number is made of.
extension Sheet {
  /// More choices than this are not all tried: then inputs change one and two at a time.
  private static let mostChoices = 1024

  /// What may stand for an input: printed values, the last first; then unrounded ones.
  func options(of index: Int, before limit: Int) -> [Option] {
    let input = inputs[index]
    let readings = readings(of: input, before: limit)
    var options: [Option] = []
    func add(_ option: Option) {
      guard let same = options.firstIndex(where: { $0.values == option.values }) else {
        options.append(option)
        return
      }
      // A value is taken from the first place where it stands.
      if option.reading != nil { options[same] = option }
    }
    for position in readings.reversed() {
      let values = judge.readings[position].numbers.map(\.value)
      add(Option(values: values, reading: position))
    }
    let count = divisor(of: input.quantity, for: judge.readings[limit].quantity)
    if let count {
      for option in options {
        if let reading = option.reading, isOfExample(reading) { add(option.divided(by: count)) }
      }
    }
    add(Option(values: input.nodes.map { tape.values[$0] }, reading: nil))
    for position in readings {
      if let match = match(position) {
        let origin = isRight(position) ? nil : position
        for values in [match.values] + match.others {
          let own = Option(values: values, reading: nil, isOwn: true, origin: origin)
          add(own)
          if let count, isOfExample(position) { add(own.divided(by: count)) }
        }
      }
    }
    for position in readings {
      if let mixed = wrongAsPrinted(position, input.nodes) {
        add(Option(values: mixed, reading: nil, isOwn: true, origin: position))
      }
    }
    if let values = recomputed(index, before: limit) { add(Option(values: values, reading: nil)) }
    // A value that was copied from another line may be gone on with unrounded.
    if let number = readings.last.map({ judge.readings[$0].numbers }), number.count == 1,
      number[0].significantDigits >= 4
    {
      for value in exact(printedAs: number[0]) { add(Option(values: [value], reading: nil)) }
    }
    return options
  }

  /// A vector or matrix with its wrong elements as they are printed and the others unrounded.
  ///
  /// A slip of the pen is gone on with where it stands. nil where that is no third choice.
  private func wrongAsPrinted(_ position: Int, _ nodes: [Int]) -> [Double]? {
    let numbers = judge.readings[position].numbers
    guard nodes.count > 1, nodes.count == numbers.count else { return nil }
    let isRight = zip(nodes, numbers).map { node, number in number.isRounded(tape.values[node]) }
    guard isRight.contains(true), isRight.contains(false) else { return nil }
    return nodes.indices.map { isRight[$0] ? tape.values[nodes[$0]] : numbers[$0].value }
  }

  /// The exact values of the exercise's quantities that round to a number.
  private func exact(printedAs number: WrittenNumber) -> [Double] {
    let values = tape.blocks.sorted { $0.key < $1.key }.compactMap { $0.value.number }
      .map { tape.values[$0] }
      .filter { abs($0 - number.value) <= 0.5 * number.unit * (1 + 1e-9) }
    return Array(Set(values).sorted().prefix(2))
  }

  /// What an input is by the printed values that it is made of: a student may take those again, and
  /// not what was written for it.
  private func recomputed(_ index: Int, before limit: Int) -> [Double]? {
    let input = inputs[index]
    let (frontier, order) = cone(of: input.nodes, except: input.quantity, before: limit)
    guard !frontier.isEmpty else { return nil }
    var values = tape.values
    for other in frontier {
      guard let position = readings(of: inputs[other], before: limit).last else { continue }
      let printed = judge.readings[position].numbers.map(\.value)
      pin(inputs[other], to: Option(values: printed, reading: position), in: &values)
    }
    tape.tape.compute(order, in: &values)
    return input.nodes.map { values[$0] }
  }

  /// The inputs without those that are another name for the same number; its values are choices for
  /// the first.
  func distinct(
    _ frontier: [Int],
    before position: Int
  ) -> (inputs: [Int], options: [[Option]]) {
    var inputs: [Int] = []
    var options: [[Option]] = []
    var places: [[Int]: Int] = [:]
    for index in frontier {
      let classes = self.inputs[index].nodes.map { tape.classes[$0] }
      let own = self.options(of: index, before: position)
      if let known = places[classes] {
        for option in own where !options[known].contains(where: { $0.values == option.values }) {
          options[known].append(option)
        }
      } else {
        places[classes] = inputs.count
        inputs.append(index)
        options.append(own)
      }
    }
    return (inputs, options)
  }

  /// Every choice of one option for each input, or, of very many, those that differ in at most two
  /// places from all printed or all unrounded.
  static func choices(_ counts: [Int]) -> [[Int]] {
    let total = counts.reduce(1) { min($0 * $1, mostChoices + 1) }
    guard total > mostChoices else {
      return counts.reduce([[]]) { choices, count in
        choices.flatMap { choice in (0..<count).map { choice + [$0] } }
      }
    }
    var choices: [[Int]] = []
    for start in [counts.map { _ in 0 }, counts.map { $0 - 1 }] {
      choices.append(start)
      for first in counts.indices {
        for option in 0..<counts[first] where option != start[first] {
          var changed = start
          changed[first] = option
          choices.append(changed)
          for second in counts.indices.dropFirst(first + 1) where choices.count < 4 * mostChoices {
            for other in 0..<counts[second] where other != start[second] {
              var both = changed
              both[second] = other
              choices.append(both)
            }
          }
        }
      }
    }
    return choices
  }

  /// The nodes between a reading and the values before it, those values as they were printed last, or
  /// unrounded where the second choice is asked for too.
  func written(
    before position: Int,
    choices: Int
  ) -> [(order: [Int], values: [Double], halfUnits: [Int: Double], from: [Int])] {
    guard let targets = tape.blocks[judge.readings[position].quantity]?.nodes else { return [] }
    let (frontier, order) = cone(
      of: targets,
      except: judge.readings[position].quantity,
      before: position
    )
    guard !frontier.isEmpty else { return [] }
    let options = frontier.map { self.options(of: $0, before: position) }
    // Errors of single examples as they are, then with the 1/n of the batch.
    let ways = options.joined().contains(where: \.isMean) ? 2 : 1
    return (0..<choices * ways).compactMap { choice in
      var values = tape.values
      var halfUnits: [Int: Double] = [:]
      var from: [Int] = []
      for (place, index) in frontier.enumerated() {
        // The second choice takes what follows unrounded, where there is such a value.
        let means = options[place].filter(\.isMean)
        let own =
          choice < choices || means.isEmpty ? options[place].filter { !$0.isMean } : means
        guard
          let option = choice % choices == 0
            ? own.first : own.last(where: { $0.reading == nil && $0.isOwn }) ?? own.first
        else { continue }
        pin(inputs[index], to: option, in: &values)
        guard let reading = option.reading else { continue }
        from.append(reading)
        for (equals, number) in zip(inputs[index].equals, judge.readings[reading].numbers) {
          for node in equals { halfUnits[node] = number.isExact ? 0 : 0.5 * number.unit }
        }
        for (opposites, number) in zip(inputs[index].opposites, judge.readings[reading].numbers) {
          for node in opposites { halfUnits[node] = number.isExact ? 0 : 0.5 * number.unit }
        }
      }
      return from.isEmpty && choice == 0 ? nil : (order, values, halfUnits, from)
    }
  }
}
