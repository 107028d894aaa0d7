import Kernels
import Networks
import Workers

/// Scores of a network on a set, by all cores; chunks of a fixed size are added in their order.
final class Evaluation {
  private let pass: Pass
  private let architecture: Architecture
  private let examples: Examples
  private let haveClasses: Bool
  private let isCancelled: @Sendable () -> Bool
  /// A workspace for each lane of the rows.
  private let spaces: [SharedSpace]

  init(
    _ architecture: Architecture,
    _ examples: Examples,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.architecture = architecture
    self.examples = examples
    self.isCancelled = isCancelled
    haveClasses = examples.haveClasses
    let pass = Pass(architecture)
    self.pass = pass
    spaces = RowLanes(rows: examples.rows).lanes.map { lane in
      SharedSpace(value: Workspace(pass.layers, capacity: min(lane.count, RowLanes.chunk)))
    }
  }

  private struct Part: Sendable {
    var costs: [Double] = []
    var hits = 0
    var predicted: [Int32] = []
  }

  /// `penalty`: The term for large weights, added once.
  func scores(_ parameters: Parameters, penalty: Double) -> SetScores {
    joined(parts(parameters, keepsPredictions: false), penalty)
  }

  func final(_ parameters: Parameters, penalty: Double) -> FinalScores {
    let parts = parts(parameters, keepsPredictions: true)
    var confusion: ConfusionMatrix?
    if haveClasses {
      let labels = (0..<examples.rows).map { examples.label($0) ?? 0 }
      let predicted = parts.flatMap(\.predicted).map { Int($0) }
      confusion = try? ConfusionMatrix(
        true: labels,
        predicted: predicted,
        classes: examples.classCount
      )
    }
    return FinalScores(scores: joined(parts, penalty), confusion: confusion)
  }

  private func joined(_ parts: [Part], _ penalty: Double) -> SetScores {
    let sum = parts.reduce(0) { $1.costs.reduce($0, +) }
    let rows = examples.rows
    let mean = architecture.batch == .sum ? sum : sum / Double(rows)
    return SetScores(
      cost: mean + penalty,
      penalty: penalty,
      hits: haveClasses ? parts.reduce(0) { $0 + $1.hits } : nil,
      rows: rows
    )
  }

  private func parts(_ parameters: Parameters, keepsPredictions: Bool) -> [Part] {
    let rows = examples.rows
    let shared = SharedParameters(parameters)
    let items = zip(spaces, RowLanes(rows: rows).lanes).map { (space: $0, rows: $1) }
    let workers = RowLanes.workers(pass.layers, rows: rows)
    return workers.map(items) { [pass, examples, isCancelled] space, rows in
      var part = Part()
      for chunk in RowLanes.chunks(of: rows) {
        if isCancelled() { break }
        let order = chunk.map { Int32($0) }
        let found = order.withUnsafeBufferPointer { order in
          pass.forward(shared.value, examples, rows: order, space.value)
          return pass.outputCost.score(space.value, examples, rows: order) {
            if keepsPredictions { part.predicted.append(Int32($0)) }
          }
        }
        part.costs.append(found.cost)
        part.hits += found.hits
      }
      return part
    }
  }
}

/// A workspace that one lane at a time uses.
private struct SharedSpace: @unchecked Sendable {
  let value: Workspace
}

/// Parameters that several threads read while none of them writes.
struct SharedParameters: @unchecked Sendable {
  let value: Parameters
  init(_ value: Parameters) { self.value = value }
}
