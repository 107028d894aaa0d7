/// A mistake: operations of a tape with others in their place.
package struct TapeMutation: Sendable {
  /// What went wrong, in a teacher's words: `σ′(z) was left out`.
  package let message: String
  /// The operations that stand in the place of others, by node.
  package let edits: [Int: Tape.Node]
  /// How usual the mistake is: 0 for the classic ones, below 0 for those of the last step alone.
  package let rank: Int
  /// The first node that changes.
  package let start: Int
  /// The nodes that change, in order, and the operations in their place.
  package let places: [Int]
  package let replacements: [Tape.Node]

  /// The rank of the few mistakes of w − η ∂C/∂w itself, which come before all of its gradient.
  package static let ofStep = -1

  package init(_ message: String, rank: Int, _ edits: [Int: Tape.Node]) {
    self.message = message
    self.edits = edits
    self.rank = rank
    places = edits.keys.sorted()
    replacements = places.compactMap { edits[$0] }
    start = places.first ?? 0
  }

  /// True for what may change a value as little as one likes, and shows at its own place.
  ///
  /// A term of one neuron, another digit of a given, the value of one given for another, a step that was
  /// rounded: no precision keeps all of these out.
  package var isSlight: Bool { rank > 1 || replacements.contains { $0.rounding != nil } }

  /// Both mistakes at once; nil if they change the same operation.
  package func together(with other: TapeMutation) -> TapeMutation? {
    guard message != other.message, edits.keys.allSatisfy({ other.edits[$0] == nil }) else {
      return nil
    }
    return TapeMutation(
      [message, other.message].sorted().joined(separator: "; and "),
      rank: max(rank, other.rank),
      edits.merging(other.edits) { own, _ in own }
    )
  }
}
