import Exercises
import Formulas
import Matching

/// A student's own computation: what was written, on the tape of the exercise.
///
/// A quantity is recomputed from the values that stand before it. For each of them every value that
/// the student wrote may have been used, as printed or unrounded: unrounded means the exact value, or
/// what followed from the values before it. A value follows from what is written before it, or in the
/// same line.
final class Sheet {
  /// A quantity with what the student wrote for it, as an input of others.
  struct Input {
    let quantity: Int
    let nodes: [Int]
    /// For each of them, every node that is always equal to it.
    let equals: [[Int]]
    /// Positions of readings.
    let readings: [Int]
  }

  /// Values that may stand for an input, and the reading that they were printed in.
  private struct Option {
    let values: [Double]
    /// Nil for an unrounded value.
    let reading: Int?
    /// True for what followed, unrounded, from the student's own values.
    var isOwn = false
    /// True for an error of a single example, divided by n.
    var isMean = false

    func divided(by count: Double) -> Option {
      Option(values: values.map { $0 / count }, reading: reading, isOwn: isOwn, isMean: true)
    }
  }

  /// A way to get to what was written.
  struct Match {
    let judged: Judged
    /// The recomputed values, unrounded.
    let values: [Double]
    /// The printed values that went in.
    let from: [Int]
  }

  let judge: ExerciseJudge
  let tape: ExerciseTape
  /// How the student rounds.
  let precision: WorkingPrecision
  let inputs: [Input]
  private var inputsOfNode: [Int: [Int]] = [:]
  private var matches: [Int: Match?] = [:]
  private var bases: [String: Double?] = [:]
  private var open: Set<Int> = []
  /// The nodes that have names: of the engine's lists, and of the exercise.
  private let named: Set<Int>
  /// The errors of a batch, and its number of examples; nil for a single example.
  let batch: (errors: Set<Int>, count: Double)?
  var areOfExamples: [Int: Bool] = [:]

  /// More choices than this are not all tried: then inputs change one and two at a time.
  private static let mostChoices = 1024

  /// `positions`: Those of the readings whose keys are among the tape's, in order.
  ///
  /// `precision`: That of all readings, which sheets of other keys share.
  init(
    _ judge: ExerciseJudge,
    _ tape: ExerciseTape,
    of positions: [Int],
    precision: WorkingPrecision
  ) {
    self.judge = judge
    self.tape = tape
    self.precision = precision
    named = Set(tape.named)
    batch = tape.errorsOfBatch.map { (Set($0.nodes), Double($0.examples)) }
    var readings: [Int: [Int]] = [:]
    for position in positions {
      readings[judge.readings[position].quantity, default: []].append(position)
    }
    var members: [Int: [Int]] = [:]
    for (node, first) in tape.classes.enumerated() { members[first, default: []].append(node) }
    inputs = readings.sorted { $0.key < $1.key }.compactMap { quantity, positions in
      guard let nodes = tape.blocks[quantity]?.nodes else { return nil }
      // What is given, or the same whatever is given, is not the student's to compute.
      // A given that is asked for, under another name, is.
      let isGiven = nodes.allSatisfy { node in
        switch tape.tape.nodes[node].operation {
        case .given: !judge.exercise.quantities[quantity].isAsked
        case .constant: true
        default: false
        }
      }
      let isGivenToo = positions.contains { !judge.readings[$0].isUse }
      let usable = positions.filter { position in
        // What is used otherwise than it was given is a slip of its own.
        if judge.readings[position].isUse, isGivenToo { return false }
        let numbers = judge.readings[position].numbers
        return numbers.count == nodes.count && numbers.allSatisfy(\.value.isFinite)
          && judge.mayCarry(judge.readings[position])
      }
      return isGiven || usable.isEmpty
        ? nil
        : Input(
          quantity: quantity,
          nodes: nodes,
          equals: nodes.map { members[tape.classes[$0]] ?? [$0] },
          readings: usable
        )
    }
    for (index, input) in inputs.enumerated() {
      for node in input.equals.joined() { inputsOfNode[node, default: []].append(index) }
    }
  }

