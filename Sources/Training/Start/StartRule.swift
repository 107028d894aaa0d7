import Matrices
import Networks

/// How the parameters of a network are drawn before the first step.
package struct StartRule: Hashable, Sendable {
  /// In which order the matrices of the layers are drawn.
  package enum Order: String, CaseIterable, Hashable, Sendable {
    /// Layer by layer, its weights and then its biases.
    case layers
    /// All biases, then all weights: the book's code.
    case biasesFirst = "biases first"
    /// All weights, then all biases.
    case weightsFirst = "weights first"
  }

  package let weights: Initialiser
  package let biases: Initialiser
  package let order: Order
  /// A generator of its own; nil if it is the one of the whole run.
  package let random: RandomSource?
  /// True if every layer makes that generator anew.
  package let isAnewForEachLayer: Bool

  package init(
    weights: Initialiser,
    biases: Initialiser,
    order: Order = .layers,
    random: RandomSource? = nil,
    isAnewForEachLayer: Bool = false
  ) {
    self.weights = weights
    self.biases = biases
    self.order = order
    self.random = random
    self.isAnewForEachLayer = isAnewForEachLayer
  }

  /// The network at its start; matrices are filled row by row in the shapes of its convention.
  ///
  /// `shared`: The generator of the whole run, where the start has none of its own.
  package func network(_ architecture: Architecture, shared: RandomStream) -> Network {
    let own = random?.stream ?? shared
    var weights = [Matrix?](repeating: nil, count: architecture.depth)
    var biases = weights
    var streams = [RandomStream](repeating: own, count: architecture.depth)
    if isAnewForEachLayer, let random { streams = streams.map { _ in random.stream } }
    func draw(_ rule: Initialiser, _ shape: (rows: Int, columns: Int), _ layer: Int) -> Matrix {
      Matrix(
        rows: shape.rows,
        columns: shape.columns,
        elements: rule.draw(
          shape.rows * shape.columns,
          inputs: architecture.layerSizes[layer],
          neurons: architecture.layerSizes[layer + 1],
          from: streams[layer]
        )
      )
    }
    func drawWeights(_ layer: Int) {
      weights[layer] = draw(self.weights, architecture.weightShape(layer), layer)
    }
    func drawBiases(_ layer: Int) {
      let shape = architecture.vectorShape(layer + 1)
      biases[layer] =
        architecture.hasBias[layer]
        ? draw(self.biases, shape, layer)
        : Matrix(rows: shape.rows, columns: shape.columns, repeating: 0)
    }
    let layers = 0..<architecture.depth
    switch order {
    case .layers:
      for layer in layers {
        drawWeights(layer)
        drawBiases(layer)
      }
    case .biasesFirst:
      layers.forEach(drawBiases)
      layers.forEach(drawWeights)
    case .weightsFirst:
      layers.forEach(drawWeights)
      layers.forEach(drawBiases)
    }
    do {
      return try Network(
        architecture,
        weights: weights.compactMap { $0 },
        biases: biases.compactMap { $0 }
      )
    } catch {
      preconditionFailure("parameters drawn in the network's own shapes: \(error)")
    }
  }
}
