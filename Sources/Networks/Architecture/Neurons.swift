import Formulas

/// A course's symbols for the parameters of single neurons: `hidden 1: [w1, w2, b1]`.
package struct Neurons: Hashable, Sendable {
  /// A parameter's place in the network.
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let layer: Int
    package let neuron: Int
    /// The input that a weight belongs to, nil for a bias.
    package let input: Int?
  }

  /// In the order in which the neurons were written.
  package let all: [Parameter]

  /// - Parameters:
  ///   - names: For each layer and neuron, the weights in the order of the inputs, then the bias if
  ///     the layer has one.
  ///   - hasBias: For each layer, whether the last name is that of a bias.
  package init(names: [[[String]]], hasBias: [Bool]) {
    var all: [Parameter] = []
    for (layer, neurons) in names.enumerated() {
      for (neuron, symbols) in neurons.enumerated() {
        for (position, name) in symbols.enumerated() {
          let isBias = hasBias[layer] && position == symbols.count - 1
          let input = isBias ? nil : position
          all.append(Parameter(name: name, layer: layer, neuron: neuron, input: input))
        }
      }
    }
    self.all = all
  }

  package func parameter(named name: String) -> Parameter? {
    all.first { $0.name == name }
  }

  /// Weights first, in the order of the neurons, then the biases.
  package var inOrder: [String] {
    all.filter { $0.input != nil }.map(\.name) + all.filter { $0.input == nil }.map(\.name)
  }

  /// Where a parameter stands in its matrix.
  package func position(
    of parameter: Parameter,
    in architecture: Architecture
  ) -> (row: Int, column: Int) {
    let input = parameter.input ?? 0
    return architecture.convention == .nndl ? (parameter.neuron, input) : (input, parameter.neuron)
  }

  /// Adds the parameters as quantities, `weights` and `biases` made of them, their gradients and
  /// their values after one step (`w1 new`).
  func addParameters(to graph: inout Graph, _ architecture: Architecture) {
    graph.parameters = inOrder
    for layer in 0..<architecture.depth {
      for (list, isBias) in [("weights", false), ("biases", true)]
      where !isBias || architecture.hasBias[layer] {
        let shape = isBias ? architecture.vectorShape(layer + 1) : architecture.weightShape(layer)
        var rows = Array(
          repeating: [Expression](repeating: .number(0), count: shape.columns),
          count: shape.rows
        )
        for parameter in all where parameter.layer == layer && (parameter.input == nil) == isBias {
          let position = position(of: parameter, in: architecture)
          rows[position.row][position.column] = .name(parameter.name)
          let nabla = Derivation.name(isBias ? "nabla_b" : "nabla_w", layer)
          let gradient = Expression.index(
            nabla,
            [.number(Double(position.row)), .number(Double(position.column))]
          )
          graph.gradients[parameter.name] = gradient
          graph.add(
            "\(parameter.name) new",
            .binary(
              .subtract,
              .name(parameter.name),
              .binary(.multiply, .name("eta"), gradient)
            )
          )
        }
        graph.add("\(list)[\(layer)]", .list(rows.map { .list($0) }))
      }
    }
  }
}
