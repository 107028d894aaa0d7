import Kernels
import Networks
import Workers

/// The gradient of a mini-batch of any size: by lanes of rows, each with a sum of its own, added in
/// their order.
final class GradientLanes {
  private let pass: Pass
  private let lanes: [Lane]
  private let isCancelled: @Sendable () -> Bool

  private final class Lane: @unchecked Sendable {
    let space: Workspace
    let gradient: Parameters
    /// The inputs of each chunk, kept where every step sees the same rows.
    var panels: [InputPanel]?

    init(_ layers: [LayerShape], capacity: Int) {
      space = Workspace(layers, capacity: capacity)
      gradient = Parameters(layers)
    }

    deinit { panels?.forEach { $0.deallocate() } }
  }

  /// `rows`: How many rows the largest mini-batch has.
  init(_ pass: Pass, rows: Int, isCancelled: @escaping @Sendable () -> Bool) {
    self.pass = pass
    self.isCancelled = isCancelled
    lanes = RowLanes(rows: rows).lanes.map { lane in
      Lane(pass.layers, capacity: min(lane.count, RowLanes.chunk))
    }
  }

  /// Bytes of inputs that are kept from step to step at most.
  private static let mostKept = 32 << 20

  /// Reads the inputs of rows once, for steps that all see these rows in this order.
  func keepInputs(_ examples: Examples, rows: [Int32]) {
    let inputs = pass.layers[0].inputs
    guard rows.count * inputs * MemoryLayout<Double>.stride <= Self.mostKept else { return }
    rows.withUnsafeBufferPointer { rows in
      for (lane, part) in zip(lanes, RowLanes(rows: rows.count).lanes) {
        lane.panels = RowLanes.chunks(of: part).map { chunk in
          var panel = InputPanel(inputs: inputs, examples: chunk.count)
          panel.load(examples.features, rows: UnsafeBufferPointer(rebasing: rows[chunk]))
          return panel
        }
      }
    }
  }

  /// The sum of the gradients of some rows, and their costs before the step.
  ///
  /// `withScores`: False to leave the costs out.
  func gradient(
    _ parameters: Parameters,
    _ examples: Examples,
    rows: UnsafeBufferPointer<Int32>,
    dropout: Dropout?,
    withScores: Bool
  ) -> (sum: Parameters, found: OutputCost.Found) {
    let parts = RowLanes(rows: rows.count).lanes
    let shared = SharedParameters(parameters)
    let order = SharedRows(all: rows)
    let masks = SharedMasks(value: dropout)
    let items = zip(lanes, parts).map { (lane: $0, rows: $1) }
    let workers = RowLanes.workers(pass.layers, rows: rows.count)
    let found = workers.map(items) { [pass, isCancelled] lane, rows in
      var found = OutputCost.Found()
      for (number, chunk) in RowLanes.chunks(of: rows).enumerated() {
        if isCancelled() { break }
        let part = UnsafeBufferPointer(rebasing: order.all[chunk])
        let drop = masks.value.map { ($0, first: chunk.lowerBound) }
        let space = lane.space
        pass.forward(
          shared.value,
          examples,
          rows: part,
          space,
          panel: lane.panels?[number],
          dropout: drop
        )
        if withScores {
          let part = pass.outputCost.score(space, examples, rows: part)
          found.cost += part.cost
          found.hits += part.hits
        }
        pass.backward(shared.value, examples, rows: part, space, dropout: drop)
        let scale: Double? = number == 0 ? nil : 1
        pass.addGradient(
          space,
          panel: lane.panels?[number],
          examples: chunk.count,
          to: lane.gradient,
          scale: scale,
          biasScale: scale
        )
      }
      return found
    }
    for lane in lanes[1..<parts.count] { lanes[0].gradient.add(lane.gradient) }
    let sum = found.reduce(into: OutputCost.Found()) { sum, part in
      sum.cost += part.cost
      sum.hits += part.hits
    }
    return (lanes[0].gradient, sum)
  }
}

/// Rows that several threads read while they work for one call.
private struct SharedRows: @unchecked Sendable {
  let all: UnsafeBufferPointer<Int32>
}

/// Masks that several threads read while none of them draws.
private struct SharedMasks: @unchecked Sendable {
  let value: Dropout?
}
