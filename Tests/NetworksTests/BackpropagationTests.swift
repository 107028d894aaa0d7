import Formulas
import Matrices
import Testing

@testable import Networks

/// The output's activation, the cost and the convention of a random network.
struct NetworkKind: Sendable, CustomTestStringConvertible {
  let output: Activation
  let cost: Cost
  let convention: Architecture.Convention

  var testDescription: String { "\(output), \(cost), \(convention)" }
}

private let shapes: [[Int]] = [[2, 1], [2, 3, 1], [3, 4, 2], [1, 2, 3, 2], [4, 3, 3, 2, 1]]
private let kinds: [NetworkKind] = Activation.allCases.flatMap { output in
  Cost.allCases.flatMap { cost in
    Architecture.Convention.allCases.map {
      NetworkKind(output: output, cost: cost, convention: $0)
    }
  }
}

/// 4 activations × 2 costs × 2 conventions × 5 shapes × 4 seeds: 320 networks.
struct BackpropagationTests {
  private func networks(_ kind: NetworkKind, _ layerSizes: [Int]) throws -> [RandomNetwork] {
    try (0..<4).map { seed in
      var generator = SplitMix64(state: UInt64(1000 * layerSizes.count + seed))
      return try RandomNetwork(
        hidden: seed,
        layerSizes: layerSizes,
        output: kind.output,
        cost: kind.cost,
        convention: kind.convention,
        using: &generator
      )
    }
  }

  @Test(
    "The gradient is the central difference of the cost, at every weight and bias",
    arguments: kinds,
    shapes
  )
  func finiteDifferences(kind: NetworkKind, layerSizes: [Int]) throws {
    // The error of the central difference is about h²·C‴/6 + 1e-16·C/h: some 1e-9 here.
    let h = 1e-5
    for random in try networks(kind, layerSizes) {
      let network = random.network
      let (nablaW, nablaB) = try network.backpropagate(random.x, random.y)
      #expect(nablaW.map(\.shape) == network.weights.map(\.shape))
      #expect(nablaB.map(\.shape) == network.biases.map(\.shape))
      func cost(_ weights: [Matrix], _ biases: [Matrix]) throws -> Double {
        try Network(network.architecture, weights: weights, biases: biases)
          .cost(random.x, random.y)
      }
      func differences(of matrices: [Matrix], _ cost: ([Matrix]) throws -> Double) throws
        -> [Matrix]
      {
        try matrices.enumerated().map { layer, matrix in
          var result = matrix
          for row in 0..<matrix.rows {
            for column in 0..<matrix.columns {
              var (above, below) = (matrices, matrices)
              above[layer][row, column] += h
              below[layer][row, column] -= h
              result[row, column] = (try cost(above) - cost(below)) / (2 * h)
            }
          }
          return result
        }
      }
      let numericW = try differences(of: network.weights) { try cost($0, network.biases) }
      let numericB = try differences(of: network.biases) { try cost(network.weights, $0) }
      expectClose(nablaW, numericW, to: 1e-7, "nabla_w")
      expectClose(nablaB, numericB, to: 1e-7, "nabla_b")
    }
  }

