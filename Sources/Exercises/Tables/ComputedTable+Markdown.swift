import Formulas

extension ComputedTable {
  /// The lines of the table in Markdown, columns padded to one width.
  package var markdownLines: [String] {
    let table = [header] + rows.map { $0.labels + $0.cells }
    let hasPipe = table.contains { $0.contains { $0.utf8.contains(0x7C) } }
    let escaped = hasPipe ? table.map { $0.map(Self.escaped) } : table
    let widths = header.indices.map { column in
      escaped.reduce(3) { Swift.max($0, Self.width($1[column])) }
    }
    var lines = escaped.map { Self.line($0, widths) }
    lines.insert(
      "|" + widths.map { " " + String(repeating: "-", count: $0) + " |" }.joined(),
      at: 1
    )
    return lines
  }

  /// The number of characters; counting bytes is enough for ASCII.
  private static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line: [UInt8] = [0x7C]
    line.reserveCapacity(widths.reduce(2) { $0 + $1 + 3 })
    for (cell, width) in zip(cells, widths) {
      line.append(0x20)
      line += cell.utf8
      for _ in 0..<(width - Self.width(cell) + 1) { line.append(0x20) }
      line.append(0x7C)
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// A `|` in a label would split its cell.
  private static func escaped(_ text: String) -> String {
    text.utf8.contains(0x7C) ? text.replacingBytes(of: "|", with: "\\|") : text
  }
}
