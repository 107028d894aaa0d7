import Markdown

/// A table of a homework, however it was drawn: rows of cells of the same number, the header first.
struct WrittenTable: Sendable {
  /// What stands in the cells: Markdown, text as a program prints it, or a formula.
  enum Notation: Sendable { case markdown, verbatim, math }

  /// For each row the source ranges of its cells; an empty range is a blank cell.
  let rows: [[Range<Int>]]
  let notation: Notation

  init(rows: [[Range<Int>]], notation: Notation) {
    let width = rows.map(\.count).max() ?? 0
    // Whoever reads a column may count on it.
    self.rows = rows.map { row in
      let end = row.last?.upperBound ?? 0
      return row + Array(repeating: end..<end, count: width - row.count)
    }
    self.notation = notation
  }

  init(_ table: Table) {
    self.init(
      rows: ([table.header] + table.rows).map { $0.map(\.range) },
      notation: .markdown
    )
  }

  var cellCount: Int { rows.count * (rows.first?.count ?? 0) }

  /// The readable text of a cell.
  func text(of cell: Range<Int>, in source: SourceText) -> FlatText {
    switch notation {
    case .markdown: return FlatText(lines: [cell], in: source)
    case .verbatim: return FlatText(verbatim: [cell], in: source)
    case .math:
      var text = FlatText(verbatim: [cell], in: source)
      text.unwrapLayout(from: 0)
      return text
    }
  }
}
