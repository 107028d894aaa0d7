import Matrices

/// A network with weights and biases: the fast path of the engine.
///
/// Source: Nielsen, "Neural Networks and Deep Learning", chapter 2, equations BP1–BP4; layers count
/// from 0 here (`weights[0]` leads from the inputs to the first layer), from 1 there.
package struct Network: Sendable {
  package let architecture: Architecture
  package private(set) var weights: [Matrix]
  package private(set) var biases: [Matrix]

  /// - Throws: `ShapeError` if a matrix does not have the shape that the architecture says.
  package init(
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
    self.biases = biases
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

  /// The weighted inputs and activations of every layer; `activations[0]` is the input.
  package func feedForward(
    _ x: Matrix
  ) throws(ShapeError) -> (zs: [Matrix], activations: [Matrix]) {
    var zs: [Matrix] = []
    var activations = [x]
    for layer in 0..<architecture.depth {
      let a = activations[layer]
      let product =
        architecture.convention == .nndl
        ? try weights[layer].dot(a) : try a.dot(weights[layer])
      let z = try product + biases[layer]
      zs.append(z)
      activations.append(architecture.activations[layer](z))
    }
    return (zs, activations)
  }

  /// The cost of one example.
  package func cost(_ x: Matrix, _ y: Matrix) throws(ShapeError) -> Double {
    let output = try feedForward(x).activations[architecture.depth]
    return try architecture.cost(output, y)
  }

  /// Returns the gradient of the cost of one training example.
  ///
  /// `nablaW[l]` has the shape of `weights[l]`, `nablaB[l]` that of `biases[l]`.
  package func backpropagate(
    _ x: Matrix,
    _ y: Matrix
  ) throws(ShapeError) -> (nablaW: [Matrix], nablaB: [Matrix]) {
    let (zs, activations) = try feedForward(x)
    let last = architecture.depth - 1
    var nablaW = weights
    var nablaB = biases
    var delta = try architecture.cost.delta(
      z: zs[last],
      a: activations[last + 1],
      y: y,
      activation: architecture.activations[last]
    )
    for layer in stride(from: last, through: 0, by: -1) {
      if layer < last {
        let back =
          architecture.convention == .nndl
          ? try weights[layer + 1].transposed.dot(delta)
          : try delta.dot(weights[layer + 1].transposed)
        delta = try back.hadamard(architecture.activations[layer].prime(zs[layer]))
      }
      nablaB[layer] = delta
      nablaW[layer] =
        architecture.convention == .nndl
        ? try delta.dot(activations[layer].transposed)
        : try activations[layer].transposed.dot(delta)
    }
    return (nablaW, nablaB)
  }

  /// The network after one step of gradient descent on one example, at a learning rate η.
  package func step(
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
