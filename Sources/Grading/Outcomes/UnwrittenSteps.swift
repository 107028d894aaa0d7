import Formulas

/// The steps to a number that are not written: where rounding on the way may have taken it.
struct UnwrittenSteps {
  private let sheet: Sheet
  private let run: Sheet.Run
  private let target: Int
  /// The nodes that lead to the target, in order.
  private let order: [Int]
  /// The slope of the target by each node, and by what they are made of.
  private let slopes: [Int: Double]

  /// `order`: The nodes whose roundings are out of sight.
  init(_ sheet: Sheet, to target: Int, through order: [Int], of run: Sheet.Run) {
    self.sheet = sheet
    self.run = run
    self.target = target
    let slopes = run.tape.slopes(of: target, through: order, at: run.values)
    self.slopes = slopes
    self.order = order.filter { slopes[$0] != nil }
  }

  /// What the roundings of the steps and of the printed values add up to at most, to first order.
  var firstOrderError: Double {
    let steps = Set(sheet.steps(order).joined())
    var error = 0.0
    for (node, slope) in slopes where node != target && slope != 0 {
      let unwritten = steps.contains(node) ? sheet.precision.halfUnit(of: run.values[node]) : 0
      error += abs(slope) * (run.printed[node] ?? unwritten)
    }
    // The powers of a softmax have no nodes: e^z with half a unit more is a z with so much more.
    for node in order {
      guard case .softmax = run.tape.nodes[node].operation else { continue }
      for input in run.tape.operands(of: node) {
        let power = Elementary.exp(run.values[input])
        guard power > 0, let slope = slopes[input] else { continue }
        error += abs(slope) * sheet.precision.halfUnit(of: power) / power
      }
    }
    return error
  }

  /// What comes out if any of the steps are rounded and the others are not, and printed values are gone on
  /// with as they are printed or as they came; nothing where these are too many.
  var runsBetween: [Double] {
    let exact = sheet.tape.values
    let unrounded = run.printed.keys.sorted().filter { node in
      let distance = abs(exact[node] - run.values[node])
      return slopes[node] != nil && distance > 0 && distance <= run.printed[node] ?? 0
    }
    var asTheyCame = run.values
    for node in unrounded { asTheyCame[node] = exact[node] }
    run.tape.compute(order, in: &asTheyCame)
    let steps = order.filter { node in
      node != target && sheet.tape.isStep(node)
        && [run.values, asTheyCame].contains { sheet.precision.halfUnit(of: $0[node]) > 0 }
    }
    guard steps.count + unrounded.count <= Self.mostFree,
      let rounding = sheet.precision.roundings.first
    else { return [] }
    return (0..<1 << (steps.count + unrounded.count)).map { choice in
      var values = run.values
      for (place, node) in unrounded.enumerated() where choice >> place & 1 == 1 {
        values[node] = exact[node]
      }
      let rounded = steps.indices.filter { choice >> (unrounded.count + $0) & 1 == 1 }
      run.tape.compute(
        order,
        rounding: Set(rounded.map { steps[$0] }),
        by: rounding,
        in: &values
      )
      return values[target]
    }
  }

  /// More roundings than these are not tried in every combination: 2¹⁰ runs of one value.
  private static let mostFree = 10
}
