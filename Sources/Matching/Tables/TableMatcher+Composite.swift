import Formulas
import Homework

/// Tables with several keys in one column, `size; rate` over `32; 0.1`, and with one name in several columns.
extension TableMatcher {
  /// The table with a column for each key, where one header names several keys in the order of its cells; nil if none does.
  func decomposed(_ grid: Grid) -> Grid? {
    guard grid.records.count > 1 else { return nil }
    for column in grid.header.indices {
      let header = Self.withoutLead(grid.header[column].text)
      for separator in [";", ",", "/", "|"] where header.has(separator) {
        let heads = Self.parts(of: header, separator)
        let keys = heads.compactMap { names.key(endOf: LabelTokens($0).tokens) }
        guard keys.count == heads.count, Set(keys).count == keys.count, keys.count > 1 else {
          continue
        }
        let cells = grid.records.map {
          Self.parts(of: Self.withoutLead($0[column].text), separator)
        }
        guard
          cells.allSatisfy({ cell in
            cell.count == keys.count
              && cell.allSatisfy { text in
                if case .number = values.read(text, as: .number) { true } else { false }
              }
          })
        else { continue }
        func split(_ row: [Grid.Cell], _ texts: [String]) -> [Grid.Cell] {
          row[..<column] + texts.map { Grid.Cell(text: $0, range: row[column].range) }
            + row[(column + 1)...]
        }
        return Grid(
          rows: [split(grid.header, keys)] + zip(grid.records, cells).map { split($0, $1) }
        )
      }
    }
    return nil
  }

  /// True for a header such as `value` and `result`, which any quantity may have, and for a blank one.
  func saysNoName(_ header: Grid.Cell) -> Bool {
    Lexicon.saysEnd(header.tokens)
      || header.tokens.allSatisfy { Lexicon.kinds.contains($0) || LabelTokens.isPlain($0) }
  }

  /// The table with one column of labels, where several columns of words name what stands in the last one:
  /// `MLP | test accuracy | 0.97`; nil for another table.
  func joined(_ grid: Grid) -> Grid? {
    let last = grid.header.count - 1
    guard last > 1, grid.records.count > 1,
      saysNoName(grid.header[last]),
      grid.records.allSatisfy({ row in
        row[last].isNumber && row[..<last].allSatisfy { !$0.isNumber }
      }),
      Set(grid.records.map { $0[0].text }).count < grid.records.count
    else { return nil }
    var above = grid.header[0]
    let rows = grid.records.map { row -> [Grid.Cell] in
      if !row[0].isBlank { above = row[0] }
      let label = ([above] + row[1..<last]).map(\.text).joined(separator: " ")
      return [Grid.Cell(text: label, range: row[0].range), row[last]]
    }
    return Grid(rows: [[grid.header[0], grid.header[last]]] + rows)
  }

  /// `size; rate` of `Parameters (size; rate)` and of `(size; rate)`.
  private static func withoutLead(_ text: String) -> String {
    guard text.utf8.last == 0x29, let open = text.firstIndex(of: "(") else { return text }
    return String(text[text.index(after: open)...].dropLast())
  }

  private static func parts(of text: String, _ separator: String) -> [String] {
    text.parts(around: separator).map(\.trimmedBytes)
  }
}
