/// A text, read as Markdown.
package struct Document: Sendable {
  /// The text; all ranges are offsets into its bytes.
  package let source: SourceText
  /// The bytes between a first line `---` and the next line `---` or `...`.
  package let frontMatter: Range<Int>?
  /// The blocks at the top level, in order.
  package let blocks: [Block]
  /// What looks like a slip in the writing, in order.
  package let notes: [Note]

  /// Reads a text.
  ///
  /// - Throws: `SourceError` if the text goes over a limit.
  package init(
    parsing source: SourceText,
    limits: Limits = .homework,
    dialect: Dialect = .markdown
  ) throws(SourceError) {
    let (skeleton, blocks) = try source.withLines {
      (lines) throws(SourceError) -> (Skeleton, [Block]) in
      var builder = SkeletonBuilder(source, lines, limits, dialect)
      let skeleton = try builder.build()
      return (skeleton, BlockReader(lines, skeleton).read())
    }
    self.source = source
    frontMatter = skeleton.frontMatter
    self.blocks = blocks
    notes = skeleton.notes
  }
}

/// A remark about a place in a document.
package struct Note: Sendable, Equatable {
  package let range: Range<Int>
  /// One phrase in lower case, such as "`$` without a closing `$` in this paragraph".
  package let message: String
}
