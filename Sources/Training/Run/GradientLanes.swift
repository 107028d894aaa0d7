import Kernels
import Networks
import Workers

/// The gradient of a mini-batch that is larger than a workspace: by lanes of rows, each with a sum of
/// its own, added in their order.
///
/// How the rows are divided depends on their number alone, so that the sum is the same on any number of
/// cores.
final class GradientLanes {
  private let pass: Pass
  private let lanes: [Lane]
  private let isCancelled: @Sendable () -> Bool

  private static let chunk = 64
  private static let mostLanes = 8
  private static let leastRows = 256

  private final class Lane: @unchecked Sendable {
    let space: Workspace
    let gradient: Parameters

    init(_ layers: [LayerShape], capacity: Int) {
      space = Workspace(layers, capacity: capacity)
      gradient = Parameters(layers)
    }
  }

  /// `rows`: How many rows the largest mini-batch has.
  init(_ pass: Pass, rows: Int, isCancelled: @escaping @Sendable () -> Bool) {
    self.pass = pass
    self.isCancelled = isCancelled
    lanes = (0..<Self.laneCount(rows)).map { _ in
      Lane(pass.layers, capacity: min(rows, Self.chunk))
    }
  }

  private static func laneCount(_ rows: Int) -> Int {
    min(mostLanes, max(1, rows / leastRows))
  }

  /// What a pass finds out besides the gradient.
  struct Found: Sendable {
    var cost = 0.0
    var hits = 0
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
  ) -> (sum: Parameters, found: Found) {
    let count = Self.laneCount(rows.count)
    let shared = SharedParameters(parameters)
    let order = SharedRows(all: rows)
    let masks = SharedMasks(value: dropout)
    let items = (0..<count).map { lane in
      (lane: lanes[lane], rows: lane * rows.count / count..<(lane + 1) * rows.count / count)
    }
    let found = Workers.all.map(items) { [pass, isCancelled] item in
      var found = Found()
      for first in stride(from: item.rows.lowerBound, to: item.rows.upperBound, by: Self.chunk) {
        if isCancelled() { break }
        let chunk = first..<min(first + Self.chunk, item.rows.upperBound)
        let part = UnsafeBufferPointer(rebasing: order.all[chunk])
        let drop = masks.value.map { ($0, first: chunk.lowerBound) }
        let space = item.lane.space
        pass.forward(shared.value, examples, rows: part, space, dropout: drop)
        if withScores { pass.score(space, examples, rows: part, &found) }
        pass.backward(shared.value, examples, rows: part, space, dropout: drop)
        let scale: Double? = first == item.rows.lowerBound ? nil : 1
        pass.addGradient(space, examples: chunk.count, to: item.lane.gradient, scale: scale, biasScale: scale)
      }
      return found
    }
    for lane in lanes[1..<count] { lanes[0].gradient.add(lane.gradient) }
    let sum = found.reduce(into: Found()) { sum, part in
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

extension Pass {
  /// Adds the costs and hits of rows after a forward pass over them.
  func score(
    _ space: Workspace,
    _ examples: Examples,
    rows: UnsafeBufferPointer<Int32>,
    _ found: inout GradientLanes.Found
  ) {
    for (example, row) in rows.enumerated() {
      let (cost, predicted) = outputCost.score(
        space,
        examples,
        row: Int(row),
        example: example,
        of: rows.count
      )
      found.cost += cost
      if predicted == examples.label(Int(row)) { found.hits += 1 }
    }
  }
}
