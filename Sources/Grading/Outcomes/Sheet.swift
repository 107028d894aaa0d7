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
    /// For each of them, every node that always has the other sign, where no other value was written for it.
    var opposites: [[Int]] = []
    /// Positions of readings.
    let readings: [Int]
  }

  /// Values that may stand for an input, and the reading that they were printed in.
  struct Option {
    var values: [Double]
    /// Nil for an unrounded value.
    let reading: Int?
    /// True for what followed, unrounded, from the student's own values.
    var isOwn = false
    /// The reading that an unrounded value came from, where that is not the right one.
    var origin: Int?
    /// True for an error of a single example, divided by n.
    var isMean = false

    func divided(by count: Double) -> Option {
      var mean = self
      mean.values = values.map { $0 / count }
      mean.isMean = true
      return mean
    }
  }

  /// A way to get to what was written.
  struct Match {
    let judged: Judged
    /// The recomputed values, unrounded.
    let values: [Double]
    /// Those of other choices that give the same printed digits: which of them was meant shows in what follows.
    var others: [[Double]] = []
    /// The printed values that went in.
    let from: [Int]
  }

  /// Of more ways to the same digits than these no more are gone on with.
  private static let mostWays = 3

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
    var inputs = readings.sorted { $0.key < $1.key }.compactMap { quantity, positions -> Input? in
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
    var ofNode: [Int: [Int]] = [:]
    for (index, input) in inputs.enumerated() {
      for node in input.equals.joined() { ofNode[node, default: []].append(index) }
    }
    let written = Set(ofNode.keys)
    for index in inputs.indices {
      inputs[index].opposites = inputs[index].nodes.map { node in
        let others = tape.opposites[tape.classes[node]].flatMap { members[$0] } ?? []
        return others.filter { !written.contains($0) }
      }
      for node in inputs[index].opposites.joined() { ofNode[node, default: []].append(index) }
    }
    inputsOfNode = ofNode
    self.inputs = inputs
  }

  /// True for a number that is the given from which the quantity is subtracted: nothing was done to it.
  func isWhatItStartsFrom(_ number: WrittenNumber, _ quantity: Int) -> Bool {
    guard let node = tape.blocks[quantity]?.number else { return false }
    let step = tape.tape.nodes[node]
    guard step.operation == .subtract,
      case .given(let old) = tape.tape.nodes[Int(step.left)].operation
    else { return false }
    return number.value == old
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
    // A value follows from no other place where it stands itself, however it is called there.
    let judged = judge.readings[position].quantity
    var frontier: Set<Int> = []
    var seen: Set<Int> = Set(targets)
    var order = targets
    var stack = targets.flatMap(tape.tape.operands)
    while let node = stack.popLast() {
      guard seen.insert(node).inserted else { continue }
      let own = (inputsOfNode[node] ?? []).filter { index in
        inputs[index].quantity != quantity && inputs[index].quantity != judged
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
    var ways: [[Double]] = []
    for choice in Self.choices(options.map(\.count)) {
      var used: [Int] = []
      for (place, option) in choice.enumerated() {
        let chosen = options[place][option]
        pin(inputs[frontier[place]], to: chosen, in: &values)
        if let reading = chosen.reading ?? chosen.origin { used.append(reading) }
      }
      guard !used.isEmpty else { continue }
      tape.tape.compute(order, in: &values)
      if saturates(order, values), !showDigits(numbers) { continue }
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
      if ways.count <= Self.mostWays, !ways.contains(found) { ways.append(found) }
      let isBetter =
        best.map {
          judged.better(than: $0.judged)
            || !$0.judged.better(than: judged) && used.count < $0.from.count
        } ?? true
      if isBetter { best = Match(judged: judged, values: found, from: used) }
    }
    guard var match = best else { return nil }
    match.others = ways.filter { $0 != match.values }
    return match
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

  /// Sets an input, and whatever is always equal to it, to one of its options.
  func pin(_ input: Input, to option: Option, in values: inout [Double]) {
    for (equals, value) in zip(input.equals, option.values) {
      for node in equals { values[node] = value }
    }
    for (opposites, value) in zip(input.opposites, option.values) {
      for node in opposites { values[node] = -value }
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

  /// True for numbers of which each tells what it was computed from: a 0 or a 1 does not.
  func showDigits(_ numbers: [WrittenNumber]) -> Bool {
    numbers.allSatisfy { $0.value != 0 && abs($0.value) != 1 && $0.significantDigits > 2 }
  }

  /// True for a step with a name, which a student may round before going on.
  func isNamed(_ node: Int) -> Bool { named.contains(node) }

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
}
