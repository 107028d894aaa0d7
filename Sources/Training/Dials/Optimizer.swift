/// How parameters follow from gradients, with the defaults of Keras 3.
package enum Optimizer: Hashable, Sendable {
  /// v = μ v − η g, w = w + v; w = w + μ v − η g after Nesterov.
  case sgd(momentum: Double = 0, isNesterov: Bool = false)
  /// s = ρ s + (1 − ρ) g², w = w − η g / √(s + ε).
  case rmsprop(
    rho: Double = 0.9,
    momentum: Double = 0,
    epsilon: Double = 1e-7,
    isCentered: Bool = false
  )
  /// s = s + g², w = w − η g / √(s + ε).
  case adagrad(initialAccumulator: Double = 0.1, epsilon: Double = 1e-7)
  /// Means and squares of gradients, both corrected for their start at 0.
  case adam(
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
    isAMSGrad: Bool = false
  )
  /// Adam with the largest gradient in place of the mean square.
  case adamax(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7)

  package static let names = ["sgd", "rmsprop", "adagrad", "adam", "adamax"]

  package var name: String {
    switch self {
    case .sgd: "sgd"
    case .rmsprop: "rmsprop"
    case .adagrad: "adagrad"
    case .adam: "adam"
    case .adamax: "adamax"
    }
  }

  /// η where none is named.
  package var usualRate: Double { name == "sgd" ? 0.01 : 0.001 }

  /// True if a step is w − η g and nothing else, so that it needs no list of gradients.
  var isPlain: Bool { self == .sgd() }
}
