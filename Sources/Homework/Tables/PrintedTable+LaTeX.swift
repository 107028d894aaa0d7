import Markdown

/// Tables that are written as an `array` or `tabular` of LaTeX.
extension PrintedTable {
  /// An `array` with a header of names or a `tabular` that stands alone.
  package func latex(_ range: Range<Int>) -> WrittenTable? {
    guard !isVerbatim else { return nil }
    let whole = lines[range.lowerBound].lowerBound..<lines[range.upperBound - 1].upperBound
    let text = source.string(in: whole)
    guard text.has("&"),
      let environment = ["array", "tabular"].first(where: { text.has("begin{\($0)}") })
    else { return nil }
    let bytes = source.bytes
    func find(_ needle: String, from start: Int) -> Int? {
      let wanted = Array(needle.utf8)
      return (start..<max(start, whole.upperBound - wanted.count + 1)).first {
        bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
      }
    }
    guard let begin = find("\\begin{\(environment)}", from: whole.lowerBound),
      let end = find("\\end{\(environment)}", from: begin),
      !bytes[whole.lowerBound..<begin].contains(0x3D), !bytes[end..<whole.upperBound].contains(0x3D)
    else { return nil }
    var start = begin + "\\begin{}".utf8.count + environment.utf8.count
    if start < end, bytes[start] == 0x7B { start = behindBraces(start, before: end) }
    let isTabular = environment == "tabular"
    var rows: [[Range<Int>]] = [[]]
    var cell = start
    var offset = start
    while offset < end {
      // `\\` ends a row; before a letter it is a command that was escaped twice.
      let isLine =
        bytes[offset] == 0x5C && offset + 1 < end && bytes[offset + 1] == 0x5C
        && !(offset + 2 < end && (bytes[offset + 2] | 0x20) >= 0x61
          && (bytes[offset + 2] | 0x20) <= 0x7A)
      if bytes[offset] == 0x5C, !isLine {
        offset += 2
      } else if isLine || bytes[offset] == 0x26 {
        rows[rows.count - 1].append(withoutRules(cell..<offset))
        if isLine { rows.append([]) }
        offset += isLine ? 2 : 1
        cell = offset
      } else {
        offset += 1
      }
    }
    rows[rows.count - 1].append(withoutRules(cell..<end))
    rows.removeAll { $0.allSatisfy(\.isEmpty) }
    guard let width = rows.first?.count, width > 1, rows.count > 1,
      rows.allSatisfy({ $0.count == width }), isTabular || hasHeader(rows[0]) && areRecords(rows)
    else { return nil }
    // A `tabular` is text, in which math has signs of its own.
    return WrittenTable(rows: rows, notation: isTabular ? .markdown : .math)
  }

  /// The place behind braces that may hold others: `{|p{3cm}|c|}`.
  private func behindBraces(_ open: Int, before end: Int) -> Int {
    var depth = 0
    for offset in open..<end {
      if source.bytes[offset] == 0x7B { depth += 1 }
      if source.bytes[offset] == 0x7D { depth -= 1 }
      if depth == 0 { return offset + 1 }
    }
    return open
  }

  /// A cell without `\hline` and line ends around it.
  func withoutRules(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    let rule = Array("\\hline".utf8)
    while start < range.upperBound {
      if FlatText.isSpace(source.bytes[start]) || source.bytes[start] == 0x0D {
        start += 1
      } else if start + rule.count <= range.upperBound,
        source.bytes[start..<(start + rule.count)].elementsEqual(rule)
      {
        start += rule.count
      } else {
        break
      }
    }
    var end = range.upperBound
    while end > start, FlatText.isSpace(source.bytes[end - 1]) || source.bytes[end - 1] == 0x0D {
      end -= 1
    }
    return start..<end
  }
}
