import Exercises
import Formulas
import Matrices
import Networks

/// The graph that answers come from, against the engine's fast path and against finite differences.
struct EngineCheck: ExerciseCheck {
  static let name = "engine"
  static let summary =
    "a network whose graph, fast path and finite differences do not agree at the exercise's givens"

  /// A finite difference costs two forward passes; for more parameters some are taken.
  private static let mostParameters = 200
  private static let mostWeights = 20_000

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    var seen: Set<String> = []
    return bench.exercise.quantities.compactMap { quantity in
      guard let network = quantity.network ?? bench.exercise.network,
        quantity.expression != nil, seen.insert(network.name).inserted
      else { return nil }
      return finding(network, quantity, bench)
    }
  }

  /// The networks that are too large to be computed twice, and the weights that were not moved.
  static func unchecked(in bench: ExerciseBench) -> [String] {
    var seen: Set<String> = []
    return bench.exercise.quantities.compactMap { quantity in
      guard let network = quantity.network ?? bench.exercise.network,
        quantity.expression != nil, seen.insert(network.name).inserted
      else { return nil }
      let sizes = network.architecture.layerSizes
      let weights = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
      if weights > mostWeights {
        return "the network \"\(network.name)\" has \(weights) weights; with more than "
          + "\(mostWeights) its graph is not held against the fast path"
      }
      guard weights >= 2 * mostParameters else { return nil }
      return "of the \(weights) weights of the network \"\(network.name)\" some \(mostParameters) "
        + "were held against finite differences"
    }
  }

  private func finding(
    _ definition: NetworkDefinition,
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench
  ) -> LintFinding? {
    let architecture = definition.architecture
    guard let keys = bench.cells(of: quantity).first,
      let evaluator = try? bench.evaluator(for: quantity, at: keys),
      let x = matrix("x", evaluator), let y = matrix("y", evaluator),
      let weights = list("weights", architecture.depth, evaluator),
      let biases = biases(architecture, evaluator),
      weights.reduce(0, { $0 + $1.elements.count }) <= Self.mostWeights,
      let network = try? Network(architecture, weights: weights, biases: biases),
      let fast = try? network.backpropagate(x, y),
      let graph = list("nabla_w", architecture.depth, evaluator)
    else { return nil }
    func found(_ message: String) -> LintFinding {
      LintFinding(
        Self.name,
        in: bench.exercise.source,
        at: bench.exercise.offset,
        "the network \"\(definition.name)\": \(message)",
        help: "a name in \"names\" may stand in the place of one of the engine's; else report it"
      )
    }
    if let own = (try? evaluator.evaluate(.name("cost")))?.number,
      let other = try? network.cost(x, y),
      abs(own - other) > 1e-9 * max(abs(own), abs(other), 1e-6)
    {
      return found("the cost is \(own) in the graph and \(other) in the fast path")
    }
    for layer in 0..<architecture.depth {
      for (own, other) in zip(graph[layer].elements, fast.nablaW[layer].elements)
      where abs(own - other) > 1e-9 * max(abs(own), abs(other), 1e-6) {
        return found("nabla_w[\(layer)] is \(own) in the graph and \(other) in the fast path")
      }
    }
    return slopeProblem(network, x, y, fast.nablaW).map(found)
  }

  /// The first weight whose gradient is not the slope of the cost.
  private func slopeProblem(
    _ network: Network,
    _ x: Matrix,
    _ y: Matrix,
    _ nablaW: [Matrix]
  ) -> String? {
    let total = nablaW.reduce(0) { $0 + $1.elements.count }
    let step = max(1, total / Self.mostParameters)
    let h = 1e-5
    for layer in nablaW.indices {
      for index in stride(from: 0, to: nablaW[layer].elements.count, by: step) {
        func cost(_ change: Double) -> Double? {
          var weights = network.weights
          let columns = weights[layer].columns
          weights[layer][index / columns, index % columns] += change
          let moved = try? Network(network.architecture, weights: weights, biases: network.biases)
          return try? moved?.cost(x, y)
        }
        guard let above = cost(h), let below = cost(-h), let here = cost(0) else { return nil }
        let slope = (above - below) / (2 * h)
        let right = nablaW[layer].elements[index]
        // At the corner of a ReLU the two sides have different slopes, and no check is possible.
        let sides = abs((above - here) - (here - below)) / h
        guard abs(slope - right) > 1e-5 * max(abs(slope), abs(right), 1e-3) + sides else {
          continue
        }
        return "nabla_w[\(layer)] holds \(right), the slope of the cost there is \(slope)"
      }
    }
    return nil
  }

  private func matrix(_ name: String, _ evaluator: Evaluator) -> Matrix? {
    guard case .matrix(let matrix)? = try? evaluator.evaluate(.name(name)) else { return nil }
    return matrix
  }

  private func list(_ name: String, _ count: Int, _ evaluator: Evaluator) -> [Matrix]? {
    let matrices = (0..<count).compactMap { layer -> Matrix? in
      let element = Expression.index(.name(name), [.number(Double(layer))])
      guard case .matrix(let matrix)? = try? evaluator.evaluate(element) else { return nil }
      return matrix
    }
    return matrices.count == count ? matrices : nil
  }

  private func biases(_ architecture: Architecture, _ evaluator: Evaluator) -> [Matrix]? {
    let matrices = (0..<architecture.depth).compactMap { layer -> Matrix? in
      let shape = architecture.vectorShape(layer + 1)
      guard architecture.hasBias[layer] else {
        return Matrix(rows: shape.rows, columns: shape.columns, repeating: 0)
      }
      let element = Expression.index(.name("biases"), [.number(Double(layer))])
      guard case .matrix(let matrix)? = try? evaluator.evaluate(element) else { return nil }
      return matrix
    }
    return matrices.count == architecture.depth ? matrices : nil
  }
}
