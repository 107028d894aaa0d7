/// A key of a block: its name, what stands there, and what holds without it.
///
/// The readers take their keys from these lists, and so does the reference in `docs/format.md`.
package struct FormatKey: Sendable {
  package let name: String
  /// What may be written, in Markdown.
  package let value: String
  /// What holds where the key is left out, in Markdown; "required" where it may not be.
  package let standard: String

  package init(_ name: String, _ value: String, standard: String) {
    self.name = name
    self.value = value
    self.standard = standard
  }
}

extension [FormatKey] {
  /// What a reader allows.
  package var names: [String] { map(\.name) }

  /// The table of the reference.
  package var reference: [String] {
    ["| key | value | default |", "| --- | --- | --- |"]
      + map { "| `\($0.name)` | \($0.value) | \($0.standard) |" }
  }
}

/// The lists of keys that the reference of the format shows, by what they are keys of.
package enum FormatReference {
  package static let lists: [(owner: String, keys: [FormatKey])] = [
    ("course.yml", CourseReader.keys), ("a network", NetworkDefinition.keys),
    ("training", TrainingKeys.all), ("start", TrainingKeys.start),
    ("optimizer", TrainingKeys.optimizer), ("rate on a plateau", TrainingKeys.plateau),
    ("early stopping", TrainingKeys.earlyStopping),
    ("a table", TableReader.keys), ("an exercise", ExerciseReader.keys),
    ("an answer", QuantityReader.keys),
  ]
}
