import Formulas

/// Cells with several values, which the header names in brackets: `0.0004/0.0007` below `MSE (TR/TS)`.
extension Grid {
  /// The rows with a column for each value, called `MSE TR` and `MSE TS`.
  static func unpaired(_ rows: [[Cell]]) -> [[Cell]] {
    guard let header = rows.first, rows.count > 1 else { return rows }
    var rows = rows
    for column in header.indices.reversed() {
      guard let names = pairedNames(header[column].text) else { continue }
      var parts: [[Cell]] = []
      for row in rows.dropFirst() {
        guard column < row.count else { return rows }
        parts.append(row[column].isBlank ? names.map { _ in row[column] } : pieces(of: row[column]))
      }
      guard parts.allSatisfy({ $0.count == names.count }) else { continue }
      let heads = names.map { Cell(text: $0, range: header[column].range) }
      for (place, cells) in ([heads] + parts).enumerated() {
        rows[place].replaceSubrange(column...column, with: cells)
      }
    }
    return rows
  }

  /// The rows with those labels marked that only their remark tells from another row's.
  static func toldApart(_ rows: [[Cell]]) -> [[Cell]] {
    let labels = Set(rows.compactMap(\.first).map(\.tokens))
    return rows.map { row in
      guard let first = row.first, let words = first.wordsBeforeRemark, labels.contains(words)
      else {
        return row
      }
      var row = row
      row[0].isToldByRemark = true
      return row
    }
  }

  /// `MSE TR` and `MSE TS` of `MSE (TR/TS)`; nil for other headers.
  private static func pairedNames(_ header: String) -> [String]? {
    guard header.hasSuffix(")"), let open = header.lastIndex(of: "("), open > header.startIndex
    else { return nil }
    let names = header[header.index(after: open)...].dropLast()
      .split(separator: "/", omittingEmptySubsequences: false).map { String($0).trimmedBytes }
    guard names.count > 1, names.allSatisfy(\.hasLetter) else { return nil }
    let stem = String(header[..<open]).trimmedBytes
    return names.map { "\(stem) \($0)" }
  }

  /// The numbers of a cell between slashes; none if one of them is no number.
  private static func pieces(of cell: Cell) -> [Cell] {
    // Only where each byte of the text is one of the source do the pieces have places.
    guard cell.range.count == cell.text.utf8.count else { return [] }
    let bytes = Array(cell.text.utf8)
    var pieces: [Cell] = []
    for part in bytes.split(separator: 0x2F, omittingEmptySubsequences: false) {
      let text = part.drop { $0 == 0x20 }
      let length = (text.lastIndex { $0 != 0x20 } ?? text.startIndex - 1) + 1 - text.startIndex
      let value = String(decoding: text.prefix(length), as: UTF8.self)
      guard case .number = NumberReader().read(value) else { return [] }
      let start = cell.range.lowerBound + text.startIndex
      pieces.append(Cell(text: value, range: start..<(start + length)))
    }
    return pieces
  }
}
