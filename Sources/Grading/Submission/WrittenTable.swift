import Markdown

/// A table of a homework, however it was drawn: rows of cells of the same number, the header first.
struct WrittenTable: Sendable {
  /// For each row the source ranges of its cells; an empty range is a blank cell.
  let rows: [[Range<Int>]]
  /// True if the cells hold no Markdown: a table that a program printed.
  let isVerbatim: Bool

  init(rows: [[Range<Int>]], isVerbatim: Bool) {
    self.rows = rows
    self.isVerbatim = isVerbatim
  }

  init(_ table: Table) {
    rows = ([table.header] + table.rows).map { $0.map(\.range) }
    isVerbatim = false
  }

  var cellCount: Int { rows.count * (rows.first?.count ?? 0) }
}
