import Formulas
import Kernels
import Networks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The cost at the outputs, and its derivative by their weighted inputs, in the layout of the kernels.
///
/// The same functions as `Cost` over matrices, which tests compare with, without a matrix for each.
struct OutputCost {
  let cost: Cost
  let layer: LayerShape
  private let isFused: Bool

  init(_ architecture: Architecture) {
    cost = architecture.cost
    layer = LayerShape.layers(of: architecture)[architecture.depth - 1]
    isFused = architecture.cost.isFused(with: architecture.outputActivation)
  }

  // MARK: - The error

  /// δ = ∂C/∂z of the last layer, for rows of the data; what pads a block is 0.
  func delta(_ space: Workspace, _ examples: Examples, rows: UnsafeBufferPointer<Int32>) {
    let count = rows.count
    let last = space.layers.count - 1
    let delta = space.deltas[last].first
    for block in 0..<layer.blocks {
      for example in 0..<count {
        let row = Int(rows[example])
        let place = (block * count + example) * laneCount
        for lane in 0..<laneCount {
          let neuron = block * laneCount + lane
          delta[place + lane] =
            neuron < layer.neurons
            ? slope(space.activations[last].first[place + lane], examples.target(row, neuron)) : 0
        }
      }
    }
    guard !isFused else { return }
    layer.multiplyBySlope(
      delta,
      z: space.zs[last].first,
      a: space.activations[last].first,
      examples: count
    )
  }

  /// ∂C/∂a of one output, or ∂C/∂z where the two are computed together.
  @inline(__always)
  private func slope(_ a: Double, _ y: Double) -> Double {
    if isFused { return a - y }
    switch cost {
    case .quadratic: return a - y
    case .meanSquaredError: return 2 * (a - y) / Double(layer.neurons)
    case .meanAbsoluteError: return Elementary.sign(a - y) / Double(layer.neurons)
    case .crossEntropy: return (a - y) / (Elementary.clipped(a) * Elementary.clipped(1 - a))
    case .categoricalCrossEntropy: return -y / Elementary.clipped(a)
    }
  }

  // MARK: - The cost

  /// The cost of one example, and the class that its outputs name.
  func score(
    _ space: Workspace,
    _ examples: Examples,
    row: Int,
    example: Int,
    of count: Int
  ) -> (cost: Double, predicted: Int) {
    @inline(__always) func a(_ neuron: Int) -> Double {
      space.output(space.activations, example, neuron, of: count)
    }
    @inline(__always) func z(_ neuron: Int) -> Double {
      space.output(space.zs, example, neuron, of: count)
    }
    var best = 0
    for neuron in 1..<max(layer.neurons, 1) where a(neuron) > a(best) { best = neuron }
    let predicted = layer.neurons == 1 ? (a(0) > 0.5 ? 1 : 0) : best
    if isFused, cost == .categoricalCrossEntropy {
      return (softmaxCost(a(best), z, best, examples, row), predicted)
    }
    var sum = 0.0
    for neuron in 0..<layer.neurons {
      let y = examples.target(row, neuron)
      sum += isFused ? sigmoidCost(z(neuron), y) : term(a(neuron), y)
    }
    return (sum, predicted)
  }

  /// −Σ y ln a from z: with the largest output, ln a = z − z_max + ln a_max, and one logarithm is
  /// enough.
  @inline(__always)
  private func softmaxCost(
    _ most: Double,
    _ z: (Int) -> Double,
    _ best: Int,
    _ examples: Examples,
    _ row: Int
  ) -> Double {
    let (top, lnMost) = (z(best), Elementary.ln(most))
    var sum = 0.0
    for neuron in 0..<layer.neurons {
      let y = examples.target(row, neuron)
      if y != 0 { sum -= y * (z(neuron) - top + lnMost) }
    }
    return sum
  }

  /// −[y ln σ(z) + (1 − y) ln σ(−z)] = max(z, 0) − y z + ln(1 + e^{−|z|}).
  @inline(__always)
  private func sigmoidCost(_ z: Double, _ y: Double) -> Double {
    max(z, 0) - y * z + log1p(Elementary.exp(-abs(z)))
  }

  @inline(__always)
  private func term(_ a: Double, _ y: Double) -> Double {
    switch cost {
    case .quadratic: 0.5 * (a - y) * (a - y)
    case .meanSquaredError: (a - y) * (a - y) / Double(layer.neurons)
    case .meanAbsoluteError: abs(a - y) / Double(layer.neurons)
    case .crossEntropy:
      -(y * Elementary.lnClipped(a) + (1 - y) * Elementary.lnClipped(1 - a))
    case .categoricalCrossEntropy: -y * Elementary.lnClipped(a)
    }
  }
}
