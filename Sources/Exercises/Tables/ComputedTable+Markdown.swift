extension ComputedTable {
  /// The lines of the table in Markdown, columns padded to one width.
  package var markdownLines: [String] {
    let table = [header] + rows.map { $0.labels + $0.cells }
    let escaped = table.map { $0.map(Self.escaped) }
    let widths = header.indices.map { column in
      Swift.max(3, escaped.map { $0[column].count }.max() ?? 3)
    }
    var lines = escaped.map { Self.line($0, widths) }
    lines.insert("|" + widths.map { " " + String(repeating: "-", count: $0) + " |" }.joined(), at: 1)
    return lines
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = "|"
    for (cell, width) in zip(cells, widths) {
      line += " "
      line += cell
      line += String(repeating: " ", count: width - cell.count)
      line += " |"
    }
    return line
  }

  /// A `|` in a label would split its cell.
  private static func escaped(_ text: String) -> String {
    text.utf8.contains(0x7C) ? text.replacing("|", with: "\\|") : text
  }
}