  // MARK: - Matching

  /// How a written value follows from the student's own; nil if it does not.
  func match(_ position: Int) -> Match? {
    if let known = matches[position] { return known }
    guard open.insert(position).inserted else { return nil }
    defer { open.remove(position) }
    let match = find(position) ?? roundedMatch(position)
    matches[position] = .some(match)
    return match
  }

  private func find(_ position: Int) -> Match? {
    let reading = judge.readings[position]
    guard let targets = tape.blocks[reading.quantity]?.nodes else { return nil }
    let numbers = reading.numbers
    guard numbers.count == targets.count else { return nil }
    // The same number under another name, then what it is made of.
    let others = inputs.indices.filter { index in
      inputs[index].quantity != reading.quantity
        && inputs[index].nodes.map { tape.classes[$0] } == targets.map { tape.classes[$0] }
    }
    for index in others {
      for option in options(of: index, before: position) {
        guard let earlier = option.reading, line(of: earlier) < line(of: position) else { continue }
        if let judged = fit(reading, numbers, option.values, targets, tape.values) {
          return Match(judged: judged, values: option.values, from: [earlier])
        }
      }
    }
    let (frontier, order) = cone(of: targets, except: reading.quantity, before: position)
    guard !frontier.isEmpty else { return nil }
    return best(position, numbers, targets, frontier, order)
  }

  /// The readings of an input that stand before a reading, or in its line.
  func readings(of input: Input, before position: Int) -> [Int] {
    let own = judge.readings[position].span.range
    return input.readings.filter { other in
      let place = judge.readings[other].span.range
      return other != position
        && (place.lowerBound < own.lowerBound || line(of: other) == line(of: position))
    }
  }

  private func line(of position: Int) -> Int {
    judge.source.line(at: judge.readings[position].span.range.lowerBound)
  }

  /// The inputs that a quantity is made of, and the nodes between.
  func cone(
    of targets: [Int],
    except quantity: Int,
    before position: Int
  ) -> (frontier: [Int], order: [Int]) {
    var frontier: Set<Int> = []
    var seen: Set<Int> = Set(targets)
    var order = targets
    var stack = targets.flatMap(tape.tape.operands)
    while let node = stack.popLast() {
      guard seen.insert(node).inserted else { continue }
      let own = (inputsOfNode[node] ?? []).filter { index in
        inputs[index].quantity != quantity
          && !readings(of: inputs[index], before: position).isEmpty
      }
      if own.isEmpty {
        order.append(node)
        stack += tape.tape.operands(of: node)
      } else {
        frontier.formUnion(own)
      }
    }
    return (frontier.sorted(), order.sorted())
  }

