import Formulas

/// The engine's own computation as a graph of named formulas: forward pass, backward pass, update.
///
/// Every name is the book's: `zs`, `activations`, `delta`, `nabla_w`, `nabla_b`, with one quantity
/// for each layer (`zs[0]`) and the list of them (`zs`). `deltas` are the errors ∂C/∂z of all layers.
/// With a batch every vector becomes a matrix with one column (nndl) or row (row) for each example;
/// where its cost is the mean, the 1/n of the mean is in the errors.
package struct Derivation: Sendable {
  package let architecture: Architecture
  /// The course's symbols for single weights and biases, if it has them.
  package let neurons: Neurons?

  package init(_ architecture: Architecture, neurons: Neurons? = nil) {
    self.architecture = architecture
    self.neurons = neurons
  }

  /// What has to be given for the graph to have values: the inputs, the target and the rate.
  package static let givenNames = ["x", "y", "eta"]

  /// The graph, without the course's own names for its quantities.
  package var graph: Graph {
    var graph = Graph()
    graph.definitions["cost_derivative"] = Graph.Definition(
      parameters: ["a", "y"],
      body: architecture.cost.derivativeFormula(
        a: .name("a"),
        y: .name("y"),
        outputs: architecture.outputs
      )
    )
    architecture.penalty?.addConstants(to: &graph)
    forward(&graph)
    cost(&graph)
    backward(&graph)
    update(&graph)
    neurons?.addParameters(to: &graph, architecture)
    return graph
  }

  private var isNNDL: Bool { architecture.convention == .nndl }

  static func name(_ list: String, _ layer: Int) -> Expression { .name("\(list)[\(layer)]") }

  private func addList(_ list: String, count: Int, to graph: inout Graph) {
    graph.add(list, .list((0..<count).map { Self.name(list, $0) }))
  }

  /// `zeros` in the shape of a layer's biases: what stands for them where it has none.
  private func zeros(_ layer: Int) -> Expression {
    let shape = architecture.vectorShape(layer + 1)
    return .call("zeros", [.number(Double(shape.rows)), .number(Double(shape.columns))])
  }
}

// MARK: - Forward

extension Derivation {
  private func forward(_ graph: inout Graph) {
    if architecture.batch != nil {
      let axis = Double(architecture.convention.exampleAxis)
      graph.add("batch_size", .index(.shape(.name("x")), [.number(axis)]))
    }
    graph.add("activations[0]", .name("x"))
    for layer in 0..<architecture.depth {
      let a = Self.name("activations", layer)
      let w = Self.name("weights", layer)
      let product = Expression.call("dot", isNNDL ? [w, a] : [a, w])
      graph.add(
        "zs[\(layer)]",
        architecture.hasBias[layer] ? .binary(.add, product, bias(layer)) : product
      )
      graph.add(
        "activations[\(layer + 1)]",
        architecture.activations[layer].formula(
          Self.name("zs", layer),
          axis: architecture.batchAxis
        )
      )
      if !architecture.hasBias[layer] { graph.add("biases[\(layer)]", zeros(layer)) }
    }
    for list in ["weights", "biases", "zs"] {
      addList(list, count: architecture.depth, to: &graph)
    }
    addList("activations", count: architecture.depth + 1, to: &graph)
  }

  /// A layer's biases, once for each example.
  private func bias(_ layer: Int) -> Expression {
    let bias = Self.name("biases", layer)
    guard architecture.batch != nil else { return bias }
    let axis = Expression.number(Double(architecture.convention.exampleAxis))
    return .call("repeat", [bias, .name("batch_size"), axis])
  }

  private func cost(_ graph: inout Graph) {
    let total = architecture.cost.formula(
      z: Self.name("zs", architecture.depth - 1),
      a: Self.name("activations", architecture.depth),
      y: .name("y"),
      architecture
    )
    let joined = perExample(total)
    guard let penalty = architecture.penalty else {
      graph.add("cost", joined)
      return
    }
    let layers = 0..<architecture.depth
    let biases = layers.filter { penalty.includesBiases && architecture.hasBias[$0] }
    graph.add("data_cost", joined)
    graph.add(
      "penalty",
      penalty.formula(
        layers.map { Self.name("weights", $0) } + biases.map { Self.name("biases", $0) }
      )
    )
    graph.add("cost", .binary(.add, .name("data_cost"), .name("penalty")))
  }

  /// The share that each example has in a sum over them, where the batch's cost is their mean.
  private func perExample(_ sum: Expression) -> Expression {
    architecture.batch == .mean ? .binary(.divide, sum, .name("batch_size")) : sum
  }
}

// MARK: - Backward

extension Derivation {
  private func backward(_ graph: inout Graph) {
    let last = architecture.depth - 1
    for layer in stride(from: last, through: 0, by: -1) {
      let z = Self.name("zs", layer)
      let output = Self.name("activations", layer + 1)
      if layer == last {
        graph.add(
          "deltas[\(layer)]",
          perExample(
            architecture.cost.deltaFormula(z: z, a: output, y: .name("y"), architecture)
          )
        )
      } else {
        let w = Expression.call("transpose", [Self.name("weights", layer + 1)])
        let delta = Self.name("deltas", layer + 1)
        graph.add(
          "deltas[\(layer)]",
          architecture.activations[layer].backwardFormula(
            .call("dot", isNNDL ? [w, delta] : [delta, w]),
            z: z,
            a: output,
            architecture
          )
        )
      }
      gradients(layer, &graph)
    }
    graph.add("delta", Self.name("deltas", last))
    for list in ["deltas", "nabla_b", "nabla_w"] {
      addList(list, count: architecture.depth, to: &graph)
    }
    graph.gradients["weights"] = .name("nabla_w")
    graph.gradients["biases"] = .name("nabla_b")
  }

  private func gradients(_ layer: Int, _ graph: inout Graph) {
    let a = Expression.call("transpose", [Self.name("activations", layer)])
    let delta = Self.name("deltas", layer)
    let axis = Expression.number(Double(architecture.convention.exampleAxis))
    var nablaB: Expression = architecture.batch == nil ? delta : .call("sum", [delta, axis])
    var nablaW = Expression.call("dot", isNNDL ? [delta, a] : [a, delta])
    if let penalty = architecture.penalty {
      nablaW = penalty.formula(addedTo: nablaW, Self.name("weights", layer))
      if penalty.includesBiases {
        nablaB = penalty.formula(addedTo: nablaB, Self.name("biases", layer))
      }
    }
    graph.add("nabla_b[\(layer)]", architecture.hasBias[layer] ? nablaB : zeros(layer))
    graph.add("nabla_w[\(layer)]", nablaW)
    graph.gradients["weights[\(layer)]"] = Self.name("nabla_w", layer)
    if architecture.hasBias[layer] {
      graph.gradients["biases[\(layer)]"] = Self.name("nabla_b", layer)
    }
  }
}

// MARK: - Update

extension Derivation {
  private func update(_ graph: inout Graph) {
    for (list, nabla) in [("weights", "nabla_w"), ("biases", "nabla_b")] {
      for layer in 0..<architecture.depth {
        let step = Expression.binary(.multiply, .name("eta"), Self.name(nabla, layer))
        graph.add("\(list)_new[\(layer)]", .binary(.subtract, Self.name(list, layer), step))
      }
      addList("\(list)_new", count: architecture.depth, to: &graph)
    }
  }
}
