/// A piece of the text of a block: plain text, or a span that is read in its own way.
package struct Inline: Sendable, Equatable {
  /// What kind of piece this is.
  package enum Kind: Sendable, Equatable {
    /// Plain text, on one line; marks of emphasis stay in it.
    case text
    case math(display: Bool)
    case code
    /// A tag or a comment.
    case html
    case image
    /// A link with its target in parentheses, or an address in angle brackets.
    case link
    /// A backslash before punctuation; the content is what it escapes.
    case escape
  }

  package let kind: Kind
  /// The whole piece, with its delimiters.
  package let range: Range<Int>
  /// What is inside the delimiters; for a bare environment and for HTML, the whole piece.
  package let content: Range<Int>

  /// Returns the content line by line, without the prefixes of containers in between.
  package func contentLines(in lines: [Range<Int>]) -> [Range<Int>] {
    lines.compactMap { line in
      let start = max(line.lowerBound, content.lowerBound)
      let end = min(line.upperBound, content.upperBound)
      return start < end ? start..<end : nil
    }
  }
}

/// Splits the text of leaf blocks and cells into pieces.
package enum InlineScanner {
  /// Returns the pieces of a paragraph, a heading or a cell, in order.
  ///
  /// Together they cover all bytes of the lines. The time is linear in their length.
  package static func inlines(of lines: [Range<Int>], in source: SourceText) -> [Inline] {
    source.bytes.withUnsafeBufferPointer { bytes in
      var reader = InlineReader(bytes, BlockLines(bytes: bytes, lines: lines))
      return reader.read()
    }
  }
}
