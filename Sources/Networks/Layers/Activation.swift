import Formulas
import Matrices

/// The function from a layer's weighted inputs to its activations.
package enum Activation: Hashable, Sendable {
  case sigmoid, tanh, relu, linear, softmax
  /// z for z > 0, `slope` · z otherwise; Keras's slope is 0.3, PyTorch's 0.01.
  case leakyReLU(slope: Double)
  /// min(max(0.2 z + 0.5, 0), 1), as Keras 2 defines it.
  case hardSigmoidKeras2
  /// min(max(z/6 + 0.5, 0), 1), as Keras 3 and PyTorch define it.
  case hardSigmoidKeras3

  /// The slope of `leaky-relu` without a number: PyTorch's, and that of most courses.
  package static let usualSlope = 0.01

  /// One of each kind, in the order in which messages list them.
  package static let all: [Activation] = [
    .sigmoid, .tanh, .relu, .leakyReLU(slope: usualSlope), .hardSigmoidKeras2, .hardSigmoidKeras3,
    .softmax, .linear,
  ]

  /// The name in chapters: `sigmoid`, `leaky-relu(0.3)`.
  package var name: String {
    switch self {
    case .leakyReLU(let slope):
      slope == Self.usualSlope ? "leaky-relu" : "leaky-relu(\(DecimalText.shortest(slope)))"
    default: kind
    }
  }

  /// The name without a slope.
  private var kind: String {
    switch self {
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "relu"
    case .linear: "linear"
    case .softmax: "softmax"
    case .leakyReLU: "leaky-relu"
    case .hardSigmoidKeras2: "hard-sigmoid-keras2"
    case .hardSigmoidKeras3: "hard-sigmoid-keras3"
    }
  }

  /// Reads a name of a chapter; nil if there is no such activation.
  package init?(name: String) {
    let lower = name.asciiLowercased
    if lower.hasPrefix("leaky-relu("), lower.utf8.last == 0x29,
      let slope = Double(lower.dropFirst("leaky-relu(".count).dropLast()), slope.isFinite,
      (0...1).contains(slope)
    {
      self = .leakyReLU(slope: slope)
      return
    }
    guard let found = Self.all.first(where: { $0.kind == lower }) else { return nil }
    self = found
  }
}

// MARK: - Values

extension Activation {
  /// f(z): element by element, softmax for each example.
  package func callAsFunction(_ z: Matrix, _ convention: Architecture.Convention) -> Matrix {
    switch self {
    case .sigmoid: z.map(Elementary.sigmoid)
    case .tanh: z.map(Elementary.tanh)
    case .relu: z.map(Elementary.relu)
    case .linear: z
    case .leakyReLU(let slope): z.map { $0 > 0 || $0.isNaN ? $0 : slope * $0 }
    case .hardSigmoidKeras2: z.map(Elementary.hardSigmoidKeras2)
    case .hardSigmoidKeras3: z.map(Elementary.hardSigmoidKeras3)
    case .softmax: z.softmax(along: convention.outputAxis)
    }
  }

  /// ∂C/∂z from ∂C/∂a; at a kink the slope from the left, 0 for ReLU at z = 0.
  ///
  /// For softmax, whose outputs depend on every z, this is the product with its Jacobian,
  /// a ⊙ (g − Σ g a) for each example.
  package func backward(
    _ gradient: Matrix,
    z: Matrix,
    a: Matrix,
    _ convention: Architecture.Convention
  ) throws(ShapeError) -> Matrix {
    guard self == .softmax else { return try gradient.hadamard(prime(z)) }
    let weighted = try gradient.hadamard(a).sums(along: convention.outputAxis)
    let centred = try gradient - weighted.spread(like: gradient)
    return try a.hadamard(centred)
  }

  /// f′(z), element by element.
  private func prime(_ z: Matrix) -> Matrix {
    switch self {
    case .sigmoid: z.map(Elementary.sigmoidPrime)
    case .tanh: z.map(Elementary.tanhPrime)
    case .relu: z.map { $0 > 0 ? 1 : 0 }
    case .leakyReLU(let slope): z.map { $0 > 0 ? 1 : slope }
    case .hardSigmoidKeras2: z.map(Elementary.hardSigmoidKeras2Prime)
    case .hardSigmoidKeras3: z.map(Elementary.hardSigmoidKeras3Prime)
    case .linear, .softmax: z.map { _ in 1 }
    }
  }
}
