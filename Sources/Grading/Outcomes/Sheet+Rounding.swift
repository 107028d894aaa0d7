import Exercises
import Formulas

/// Numbers that a student arrives at who rounds the steps that are not written.
///
/// A number is right if the run that rounds every step at the sheet's own digits gives it, or a run
/// between that and the unrounded one. Where these do not reach it, it is right within the
/// first-order error that its steps' roundings can add up to, and never further away than three units of the
/// last place asked for: where a step cancels, 1 − 0.9997, the bound does not open the door.
extension Sheet {
  /// How a written value follows with rounding on the way, from the exact values or from the student's
  /// own; nil if it does not.
  func roundedMatch(_ position: Int) -> Match? {
    let reading = judge.readings[position]
    guard let targets = tape.blocks[reading.quantity]?.nodes,
      reading.numbers.count == targets.count, !precision.roundings.isEmpty
    else { return nil }
    let own = written(before: position, choices: 2)
    var exact = Run(tape: tape.tape, values: tape.values, order: cone(of: targets))
    // Where nothing is written before it, all its steps are rounded out of sight; else those from what is
    // written on, which may itself have been gone on with as it came.
    if let near = own.first {
      exact.bounded = near.from.allSatisfy(isRight) ? near.order : nil
      exact.printed = near.halfUnits
    } else {
      exact.bounded = exact.order
    }
    if let match = roundedMatch(position, targets, exact) { return match }
    for own in own {
      // Slopes from the activation, then from z.
      let ofInputs = slopesOfInputs(own.order)
      for slopes in ofInputs == nil ? [nil] : [nil, ofInputs] {
        var run = Run(tape: tape.tape, values: own.values, order: own.order)
        run.bounded = own.order
        run.printed = own.halfUnits
        run.from = own.from.allSatisfy(isRight) ? [] : own.from
        if let slopes {
          run.tape = run.tape.changed(by: slopes)
          pinInputs(ofSlopesIn: own.order, before: position, in: &run.values)
        }
        run.tape.compute(own.order, in: &run.values)
        if saturates(own.order, run.values), !showDigits(reading.numbers) { break }
        if let match = roundedMatch(position, targets, run) { return match }
      }
    }
    return nil
  }

  /// True for a reading that is right, or right but for rounding on the way.
  func isRight(_ position: Int) -> Bool {
    let reading = judge.readings[position]
    return judge.isRight(reading.quantity, at: reading.keys, reading.value)
      || match(position)?.from.isEmpty ?? false
  }

  /// How a value follows from a run with a mistake that was made before it, rounded on the way or not.
  ///
  /// `edited`: The nodes at which the mistake is made; what is made of them directly is the mistake
  /// again.
  /// `changed`: The readings that are not right by themselves.
  func follows(
    _ position: Int,
    _ values: [Double],
    edited: Set<Int>,
    from source: Int,
    changed: Set<Int>
  ) -> Judged? {
    let reading = judge.readings[position]
    guard let targets = tape.blocks[reading.quantity]?.nodes,
      reading.numbers.count == targets.count
    else { return nil }
    // It is made of a value that the mistake changed, as it is written.
    guard let own = written(before: position, choices: 1).first,
      own.from.contains(where: changed.contains), own.from.allSatisfy({ isIn(values, $0) })
    else { return nil }
    let between = Set(own.order)
    let leaves = between.flatMap { tape.tape.operands(of: $0) }
    guard between.union(leaves).isDisjoint(with: edited) else { return nil }
    var run = Run(tape: tape.tape, values: values, order: cone(of: targets))
    run.bounded = run.order
    run.from = [source]
    guard let match = roundedMatch(position, targets, run) else { return nil }
    return CarriedValues(judge).carried(match.judged, from: [judge.readings[source]])
  }

  /// True if a reading is what a run gives there, give or take a rounding.
  private func isIn(_ run: [Double], _ position: Int) -> Bool {
    let reading = judge.readings[position]
    guard let nodes = tape.blocks[reading.quantity]?.nodes, nodes.count == reading.numbers.count
    else { return false }
    return zip(nodes, reading.numbers).allSatisfy { node, number in
      abs(run[node] - number.value) <= ExerciseTape.mostUnits * number.unit
    }
  }

  /// A computation, from which a number may differ by rounding.
  struct Run {
    var tape: Tape
    var values: [Double]
    /// The nodes that are computed.
    let order: [Int]
    /// For nodes that were taken as they are printed, half a unit of their last place.
    var printed: [Int: Double] = [:]
    /// The printed values that went in.
    var from: [Int] = []
    /// The nodes whose roundings may take a number anywhere within the bound, and not only where a rounded
    /// run is; nil for none.
    var bounded: [Int]?
  }

