import Formulas

/// The engine's own computation as a graph of named formulas: forward pass, backward pass, update.
///
/// Every name is the book's: `zs`, `activations`, `delta`, `nabla_w`, `nabla_b`, with one quantity
/// for each layer (`zs[0]`) and the list of them (`zs`). `deltas` are the errors of all layers.
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
    graph.functions = ["cost_derivative": architecture.cost.derivativeFunction]
    forward(&graph)
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

  private func forward(_ graph: inout Graph) {
    graph.add("activations[0]", .name("x"))
    for layer in 0..<architecture.depth {
      let a = Self.name("activations", layer)
      let w = Self.name("weights", layer)
      let product = Expression.call("dot", isNNDL ? [w, a] : [a, w])
      graph.add("zs[\(layer)]", .binary(.add, product, Self.name("biases", layer)))
      graph.add(
        "activations[\(layer + 1)]",
        architecture.activations[layer].formula(Self.name("zs", layer))
      )
    }
    for list in ["weights", "biases", "zs"] {
      addList(list, count: architecture.depth, to: &graph)
    }
    addList("activations", count: architecture.depth + 1, to: &graph)
    graph.add(
      "cost",
      architecture.cost.formula(a: Self.name("activations", architecture.depth), y: .name("y"))
    )
  }

  private func backward(_ graph: inout Graph) {
    let last = architecture.depth - 1
    for layer in stride(from: last, through: 0, by: -1) {
      let z = Self.name("zs", layer)
      let activation = architecture.activations[layer]
      if layer == last {
        graph.add(
          "deltas[\(layer)]",
          architecture.cost.deltaFormula(
            z: z,
            a: Self.name("activations", layer + 1),
            y: .name("y"),
            activation: activation
          )
        )
      } else {
        let w = Expression.call("transpose", [Self.name("weights", layer + 1)])
        let delta = Self.name("deltas", layer + 1)
        let back = Expression.call("dot", isNNDL ? [w, delta] : [delta, w])
        graph.add(
          "deltas[\(layer)]",
          activation.primeFormula(z).map { .binary(.multiply, back, $0) } ?? back
        )
      }
      let a = Expression.call("transpose", [Self.name("activations", layer)])
      let delta = Self.name("deltas", layer)
      graph.add("nabla_b[\(layer)]", delta)
      graph.add("nabla_w[\(layer)]", .call("dot", isNNDL ? [delta, a] : [a, delta]))
    }
    graph.add("delta", Self.name("deltas", last))
    for list in ["deltas", "nabla_b", "nabla_w"] {
      addList(list, count: architecture.depth, to: &graph)
    }
    for layer in 0..<architecture.depth {
      graph.gradients["weights[\(layer)]"] = Self.name("nabla_w", layer)
      graph.gradients["biases[\(layer)]"] = Self.name("nabla_b", layer)
    }
    graph.gradients["weights"] = .name("nabla_w")
    graph.gradients["biases"] = .name("nabla_b")
  }

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
