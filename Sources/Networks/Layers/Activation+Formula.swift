import Formulas

extension Activation {
  /// f(z) as a formula; `axis` is the one along which an example's outputs lie.
  func formula(_ z: Expression, axis: Int?) -> Expression {
    switch self {
    case .linear: z
    case .softmax: .call("softmax", [z] + (axis.map { [.number(Double($0))] } ?? []))
    case .leakyReLU(let slope): .call("leaky_relu", [z, .number(slope)])
    default: .call(function, [z])
    }
  }

  /// ∂C/∂z from the formula of ∂C/∂a.
  ///
  /// Softmax's Jacobian is a matrix, which stands on the side from which the convention multiplies;
  /// a batch has one for each example and takes a ⊙ (g − Σ g a).
  func backwardFormula(
    _ gradient: Expression,
    z: Expression,
    a: Expression,
    _ architecture: Architecture
  ) -> Expression {
    switch self {
    case .linear: return gradient
    case .softmax:
      guard architecture.batch == nil else {
        let axis = Expression.number(Double(architecture.convention.outputAxis))
        return .call("softmax_backward", [a, gradient, axis])
      }
      let jacobian = Expression.call("softmax_prime", [z])
      let isNNDL = architecture.convention == .nndl
      return .call("dot", isNNDL ? [jacobian, gradient] : [gradient, jacobian])
    case .leakyReLU(let slope):
      return .binary(.multiply, gradient, .call("leaky_relu_prime", [z, .number(slope)]))
    default: return .binary(.multiply, gradient, .call("\(function)_prime", [z]))
    }
  }

  /// The name of the function in formulas.
  private var function: String { name.replacingBytes(of: "-", with: "_") }
}
