import Exercises
import Formulas
import Markdown

/// A table as a grid of readable cells, the header as its first row; it can be turned.
struct Grid: Sendable {
  struct Cell: Sendable {
    let text: String
    let range: Range<Int>
    /// The words of the text; a cell of digits and signs has none.
    let tokens: [String]
    /// The words before an equals sign: `C` of `C = -[y ln a + …]`, `at a` of `at a =`.
    let label: [String]

    init(text: String, range: Range<Int>) {
      self.text = text
      self.range = range
      tokens = text.hasLetter ? LabelTokens(text).tokens : []
      label =
        tokens.isEmpty || !text.utf8.contains(0x3D)
        ? tokens
        : LabelTokens(text.utf8.split(separator: 0x3D).first.map { String(Substring($0)) } ?? "")
          .tokens
    }

    var isBlank: Bool { text.isEmpty }
    var span: Span { Span(text: text, range: range) }
  }

  let rows: [[Cell]]

  init(_ table: Table, in source: SourceText) {
    rows = ([table.header] + table.rows).map { row in
      row.map { cell in
        let text = FlatText(lines: [cell.range], in: source)
        let plain = text.string(text.trimmed(0..<text.bytes.count))
        return Cell(text: plain, range: cell.range)
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
