/// A piece of text with its place in the source.
package struct Span: Hashable, Sendable {
  package let text: String
  package let range: Range<Int>

  package init(text: String, range: Range<Int>) {
    self.text = text
    self.range = range
  }
}

/// A sentence, a line or an item of a list: what is said together.
package struct Clause: Sendable {
  /// `smallest C = 0.5004`: a label and the value written for it.
  package struct Pair: Sendable {
    package let label: Span
    package let value: Span
    /// True if the label stands at the start of a chain and this is a later part of it.
    package let continuesChain: Bool
    /// True if another part of the chain follows.
    package let isContinued: Bool
    /// True for `the minimum is 0.5`: words join label and value.
    package let isSentence: Bool
    /// True for a part of `z1, z2 = 0.5, 0.1` that has not found its partner yet.
    let isListed: Bool
    /// Where the value stands in the text of the passage.
    package let place: Range<Int>
    /// What the sign says of the label: `w7 ← 0.7` is a new value, `delta has shape` a shape.
    package var says = ""

    /// The pair as it is read once its list is known.
    package var alone: Pair {
      Pair(
        label: label,
        value: value,
        continuesChain: continuesChain,
        isContinued: isContinued,
        isSentence: isSentence,
        isListed: false,
        place: place,
        says: says
      )
    }
  }

  package let span: Span
  /// The text of the passage, and where the clause stands in it.
  package let text: FlatText
  package let place: Range<Int>
  package let pairs: [Pair]
  /// Words that say what the pairs are about: what stands before a colon.
  package let heading: String
  /// True for what others say, and for what would be: no answer of the writer's own.
  package let isQuoted: Bool

  package init(
    _ place: Range<Int>,
    of text: FlatText,
    pairs: [Pair] = [],
    heading: String = "",
    isQuoted: Bool = false
  ) {
    span = text.span(place)
    self.text = text
    self.place = place
    self.pairs = pairs
    self.heading = heading
    self.isQuoted = isQuoted
  }
}

extension Clause.Pair {
  /// A pair that stands for itself, and in no clause.
  package init(label: Span, value: Span) {
    self.init(
      label: label,
      value: value,
      continuesChain: false,
      isContinued: false,
      isSentence: false,
      isListed: false,
      place: 0..<0
    )
  }
}
