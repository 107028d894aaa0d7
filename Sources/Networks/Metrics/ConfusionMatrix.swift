/// How often each class was taken for each class.
package struct ConfusionMatrix: Hashable, Sendable {
  /// Which class the rows are: courses and programs differ, and the matrix itself does not tell.
  package enum Orientation: String, CaseIterable, Hashable, Sendable {
    /// A row for each true class, a column for each predicted one: scikit-learn, Keras.
    case rowsAreTrue = "rows are true"
    /// A row for each predicted class, a column for each true one.
    case rowsArePredicted = "rows are predicted"
  }

  /// `counts[t][p]`: how often an example of class t was taken for class p.
  package let counts: [[Int]]

  /// A matrix of counts as it is written down.
  ///
  /// - Precondition: The rows are as long as there are rows, and no count is negative.
  package init(_ rows: [[Int]], _ orientation: Orientation = .rowsAreTrue) {
    precondition(!rows.isEmpty, "a confusion matrix without a class")
    precondition(rows.allSatisfy { $0.count == rows.count }, "a confusion matrix is square")
    precondition(rows.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "a negative count")
    switch orientation {
    case .rowsAreTrue: counts = rows
    case .rowsArePredicted:
      counts = rows.indices.map { column in rows.map { $0[column] } }
    }
  }

  /// The matrix of examples whose classes count from 0.
  ///
  /// - Throws: `MetricError` if the lists differ in length, or a label is none of the classes.
  package init(true labels: [Int], predicted: [Int], classes: Int) throws(MetricError) {
    guard labels.count == predicted.count else {
      throw MetricError(message: "\(labels.count) labels and \(predicted.count) predictions")
    }
    guard classes > 0 else { throw MetricError(message: "no classes") }
    for label in labels + predicted where !(0..<classes).contains(label) {
      throw MetricError(message: "the label \(label) is none of the \(classes) classes")
    }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (label, prediction) in zip(labels, predicted) { counts[label][prediction] += 1 }
    self.counts = counts
  }

  package var classes: Int { counts.count }

  package var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The matrix as rows in an orientation.
  package func rows(_ orientation: Orientation) -> [[Int]] {
    orientation == .rowsAreTrue
      ? counts : counts.indices.map { column in counts.map { $0[column] } }
  }

  /// How many examples of a class there are.
  package func support(_ label: Int) -> Int { counts[label].reduce(0, +) }

  /// How often a class was predicted.
  package func predictions(_ label: Int) -> Int { counts.reduce(0) { $0 + $1[label] } }

  package func hits(_ label: Int) -> Int { counts[label][label] }
}

/// Why a metric has no value.
package struct MetricError: Error, Hashable, Sendable {
  package let message: String
}