  @Test("The graph of formulas computes what the fast path computes", arguments: kinds, shapes)
  func derivation(kind: NetworkKind, layerSizes: [Int]) throws {
    let eta = 0.37
    for random in try networks(kind, layerSizes) {
      let network = random.network
      let evaluator = Evaluator(
        graph: Derivation(network.architecture).graph,
        givens: random.givens(eta: eta)
      )
      let (zs, activations) = try network.feedForward(random.x)
      let (nablaW, nablaB) = try network.backpropagate(random.x, random.y)
      let next = try network.step(random.x, random.y, learningRate: eta)
      for (name, expected) in [
        ("zs", zs), ("activations", activations), ("nabla_w", nablaW), ("nabla_b", nablaB),
        ("deltas", nablaB), ("weights_new", next.weights), ("biases_new", next.biases),
        ("weights", network.weights), ("biases", network.biases),
      ] {
        expectClose(try matrices(name, evaluator), expected, to: 1e-12, name)
      }
      let cost = try #require(try evaluator.evaluate(.name("cost")).number)
      let expectedCost = try network.cost(random.x, random.y)
      #expect(abs(cost - expectedCost) <= 1e-12 * max(1, expectedCost))
      let delta = try evaluator.evaluate(.name("delta"))
      #expect(delta.elements == nablaB[network.architecture.depth - 1].elements)
      for layer in nablaW.indices {
        let gradient = try evaluator.evaluate(Formula("gradient of weights[\(layer)]").expression)
        expectClose(
          [
            Matrix(
              rows: nablaW[layer].rows,
              columns: nablaW[layer].columns,
              elements: gradient.elements
            )
          ],
          [nablaW[layer]],
          to: 1e-12,
          "gradient"
        )
      }
    }
  }

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

struct CostTests {
  /// By hand; ln 2 = 0.6931471805599453 (mpmath 1.3, 17 digits).
  @Test("Costs of one example, with 0 ln 0 = 0")
  func values() throws {
    let half = Matrix(row: [0.5])
    #expect(try Cost.quadratic(Matrix(column: [1, 0]), Matrix(column: [0.5, 2])) == 2.125)
    #expect(abs(try Cost.crossEntropy(half, Matrix(row: [1])) - 0.6931471805599453) < 1e-16)
    #expect(abs(try Cost.crossEntropy(half, Matrix(row: [0.3])) - 0.6931471805599453) < 1e-15)
    #expect(try Cost.crossEntropy(Matrix(row: [1, 0]), Matrix(row: [1, 0])) == 0)
    #expect(try Cost.crossEntropy(Matrix(row: [0]), Matrix(row: [1])) == .infinity)
  }

  @Test("Cross-entropy after a saturated sigmoid has the error a − y, not 0/0")
  func saturation() throws {
    let network = try Network(
      Architecture(layerSizes: [1, 1], activations: [.sigmoid], cost: .crossEntropy),
      weights: [Matrix(row: [1000])],
      biases: [Matrix(row: [0])]
    )
    let (nablaW, nablaB) = try network.backpropagate(Matrix(row: [2]), Matrix(row: [0]))
    #expect(nablaW[0].elements == [2] && nablaB[0].elements == [1])
    let (low, _) = try network.backpropagate(Matrix(row: [-2]), Matrix(row: [1]))
    #expect(low[0].elements == [2])
  }
}

struct ActivationTests {
  /// Values from mpmath 1.3 at 40 digits, rounded to 17: Tests/Goldens/elementary.py.
  @Test(
    "Activations and their derivatives, also at saturation",
    arguments: elementaryGoldens
  )
  func values(golden: ElementaryGolden) {
    let z = Matrix(row: [golden.z])
    func expect(_ found: Matrix, _ expected: Double, _ name: String) {
      let error = abs(found.elements[0] - expected)
      #expect(error <= 4 * expected.ulp, "\(name)(\(golden.z)) = \(found.elements[0])")
    }
    expect(Activation.sigmoid(z), golden.sigmoid, "sigmoid")
    expect(Activation.sigmoid.prime(z), golden.sigmoidPrime, "sigmoid_prime")
    expect(Activation.tanh(z), golden.tanh, "tanh")
    // 1 − tanh² loses the digits that tanh² shares with 1: absolute precision is all it has.
    #expect(abs(Activation.tanh.prime(z).elements[0] - golden.tanhPrime) <= 4e-16)
  }

  @Test("ReLU and its derivative are 0 at 0 and below, z and 1 above")
  func relu() {
    let z = Matrix(row: [-2, 0, 3])
    #expect(Activation.relu(z) == Matrix(row: [0, 0, 3]))
    #expect(Activation.relu.prime(z) == Matrix(row: [0, 0, 1]))
    #expect(Activation.linear(z) == z)
    #expect(Activation.linear.prime(z) == Matrix(row: [1, 1, 1]))
  }

  @Test("ReLU of NaN is NaN on the fast path and in formulas")
  func reluOfNaN() throws {
    let formula = try Evaluator(graph: Graph(), givens: ["z": .number(.nan)])
      .evaluate(Formula("relu(z)").expression)
    #expect(formula.number?.isNaN == true)
    #expect(Activation.relu(Matrix(row: [.nan])).elements[0].isNaN)
  }
}
