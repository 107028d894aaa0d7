import Exercises
import Formulas

/// Every `derivative of p by q` of an exercise against what setting q by hand does to p.
struct DerivativeCheck: ExerciseCheck {
  static let name = "derivative"
  static let summary =
    "a derivative that is not what the quantity changes by when the other one is set by hand"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    bench.exercise.quantities.flatMap { quantity -> [LintFinding] in
      guard let expression = quantity.expression, let keys = bench.cells(of: quantity).first,
        let evaluator = try? bench.evaluator(for: quantity, at: keys)
      else { return [] }
      return expression.derivatives.compactMap { p, q in
        problem(p, q, evaluator, keys).map { message in
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
