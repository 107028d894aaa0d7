/// Why a text cannot be read at all.
package struct SourceError: Error, Sendable, Equatable {
  /// The line of the place, from 1; `nil` if it concerns the whole file.
  package let line: Int?
  /// The column of the place in UTF-8 bytes, from 1.
  package let column: Int?
  /// What was found, what is allowed and what to do, in one phrase.
  package let message: String

  /// Creates an error about a place, or about the whole file.
  package init(line: Int? = nil, column: Int? = nil, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}
