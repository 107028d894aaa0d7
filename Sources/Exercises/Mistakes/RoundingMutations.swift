import Formulas

/// Steps that were rounded to two digits, and gone on with.
struct RoundingMutations {
  private(set) var all: [TapeMutation] = []

  init(_ network: TapeNetwork) {
    for (list, last, word) in [
      ("zs", network.depth, "z"), ("activations", network.depth + 1, "a"),
      ("deltas", network.depth, "δ"),
    ] {
      for rounding in [Tape.Rounding.digits(2), .decimals(2)] {
        var edits: [Int: Tape.Node] = [:]
        for layer in 1...last {
          for node in network.nodes(list, layer) where !network.isGiven(node) {
            edits[node] = network.tape.nodes[node]
            edits[node]?.rounding = rounding
          }
        }
        let words =
          rounding == .digits(2)
          ? "rounded too early: \(word) to 2 digits" : "rounded too early: \(word) to 2 decimals"
        all.add(words, rank: 1, edits)
      }
    }
  }
}
