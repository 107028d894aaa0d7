import Formulas
import Matrices

/// The cost of one training example, by the output activations a and the desired output y.
package enum Cost: String, CaseIterable, Hashable, Sendable {
  /// ½ Σ (a − y)²
  case quadratic
  /// −Σ [y ln a + (1 − y) ln(1 − a)], where 0 ln 0 is 0.
  case crossEntropy = "cross-entropy"

  package func callAsFunction(_ a: Matrix, _ y: Matrix) throws(ShapeError) -> Double {
    let terms: Matrix
    switch self {
    case .quadratic: terms = try a.combined(with: y, "-") { 0.5 * ($0 - $1) * ($0 - $1) }
    case .crossEntropy:
      terms = try a.combined(with: y, "-") { a, y in
        (y == 0 ? 0 : -y * Elementary.ln(a)) - (y == 1 ? 0 : (1 - y) * Elementary.ln(1 - a))
      }
    }
    return terms.elements.reduce(0, +)
  }

  /// ∂C/∂a, element by element.
  package func derivative(_ a: Matrix, _ y: Matrix) throws(ShapeError) -> Matrix {
    switch self {
    case .quadratic: try a - y
    case .crossEntropy: try a.combined(with: y, "-") { ($0 - $1) / ($0 * (1 - $0)) }
    }
  }

  /// The error of the last layer, ∂C/∂z.
  ///
  /// For cross-entropy after a sigmoid the factor σ′(z) cancels to a − y, which stays right where
  /// the general product is 0/0.
  package func delta(
    z: Matrix,
    a: Matrix,
    y: Matrix,
    activation: Activation
  ) throws(ShapeError) -> Matrix {
    if self == .crossEntropy, activation == .sigmoid { return try a - y }
    return try derivative(a, y).hadamard(activation.prime(z))
  }

  // MARK: Formulas

  /// The function of formulas that `cost_derivative` means for this cost.
  var derivativeFunction: String {
    self == .quadratic ? "quadratic_derivative" : "cross_entropy_derivative"
  }

  func formula(a: Expression, y: Expression) -> Expression {
    switch self {
    case .quadratic:
      let squares = Expression.binary(.power, .binary(.subtract, a, y), .number(2))
      return .binary(.divide, .call("sum", [squares]), .number(2))
    case .crossEntropy:
      func term(_ weight: Expression, _ argument: Expression) -> Expression {
        .binary(.multiply, weight, .call("ln", [argument]))
      }
      let one = Expression.number(1)
      let sum = Expression.binary(
        .add,
        term(y, a),
        term(.binary(.subtract, one, y), .binary(.subtract, one, a))
      )
      return .negate(.call("sum", [sum]))
    }
  }

  func deltaFormula(z: Expression, a: Expression, y: Expression, activation: Activation)
    -> Expression
  {
    if self == .crossEntropy, activation == .sigmoid { return .binary(.subtract, a, y) }
    let derivative: Expression =
      self == .quadratic ? .binary(.subtract, a, y) : .call(derivativeFunction, [a, y])
    guard let prime = activation.primeFormula(z) else { return derivative }
    return .binary(.multiply, derivative, prime)
  }
}
