import Formulas

/// The layers of a network with their output shapes and parameter counts, as Keras prints them.
package struct ModelSummary: Hashable, Sendable {
  package struct Layer: Hashable, Sendable {
    /// Keras's name of the layer, such as `dense` or `dense_1`.
    package let name: String
    /// `(None, 30)`: the examples of a batch, then the outputs.
    package let outputShape: String
    package let parameters: Int
  }

  package let layers: [Layer]

  package init(_ architecture: Architecture) {
    layers = (0..<architecture.depth).map { layer in
      Layer(
        name: layer == 0 ? "dense" : "dense_\(layer)",
        outputShape: "(None, \(architecture.layerSizes[layer + 1]))",
        parameters: architecture.parameterCount(layer)
      )
    }
  }

  package var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }

  /// The size of the parameters in float32, as Keras 3 prints it: `93.15 KB`.
  package var size: String {
    var size = Double(4 * parameters)
    var unit = "B"
    for next in ["KB", "MB", "GB"] where size >= 1024 {
      size /= 1024
      unit = next
    }
    return "\(DecimalText.fixed(size, decimals: 2)) \(unit)"
  }
}

/// The steps of an epoch, as Keras counts them.
package struct EpochPlan: Hashable, Sendable {
  /// The rows that are trained on; the rest, the last part, is for validation.
  package let trainingRows: Int
  package let validationRows: Int
  /// The steps of one epoch; the last may have fewer rows than a batch.
  package let steps: Int

  /// - Throws: `MetricError` if there is no row to train on, or the batch or split is out of range.
  package init(rows: Int, validationSplit: Double = 0, batchSize: Int) throws(MetricError) {
    guard (0..<1).contains(validationSplit) else {
      throw MetricError(message: "a validation split is from 0 to below 1")
    }
    guard batchSize > 0 else { throw MetricError(message: "a batch of \(batchSize) rows") }
    guard
      let counts = EpochSteps(
        rows: Double(rows),
        split: validationSplit,
        batch: Double(batchSize)
      )
    else { throw MetricError(message: "no row is left to train on") }
    trainingRows = Int(counts.trainingRows)
    validationRows = rows - trainingRows
    steps = Int(counts.steps)
  }
}
