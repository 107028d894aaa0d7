import Matrices

/// A network with weights and biases: the fast path of the engine.
///
/// Source: Nielsen, "Neural Networks and Deep Learning", chapter 2, equations BP1–BP4; layers count
/// from 0 here (`weights[0]` leads from the inputs to the first layer), from 1 there. Everything
/// holds for one example and for a batch, which has an example in each column (nndl) or row (row).
public struct Network: Sendable {
  /// What the network is made of.
  public let architecture: Architecture
  /// For each layer but the inputs, one row for each neuron (nndl) or one column (row).
  public private(set) var weights: [Matrix]
  /// Zeros for a layer without biases.
  public private(set) var biases: [Matrix]

  /// A network with these parameters.
  ///
  /// - Throws: `ShapeError` if a matrix does not have the shape that the architecture says.
  public init(
    _ architecture: Architecture,
    weights: [Matrix],
    biases: [Matrix]
  ) throws(ShapeError) {
    precondition(
      weights.count == architecture.depth && biases.count == architecture.depth,
      "\(weights.count) weights and \(biases.count) biases for \(architecture.depth) layers"
    )
    for layer in 0..<architecture.depth {
      let weightShape = architecture.weightShape(layer)
      try Self.require(
        weights[layer],
        [weightShape.rows, weightShape.columns],
        "weights[\(layer)]"
      )
      let biasShape = architecture.vectorShape(layer + 1)
      try Self.require(biases[layer], [biasShape.rows, biasShape.columns], "biases[\(layer)]")
    }
    self.architecture = architecture
    self.weights = weights
    self.biases = zip(biases, architecture.hasBias).map { bias, hasBias in
      hasBias ? bias : bias.map { _ in 0 }
    }
  }

  private static func require(
    _ matrix: Matrix,
    _ shape: [Int],
    _ name: String
  ) throws(ShapeError) {
    guard matrix.shape == shape else {
      throw ShapeError(operation: name, left: matrix.shape, right: shape)
    }
  }

  // MARK: - Forward

  /// The weighted inputs and activations of every layer; `activations[0]` is the input.
  public func feedForward(
    _ x: Matrix
  ) throws(ShapeError) -> (zs: [Matrix], activations: [Matrix]) {
    var zs: [Matrix] = []
    var activations = [x]
    for layer in 0..<architecture.depth {
      let a = activations[layer]
      var z =
        architecture.convention == .nndl
        ? try weights[layer].dot(a) : try a.dot(weights[layer])
      if architecture.hasBias[layer] { z = try z + biases[layer].spread(like: z) }
      zs.append(z)
      activations.append(architecture.activations[layer](z, architecture.convention))
    }
    return (zs, activations)
  }

  /// The cost of one example, or of a batch by its rule, with the penalty if there is one.
  public func cost(_ x: Matrix, _ y: Matrix) throws(ShapeError) -> Double {
    let (zs, activations) = try feedForward(x)
    let total = try architecture.cost.total(
      z: zs[architecture.depth - 1],
      a: activations[architecture.depth],
      y: y,
      activation: architecture.outputActivation,
      architecture.convention
    )
    return total / divisor(x) + penalty
  }

  /// The term for large weights, 0 without one.
  package var penalty: Double {
    guard let penalty = architecture.penalty else { return 0 }
    var sum = weights.reduce(0) { $0 + penalty($1) }
    if penalty.includesBiases { sum += biases.reduce(0) { $0 + penalty($1) } }
    return sum
  }

  /// What a sum over examples is divided by.
  private func divisor(_ x: Matrix) -> Double {
    architecture.batch == .mean
      ? Double(x.size(along: architecture.convention.exampleAxis)) : 1
  }

  // MARK: - Backward

  /// The errors ∂C/∂z of every layer; with a batch a column or row for each example.
  package func deltas(
    zs: [Matrix],
    activations: [Matrix],
    _ y: Matrix
  ) throws(ShapeError) -> [Matrix] {
    let last = architecture.depth - 1
    var deltas = zs
    deltas[last] = try architecture.cost.delta(
      z: zs[last],
      a: activations[last + 1],
      y: y,
      activation: architecture.outputActivation,
      architecture.convention
    )
    let divisor = divisor(activations[0])
    if divisor != 1 { deltas[last] = deltas[last].map { $0 / divisor } }
    for layer in stride(from: last - 1, through: 0, by: -1) {
      let back =
        architecture.convention == .nndl
        ? try weights[layer + 1].transposed.dot(deltas[layer + 1])
        : try deltas[layer + 1].dot(weights[layer + 1].transposed)
      deltas[layer] = try architecture.activations[layer].backward(
        back,
        z: zs[layer],
        a: activations[layer + 1],
        architecture.convention
      )
    }
    return deltas
  }

  /// Returns the gradient of the cost of one example, or of a batch by its rule.
  ///
  /// `nablaW[l]` has the shape of `weights[l]`, `nablaB[l]` that of `biases[l]`; both hold the
  /// derivative of the penalty, and `nablaB[l]` is 0 for a layer without biases.
  public func backpropagate(
    _ x: Matrix,
    _ y: Matrix
  ) throws(ShapeError) -> (nablaW: [Matrix], nablaB: [Matrix]) {
    let (zs, activations) = try feedForward(x)
    let deltas = try deltas(zs: zs, activations: activations, y)
    var nablaW = weights
    var nablaB = biases
    for layer in 0..<architecture.depth {
      let delta = deltas[layer]
      let a = activations[layer].transposed
      nablaW[layer] = try architecture.convention == .nndl ? delta.dot(a) : a.dot(delta)
      if architecture.hasBias[layer] {
        nablaB[layer] = delta.sums(along: architecture.convention.exampleAxis)
      }
      guard let penalty = architecture.penalty else { continue }
      nablaW[layer] = try nablaW[layer] + penalty.gradient(weights[layer])
      if penalty.includesBiases, architecture.hasBias[layer] {
        nablaB[layer] = try nablaB[layer] + penalty.gradient(biases[layer])
      }
    }
    return (nablaW, nablaB)
  }

  /// The network after one step of gradient descent, at a learning rate η.
  public func step(
    _ x: Matrix,
    _ y: Matrix,
    learningRate: Double
  ) throws(ShapeError) -> Network {
    let (nablaW, nablaB) = try backpropagate(x, y)
    var next = self
    for layer in 0..<architecture.depth {
      next.weights[layer] = try weights[layer] - learningRate * nablaW[layer]
      next.biases[layer] = try biases[layer] - learningRate * nablaB[layer]
    }
    return next
  }
}