  /// What a student may have had for an element before it was written down: the right value, rounded on
  /// the way, or what follows from the student's own values.
  func plausible(_ position: Int, _ element: Int) -> [Double] {
    guard let targets = tape.blocks[judge.readings[position].quantity]?.nodes,
      targets.indices.contains(element)
    else { return [] }
    let target = targets[element]
    var values = roundedRuns(tape.values, cone(of: [target]), tape.tape).map { $0[target] }
    for own in written(before: position, choices: 2) {
      var run = own.values
      tape.tape.compute(own.order, in: &run)
      values.append(run[target])
      values += roundedRuns(run, own.order, tape.tape).map { $0[target] }
    }
    var seen: Set<Double> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The elements of a matrix that are neither right nor follow, each for itself.
  func unexplained(_ position: Int) -> [Int]? {
    let reading = judge.readings[position]
    guard let targets = tape.blocks[reading.quantity]?.nodes, reading.numbers.count == targets.count
    else { return nil }
    let quantity = judge.exercise.quantities[reading.quantity]
    let base = base(of: quantity)
    return reading.numbers.indices.filter { element in
      let values = [tape.values[targets[element]]] + plausible(position, element)
      return !values.contains { value in
        quantity.precision.judge(
          reading.numbers[element],
          against: ExpectedNumber(value, base: base)
        ).fit != .wrong
      }
    }
  }

  private func roundedMatch(_ position: Int, _ targets: [Int], _ run: Run) -> Match? {
    let reading = judge.readings[position]
    let quantity = judge.exercise.quantities[reading.quantity]
    var found: [Double] = []
    var worst: Judged?
    let base = base(of: quantity)
    let runs = roundedRuns(run.values, run.order, run.tape)
    let open = roundedRuns(run.values, run.order, run.tape, except: Set(targets))
    for (place, number) in reading.numbers.enumerated() {
      let target = targets[place]
      let value = run.values[target]
      guard value.isFinite else { return nil }
      let expected = ExpectedNumber(value, base: base)
      guard
        let nearest = reached(
          number,
          expected: expected,
          target: target,
          quantity: quantity,
          own: run,
          runs: runs,
          open: open
        )
      else { return nil }
      let judged = Judged(
        quantity.precision.judge(number, against: ExpectedNumber(nearest, base: base)),
        expected: nil
      )
      guard judged.outcome.isAccepted else { return nil }
      if worst.map({ $0.better(than: judged) }) ?? true { worst = judged }
      found.append(value)
    }
    guard var judged = worst else { return nil }
    judged.note = "rounded on the way"
    return Match(judged: judged, values: found, from: run.from)
  }

  /// The value nearest to a number that a student who rounds can arrive at; nil if there is none but
  /// the exact one.
  private func reached(
    _ number: WrittenNumber,
    expected: ExpectedNumber,
    target: Int,
    quantity: ExerciseQuantity,
    own: Run,
    runs: [[Double]],
    open: [[Double]]
  ) -> Double? {
    if quantity.precision.judge(number, against: expected).fit != .wrong { return expected.value }
    guard quantity.precision.isRounded else { return nil }
    guard expected.value != 0 else {
      return own.bounded.flatMap { restOfZero(number, of: target, through: $0, own) }
    }
    guard hasAskedDigits(number, quantity, expected) else { return nil }
    if let run = runs.map({ $0[target] }).first(where: { run in
      number.isRounded(run) && run != 0 && run != expected.base
    }) {
      return run
    }
    if number.value != 0, number.value != expected.base,
      open.contains(where: { isPadded(number, $0[target]) })
    {
      return number.value
    }
    guard let order = own.bounded, let unit = askedUnit(quantity, expected, number)
    else { return nil }
    let unwritten = UnwrittenSteps(self, to: target, through: order, of: own)
    let error = unwritten.firstOrderError
    let bound = min(error, ExerciseTape.mostUnits * unit)
    let distance = number.value - expected.value
    if abs(distance) <= bound + 0.5 * number.unit * (1 + 1e-9) {
      return expected.value + max(-bound, min(bound, distance))
    }
    guard abs(distance) <= error + 0.5 * number.unit else { return nil }
    return unwritten.runsBetween.first { run in
      number.isRounded(run) && run != 0 && run != expected.base
    }
  }

  /// A number that is left where rounded terms cancel that cancel to nothing without rounding; nil for a
  /// larger one.
  private func restOfZero(
    _ number: WrittenNumber,
    of target: Int,
    through order: [Int],
    _ own: Run
  ) -> Double? {
    guard number.value != 0 else { return nil }
    let error = UnwrittenSteps(self, to: target, through: order, of: own).firstOrderError
    return abs(number.value) <= min(error, Self.mostOfZero) ? number.value : nil
  }

  /// More than this is no rest of rounding, with however few digits.
  private static let mostOfZero = 0.005

  /// True for a value at the sheet's own digits, perhaps with zeros behind them, whichever way a tie was
  /// rounded.
  private func isPadded(_ number: WrittenNumber, _ value: Double) -> Bool {
    let half = precision.halfUnit(of: value)
    guard half > 0, number.unit <= 2 * half * (1 + 1e-9) else { return false }
    let units = number.value / (2 * half)
    return abs(units - units.rounded()) < 1e-6 && abs(number.value - value) <= half * (1 + 1e-9)
  }

  /// True for a number with the digits that are asked for: what rounding took from it is coarse, and not
  /// rounded on the way.
  private func hasAskedDigits(
    _ number: WrittenNumber,
    _ quantity: ExerciseQuantity,
    _ expected: ExpectedNumber
  ) -> Bool {
    if let place = quantity.precision.askedPlace(of: expected) { return number.lastPlace <= place }
    return askedUnit(quantity, expected, number).map { number.unit <= 2 * $0 } ?? false
  }

  /// The worth of one in the last place that is asked for.
  private func askedUnit(
    _ quantity: ExerciseQuantity,
    _ expected: ExpectedNumber,
    _ number: WrittenNumber
  ) -> Double? {
    if let place = quantity.precision.askedPlace(of: expected) { return PowersOfTen.power(place) }
    return quantity.precision.allowedDistance(from: expected)
  }

  /// The runs in which every operation is rounded, those in which only steps with names are, and with
  /// them the factors of their products: f′, a − y, the sum on the way back.
  ///
  /// `last`: Nodes that are left as they come.
  private func roundedRuns(
    _ values: [Double],
    _ order: [Int],
    _ tape: Tape,
    except last: Set<Int> = []
  ) -> [[Double]] {
    let all = order.filter(self.tape.isStep)
    let steps = steps(order)
    let (named, slopes, factors) = (steps[0], steps[1], steps[2])
    // Sums are rounded, and not each of their terms; or their terms, and not what is added up half way.
    let sums = all.filter { tape.nodes[$0].operation == .add }
    let terms = Set(sums.flatMap { tape.operands(of: $0) })
    let choices = [
      Set(all), Set(all).subtracting(terms), Set(all).subtracting(terms.intersection(sums)),
      Set(all).subtracting(sums), Set(named), Set(named + slopes),
      Set(named + slopes + factors),
      Set(named + slopes + factors + gradientTerms(order)),
    ]
    return precision.roundings.flatMap { rounding -> [[Double]] in
      choices.map { rounded in
        var run = values
        tape.compute(order, rounding: rounded.subtracting(last), by: rounding, in: &run)
        return run
      }
    }
  }

  /// The steps that a student may round: those with names, the slopes, the other factors of the products
  /// with names, and the terms of the cost.
  func steps(_ order: [Int]) -> [[Int]] {
    let steps = order.filter(tape.isStep)
    let named = steps.filter(isNamed)
    let slopes = steps.filter { node in
      if case .slope = tape.tape.nodes[node].operation { true } else { false }
    }
    let factors = named.flatMap { node -> [Int] in
      // Below a batch's 1/n stands the product.
      let isMean = tape.tape.nodes[node].operation == .divide
      let product = isMean ? Int(tape.tape.nodes[node].left) : node
      return tape.tape.nodes[product].operation == .multiply
        ? tape.tape.operands(of: product) : []
    }.filter(tape.isStep)
    // A cross-entropy is added up from rounded terms.
    let costs = steps.filter { node in
      let site = Int(tape.tape.nodes[node].site)
      return site >= 0 && ["cost", "data_cost"].contains(tape.tape.sites[site].quantity)
    }
    return [named, slopes, factors + costs]
  }

  /// The share of each example in the gradients of a batch, which is a step of its own.
  private func gradientTerms(_ order: [Int]) -> [Int] {
    guard batch != nil else { return [] }
    return order.filter { node in
      let site = Int(tape.tape.nodes[node].site)
      return site >= 0 && tape.tape.nodes[node].operation == .multiply
        && tape.tape.sites[site].quantity.hasPrefix("nabla_w")
    }
  }

  /// All nodes that some are made of, in order.
  private func cone(of targets: [Int]) -> [Int] {
    let parts = tape.tape.parts(of: targets)
    return parts.indices.filter { parts[$0] }
  }

  /// The change that computes slopes from weighted inputs, as far as such are among the nodes.
  func slopesOfInputs(_ order: [Int]) -> TapeMutation? {
    var edits: [Int: Tape.Node] = [:]
    for node in order {
      let own = tape.tape.nodes[node]
      guard case .slope(let slope) = own.operation, slope.fromInput != slope else { continue }
      edits[node] = .init(
        .slope(slope.fromInput),
        Int(own.left),
        Int(own.right),
        site: Int(own.site)
      )
    }
    return edits.isEmpty ? nil : TapeMutation("", rank: 0, edits)
  }
}
