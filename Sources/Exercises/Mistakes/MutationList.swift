import Formulas

extension [TapeMutation] {
  /// Adds a mistake, if there is an operation that it changes.
  mutating func add(_ words: String, rank: Int, _ edits: [Int: Tape.Node]) {
    if !edits.isEmpty { append(TapeMutation(words, rank: rank, edits)) }
  }
}
