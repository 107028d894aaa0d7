import Datasets
import Networks

/// Examples that a network sees: inputs, and what it should answer.
package struct Examples: Sendable {
  /// What the outputs should be.
  package enum Targets: Hashable, Sendable {
    /// A class for each row: one-hot over several outputs, 0 or 1 for a single one.
    case classes([Int32])
    /// Numbers, row by row.
    case values([Double])
  }

  package let features: Features
  package let targets: Targets
  package let outputs: Int

  package init(features: Features, targets: Targets, outputs: Int) {
    switch targets {
    case .classes(let labels):
      precondition(
        labels.count == features.rows,
        "\(labels.count) classes of \(features.rows) rows"
      )
      precondition(
        labels.allSatisfy { $0 >= 0 && $0 < max(outputs, 2) },
        "a class outside the outputs"
      )
    case .values(let values):
      precondition(values.count == features.rows * outputs, "targets that do not fit their rows")
    }
    self.features = features
    self.targets = targets
    self.outputs = outputs
  }

  package var rows: Int { features.rows }

  /// The targets at a fixed place in memory, for loops that several threads run: counting references
  /// to one list, row by row, would hold them up.
  struct TargetView {
    let labels: UnsafePointer<Int32>?
    let values: UnsafePointer<Double>?
    let outputs: Int

    /// The target of an output for a row.
    @inline(__always)
    func target(_ row: Int, _ output: Int) -> Double {
      if let labels {
        return outputs == 1 ? Double(labels[row]) : labels[row] == Int32(output) ? 1 : 0
      }
      return values.map { $0[row &* outputs &+ output] } ?? 0
    }
  }

  func withTargets<Result>(_ body: (TargetView) -> Result) -> Result {
    switch targets {
    case .classes(let labels):
      labels.withUnsafeBufferPointer {
        body(TargetView(labels: $0.baseAddress, values: nil, outputs: outputs))
      }
    case .values(let values):
      values.withUnsafeBufferPointer {
        body(TargetView(labels: nil, values: $0.baseAddress, outputs: outputs))
      }
    }
  }

  /// The class of a row: its label, or the largest of its targets; nil for targets that are numbers.
  func label(_ row: Int) -> Int? {
    switch targets {
    case .classes(let labels): return Int(labels[row])
    case .values(let values):
      let target = values[(row * outputs)..<((row + 1) * outputs)]
      guard target.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
      if outputs == 1 { return target.first == 1 ? 1 : 0 }
      guard target.count(where: { $0 == 1 }) == 1 else { return nil }
      return target.firstIndex(of: 1).map { $0 - target.startIndex }
    }
  }

  /// True if every row has a class, so that an accuracy can be counted.
  package var haveClasses: Bool {
    switch targets {
    case .classes: true
    case .values: (0..<rows).allSatisfy { label($0) != nil }
    }
  }

  /// How many classes there are.
  package var classCount: Int { max(outputs, 2) }
}
