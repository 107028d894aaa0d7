import Testing

@testable import Networks

/// What Keras 3.15.1 prints: Tests/Goldens/keras_summary.py.
struct SummaryTests {
  private static func summary(_ layers: String) throws -> ModelSummary {
    let list = try LayerList(layers)
    return ModelSummary(
      Architecture(
        layerSizes: list.sizes,
        activations: list.activations,
        hasBias: list.hasBias
      )
    )
  }

  @Test(
    "Parameter counts and sizes are Keras's",
    arguments: [
      ("784 - 30 sigmoid - 10 softmax", [23550, 310], 23860, "93.20 KB"),
      ("784 - 64 relu - 64 relu - 10 softmax", [50240, 4160, 650], 55050, "215.04 KB"),
      ("2 - 3 tanh without bias - 1 sigmoid", [6, 4], 10, "40.00 B"),
      ("3072 - 512 relu - 10 softmax without bias", [1_573_376, 5120], 1_578_496, "6.02 MB"),
    ]
  )
  func counts(layers: String, parameters: [Int], total: Int, size: String) throws {
    let summary = try Self.summary(layers)
    #expect(summary.layers.map(\.parameters) == parameters)
    #expect(summary.parameters == total)
    #expect(summary.size == size)
  }

  @Test("Layers are named and shaped as Keras prints them")
  func layers() throws {
    let layers = try Self.summary("784 - 30 sigmoid - 10 softmax").layers
    #expect(layers.map(\.name) == ["dense", "dense_1"])
    #expect(layers.map(\.outputShape) == ["(None, 30)", "(None, 10)"])
  }

  @Test(
    "Steps of an epoch, with the last rows for validation",
    arguments: [
      (60000, 0.1, 128, 54000, 422), (60000, 0.2, 32, 48000, 1500), (1797, 0.25, 64, 1347, 22),
      (150, 0.33, 7, 100, 15), (10, 0, 3, 10, 4),
    ]
  )
  func steps(rows: Int, split: Double, batch: Int, training: Int, steps: Int) throws {
    let plan = try EpochPlan(rows: rows, validationSplit: split, batchSize: batch)
    #expect(plan.trainingRows == training)
    #expect(plan.validationRows == rows - training)
    #expect(plan.steps == steps)
  }

  @Test("A plan that cannot be is refused")
  func errors() {
    #expect(throws: MetricError(message: "a validation split is from 0 to below 1")) {
      try EpochPlan(rows: 10, validationSplit: 1, batchSize: 1)
    }
    #expect(throws: MetricError(message: "a batch of 0 rows")) {
      try EpochPlan(rows: 10, batchSize: 0)
    }
    #expect(throws: MetricError(message: "no row is left to train on")) {
      try EpochPlan(rows: 1, validationSplit: 0.5, batchSize: 1)
    }
  }
}
