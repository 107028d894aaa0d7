/// A table of pandoc: rows between rules of hyphens, cells on one line or on several.
package struct RuledTable: Sendable {
  /// For each row, the header first, the cells; for each cell its text, line by line.
  package let rows: [[[Range<Int>]]]

  /// Reads the lines of a table.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: [Range<Int>]) {
    let rules = lines.map { RuledTables.Rule(bytes, in: $0) }
    let columns = rules.compactMap { $0 }.first { !$0.isWhole }?.runs ?? []
    let isBlank = lines.map { bytes.trimmed($0).isEmpty }
    let head = rules.firstIndex { $0.map { !$0.isWhole } ?? false } ?? 0
    let isMultiline = isBlank.contains(true)
    var rows: [[[Range<Int>]]] = []
    var isOpen = false
    for (index, line) in lines.enumerated() {
      guard rules[index] == nil, !isBlank[index] else {
        isOpen = false
        continue
      }
      let cells = RuledRow(bytes, in: line).cells(columns)
      if isOpen, isMultiline || index < head {
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
          rows[rows.count - 1][column].append(cell)
        }
      } else {
        rows.append(cells.map { $0.isEmpty ? [] : [$0] })
        isOpen = true
      }
    }
    self.rows = rows
  }
}
