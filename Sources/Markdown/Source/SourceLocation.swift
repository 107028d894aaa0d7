/// A place in a source text, counted from 1.
package struct SourceLocation: Equatable, Sendable {
  /// The line.
  package let line: Int
  /// The column in UTF-8 bytes; a byte order mark does not count.
  package let column: Int
  /// The column in UTF-16 units, as editors count.
  package let editorColumn: Int

  /// Creates a place.
  package init(line: Int, column: Int, editorColumn: Int) {
    self.line = line
    self.column = column
    self.editorColumn = editorColumn
  }
}
