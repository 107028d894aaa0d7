import Formulas
import Kernels

/// What an optimiser remembers from step to step, and its step.
final class OptimizerState {
  private let optimizer: Optimizer
  /// Velocities, means or squares, by what the optimiser needs.
  private var velocity: Parameters?
  private var means: Parameters?
  private var squares: Parameters?
  private var largest: Parameters?
  /// The number of steps taken.
  private var steps = 0

  init(_ optimizer: Optimizer, _ layers: [LayerShape]) {
    self.optimizer = optimizer
    switch optimizer {
    case .sgd(let momentum, _):
      if momentum != 0 { velocity = Parameters(layers) }
    case .rmsprop(_, let momentum, _, let isCentered):
      squares = Parameters(layers)
      if momentum != 0 { velocity = Parameters(layers) }
      if isCentered { means = Parameters(layers) }
    case .adagrad(let start, _):
      squares = Parameters(layers)
      squares?.fill(start)
    case .adam(_, _, _, let isAMSGrad):
      means = Parameters(layers)
      squares = Parameters(layers)
      if isAMSGrad { largest = Parameters(layers) }
    case .adamax:
      means = Parameters(layers)
      squares = Parameters(layers)
    }
  }

  /// One step at a learning rate.
  func step(_ parameters: Parameters, _ gradient: Parameters, rate: Double) {
    steps += 1
    let layers = parameters.layers.indices
    for layer in layers {
      step(parameters.weights[layer], gradient.weights[layer], rate) { $0?.weights[layer].first }
    }
    for layer in layers where parameters.layers[layer].hasBias {
      step(parameters.biases[layer], gradient.biases[layer], rate) { $0?.biases[layer].first }
    }
  }

  private func step(
    _ list: NumberList,
    _ gradient: NumberList,
    _ rate: Double,
    _ place: (Parameters?) -> UnsafeMutablePointer<Double>?
  ) {
    let (w, g, count) = (list.first, gradient.first, list.count)
    switch optimizer {
    case .sgd(let momentum, let isNesterov):
      guard let v = place(velocity) else { return add(-rate, g, to: w, count) }
      momentumStep(w, g, velocity: v, count, rate: rate, momentum: momentum, isNesterov: isNesterov)
    case .rmsprop(let rho, let momentum, let epsilon, _):
      guard let s = place(squares) else { return }
      rmspropStep(
        w,
        g,
        squares: s,
        means: place(means),
        velocity: place(velocity),
        count,
        rate: rate,
        rho: rho,
        momentum: momentum,
        epsilon: epsilon
      )
    case .adagrad(_, let epsilon):
      guard let s = place(squares) else { return }
      adagradStep(w, g, squares: s, count, rate: rate, epsilon: epsilon)
    case .adam(let beta1, let beta2, let epsilon, _):
      guard let m = place(means), let s = place(squares) else { return }
      adamStep(
        w,
        g,
        means: m,
        squares: s,
        largest: place(largest),
        count,
        rate: rate * (1 - power(beta2)).squareRoot() / (1 - power(beta1)),
        beta1: beta1,
        beta2: beta2,
        epsilon: epsilon
      )
    case .adamax(let beta1, let beta2, let epsilon):
      guard let m = place(means), let u = place(squares) else { return }
      adamaxStep(
        w,
        g,
        means: m,
        sizes: u,
        count,
        rate: rate / (1 - power(beta1)),
        beta1: beta1,
        beta2: beta2,
        epsilon: epsilon
      )
    }
  }

  /// βᵗ at step t.
  private func power(_ beta: Double) -> Double { Elementary.power(beta, Double(steps)) }
}
