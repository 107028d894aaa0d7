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
    let (delta, a) = (space.deltas[last].first, space.activations[last].first)
    examples.withTargets { targets in
      if isDifference, let labels = targets.labels, layer.neurons > 1 {
        // y is 1 in one place and 0 elsewhere.
        delta.update(from: a, count: layer.width * count)
        for (example, row) in rows.enumerated() {
          delta[LayerShape.place(example: example, neuron: Int(labels[Int(row)]), of: count)] -= 1
        }
      } else {
        for (example, row) in rows.enumerated() {
          for neuron in 0..<layer.neurons {
            let place = LayerShape.place(example: example, neuron: neuron, of: count)
            delta[place] = slope(a[place], targets.target(Int(row), neuron))
          }
        }
      }
    }
    layer.zeroPadding(delta, examples: count)
    guard !isFused else { return }
    layer.multiplyBySlope(
      delta,
      z: space.zs[last].first,
      a: a,
      examples: count
    )
  }

  /// True if the derivative is a − y.
  private var isDifference: Bool { isFused || cost == .quadratic }

  /// ∂C/∂a of one output, or ∂C/∂z where the two are computed together.
  @inline(__always)
  private func slope(_ a: Double, _ y: Double) -> Double {
    if isDifference { return a - y }
    switch cost {
    case .quadratic: return a - y
    case .meanSquaredError: return 2 * (a - y) / Double(layer.neurons)
    case .meanAbsoluteError: return Elementary.sign(a - y) / Double(layer.neurons)
    case .crossEntropy: return (a - y) / (Elementary.clipped(a) * Elementary.clipped(1 - a))
    case .categoricalCrossEntropy: return -y / Elementary.clipped(a)
    }
  }

  // MARK: - The cost

  /// What a pass finds out about rows besides the deltas.
  struct Found: Sendable {
    /// The sum of the costs of the rows.
    var cost = 0.0
    /// How many rows are taken for their own class.
    var hits = 0
  }

  /// The costs of rows after a forward pass over them, and what their outputs name.
  ///
  /// `predicted`: Told the class of each row, in their order.
  func score(
    _ space: Workspace,
    _ examples: Examples,
    rows: UnsafeBufferPointer<Int32>,
    _ predicted: (Int) -> Void = { _ in }
  ) -> Found {
    var found = Found()
    let last = space.layers.count - 1
    let outputs = Outputs(
      a: space.activations[last].first,
      z: space.zs[last].first,
      neurons: layer.neurons,
      examples: rows.count
    )
    return examples.withTargets { targets in
      for (example, row) in rows.enumerated() {
        let row = Int(row)
        let best = outputs.largest(example)
        let named = layer.neurons == 1 ? (outputs.a(example, 0) > 0.5 ? 1 : 0) : best
        found.cost += cost(outputs, targets, row: row, example, best)
        let label = targets.labels.map { Int($0[row]) } ?? examples.label(row)
        if named == label { found.hits += 1 }
        predicted(named)
      }
      return found
    }
  }

  /// The numbers of the last layer.
  private struct Outputs {
    let a: UnsafeMutablePointer<Double>
    let z: UnsafeMutablePointer<Double>
    let neurons: Int
    let examples: Int

    @inline(__always)
    func a(_ example: Int, _ neuron: Int) -> Double {
      a[LayerShape.place(example: example, neuron: neuron, of: examples)]
    }

    @inline(__always)
    func z(_ example: Int, _ neuron: Int) -> Double {
      z[LayerShape.place(example: example, neuron: neuron, of: examples)]
    }

    /// The neuron with the largest activation, the first of several.
    @inline(__always)
    func largest(_ example: Int) -> Int {
      var (best, top) = (0, a[example &* laneCount])
      var (block, left) = (a + example &* laneCount, neurons)
      var first = 0
      while left > 0 {
        for lane in 0..<min(left, laneCount) {
          let isLarger = block[lane] > top
          top = isLarger ? block[lane] : top
          best = isLarger ? first &+ lane : best
        }
        block += examples &* laneCount
        first = first &+ laneCount
        left = left &- laneCount
      }
      return best
    }
  }

  @inline(__always)
  private func cost(
    _ outputs: Outputs,
    _ targets: Examples.TargetView,
    row: Int,
    _ example: Int,
    _ best: Int
  ) -> Double {
    if isFused, cost == .categoricalCrossEntropy {
      guard let labels = targets.labels else {
        return (0..<layer.neurons).reduce(0) { sum, neuron in
          let y = targets.target(row, neuron)
          return y == 0 ? sum : sum + y * softmaxCost(outputs, example, neuron, best)
        }
      }
      return softmaxCost(outputs, example, Int(labels[row]), best)
    }
    var sum = 0.0
    for neuron in 0..<layer.neurons {
      let y = targets.target(row, neuron)
      sum +=
        isFused
        ? sigmoidCost(outputs.z(example, neuron), y) : term(outputs.a(example, neuron), y)
    }
    return sum
  }

  /// −ln a of a softmax; from z where a is too small to keep its digits: with the largest output,
  /// ln a = z − z_max + ln a_max.
  @inline(__always)
  private func softmaxCost(
    _ outputs: Outputs,
    _ example: Int,
    _ neuron: Int,
    _ best: Int
  ) -> Double {
    let a = outputs.a(example, neuron)
    if a > 1e-300 { return -Elementary.ln(a) }
    return outputs.z(example, best) - outputs.z(example, neuron)
      - Elementary.ln(outputs.a(example, best))
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
