import Kernels
import Networks
import Workers

/// Scores of a network on a set, by all cores; chunks of a fixed size are added in their order.
final class Evaluation {
  private let pass: Pass
  private let architecture: Architecture
  private let examples: Examples
  private let isCancelled: @Sendable () -> Bool

  /// Examples in a chunk, for which there is one workspace a thread.
  private static let chunk = 64
  /// How many chunks are one item of work.
  private static let group = 16
  /// Below so many products, starting a thread costs more than it saves.
  private static let worthThreads = 4_000_000

  init(
    _ architecture: Architecture,
    _ examples: Examples,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.architecture = architecture
    pass = Pass(architecture)
    self.examples = examples
    self.isCancelled = isCancelled
  }

  fileprivate struct Part: Sendable {
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
    if examples.haveClasses {
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
      hits: examples.haveClasses ? parts.reduce(0) { $0 + $1.hits } : nil,
      rows: rows
    )
  }

  private func parts(_ parameters: Parameters, keepsPredictions: Bool) -> [Part] {
    let rows = examples.rows
    let size = Self.chunk * Self.group
    let groups = stride(from: 0, to: rows, by: size).map { $0..<min($0 + size, rows) }
    let weights = pass.layers.reduce(0) { $0 + $1.inputs * $1.neurons }
    let workers: Workers = rows * weights < Self.worthThreads ? .one : .all
    let shared = SharedParameters(parameters)
    return workers.map(groups) { [pass, examples, isCancelled] rows in
      let space = Workspace(pass.layers, capacity: min(Self.chunk, rows.count))
      var part = Part()
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.chunk) {
        if isCancelled() { break }
        let chunk = first..<min(first + Self.chunk, rows.upperBound)
        let order = chunk.map { Int32($0) }
        order.withUnsafeBufferPointer { order in
          pass.forward(shared.value, examples, rows: order, space)
        }
        part.add(pass, space, examples, chunk, keepsPredictions)
      }
      return part
    }
  }
}

extension Evaluation.Part {
  fileprivate mutating func add(
    _ pass: Pass,
    _ space: Workspace,
    _ examples: Examples,
    _ rows: Range<Int>,
    _ keepsPredictions: Bool
  ) {
    var sum = 0.0
    for row in rows {
      let (cost, found) = pass.outputCost.score(
        space,
        examples,
        row: row,
        example: row - rows.lowerBound,
        of: rows.count
      )
      sum += cost
      if found == examples.label(row) { hits += 1 }
      if keepsPredictions { predicted.append(Int32(found)) }
    }
    costs.append(sum)
  }
}

/// Parameters that several threads read while none of them writes.
struct SharedParameters: @unchecked Sendable {
  let value: Parameters
  init(_ value: Parameters) { self.value = value }
}
