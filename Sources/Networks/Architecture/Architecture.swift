import Markdown

/// What a network is made of, before any weight has a value.
public struct Architecture: Hashable, Sendable {
  /// How weights and vectors are laid out.
  public enum Convention: String, CaseIterable, Hashable, Sendable {
    /// `weights[l]` is out × in, vectors are columns: the book "Neural Networks and Deep Learning".
    case nndl
    /// `weights[l]` is in × out, vectors are rows: Keras, PyTorch, most homework.
    case row

    /// The axis along which the outputs of one example lie: 0 where examples are columns.
    package var outputAxis: Int { self == .nndl ? 0 : 1 }
    /// The axis along which the examples of a batch lie.
    package var exampleAxis: Int { 1 - outputAxis }
  }

  /// What the cost of several examples is.
  package enum Batch: String, CaseIterable, Hashable, Sendable {
    /// The mean of their costs: Keras, PyTorch, the book's C = 1/n Σ C_x.
    case mean
    case sum
  }

  /// The number of inputs, then the number of neurons of each layer.
  package let layerSizes: [Int]
  /// The activation of each layer but the inputs.
  package let activations: [Activation]
  /// For each layer but the inputs, whether it has biases.
  package let hasBias: [Bool]
  package let cost: Cost
  package let convention: Convention
  /// How the costs of several examples are joined; nil if there is one example.
  package let batch: Batch?
  /// The term for large weights, if the cost has one.
  package let penalty: Penalty?

  package static let mostNeurons = 100_000
  package static let mostParameters = 10_000_000
  /// Each layer nests in the next; deeper ones than this no formula can be computed of.
  package static let mostLayers = 100

  package init(
    layerSizes: [Int],
    activations: [Activation],
    hasBias: [Bool]? = nil,
    cost: Cost = .quadratic,
    convention: Convention = .nndl,
    batch: Batch? = nil,
    penalty: Penalty? = nil
  ) {
    precondition(layerSizes.count == activations.count + 1, "an activation for each layer")
    precondition(!activations.isEmpty, "a network without a layer of neurons")
    self.layerSizes = layerSizes
    self.activations = activations
    self.hasBias = hasBias ?? activations.map { _ in true }
    self.cost = cost
    self.convention = convention
    self.batch = batch
    self.penalty = penalty
  }

  /// The number of layers with weights.
  package var depth: Int { activations.count }

  /// The number of outputs.
  package var outputs: Int { layerSizes[depth] }

  package var outputActivation: Activation { activations[depth - 1] }

  /// The axis along which the outputs of an example lie, if there are several examples.
  var batchAxis: Int? { batch == nil ? nil : convention.outputAxis }

  /// The number of weights and biases of a layer.
  package func parameterCount(_ layer: Int) -> Int {
    layerSizes[layer + 1] * (layerSizes[layer] + (hasBias[layer] ? 1 : 0))
  }

  /// The shape of `weights[layer]` and of `nabla_w[layer]`.
  package func weightShape(_ layer: Int) -> (rows: Int, columns: Int) {
    let (before, after) = (layerSizes[layer], layerSizes[layer + 1])
    return convention == .nndl ? (after, before) : (before, after)
  }

  /// The shape of a vector with one element for each neuron of a layer; 0 is the inputs.
  package func vectorShape(_ layer: Int) -> (rows: Int, columns: Int) {
    let size = layerSizes[layer]
    return convention == .nndl ? (size, 1) : (1, size)
  }

  /// The same network with other sizes.
  package func resized(_ sizes: [Int]) -> Architecture {
    Architecture(
      layerSizes: sizes,
      activations: activations,
      hasBias: hasBias,
      cost: cost,
      convention: convention,
      batch: batch,
      penalty: penalty
    )
  }

  package var description: String {
    let layers = (0..<depth).map { layer in
      "\(layerSizes[layer + 1]) \(activations[layer].name)"
        + (hasBias[layer] ? "" : " without bias")
    }
    return ([String(layerSizes[0])] + layers).joined(separator: " - ")
  }
}