  /// What may stand for an input: printed values, the last first; then unrounded ones.
  private func options(of index: Int, before limit: Int) -> [Option] {
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
        let own = Option(values: match.values, reading: nil, isOwn: true)
        add(own)
        if let count, isOfExample(position) { add(own.divided(by: count)) }
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

  func best(
    _ position: Int,
    _ numbers: [WrittenNumber],
    _ targets: [Int],
    _ frontier: [Int],
    _ order: [Int],
    times factor: Double = 1
  ) -> Match? {
    let reading = judge.readings[position]
    let (frontier, options) = distinct(frontier, before: position)
    var values = tape.values
    var best: Match?
    for choice in Self.choices(options.map(\.count)) {
      var used: [Int] = []
      for (place, option) in choice.enumerated() {
        let chosen = options[place][option]
        pin(inputs[frontier[place]], to: chosen, in: &values)
        if let reading = chosen.reading { used.append(reading) }
      }
      guard !used.isEmpty else { continue }
      tape.tape.compute(order, in: &values)
      if saturates(order, values) { continue }
      var found = targets.map { values[$0] }
      var fitting = fit(reading, numbers, found, targets, values, factor)
      if fitting == nil, let slopes = slopesOfInputs(order) {
        // f′ from z, where the activation is the student's own.
        var other = values
        pinInputs(ofSlopesIn: order, before: position, in: &other)
        tape.tape.compute(order, with: slopes, in: &other)
        found = targets.map { other[$0] }
        fitting = fit(reading, numbers, found, targets, other, factor)
      }
      guard let judged = fitting else { continue }
      let isBetter =
        best.map {
          judged.better(than: $0.judged)
            || !$0.judged.better(than: judged) && used.count < $0.from.count
        } ?? true
      if isBetter { best = Match(judged: judged, values: found, from: used) }
    }
    return best
  }

  /// Sets the weighted inputs of slopes to what was written for them: no other operation leads there.
  func pinInputs(ofSlopesIn order: [Int], before position: Int, in values: inout [Double]) {
    for node in order {
      guard case .slope = tape.tape.nodes[node].operation else { continue }
      let z = Int(tape.tape.nodes[node].right)
      guard let index = inputsOfNode[z]?.first,
        let reading = readings(of: inputs[index], before: position).last
      else { continue }
      let printed = judge.readings[reading].numbers.map(\.value)
      pin(inputs[index], to: Option(values: printed, reading: reading), in: &values)
    }
  }

  /// The inputs without those that are another name for the same number; its values are choices for
  /// the first.
  private func distinct(
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

  /// Sets an input, and whatever is always equal to it, to one of its options.
  private func pin(_ input: Input, to option: Option, in values: inout [Double]) {
    for (equals, value) in zip(input.equals, option.values) {
      for node in equals { values[node] = value }
    }
  }

  /// The judgement of written numbers against recomputed ones; nil if one does not fit.
  func fit(
    _ reading: Reading,
    _ numbers: [WrittenNumber],
    _ found: [Double],
    _ targets: [Int],
    _ values: [Double],
    _ factor: Double = 1
  ) -> Judged? {
    let quantity = judge.exercise.quantities[reading.quantity]
    var worst: Judged?
    for (place, number) in numbers.enumerated() {
      guard found[place].isFinite else { return nil }
      let expected = ExpectedNumber(
        factor * found[place],
        largestTerm: largestTerm(of: targets[place], values).map { factor * $0 },
        base: base(of: quantity)
      )
      let judged = Judged(quantity.precision.judge(number, against: expected), expected: nil)
      guard judged.outcome.isAccepted else { return nil }
      if worst.map({ $0.better(than: judged) }) ?? true { worst = judged }
    }
    return worst
  }

  /// True if a neuron becomes saturated that is not: nothing of the rest is left to compute.
  func saturates(_ order: [Int], _ values: [Double]) -> Bool {
    order.contains { node in
      tape.tape.isSaturated(node, in: values) && !tape.tape.isSaturated(node, in: tape.values)
    }
  }

  /// True for a step with a name, which a student may round before going on.
  func isNamed(_ node: Int) -> Bool { named.contains(node) }

  // MARK: - As written

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
      }
      return from.isEmpty ? nil : (order, values, halfUnits, from)
    }
  }

  private func largestTerm(of node: Int, _ values: [Double]) -> Double? {
    let parts = tape.tape.nodes[node]
    switch parts.operation {
    case .add, .subtract: return max(abs(values[Int(parts.left)]), abs(values[Int(parts.right)]))
    default: return nil
    }
  }

  /// The value that a change is counted from.
  func base(of quantity: ExerciseQuantity) -> Double? {
    guard case .ofChange(_, let name) = quantity.precision else { return nil }
    if let known = bases[name] { return known }
    let evaluator = try? judge.computation.evaluator(for: quantity, domain: { _, _ in nil })
    let base = (try? evaluator?.evaluate(.name(name)))?.number
    bases[name] = .some(base)
    return base
  }

  /// Every choice of one option for each input, or, of very many, those that differ in at most two
  /// places from all printed or all unrounded.
  private static func choices(_ counts: [Int]) -> [[Int]] {
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
}
