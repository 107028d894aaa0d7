import Formulas
import Matrices

/// The function from a layer's weighted inputs to its activations.
package enum Activation: String, CaseIterable, Hashable, Sendable {
  case sigmoid, tanh, relu, linear

  /// f(z), element by element.
  package func callAsFunction(_ z: Matrix) -> Matrix {
    switch self {
    case .sigmoid: z.map(Elementary.sigmoid)
    case .tanh: z.map(Elementary.tanh)
    case .relu: z.map { $0 > 0 || $0.isNaN ? $0 : 0 }
    case .linear: z
    }
  }

  /// f′(z), element by element; for ReLU, 0 at z = 0.
  package func prime(_ z: Matrix) -> Matrix {
    switch self {
    case .sigmoid: z.map(Elementary.sigmoidPrime)
    case .tanh:
      z.map {
        let t = Elementary.tanh($0)
        return 1 - t * t
      }
    case .relu: z.map { $0 > 0 ? 1 : 0 }
    case .linear: z.map { _ in 1 }
    }
  }

  /// f(z) as a formula.
  func formula(_ z: Expression) -> Expression {
    self == .linear ? z : .call(rawValue, [z])
  }

  /// f′(z) as a formula; nil where it is 1.
  func primeFormula(_ z: Expression) -> Expression? {
    self == .linear ? nil : .call("\(rawValue)_prime", [z])
  }
}
