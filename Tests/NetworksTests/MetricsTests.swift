import Formulas
import Foundation
import Matrices
import Testing

@testable import Networks

/// 500 confusion matrices and 100 log losses as scikit-learn computes them; the first line of the
/// file names the version and the script.
struct MetricsTests {
  private static func lines(_ word: String) throws -> [[[Double]]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/metrics.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix(word) }
      .map { line in
        line.dropFirst(word.count + 1).split(separator: "|").map { group in
          group.split(separator: " ").compactMap { Double($0) }
        }
      }
  }

  private func expect(
    _ found: [Double],
    _ expected: [Double],
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isClose =
      found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-14 * max(1, abs($1)) }
    #expect(isClose, "\(name): \(found), expected \(expected)", sourceLocation: sourceLocation)
  }

  @Test("Scores of random confusion matrices are scikit-learn's, empty classes included")
  func scores() throws {
    let cases = try Self.lines("matrix")
    #expect(cases.count == 500)
    for golden in cases {
      let classes = Int(Double(golden[0].count).squareRoot())
      let counts = golden[0].map { Int($0) }
      let rows = (0..<classes).map { row in Array(counts[(row * classes)..<((row + 1) * classes)]) }
      let matrix = ConfusionMatrix(rows)
      let metrics = Metrics(matrix)
      expect([metrics.accuracy], golden[1], "accuracy")
      expect(metrics.classes.map(\.precision), golden[2], "precision")
      expect(metrics.classes.map(\.recall), golden[3], "recall")
      expect(metrics.classes.map(\.f1), golden[4], "f1")
      expect(metrics.classes.map { Double($0.support) }, golden[5], "support")
      func list(_ scores: Metrics.Scores) -> [Double] {
        [scores.precision, scores.recall, scores.f1]
      }
      expect(list(metrics.macro), golden[6], "macro")
      expect(list(metrics.weighted), golden[7], "weighted")
      expect(list(metrics.micro), golden[8], "micro")
      expect(list(Metrics(matrix, averaged: .occurring).macro), golden[9], "occurring")
      try expectGraph(rows, golden)
    }
  }

  /// The formulas in both orientations.
  private func expectGraph(_ rows: [[Int]], _ golden: [[Double]]) throws {
    for orientation in ConfusionMatrix.Orientation.allCases {
      let written = ConfusionMatrix(rows).rows(orientation)
      #expect(ConfusionMatrix(written, orientation).counts == rows)
      let elements = written.flatMap { $0.map(Double.init) }
      let evaluator = Evaluator(
        graph: MetricsDerivation(classes: rows.count, orientation: orientation).graph,
        givens: [
          "confusion": .matrix(Matrix(rows: rows.count, columns: rows.count, elements: elements))
        ]
      )
      func value(_ name: String) throws -> [Double] {
        try evaluator.evaluate(.name(name)).elements
      }
      for (name, column) in [
        ("accuracy", 1), ("precision", 2), ("recall", 3), ("f1", 4), ("support", 5),
      ] {
        expect(try value(name), golden[column], name)
      }
      for (average, column) in [("macro", 6), ("weighted", 7), ("micro", 8)] {
        let found = try ["precision", "recall", "f1"].flatMap { try value("\(average)_\($0)") }
        expect(found, golden[column], average)
      }
    }
  }

  @Test("Log losses are scikit-learn's, probabilities of 0 and 1 included")
  func logLoss() throws {
    let cases = try Self.lines("loss")
    #expect(cases.count == 100)
    for golden in cases {
      let classes = Int(golden[0][0])
      let labels = golden[1].map { Int($0) }
      let probabilities = labels.indices.map { row in
        Array(golden[2][(row * classes)..<((row + 1) * classes)])
      }
      expect(
        [try Metrics.logLoss(true: labels, probabilities: probabilities)],
        golden[3],
        "log loss"
      )
    }
  }

  @Test("A matrix is counted from labels")
  func counting() throws {
    let matrix = try ConfusionMatrix(true: [0, 0, 1, 2], predicted: [0, 1, 1, 1], classes: 3)
    #expect(matrix.counts == [[1, 1, 0], [0, 1, 0], [0, 1, 0]])
    #expect(matrix.rows(.rowsArePredicted) == [[1, 0, 0], [1, 1, 1], [0, 0, 0]])
  }

  @Test("Labels and probabilities that do not fit are named")
  func errors() {
    func message(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch {
        return (error as? MetricError)?.message
      }
    }
    #expect(
      message { _ = try ConfusionMatrix(true: [0], predicted: [0, 1], classes: 2) }
        == "1 labels and 2 predictions"
    )
    #expect(
      message { _ = try ConfusionMatrix(true: [3], predicted: [0], classes: 2) }
        == "the label 3 is none of the 2 classes"
    )
    #expect(
      message { _ = try Metrics.logLoss(true: [2], probabilities: [[0.5, 0.5]]) }
        == "the label 2 is none of the 2 classes"
    )
    #expect(
      message { _ = try Metrics.logLoss(true: [0], probabilities: [[1.5, -0.5]]) }
        == "a probability outside 0 to 1"
    )
  }
}
