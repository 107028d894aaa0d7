import Exercises
import Formulas
import Networks

/// Every `derivative of p by q` of an exercise against what setting q by hand does to p.
///
/// One target alone has no slope where δ is a − y after softmax: that formula holds for targets that add up to 1.
struct DerivativeCheck: ExerciseCheck {
  static let name = "derivative"
  static let summary =
    "a derivative that is not what the quantity changes by when the other one is set by hand, "
    + "or that is not determined"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    bench.exercise.quantities.flatMap { quantity -> [LintFinding] in
      guard let expression = quantity.expression, let keys = bench.cells(of: quantity).first,
        let evaluator = try? bench.evaluator(for: quantity, at: keys)
      else { return [] }
      return expression.derivatives.compactMap { p, q in
        if let message = undetermined(p, q, quantity, bench, evaluator) {
          return LintFinding(
            Self.name,
            in: bench.exercise.source,
            at: quantity.placedFormula?.offset ?? quantity.offset,
            "\"\(quantity.name)\": \(message)",
            help: "ask for the derivative of the cost by it, or by an input or a parameter"
          )
        }
        return problem(p, q, evaluator, keys).map { message in
          LintFinding(
            Self.name,
            in: bench.exercise.source,
            at: quantity.placedFormula?.offset ?? quantity.offset,
            "\"\(quantity.name)\": \(message)",
            help: "an error of the engine: report it, and write the derivative as a formula"
          )
        }
      }
    }
  }

  /// Why a derivative has no value of its own; nil where it has one.
  private func undetermined(
    _ p: Expression,
    _ q: Expression,
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench,
    _ evaluator: Evaluator
  ) -> String? {
    guard let architecture = (quantity.network ?? bench.exercise.network)?.architecture,
      architecture.cost == .categoricalCrossEntropy, architecture.activations.last == .softmax,
      evaluator.graph.sources(of: q) == ["y"],
      evaluator.graph.names(behind: p).contains("deltas[\(architecture.depth - 1)]")
    else { return nil }
    return "`\(Expression.derivative(of: p, by: q).text)` is not determined: δ = a − y holds where "
      + "the targets of an example add up to 1, and they do not when `\(q.text)` alone changes"
  }

  /// How the derivative differs from the slope; nil where it does not, or where there is none.
  private func problem(
    _ p: Expression,
    _ q: Expression,
    _ evaluator: Evaluator,
    _ keys: [KeyValue]
  ) -> String? {
    let derivative = Expression.derivative(of: p, by: q)
    guard let own = (try? evaluator.evaluate(derivative, at: keys))?.elements,
      let slopes = try? Intervention(evaluator, at: keys).slopes(of: p, by: q),
      own.count == slopes.count
    else { return nil }
    for (value, slope) in zip(own, slopes) {
      guard let slope, abs(value - slope) > 1e-6 * max(abs(value), abs(slope), 1e-3) else {
        continue
      }
      return "`\(derivative.text)` is \(DecimalText.significant(value, digits: 6)); "
        + "a small change of `\(q.text)` changes `\(p.text)` by "
        + "\(DecimalText.significant(slope, digits: 6)) times as much"
    }
    return nil
  }
}

extension Expression {
  /// What is differentiated by what, in all parts of the formula.
  fileprivate var derivatives: [(of: Expression, by: Expression)] {
    var found = children.flatMap(\.derivatives)
    if case .derivative(of: let p, by: let q) = self { found.insert((p, q), at: 0) }
    return found
  }
}
