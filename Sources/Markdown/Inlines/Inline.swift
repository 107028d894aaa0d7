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
    // The lines are in order: the first that reaches into the content is found by halving.
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].upperBound <= content.lowerBound { low = middle + 1 } else { high = middle }
    }
    var parts: [Range<Int>] = []
    while low < lines.count, lines[low].lowerBound < content.upperBound {
      let part = lines[low].clamped(to: content)
      if !part.isEmpty { parts.append(part) }
      low += 1
    }
    return parts
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
