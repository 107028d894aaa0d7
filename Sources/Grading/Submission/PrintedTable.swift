import Markdown

/// Finds tables that are drawn with characters: lines of boxes, commas, tabs, or columns that are
/// aligned with spaces, as `print(df)` prints them.
struct PrintedTable {
  /// A piece of the lines: a table, or text that stays text.
  enum Piece {
    case text(Range<Int>)
    case table(WrittenTable, lines: Range<Int>)
  }

  private let lines: [Range<Int>]
  private let source: SourceText
  private let isVerbatim: Bool

  /// Looks for tables in the lines of a block.
  ///
  /// - Parameters:
  ///   - lines: The content of each line.
  ///   - source: The text that they are in.
  ///   - isVerbatim: True for a block of code, where commas may separate cells too.
  init(_ lines: [Range<Int>], in source: SourceText, isVerbatim: Bool) {
    self.lines = lines
    self.source = source
    self.isVerbatim = isVerbatim
  }

  private static let mostLines = 2000

  /// The pieces in order; one piece of text if there is no table.
  func pieces() -> [Piece] {
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
  private func spaced() -> WrittenTable? {
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
  private var mayHoldTable: Bool {
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

  private func isBlank(_ line: Range<Int>) -> Bool {
    source.bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The first table in lines without a blank one, with where it begins and ends.
  private func table(in range: Range<Int>) -> (start: Int, table: WrittenTable, end: Int)? {
    guard range.count > 1 else { return nil }
    if let rows = latex(range) {
      return (range.lowerBound, WrittenTable(rows: rows, notation: .math), range.upperBound)
    }
    // What stands before a table in the same block: a prompt, a caption.
    for start in range.prefix(4) {
      let rest = start..<range.upperBound
      guard rest.count > 1 else { return nil }
      if let (rows, end) = boxed(rest) ?? separated(rest) ?? aligned(rest) {
        let notation: WrittenTable.Notation = isVerbatim ? .verbatim : .markdown
        return (start, WrittenTable(rows: rows, notation: notation), end)
      }
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    func isSpace(_ offset: Int) -> Bool {
      source.bytes[offset] == 0x20 || source.bytes[offset] == 0x09
    }
    while start < end, isSpace(start) { start += 1 }
    while end > start, isSpace(end - 1) { end -= 1 }
    return start..<end
  }

  /// True if enough of the rows below the header are numbers, and nothing is a statement.
  private func areRecords(_ rows: [[Range<Int>]]) -> Bool {
    let cells = rows.dropFirst().flatMap { $0 }.filter { !$0.isEmpty }
    let numbers = cells.count(where: isNumber)
    return !cells.isEmpty && 2 * numbers >= cells.count
  }

  /// True for a cell whose first letter or digit is a digit, whatever is drawn around it.
  private func isNumber(_ cell: Range<Int>) -> Bool {
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
  private func isCorner(_ row: [Range<Int>]) -> Bool {
    row.count > 2 && row[0].isEmpty && row.dropFirst().allSatisfy { !$0.isEmpty }
  }

  /// True if a line of names stands above: all numbers are a matrix, not a table.
  private func hasHeader(_ row: [Range<Int>]) -> Bool {
    row.contains { cell in
      source.bytes[cell].contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0xC3 }
    }
  }
}

// MARK: - LaTeX

extension PrintedTable {
  /// An `array` or `tabular` that stands alone, with a header of names.
  private func latex(_ range: Range<Int>) -> [[Range<Int>]]? {
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
    if start < end, bytes[start] == 0x7B, let close = bytes[start..<end].firstIndex(of: 0x7D) {
      start = close + 1
    }
    var rows: [[Range<Int>]] = [[]]
    var cell = start
    var offset = start
    while offset < end {
      let isLine = bytes[offset] == 0x5C && offset + 1 < end && bytes[offset + 1] == 0x5C
      if isLine || bytes[offset] == 0x26 {
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
      rows.allSatisfy({ $0.count == width }), hasHeader(rows[0]), areRecords(rows)
    else { return nil }
    return rows
  }

  /// A cell without `\hline` and line ends around it.
  private func withoutRules(_ range: Range<Int>) -> Range<Int> {
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

// MARK: - Boxes

extension PrintedTable {
  /// Lines with `│` or `|` between cells, and borders of `─┼─` or `-+-`.
  private func boxed(_ range: Range<Int>) -> (rows: [[Range<Int>]], end: Int)? {
    var rows: [[Range<Int>]] = []
    var end = range.lowerBound
    // Without outer strokes, a stroke at the beginning has a blank cell before it.
    let isOpen = range.contains { line in
      let content = trimmed(lines[line])
      return !content.isEmpty && !isBorder(content) && bar(at: content.lowerBound) == nil
    }
    for line in range {
      let content = isOpen ? lines[line] : trimmed(lines[line])
      if isBorder(content) {
        end = line + 1
        continue
      }
      guard let cells = boxCells(content), rows.first.map({ $0.count == cells.count }) ?? true
      else { break }
      rows.append(cells)
      end = line + 1
    }
    guard rows.count > 1 else { return nil }
    return (rows, end)
  }

  /// True for a line of nothing but strokes and corners.
  private func isBorder(_ range: Range<Int>) -> Bool {
    var strokes = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      switch source.bytes[offset] {
      case 0x2D, 0x3D, 0x2B, 0x3A: strokes += 1
      case 0x7C, 0x20: break
      case 0xE2 where isBoxDrawing(at: offset):
        strokes += 1
        offset += 2
      default: return false
      }
      offset += 1
    }
    return strokes > 2
  }

  /// U+2500 to U+257F are E2 94 80 to E2 95 BF.
  private func isBoxDrawing(at offset: Int) -> Bool {
    offset + 2 < source.bytes.count && source.bytes[offset] == 0xE2
      && (source.bytes[offset + 1] == 0x94 || source.bytes[offset + 1] == 0x95)
  }

  /// The length of a stroke between cells at an offset: `|`, `│`, `┃`, `║`.
  private func bar(at offset: Int) -> Int? {
    if source.bytes[offset] == 0x7C { return 1 }
    guard isBoxDrawing(at: offset) else { return nil }
    let isUpright =
      source.bytes[offset + 1] == 0x94
      ? source.bytes[offset + 2] == 0x82 || source.bytes[offset + 2] == 0x83
      : source.bytes[offset + 2] == 0x91
    return isUpright ? 3 : nil
  }

  private func boxCells(_ range: Range<Int>) -> [Range<Int>]? {
    var cells: [Range<Int>] = []
    var start = range.lowerBound
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard let length = bar(at: offset) else {
        offset += 1
        continue
      }
      if offset > range.lowerBound { cells.append(trimmed(start..<offset)) }
      offset += length
      start = offset
    }
    if start < range.upperBound { cells.append(trimmed(start..<range.upperBound)) }
    return cells.count > 1 ? cells : nil
  }
}

// MARK: - Commas and tabs

extension PrintedTable {
  /// Lines with the same number of tabs, semicolons or commas between numbers.
  private func separated(_ range: Range<Int>) -> (rows: [[Range<Int>]], end: Int)? {
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

  private func split(_ line: Range<Int>, at mark: UInt8) -> [Range<Int>] {
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
  private func isPlain(_ rows: [[Range<Int>]]) -> Bool {
    rows.allSatisfy { row in
      row.allSatisfy { cell in
        !source.bytes[cell].contains { [0x3D, 0x3A, 0x5B, 0x28, 0x5D, 0x29, 0xE2].contains($0) }
      }
    }
  }
}

// MARK: - Columns of spaces

extension PrintedTable {
  /// A word of a line: its columns on the screen, and where it stands.
  private struct Word {
    let columns: Range<Int>
    let range: Range<Int>
  }

  /// Columns that are aligned: places that are blank in every line separate them.
  private func aligned(_ range: Range<Int>) -> (rows: [[Range<Int>]], end: Int)? {
    var end = range.upperBound
    // A summary below is no row: `[27 rows x 3 columns]`.
    while end > range.lowerBound, source.bytes[trimmed(lines[end - 1])].first == 0x5B { end -= 1 }
    guard end - range.lowerBound > 1 else { return nil }
    var table = (range.lowerBound..<end).map { words(of: lines[$0]) }
    guard !table.contains(where: isStatement) else { return nil }
    var rows = columns(of: table)
    if table.count > 2, table[1].count == 1, table[0].count > 1,
      let axis = table[1].first, axis.columns.lowerBound <= table[0][0].columns.lowerBound
    {
      // Pandas names the rows in a line of its own, below the columns' name.
      table.remove(at: 1)
      rows = columns(of: table)
      if let name = rows.first?.first, !name.isEmpty {
        rows[0][0] = axis.range
      }
    }
    guard let header = rows.first, header.count > 1, hasHeader(header) || isCorner(header),
      areRecords(rows)
    else {
      return nil
    }
    let full = rows.dropFirst().count { row in row.count { !$0.isEmpty } > 1 }
    guard full == rows.count - 1 else { return nil }
    return (rows, end)
  }

  private func isStatement(_ words: [Word]) -> Bool {
    words.contains { word in
      source.bytes[word.range].contains { $0 == 0x5B || $0 == 0x5D }
        || source.bytes[word.range].last.map { $0 == 0x3A || $0 == 0x2C } ?? false
        || source.bytes[word.range].elementsEqual([0xE2, 0x89, 0x88])
        || source.bytes[word.range].first == 0x3D
    }
  }

  /// The words of a line with their columns, counted in characters from the line's beginning.
  private func words(of line: Range<Int>) -> [Word] {
    // A paragraph's lines are handed over without their indentation.
    var start = line.lowerBound
    while start > 0, source.bytes[start - 1] == 0x20 { start -= 1 }
    var words: [Word] = []
    var column = 0
    var first: (column: Int, offset: Int)?
    for offset in start..<line.upperBound {
      let byte = source.bytes[offset]
      if byte & 0xC0 == 0x80 { continue }
      if byte == 0x20 || byte == 0x09 {
        if let begin = first {
          words.append(Word(columns: begin.column..<column, range: begin.offset..<offset))
        }
        first = nil
      } else if first == nil {
        first = (column, offset)
      }
      column += 1
    }
    if let begin = first {
      words.append(
        Word(columns: begin.column..<column, range: begin.offset..<trimmed(line).upperBound)
      )
    }
    return joined(words)
  }

  /// Words of a label are one cell, and a per cent sign belongs to its number.
  private func joined(_ words: [Word]) -> [Word] {
    func isNumber(_ word: Word) -> Bool { self.isNumber(word.range) }
    func isAbout(_ range: Range<Int>) -> Bool {
      ["≈", "~", "="].contains { source.bytes[range].elementsEqual($0.utf8) }
    }
    let hasWideGap = zip(words, words.dropFirst()).contains {
      $1.columns.lowerBound - $0.columns.upperBound > 1
    }
    func isProduct(_ range: Range<Int>) -> Bool {
      ["x", "X", "×", "·", "⋅", "*", "\\times", "\\cdot"].contains { sign in
        source.bytes[range].elementsEqual(sign.utf8)
      }
    }
    var joined: [Word] = []
    var endsInProduct = false
    for word in words {
      defer { endsInProduct = isProduct(word.range) }
      guard let last = joined.last, word.columns.lowerBound - last.columns.upperBound == 1 else {
        joined.append(word)
        continue
      }
      let isSign =
        source.bytes[word.range].elementsEqual([0x25]) || endsInProduct
        || isProduct(word.range) && isNumber(last)
        || isAbout(last.range) && isNumber(word)
      guard
        isSign || hasWideGap && (!isNumber(last) || !isNumber(word)) && !(isNumber(last) && !isSign)
      else {
        joined.append(word)
        continue
      }
      joined[joined.count - 1] = Word(
        columns: last.columns.lowerBound..<word.columns.upperBound,
        range: last.range.lowerBound..<word.range.upperBound
      )
    }
    return joined
  }

  /// Words that stand below each other are one column; a line's words in one column are one cell.
  private func columns(of table: [[Word]]) -> [[Range<Int>]] {
    let extents = table.joined().map(\.columns).sorted { $0.lowerBound < $1.lowerBound }
    var columns: [Range<Int>] = []
    for extent in extents {
      if let last = columns.last, extent.lowerBound < last.upperBound {
        columns[columns.count - 1] =
          last.lowerBound..<max(last.upperBound, extent.upperBound)
      } else {
        columns.append(extent)
      }
    }
    return table.map { words in
      var cells = columns.map { _ in
        let end = words.last?.range.upperBound ?? 0
        return end..<end
      }
      for word in words {
        guard let index = columns.firstIndex(where: { $0.overlaps(word.columns) }) else { continue }
        cells[index] =
          cells[index].isEmpty
          ? word.range : cells[index].lowerBound..<word.range.upperBound
      }
      return cells
    }
  }
}
