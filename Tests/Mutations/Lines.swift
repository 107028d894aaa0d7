/// A file as lines, with the rows of its tables.
struct Lines {
  private var lines: [[UInt8]]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  func changed(_ change: Change, _ dice: inout Dice) -> [UInt8] {
    var changed = self
    changed.apply(change, &dice)
    return Array(changed.lines.joined(separator: [0x0A]))
  }

  private mutating func apply(_ change: Change, _ dice: inout Dice) {
    let rows = lines.indices.filter { lines[$0].contains(0x7C) }
    switch change {
    case .swapLines: lines.swapAt(dice.below(lines.count), dice.below(lines.count))
    case .shuffleLines:
      let range = dice.range(in: lines.count, upTo: 8)
      lines.replaceSubrange(range, with: lines[range].reversed())
    case .indent:
      let lead = dice.element(of: ["    ", "\t", "> ", "- ", "1. ", "  ", "#", "```", "| "])
      lines[dice.below(lines.count)].insert(contentsOf: lead.utf8, at: 0)
    case .dropRow where !rows.isEmpty: lines.remove(at: dice.element(of: rows))
    case .repeatRow where !rows.isEmpty:
      let row = dice.element(of: rows)
      let many = Array(repeating: lines[row], count: 1 + dice.below(40))
      lines.insert(contentsOf: many, at: row)
    case .emptyCell where !rows.isEmpty:
      let row = dice.element(of: rows)
      var cells = self.cells(of: row)
      cells[dice.below(cells.count)] = [0x20]
      lines[row] = Array(cells.joined(separator: [0x7C]))
    case .dropColumn, .repeatColumn:
      guard !rows.isEmpty else { return }
      let (first, column) = (dice.element(of: rows), dice.below(6))
      for row in rows where row >= first && row < first + 12 {
        var cells = self.cells(of: row)
        guard cells.indices.contains(column), cells.count > 1 else { continue }
        if change == .dropColumn {
          cells.remove(at: column)
        } else {
          cells.insert(cells[column], at: column)
        }
        lines[row] = Array(cells.joined(separator: [0x7C]))
      }
    default: return
    }
  }

  /// What stands between the strokes of a row.
  private func cells(of row: Int) -> [[UInt8]] {
    lines[row].split(separator: 0x7C, omittingEmptySubsequences: false).map(Array.init)
  }
}
