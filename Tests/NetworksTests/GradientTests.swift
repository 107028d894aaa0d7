import Formulas
import Matrices
import Testing

@testable import Networks

/// Every pairing of activation, cost, convention and penalty, on 200 random networks each, with
/// layers without biases, hidden layers of any activation, single examples and batches.
struct GradientTests {
  private static let networksPerKind = 200

  private func forEach(
    _ kind: NetworkKind,
    count: Int = networksPerKind,
    _ body: (RandomNetwork, inout SplitMix64) throws -> Void
  ) throws {
    for seed in 0..<count {
      var generator = SplitMix64(state: UInt64(seed) &* 7919 &+ 17)
      try body(try RandomNetwork(kind, using: &generator), &generator)
    }
  }

  @Test("The gradient is the central difference of the cost", arguments: NetworkKind.all)
  func finiteDifferences(kind: NetworkKind) throws {
    // Along a random direction, in which every wrong element shows; the error of the difference is
    // about h²·C‴/6 + 1e-16·C/h, some 1e-9.
    let h = 1e-5
    try forEach(kind) { random, generator in
      let network = random.network
      let (nablaW, nablaB) = try network.backpropagate(random.x, random.y)
      func direction(_ matrix: Matrix) -> Matrix {
        matrix.map { _ in Double.random(in: -1...1, using: &generator) }
      }
      let directionW = nablaW.map(direction)
      let directionB = nablaB.map(direction)
      func cost(_ step: Double) throws -> Double {
        try Network(
          network.architecture,
          weights: try zip(network.weights, directionW).map { try $0 + step * $1 },
          biases: try zip(network.biases, directionB).map { try $0 + step * $1 }
        ).cost(random.x, random.y)
      }
      let slope = zip(nablaW + nablaB, directionW + directionB).reduce(0) { sum, pair in
        sum + zip(pair.0.elements, pair.1.elements).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let difference = (try cost(h) - cost(-h)) / (2 * h)
      #expect(
        abs(slope - difference) <= 2e-7 * max(1, abs(difference)),
        "\(network.architecture.description): \(slope), by differences \(difference)"
      )
    }
  }

  @Test("The graph of formulas computes what the fast path computes", arguments: NetworkKind.all)
  func derivation(kind: NetworkKind) throws {
    let eta = 0.37
    try forEach(kind) { random, _ in
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
        ("deltas", try network.deltas(zs: zs, activations: activations, random.y)),
        ("weights_new", next.weights), ("biases_new", next.biases), ("weights", network.weights),
        ("biases", network.biases),
      ] {
        expectClose(try matrices(name, evaluator), expected, to: 1e-12, name)
      }
      let cost = try #require(try evaluator.evaluate(.name("cost")).number)
      let expectedCost = try network.cost(random.x, random.y)
      #expect(abs(cost - expectedCost) <= 1e-12 * max(1, expectedCost))
    }
  }

  @Test("Differentiating the graph gives the gradient", arguments: NetworkKind.all)
  func derivatives(kind: NetworkKind) throws {
    try forEach(kind, count: 5) { random, _ in
      let network = random.network
      let evaluator = Evaluator(
        graph: Derivation(network.architecture).graph,
        givens: random.givens(eta: 1)
      )
      let (nablaW, nablaB) = try network.backpropagate(random.x, random.y)
      for layer in nablaW.indices {
        for (list, expected) in [("weights", nablaW[layer]), ("biases", nablaB[layer])]
        where list == "weights" || network.architecture.hasBias[layer] {
          let formula = try Formula("derivative of cost by \(list)[\(layer)]").expression
          let found = try evaluator.evaluate(formula)
          expectClose(
            [Matrix(rows: expected.rows, columns: expected.columns, elements: found.elements)],
            [expected],
            to: 1e-10,
            "\(list) of \(network.architecture.description)"
          )
        }
      }
    }
  }

  @Test("The graph taken apart into numbers computes the same", arguments: NetworkKind.all)
  func tape(kind: NetworkKind) throws {
    try forEach(kind, count: 20) { random, _ in
      let network = random.network
      let (zs, activations) = try network.feedForward(random.x)
      let (nablaW, nablaB) = try network.backpropagate(random.x, random.y)
      let builder = TapeBuilder(
        graph: Derivation(network.architecture).graph,
        givens: random.givens(eta: 0.37)
      )
      var blocks: [(name: String, nodes: [Int], expected: [Double])] = []
      for (name, expected) in [
        ("zs", zs), ("activations", activations), ("nabla_w", nablaW), ("nabla_b", nablaB),
      ] {
        let nodes = try builder.block(named: name).nodes
        blocks.append((name, nodes, expected.flatMap(\.elements)))
      }
      for layer in nablaW.indices {
        let formula = try Formula("derivative of cost by weights[\(layer)]").expression
        let nodes = try builder.block(formula).nodes
        blocks.append(("slope by weights[\(layer)]", nodes, nablaW[layer].elements))
      }
      let values = builder.tape.values()
      for (name, nodes, expected) in blocks {
        try #require(nodes.count == expected.count, "\(name)")
        for (node, number) in zip(nodes, expected) {
          #expect(
            abs(values[node] - number) <= 1e-10 * max(1, abs(number)),
            "\(name) of \(network.architecture.description)"
          )
        }
      }
    }
  }
}
