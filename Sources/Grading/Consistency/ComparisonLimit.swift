/// How much of a homework can be held against the rest of it.
///
/// Rows of tables and claims are compared with each other and with the sentences around them. A
/// report of 1 MB stays below the limit; what is made to hold up the homework after it does not.
struct ComparisonLimit {
  private static let mostComparisons = 10_000_000

  private let rows: Int
  private let claims: Int
  private let sentences: Int

  init(_ experiments: Experiments) {
    rows = experiments.tables.reduce(0) { $0 + $1.grid.rows.count }
    sentences = experiments.sentences.count
    // What a check compares: scores, counts of rows, layers and parameters.
    claims = experiments.sentences.count { sentence in
      sentence.tokens.contains { $0.number != nil }
        && sentence.words.contains { Score.metrics[$0] != nil || Self.counted.contains($0) }
    }
  }

  private static let counted = RowCount.units.union([
    "parameters", "params", "parameter", "weights", "biases", "network", "net", "layers", "model",
    "epochs", "epoch", "steps", "updates", "batches", "set",
  ])

  /// Why nothing is compared; nil if everything is.
  var problem: String? {
    let own = rows + claims
    // Counts of one file: their product is far below the largest Int.
    guard own * (own + sentences) > Self.mostComparisons else { return nil }
    return "numbers of tables and text were not compared with each other: \(claims) claims and "
      + "\(rows) rows of tables among \(sentences) sentences are more than can be held against "
      + "each other; split the homework"
  }
}
