import Formulas
import Matrices
import Testing

@testable import Networks

struct BackpropagationTests {
  @Test("One example, one step: NumPy computes the same", arguments: networkGoldens)
  func numpy(golden: NetworkGolden) throws {
    // NumPy's exp and ours may differ in the last bit.
    let network = try golden.network
    let (x, y) = (matrix(golden.x), matrix(golden.y))
    let (zs, activations) = try network.feedForward(x)
    let (nablaW, nablaB) = try network.backpropagate(x, y)
    let next = try network.step(x, y, learningRate: golden.eta)
    expectClose(zs, golden.zs.map(matrix), to: 1e-14, "zs")
    expectClose(activations, golden.activations.map(matrix), to: 1e-14, "activations")
    expectClose(nablaW, golden.nablaW.map(matrix), to: 1e-14, "nabla_w")
    expectClose(nablaB, golden.nablaB.map(matrix), to: 1e-14, "nabla_b")
    expectClose(next.weights, golden.newWeights.map(matrix), to: 1e-14, "new weights")
    expectClose(next.biases, golden.newBiases.map(matrix), to: 1e-14, "new biases")
    #expect(abs(try network.cost(x, y) - golden.costValue) <= 1e-14)
  }

  @Test("The graph of formulas agrees with NumPy too", arguments: networkGoldens)
  func numpyGraph(golden: NetworkGolden) throws {
    var givens: [String: Value] = [
      "x": .matrix(matrix(golden.x)), "y": .matrix(matrix(golden.y)),
      "eta": .number(golden.eta),
    ]
    for (layer, pair) in zip(golden.weights, golden.biases).enumerated() {
      givens["weights[\(layer)]"] = .matrix(matrix(pair.0))
      givens["biases[\(layer)]"] = .matrix(matrix(pair.1))
    }
    let evaluator = Evaluator(graph: Derivation(try golden.architecture).graph, givens: givens)
    for (name, expected) in [
      ("zs", golden.zs), ("activations", golden.activations), ("nabla_w", golden.nablaW),
      ("nabla_b", golden.nablaB), ("weights_new", golden.newWeights),
      ("biases_new", golden.newBiases),
    ] {
      expectClose(try matrices(name, evaluator), expected.map(matrix), to: 1e-13, name)
    }
    let cost = try #require(try evaluator.evaluate(.name("cost")).number)
    #expect(abs(cost - golden.costValue) <= 1e-13)
  }

  @Test("A step leaves the network it starts from as it is")
  func stepCopies() throws {
    let golden = networkGoldens[0]
    let network = try golden.network
    _ = try network.step(matrix(golden.x), matrix(golden.y), learningRate: 1)
    #expect(network.weights == golden.weights.map(matrix))
    #expect(network.biases == golden.biases.map(matrix))
  }

  @Test("A matrix or an example of the wrong shape is refused with its name")
  func refusedShapes() throws {
    let architecture = Architecture(layerSizes: [2, 1], activations: [.sigmoid])
    #expect(throws: ShapeError(operation: "weights[0]", left: [2, 1], right: [1, 2])) {
      try Network(
        architecture,
        weights: [Matrix(column: [1, 2])],
        biases: [Matrix(row: [0])]
      )
    }
    #expect(throws: ShapeError(operation: "biases[0]", left: [1, 2], right: [1, 1])) {
      try Network(
        architecture,
        weights: [Matrix(row: [1, 2])],
        biases: [Matrix(row: [0, 0])]
      )
    }
    let network = try Network(
      architecture,
      weights: [Matrix(row: [1, 2])],
      biases: [Matrix(row: [0])]
    )
    #expect(throws: ShapeError(operation: "dot", left: [1, 2], right: [1, 2])) {
      try network.feedForward(Matrix(row: [1, 2]))
    }
  }
}
