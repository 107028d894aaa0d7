import Formulas

/// What the weights or biases of a layer start as.
package enum Initialiser: Hashable, Sendable {
  case constant(Double)
  /// N(mean, deviation²): NumPy's `normal`, Keras's `RandomNormal`.
  case normal(mean: Double, deviation: Double)
  /// N(0, 1)/√n_in: the book's weights.
  case nndl
  /// low … high: NumPy's `uniform`, Keras's `RandomUniform`.
  case uniform(low: Double, high: Double)
  /// Normal within two deviations, drawn again outside; the deviation before the cut is such that
  /// the variance after it is `scale` over the fan.
  case scaledNormal(Fan, scale: Double)
  /// −limit … limit with limit = √(3 · `scale` / fan).
  case scaledUniform(Fan, scale: Double)

  /// What the variance is divided by.
  package enum Fan: Hashable, Sendable {
    /// The inputs of the layer: He, LeCun.
    case inputs
    /// The mean of its inputs and neurons: Glorot.
    case mean

    func size(_ inputs: Int, _ neurons: Int) -> Double {
      self == .inputs ? Double(inputs) : Double(inputs + neurons) / 2
    }
  }

  /// The standard deviation of a standard normal distribution within −2 … 2.
  private static let cutDeviation = 0.87962566103423978

  /// The elements of a matrix for a layer, in the order in which they are drawn.
  func draw(_ count: Int, inputs: Int, neurons: Int, from stream: RandomStream) -> [Double] {
    switch self {
    case .constant(let value): return [Double](repeating: value, count: count)
    case .normal(0, 1): return stream.standardNormal(count)
    case .normal(let mean, let deviation):
      return stream.standardNormal(count).map { mean + deviation * $0 }
    case .nndl:
      let root = Double(inputs).squareRoot()
      return stream.standardNormal(count).map { $0 / root }
    case .uniform(let low, let high): return stream.uniform(low, high, count)
    case .scaledNormal(let fan, let scale):
      let deviation = (scale / fan.size(inputs, neurons)).squareRoot() / Self.cutDeviation
      return (0..<count).map { _ in
        while true {
          let number = stream.standardNormal(1)[0]
          if abs(number) <= 2 { return deviation * number }
        }
      }
    case .scaledUniform(let fan, let scale):
      let limit = (3 * scale / fan.size(inputs, neurons)).squareRoot()
      return stream.uniform(-limit, limit, count)
    }
  }

}

// MARK: - Names

extension Initialiser {
  private static let named: [(name: String, Initialiser)] = [
    ("zeros", .constant(0)), ("ones", .constant(1)),
    ("standard_normal", .normal(mean: 0, deviation: 1)), ("nndl", .nndl),
    ("random-normal", .normal(mean: 0, deviation: 0.05)),
    ("random-uniform", .uniform(low: -0.05, high: 0.05)),
    ("glorot-normal", .scaledNormal(.mean, scale: 1)),
    ("glorot-uniform", .scaledUniform(.mean, scale: 1)),
    ("he-normal", .scaledNormal(.inputs, scale: 2)),
    ("he-uniform", .scaledUniform(.inputs, scale: 2)),
    ("lecun-normal", .scaledNormal(.inputs, scale: 1)),
    ("lecun-uniform", .scaledUniform(.inputs, scale: 1)),
  ]

  /// The name in chapters and reports.
  package var name: String {
    if let known = Self.named.first(where: { $0.1 == self }) { return known.name }
    let numbers: (String, [Double]) =
      switch self {
      case .constant(let value): ("constant", [value])
      case .normal(let mean, let deviation): ("normal", [mean, deviation])
      case .uniform(let low, let high): ("uniform", [low, high])
      case .nndl, .scaledNormal, .scaledUniform: ("", [])
      }
    return "\(numbers.0)(\(numbers.1.map(DecimalText.shortest).joined(separator: ", ")))"
  }

  package static let names =
    named.map(\.name) + ["constant(0.5)", "normal(0, 0.1)", "uniform(-0.5, 0.5)"]

  /// Reads `glorot-uniform`, `normal(0, 0.1)` and the like; nil if it is none.
  package init?(_ text: String) {
    if let known = Self.named.first(where: { $0.name == text }) {
      self = known.1
      return
    }
    let aliases = ["randn", "normal", "gaussian"]
    if aliases.contains(text) {
      self = .normal(mean: 0, deviation: 1)
      return
    }
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
    let parts = text[text.index(after: open)...].dropLast().split(separator: ",")
    let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }.filter(\.isFinite)
    guard numbers.count == parts.count else { return nil }
    switch (text[..<open], numbers.count) {
    case ("constant", 1): self = .constant(numbers[0])
    case ("normal", 2) where numbers[1] >= 0:
      self = .normal(mean: numbers[0], deviation: numbers[1])
    case ("uniform", 2) where numbers[0] <= numbers[1]:
      self = .uniform(low: numbers[0], high: numbers[1])
    default: return nil
    }
  }
}
