import Exercises
import Formulas
import Markdown

/// A table as a grid of readable cells, the header as its first row; it can be turned.
struct Grid: Sendable {
  struct Cell: Sendable {
    let text: String
    let range: Range<Int>
    let tokens: [String]

    var isBlank: Bool { text.isEmpty }
    var span: Span { Span(text: text, range: range) }
  }

  let rows: [[Cell]]

  init(_ table: Table, in source: SourceText) {
    rows = ([table.header] + table.rows).map { row in
      row.map { cell in
        let text = FlatText(lines: [cell.range], in: source)
        let plain = text.string(text.trimmed(0..<text.bytes.count))
        return Cell(text: plain, range: cell.range, tokens: LabelTokens(plain).tokens)
      }
    }
  }

  private init(rows: [[Cell]]) {
    self.rows = rows
  }

  var header: [Cell] { rows.first ?? [] }
  var records: ArraySlice<[Cell]> { rows.dropFirst() }

  var transposed: Grid {
    guard let width = rows.first?.count else { return self }
    return Grid(rows: (0..<width).map { column in rows.map { $0[column] } })
  }
}
