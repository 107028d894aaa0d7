import Formulas
import Testing

/// A row of the table in docs/numbers.md: what is written, and what is read.
struct NumberRow {
  private let written: String
  private let expected: String

  init(_ row: String) throws {
    // Code spans of any number of backticks, the first two of the row.
    let spans = row.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    try #require(spans.count >= 5, "\(row)")
    written = spans[1].replacing("\\|", with: "|")
    expected = spans[3]
  }

  func expect(sourceLocation: SourceLocation = #_sourceLocation) {
    let found: String
    switch NumberReader().read(written) {
    case .number(let number): found = number.text
    case .ambiguous: found = "ambiguous"
    case .unreadable, .notANumber: found = "unreadable"
    }
    #expect(found == expected, "\(written)", sourceLocation: sourceLocation)
  }
}
