import Markdown

/// Lines of a log in which each number stands behind its name, `[ 1/12] train loss 1.4240 acc 77.00% | …`: a
/// table whose header is said again in each row.
extension PrintedTable {
  /// A name and its number.
  private struct Entry {
    let label: [Range<Int>]
    let number: Range<Int>
  }

  func logged(_ range: Range<Int>) -> (rows: [[WrittenTable.Cell]], end: Int)? {
    guard let first = range.first, let head = entries(of: lines[first]), head.count > 2 else {
      return nil
    }
    let names = head.map { $0.label.map(source.string) }
    var rows = [head]
    var end = first + 1
    while end < range.upperBound, let row = entries(of: lines[end]),
      row.map({ $0.label.map(source.string) }) == names
    {
      rows.append(row)
      end += 1
    }
    guard rows.count > 1 else { return nil }
    let header = head.map { WrittenTable.Cell(lines: $0.label, at: $0.number.lowerBound) }
    return ([header] + rows.map { $0.map { WrittenTable.Cell($0.number) } }, end)
  }

  /// The names and numbers of a line; nil if something else stands in it, or a sign between them.
  private func entries(of line: Range<Int>) -> [Entry]? {
    guard line.count < 300 else { return nil }
    var entries: [Entry] = []
    var label: [Range<Int>] = []
    // The word that says of which rows: `train` of `train loss 1.4 acc 77 %`.
    var rows: Range<Int>?
    for word in pieces(of: line) {
      let text = source.string(in: word)
      if text == "|" || text == "," || text == "-" {
        guard label.isEmpty else { return nil }
        rows = nil
      } else if let number = number(text, word) {
        guard label.count <= 3, !label.isEmpty || entries.isEmpty else { return nil }
        if label.count == 1, let rows, label[0] != rows { label.insert(rows, at: 0) }
        if label.count > 1, rows == nil { rows = label[0] }
        entries.append(Entry(label: label, number: number))
        label = []
      } else if text.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x5F }) {
        label.append(word)
      } else {
        return nil
      }
    }
    return label.isEmpty ? entries : nil
  }

  /// The number of a word: the count of `1/12` and of `[ 1/12]`, without a sign of percent apart.
  private func number(_ text: String, _ word: Range<Int>) -> Range<Int>? {
    let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D }
    guard let first = text.utf8.first, first >= 0x30 && first <= 0x39 || first == 0x2D,
      text.hasDigit
    else { return nil }
    let rest = text.utf8.dropFirst(digits.count)
    if rest.isEmpty || rest.elementsEqual([0x25]) { return word }
    guard rest.first == 0x2F, rest.dropFirst().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return nil
    }
    return word.lowerBound..<(word.lowerBound + digits.count)
  }

  /// The words of a line, brackets and marks apart.
  private func pieces(of line: Range<Int>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start: Int?
    func close(_ end: Int) {
      if let begin = start, begin < end { pieces.append(begin..<end) }
      start = nil
    }
    for offset in line {
      switch source.bytes[offset] {
      case 0x20, 0x09, 0x5B, 0x5D: close(offset)
      case 0x7C, 0x2C:
        close(offset)
        pieces.append(offset..<(offset + 1))
      default: if start == nil { start = offset }
      }
    }
    close(line.upperBound)
    return pieces
  }
}
