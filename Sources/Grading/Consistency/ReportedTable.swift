import Formulas
import Homework
import Markdown

/// A table of a homework with the text around it.
struct ReportedTable: Sendable {
  let grid: Grid
  let passage: Int
  /// The heading that it stands under, and what stands between that and the table.
  let introduction: ArraySlice<ProseSentence>
  /// Of that, what stands after the table before.
  let leadIn: ArraySlice<ProseSentence>

  var range: Range<Int> {
    Range(covering: grid.rows.joined().map(\.range))
  }

  /// The rows, and the columns as rows where the header stands at the side.
  var bothWays: [[[Grid.Cell]]] {
    let rows = grid.rows
    guard let header = rows.first, rows.allSatisfy({ $0.count == header.count }) else {
      return [rows]
    }
    return [rows, header.indices.map { column in rows.map { $0[column] } }]
  }

  /// The words of the header, column by column.
  var header: [Set<String>] { (grid.rows.first ?? []).map { Self.words(of: $0.text) } }

  /// The words of a cell in lower case; Greek letters by their names.
  static func words(of text: String) -> Set<String> {
    Set(
      text.lowercased().identifiers.map { word in
        switch word {
        case "η": "eta"
        case "λ": "lambda"
        case "α": "alpha"
        default: word
        }
      }
    )
  }
}

extension Grid.Cell {
  /// The number that stands in a cell, as a share where it has a percent sign.
  func number(_ reader: NumberReader) -> (number: WrittenNumber, isPercent: Bool)? {
    var text = self.text
    while let last = text.utf8.last, last == 0x2A || last == 0x20 { text.removeLast() }
    while text.utf8.first == 0x2A { text.removeFirst() }
    let isPercent = text.utf8.last == 0x25
    if isPercent {
      text.removeLast()
      while text.utf8.last == 0x20 || text.utf8.last == 0x5C { text.removeLast() }
    }
    guard case .number(let number) = reader.read(text) else { return nil }
    return (number, isPercent)
  }

  func count(_ reader: NumberReader) -> Int? {
    guard let (number, isPercent) = number(reader), !isPercent, number.lastPlace >= 0,
      number.value >= 0
    else { return nil }
    return Int(whole: number.value)
  }
}
