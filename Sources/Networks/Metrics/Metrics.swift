import Formulas

/// The scores that follow from a confusion matrix, as scikit-learn computes them.
///
/// Its rule for empty classes: a quotient whose denominator is 0 counts as 0 (`zero_division=0`).
package struct Metrics: Hashable, Sendable {
  /// What is reported for a class, or as an average of classes.
  package struct Scores: Hashable, Sendable {
    package let precision: Double
    package let recall: Double
    package let f1: Double
    /// How many examples it is about.
    package let support: Int
  }

  /// Which classes an average is taken over.
  package enum Averaged: Hashable, Sendable {
    /// Every class of the matrix, as with scikit-learn's `labels=range(K)`.
    case all
    /// Only classes that occur among the labels or the predictions: scikit-learn's default.
    case occurring
  }

  package let accuracy: Double
  package let classes: [Scores]
  /// The mean of the classes, each counting the same.
  package let macro: Scores
  /// The mean of the classes, each counting by its support.
  package let weighted: Scores
  /// The scores of all examples taken together; precision, recall, F1 and accuracy are one number.
  package let micro: Scores

  package init(_ matrix: ConfusionMatrix, averaged: Averaged = .all) {
    let classes = (0..<matrix.classes).map { Self.scores(matrix, $0) }
    self.classes = classes
    let hits = (0..<matrix.classes).reduce(0) { $0 + matrix.hits($1) }
    accuracy = Self.ratio(hits, matrix.total)
    let counted = (0..<matrix.classes).filter { label in
      averaged == .all || matrix.support(label) > 0 || matrix.predictions(label) > 0
    }
    macro = Self.mean(counted.map { (classes[$0], 1) }, support: matrix.total)
    weighted = Self.mean(
      counted.map { (classes[$0], Double(matrix.support($0))) },
      support: matrix.total
    )
    micro = Scores(
      precision: accuracy,
      recall: accuracy,
      f1: accuracy,
      support: matrix.total
    )
  }

  private static func scores(_ matrix: ConfusionMatrix, _ label: Int) -> Scores {
    let (hits, support) = (matrix.hits(label), matrix.support(label))
    let predictions = matrix.predictions(label)
    return Scores(
      precision: ratio(hits, predictions),
      recall: ratio(hits, support),
      // 2PR/(P + R), without the detour over two quotients.
      f1: ratio(2 * hits, predictions + support),
      support: support
    )
  }

  private static func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }

  private static func mean(_ parts: [(scores: Scores, weight: Double)], support: Int) -> Scores {
    let total = parts.reduce(0) { $0 + $1.weight }
    func mean(_ score: (Scores) -> Double) -> Double {
      total == 0 ? 0 : parts.reduce(0) { $0 + $1.weight * score($1.scores) } / total
    }
    return Scores(
      precision: mean(\.precision),
      recall: mean(\.recall),
      f1: mean(\.f1),
      support: support
    )
  }
}

// MARK: - Log loss

extension Metrics {
  /// The mean of −ln p over the examples, p being the probability given to the true class.
  ///
  /// As in scikit-learn 1.5 and later, a probability counts as at least 2⁻⁵² and at most 1 − 2⁻⁵²;
  /// rows are expected to sum to 1.
  ///
  /// - Throws: `MetricError` if the lists differ in length or a label has no probability.
  package static func logLoss(
    true labels: [Int],
    probabilities: [[Double]]
  ) throws(MetricError) -> Double {
    guard labels.count == probabilities.count, !labels.isEmpty else {
      throw MetricError(
        message: "\(labels.count) labels and \(probabilities.count) rows of probabilities"
      )
    }
    var sum = 0.0
    for (label, row) in zip(labels, probabilities) {
      guard row.indices.contains(label) else {
        throw MetricError(message: "the label \(label) is none of the \(row.count) classes")
      }
      guard row.allSatisfy({ (0...1).contains($0) }) else {
        throw MetricError(message: "a probability outside 0 to 1")
      }
      sum -= Elementary.ln(min(max(row[label], Double.ulpOfOne), 1 - Double.ulpOfOne))
    }
    return sum / Double(labels.count)
  }
}
