import Formulas
import Matrices

/// The cost of training examples, by the output activations a and the desired outputs y.
public enum Cost: String, CaseIterable, Hashable, Sendable {
  /// ½ Σ (a − y)²
  case quadratic
  /// Σ (a − y)² / K over the K outputs, as Keras and PyTorch define it.
  case meanSquaredError = "mean-squared-error"
  /// Σ |a − y| / K over the K outputs; its derivative is 0 where a = y.
  case meanAbsoluteError = "mean-absolute-error"
  /// −Σ [y ln a + (1 − y) ln(1 − a)], for outputs that are probabilities on their own.
  case crossEntropy = "cross-entropy"
  /// −Σ y ln a, for outputs that are one distribution; y one-hot, a distribution, or labels.
  case categoricalCrossEntropy = "categorical-cross-entropy"

  /// Other names for the same costs.
  package static let synonyms: [String: Cost] = [
    "binary-cross-entropy": .crossEntropy, "mse": .meanSquaredError, "mae": .meanAbsoluteError,
  ]

  /// True if −ln of the output is part of the cost.
  package var isCrossEntropy: Bool { self == .crossEntropy || self == .categoricalCrossEntropy }

  /// True if the cost after this activation is computed from z, and δ is a − y.
  ///
  /// Only here does the derivative of the activation cancel; everywhere else the general product
  /// holds.
  package func isFused(with activation: Activation) -> Bool {
    (self == .crossEntropy && activation == .sigmoid)
      || (self == .categoricalCrossEntropy && activation == .softmax)
  }
}

// MARK: - Values

extension Cost {
  /// The cost summed over all examples.
  ///
  /// After a sigmoid or softmax a cross-entropy is computed from z, finite and right for every
  /// finite z: the sigmoid's cost of z = 1000 with y = 0 is 1000. Elsewhere a and 1 − a count as
  /// at least 2⁻⁵³, so that −ln of them is at most 36.74.
  package func total(
    z: Matrix,
    a: Matrix,
    y: Matrix,
    activation: Activation,
    _ convention: Architecture.Convention
  ) throws(ShapeError) -> Double {
    let terms: Matrix
    let count = Double(a.size(along: convention.outputAxis))
    switch self {
    case .quadratic: terms = try a.combined(with: y, "-") { 0.5 * ($0 - $1) * ($0 - $1) }
    case .meanSquaredError:
      terms = try a.combined(with: y, "-") { ($0 - $1) * ($0 - $1) / count }
    case .meanAbsoluteError: terms = try a.combined(with: y, "-") { abs($0 - $1) / count }
    case .crossEntropy where isFused(with: activation):
      terms = try z.combined(with: y, "-") { z, y in
        -(y * Elementary.lnSigmoid(z) + (1 - y) * Elementary.lnSigmoid(-z))
      }
    case .crossEntropy:
      terms = try a.combined(with: y, "-") { a, y in
        -(y * Elementary.lnClipped(a) + (1 - y) * Elementary.lnClipped(1 - a))
      }
    case .categoricalCrossEntropy where isFused(with: activation):
      terms = try z.lnSoftmax(along: convention.outputAxis).combined(with: y, "-") { -$1 * $0 }
    case .categoricalCrossEntropy:
      terms = try a.combined(with: y, "-") { -$1 * Elementary.lnClipped($0) }
    }
    return terms.elements.reduce(0, +)
  }

  /// ∂C/∂a of each example, element by element.
  package func derivative(
    _ a: Matrix,
    _ y: Matrix,
    _ convention: Architecture.Convention
  ) throws(ShapeError) -> Matrix {
    let count = Double(a.size(along: convention.outputAxis))
    switch self {
    case .quadratic: return try a - y
    case .meanSquaredError: return try a.combined(with: y, "-") { 2 * ($0 - $1) / count }
    case .meanAbsoluteError:
      return try a.combined(with: y, "-") { Elementary.sign($0 - $1) / count }
    case .crossEntropy:
      return try a.combined(with: y, "-") { a, y in
        (a - y) / (Elementary.clipped(a) * Elementary.clipped(1 - a))
      }
    case .categoricalCrossEntropy:
      return try a.combined(with: y, "-") { -$1 / Elementary.clipped($0) }
    }
  }

  /// The error of the last layer, ∂C/∂z, of each example.
  package func delta(
    z: Matrix,
    a: Matrix,
    y: Matrix,
    activation: Activation,
    _ convention: Architecture.Convention
  ) throws(ShapeError) -> Matrix {
    if isFused(with: activation) { return try a - y }
    return try activation.backward(derivative(a, y, convention), z: z, a: a, convention)
  }

  /// What is wrong with a target for this cost; nil if nothing is.
  ///
  /// `convention`: Says along which axis the outputs of an example lie.
  package func problem(with y: Matrix, _ convention: Architecture.Convention) -> String? {
    guard isCrossEntropy else { return nil }
    if let value = y.elements.first(where: { !(0...1).contains($0) }) {
      return "\(rawValue) wants targets from 0 to 1; \(DecimalText.shortest(value)) was found"
    }
    guard self == .categoricalCrossEntropy else { return nil }
    for sum in y.sums(along: convention.outputAxis).elements where abs(sum - 1) > 1e-6 {
      return "\(rawValue) wants targets that sum to 1 for each example; "
        + "\(DecimalText.significant(sum, digits: 6)) was found"
    }
    return nil
  }
}
