import Formulas
import Matrices

/// A network as lines of text: its layers from the inputs on, with sizes, names and parameters.
package struct NetworkPicture: Sendable {
  package let lines: [String]

  /// Draws a network.
  ///
  /// - Parameters:
  ///   - name: The network's name in the chapter.
  ///   - architecture: Its layers, cost and convention.
  ///   - neurons: The course's symbols for single parameters, if it has them.
  ///   - names: The course's names for quantities, with what each stands for.
  package init(
    _ name: String,
    _ architecture: Architecture,
    neurons: Neurons?,
    names: [(name: String, meaning: String)]
  ) {
    func shape(_ shape: (rows: Int, columns: Int)) -> String {
      ShapeError.name([shape.rows, shape.columns])
    }
    let layout = architecture.convention == .nndl ? "out × in" : "in × out"
    var lines = [
      "\(name): \(architecture.description)",
      "cost \(architecture.cost.rawValue), weights \(layout) (\(architecture.convention.rawValue))"
        + (architecture.batch.map { ", batches by \($0.rawValue)" } ?? ""),
      "", "x = activations[0]  \(shape(architecture.vectorShape(0)))",
    ]
    for layer in 0..<architecture.depth {
      let biases =
        architecture.hasBias[layer]
        ? ", biases[\(layer)] \(shape(architecture.vectorShape(layer + 1)))" : ", no biases"
      let count = architecture.parameterCount(layer)
      lines.append(
        "  |  weights[\(layer)] \(shape(architecture.weightShape(layer)))\(biases): "
          + "\(count) parameter\(count == 1 ? "" : "s")"
      )
      lines.append(
        "  v  \(architecture.activations[layer].name) of zs[\(layer)]"
      )
      lines.append(
        "activations[\(layer + 1)]  \(shape(architecture.vectorShape(layer + 1)))"
      )
      for neuron in 0..<(neurons == nil ? 0 : architecture.layerSizes[layer + 1]) {
        let symbols = neurons?.all.filter { $0.layer == layer && $0.neuron == neuron } ?? []
        lines.append("     neuron \(neuron): \(symbols.map(\.name).joined(separator: ", "))")
      }
    }
    let total = (0..<architecture.depth).reduce(0) { $0 + architecture.parameterCount($1) }
    lines += ["", "\(total) parameter\(total == 1 ? "" : "s")"]
    lines += names.map { "\($0.name) = \($0.meaning)" }
    self.lines = lines
  }
}
