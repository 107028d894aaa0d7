import Markdown

/// A table of a homework, however it was drawn: rows of cells of the same number, the header first.
package struct WrittenTable: Sendable {
  /// What stands in the cells: Markdown, text as a program prints it, or a formula.
  package enum Notation: Sendable { case markdown, verbatim, math }

  /// A cell: its text in the source, on one line or on several; nothing if it is blank.
  package struct Cell: Sendable {
    package let lines: [Range<Int>]
    /// From the first byte to the last; for a blank cell, an empty range at its place.
    package let range: Range<Int>

    package var isEmpty: Bool { lines.isEmpty }

    package init(_ range: Range<Int>) {
      lines = range.isEmpty ? [] : [range]
      self.range = range
    }

    /// A cell of several lines; `place` is where it stands if all of them are empty.
    package init(lines: [Range<Int>], at place: Int) {
      let filled = lines.filter { !$0.isEmpty }
      self.lines = filled
      range = (filled.first?.lowerBound ?? place)..<(filled.last?.upperBound ?? place)
    }
  }

  package let rows: [[Cell]]
  package let notation: Notation

  package init(rows: [[Cell]], notation: Notation) {
    let width = rows.map(\.count).max() ?? 0
    // Whoever reads a column may count on it.
    self.rows = rows.map { row in
      let end = row.last?.range.upperBound ?? 0
      return row + Array(repeating: Cell(end..<end), count: width - row.count)
    }
    self.notation = notation
  }

  package init(rows: [[Range<Int>]], notation: Notation) {
    self.init(rows: rows.map { $0.map { Cell($0) } }, notation: notation)
  }

  package init(_ table: Table) {
    self.init(
      rows: ([table.header] + table.rows).map { $0.map(\.range) },
      notation: .markdown
    )
  }

  package var cellCount: Int { rows.count * (rows.first?.count ?? 0) }

  /// The readable text of a cell.
  package func text(of cell: Cell, in source: SourceText) -> FlatText {
    switch notation {
    case .markdown: return FlatText(lines: cell.lines, in: source)
    case .verbatim: return FlatText(verbatim: cell.lines, in: source)
    case .math:
      var text = FlatText(verbatim: cell.lines, in: source)
      text.unwrapLayout(from: 0)
      return text
    }
  }
}
