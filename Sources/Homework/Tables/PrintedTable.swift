import Markdown

/// Finds tables that are drawn with characters: lines of boxes, commas, tabs, or columns that are
/// aligned with spaces, as `print(df)` prints them.
struct PrintedTable {
  /// A piece of the lines: a table, or text that stays text.
  enum Piece {
    case text(Range<Int>)
    case table(WrittenTable, lines: Range<Int>)
  }

  package let lines: [Range<Int>]
  package let source: SourceText
  let isVerbatim: Bool

  /// Looks for tables in the lines of a block.
  ///
  /// - Parameters:
  ///   - lines: The content of each line.
  ///   - source: The text that they are in.
  ///   - isVerbatim: True for a block of code, where commas may separate cells too.
  package init(_ lines: [Range<Int>], in source: SourceText, isVerbatim: Bool) {
    self.lines = lines
    self.source = source
    self.isVerbatim = isVerbatim
  }

  static let mostLines = 2000

  /// The pieces in order; one piece of text if there is no table.
  package func pieces() -> [Piece] {
    guard lines.count > 1, lines.count <= Self.mostLines, mayHoldTable else {
      return [.text(0..<lines.count)]
    }
    if let table = spaced() { return [.table(table, lines: 0..<lines.count)] }
    var pieces: [Piece] = []
    var textStart = 0
    var start = 0
    while start < lines.count {
      let end = lines[start...].firstIndex { isBlank($0) } ?? lines.count
      if let (found, table, last) = table(in: start..<end) {
        if textStart < found { pieces.append(.text(textStart..<found)) }
        pieces.append(.table(table, lines: found..<last))
        textStart = last
        start = last
      } else {
        start = end + 1
      }
    }
    let hasText = textStart < lines.count && lines[textStart...].contains { !isBlank($0) }
    if hasText { pieces.append(.text(textStart..<lines.count)) }
    return pieces
  }

  /// A table whose header and whose totals stand apart, as scikit-learn prints its reports.
  func spaced() -> WrittenTable? {
    guard isVerbatim, let header = lines.firstIndex(where: { !isBlank($0) }),
      header + 2 < lines.count, isBlank(lines[header + 1]),
      !source.bytes[lines[header]].contains(where: { $0 >= 0x30 && $0 <= 0x39 && $0 != 0x31 })
    else { return nil }
    let filled = lines.filter { !isBlank($0) }
    let whole = PrintedTable(filled, in: source, isVerbatim: true)
    guard let (start, table, end) = whole.table(in: 0..<filled.count), start == 0,
      end == filled.count
    else { return nil }
    return table
  }

  /// A quick look: most blocks are prose.
  var mayHoldTable: Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      var signs = 0
      for line in lines {
        var before: UInt8 = 0
        for byte in bytes[line] {
          let isSign =
            byte == 0x20 && before == 0x20 || byte == 0x09 || byte == 0x7C || byte == 0xE2
            || byte == 0x26
            || isVerbatim && (byte == 0x2C || byte == 0x3B || byte == 0x20)
          if isSign {
            signs += 1
            break
          }
          before = byte
        }
        if signs > 1 { return true }
      }
      return false
    }
  }

  package func isBlank(_ line: Range<Int>) -> Bool {
    source.bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The first table in lines without a blank one, with where it begins and ends.
  package func table(in range: Range<Int>) -> (start: Int, table: WrittenTable, end: Int)? {
    guard range.count > 1 else { return nil }
    if let table = latex(range) { return (range.lowerBound, table, range.upperBound) }
    // What stands before a table in the same block: a prompt, a caption.
    for start in range.prefix(4) {
      let rest = start..<range.upperBound
      guard rest.count > 1 else { return nil }
      if let (rows, end) = logged(rest) {
        return (start, WrittenTable(rows: rows, notation: .verbatim), end)
      }
      if let (rows, end) = boxed(rest) ?? separated(rest) ?? aligned(rest) {
        let notation: WrittenTable.Notation = isVerbatim ? .verbatim : .markdown
        return (start, WrittenTable(rows: rows, notation: notation), end)
      }
    }
    return nil
  }

  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    func isSpace(_ offset: Int) -> Bool {
      source.bytes[offset] == 0x20 || source.bytes[offset] == 0x09
    }
    while start < end, isSpace(start) { start += 1 }
    while end > start, isSpace(end - 1) { end -= 1 }
    return start..<end
  }

  /// True if enough of the rows below the header are numbers, and nothing is a statement.
  func areRecords(_ rows: [[Range<Int>]]) -> Bool {
    let cells = rows.dropFirst().flatMap { $0 }.filter { !$0.isEmpty }
    let numbers = cells.count(where: isNumber)
    return !cells.isEmpty && 2 * numbers >= cells.count
  }

  /// True for a cell whose first letter or digit is a digit, whatever is drawn around it.
  package func isNumber(_ cell: Range<Int>) -> Bool {
    var offset = cell.lowerBound
    for call in ["np.float64(", "np.float32("] where source.bytes[cell].starts(with: call.utf8) {
      offset += call.utf8.count
    }
    while offset < cell.upperBound {
      let byte = source.bytes[offset]
      if byte >= 0x30 && byte <= 0x39 { return true }
      // Arabic and full-width digits, and the signs beside the latter.
      if byte == 0xD9 { return true }
      if byte == 0xEF, offset + 2 < cell.upperBound, source.bytes[offset + 1] == 0xBC {
        if source.bytes[offset + 2] >= 0x90 && source.bytes[offset + 2] <= 0x99 { return true }
        offset += 3
        continue
      }
      if byte == 0x3C, let close = source.bytes[offset..<cell.upperBound].firstIndex(of: 0x3E) {
        offset = close + 1
        continue
      }
      if byte == 0x5C {
        // A command of LaTeX around it.
        offset += 1
        while offset < cell.upperBound, (source.bytes[offset] | 0x20) >= 0x61,
          (source.bytes[offset] | 0x20) <= 0x7A
        { offset += 1 }
        continue
      }
      if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3 && byte != 0xE2 {
        return false
      }
      offset += 1
    }
    return false
  }

  /// True for a row of numbers behind a blank corner: the values of a key along the header.
  package func isCorner(_ row: [Range<Int>]) -> Bool {
    row.count > 2 && row[0].isEmpty && row.dropFirst().allSatisfy { !$0.isEmpty }
  }

  /// True if a line of names stands above: all numbers are a matrix, not a table.
  package func hasHeader(_ row: [Range<Int>]) -> Bool {
    row.contains { cell in
      source.bytes[cell].contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0xC3 }
    }
  }
}
