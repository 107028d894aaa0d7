import Markdown

/// Tables whose cells are separated by tabs, semicolons or commas.
extension PrintedTable {
  /// Lines with the same number of tabs, semicolons or commas between numbers.
  package func separated(_ range: Range<Int>) -> (rows: [[Range<Int>]], end: Int)? {
    for mark: UInt8 in isVerbatim ? [0x09, 0x3B, 0x2C] : [0x09, 0x3B] {
      var rows: [[Range<Int>]] = []
      for line in range {
        let cells = split(lines[line], at: mark)
        guard cells.count > 1, rows.first.map({ $0.count == cells.count }) ?? true else { break }
        rows.append(cells)
      }
      guard rows.count > 1, hasHeader(rows[0]) || isCorner(rows[0]), areRecords(rows),
        mark == 0x09 || isPlain(rows)
      else { continue }
      return (rows, range.lowerBound + rows.count)
    }
    return nil
  }

  package func split(_ line: Range<Int>, at mark: UInt8) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    for offset in line where source.bytes[offset] == mark {
      cells.append(trimmed(start..<offset))
      start = offset + 1
    }
    cells.append(trimmed(start..<line.upperBound))
    return cells
  }

  /// True if no cell holds what statements and lists hold: `y: 0.2, a: 0.3` is no row.
  package func isPlain(_ rows: [[Range<Int>]]) -> Bool {
    rows.allSatisfy { row in
      row.allSatisfy { cell in
        !source.bytes[cell].contains { [0x3D, 0x3A, 0x5B, 0x28, 0x5D, 0x29, 0xE2].contains($0) }
      }
    }
  }
}
