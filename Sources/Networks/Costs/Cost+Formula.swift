import Formulas

extension Cost {
  /// The cost summed over all examples, as a formula.
  ///
  /// A cross-entropy after a sigmoid or softmax holds both: the output, on which it depends, and the
  /// logarithm from z, which is right at saturation.
  func formula(
    z: Expression,
    a: Expression,
    y: Expression,
    _ architecture: Architecture
  ) -> Expression {
    let outputs = Expression.number(Double(architecture.outputs))
    let difference = Expression.binary(.subtract, a, y)
    let one = Expression.number(1)
    func sum(_ terms: Expression) -> Expression { .call("sum", [terms]) }
    func product(_ left: Expression, _ right: Expression) -> Expression {
      .binary(.multiply, left, right)
    }
    func crossEntropy(_ ln: Expression, _ lnOther: Expression) -> Expression {
      .negate(
        sum(.binary(.add, product(y, ln), product(.binary(.subtract, one, y), lnOther)))
      )
    }
    let isFused = isFused(with: architecture.outputActivation)
    switch self {
    case .quadratic:
      return .binary(.divide, sum(.binary(.power, difference, .number(2))), .number(2))
    case .meanSquaredError:
      return .binary(.divide, sum(.binary(.power, difference, .number(2))), outputs)
    case .meanAbsoluteError:
      return .binary(.divide, sum(.call("abs", [difference])), outputs)
    case .crossEntropy where isFused:
      return crossEntropy(
        .call("safe_ln", [a, .call("ln_sigmoid", [z])]),
        .call("safe_ln", [.binary(.subtract, one, a), .call("ln_sigmoid", [.negate(z)])])
      )
    case .crossEntropy:
      return crossEntropy(
        .call("ln_clipped", [a]),
        .call("ln_clipped", [.binary(.subtract, one, a)])
      )
    case .categoricalCrossEntropy where isFused:
      let axis = architecture.batchAxis.map { [Expression.number(Double($0))] } ?? []
      return .negate(sum(product(y, .call("safe_ln", [a, .call("ln_softmax", [z] + axis)]))))
    case .categoricalCrossEntropy:
      return .negate(sum(product(y, .call("ln_clipped", [a]))))
    }
  }

  /// ∂C/∂a as a formula.
  func derivativeFormula(a: Expression, y: Expression, outputs: Int) -> Expression {
    let difference = Expression.binary(.subtract, a, y)
    let count = Expression.number(Double(outputs))
    switch self {
    case .quadratic: return difference
    case .meanSquaredError:
      return .binary(.divide, .binary(.multiply, .number(2), difference), count)
    case .meanAbsoluteError: return .binary(.divide, .call("sign", [difference]), count)
    case .crossEntropy:
      let spread = Expression.binary(
        .multiply,
        .call("clipped", [a]),
        .call("clipped", [.binary(.subtract, .number(1), a)])
      )
      return .binary(.divide, difference, spread)
    case .categoricalCrossEntropy: return .negate(.binary(.divide, y, .call("clipped", [a])))
    }
  }

  /// ∂C/∂z of the last layer as a formula.
  func deltaFormula(
    z: Expression,
    a: Expression,
    y: Expression,
    _ architecture: Architecture
  ) -> Expression {
    let activation = architecture.outputActivation
    if isFused(with: activation) { return .binary(.subtract, a, y) }
    return activation.backwardFormula(
      derivativeFormula(a: a, y: y, outputs: architecture.outputs),
      z: z,
      a: a,
      architecture
    )
  }
}
