/// Examples with their classes, in the order of their file.
package struct Rows: Sendable {
  package let features: Features
  /// The class of each row, from 0.
  package let labels: [Int32]

  package init(features: Features, labels: [Int32]) {
    precondition(features.rows == labels.count, "\(features.rows) rows, \(labels.count) labels")
    self.features = features
    self.labels = labels
  }

  package var count: Int { labels.count }

  /// Some neighbouring rows; bytes are shared, not copied.
  package func part(_ part: Range<Int>) -> Rows {
    Rows(features: features.part(part), labels: Array(labels[part]))
  }

  /// The rows in another order.
  package func ordered(_ order: [Int32]) -> Rows {
    Rows(features: features.ordered(order), labels: order.map { labels[Int($0)] })
  }

  /// The same rows with their inputs scaled.
  package func scaled(_ scale: FittedScaling) -> Rows {
    Rows(features: features.scaled(scale), labels: labels)
  }
}

/// What a chapter names as its data.
package struct Dataset: Sendable {
  /// What it is called in reports.
  package let name: String
  /// What the classes are called, in their order.
  package let classes: [String]
  /// The rows of the only file, or of the training files.
  package let rows: Rows
  /// The rows of the test files, where there are some.
  package let tests: Rows?

  package init(name: String, classes: [String], rows: Rows, tests: Rows? = nil) {
    self.name = name
    self.classes = classes
    self.rows = rows
    self.tests = tests
  }
}

/// Why data cannot be used: where, what was found, what is wanted, what to do.
package struct DataError: Error, Hashable, Sendable {
  /// The file, if it is about one.
  package let path: String?
  /// The line, from 1, if the file is text.
  package let line: Int?
  /// The key of a plan that it is about, if it is about one.
  package let key: String?
  package let message: String
  package let help: String?

  package init(
    path: String? = nil,
    line: Int? = nil,
    key: String? = nil,
    _ message: String,
    help: String? = nil
  ) {
    self.path = path
    self.line = line
    self.key = key
    self.message = message
    self.help = help
  }
}
