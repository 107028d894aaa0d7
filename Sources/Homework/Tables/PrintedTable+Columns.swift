import Markdown

/// Tables whose columns are aligned with spaces.
extension PrintedTable {
  /// A word of a line: its columns on the screen, and where it stands.
  package struct Word {
    package let columns: Range<Int>
    package let range: Range<Int>
  }

  /// Columns that are aligned: places that are blank in every line separate them.
  package func aligned(_ range: Range<Int>) -> (rows: [[Range<Int>]], end: Int)? {
    var end = range.upperBound
    // A summary below is no row: `[27 rows x 3 columns]`.
    while end > range.lowerBound, source.bytes[trimmed(lines[end - 1])].first == 0x5B { end -= 1 }
    guard end - range.lowerBound > 1 else { return nil }
    var table = (range.lowerBound..<end).map { words(of: lines[$0]) }
    guard !table.contains(where: isStatement) else { return nil }
    if let header = header(of: lines[range.lowerBound], over: table.dropFirst()) {
      table[0] = header
    }
    var rows = columns(of: table)
    var axisRow: [Range<Int>]?
    if table.count > 2, table[1].count == 1, table[0].count > 1,
      let axis = table[1].first, axis.columns.lowerBound <= table[0][0].columns.lowerBound
    {
      // Pandas names the rows in a line of its own, below the columns' name.
      table.remove(at: 1)
      rows = columns(of: table)
      if let name = rows.first?.first, !name.isEmpty {
        // Over numbers the columns' name is a key's, and the row stays.
        if rows[0].dropFirst().allSatisfy({ isNumber($0) }) {
          axisRow = [axis.range] + rows[0].dropFirst().map { $0.lowerBound..<$0.lowerBound }
        } else {
          rows[0][0] = axis.range
        }
      }
    }
    guard let header = rows.first, header.count > 1, hasHeader(header) || isCorner(header),
      areRecords(rows)
    else {
      return nil
    }
    if isLog(rows) { return nil }
    let full = rows.dropFirst().count { row in row.count { !$0.isEmpty } > 1 }
    guard full == rows.count - 1 else { return nil }
    if let axisRow { rows.insert(axisRow, at: 1) }
    return (rows, end)
  }

  /// True for rows that all have the same word before a number, `MLP  loss 0.31`: names, and no header.
  private func isLog(_ rows: [[Range<Int>]]) -> Bool {
    guard let first = rows.first else { return false }
    return first.indices.dropLast().contains { column in
      !first[column].isEmpty && !isNumber(first[column]) && isNumber(first[column + 1])
        && rows.allSatisfy {
          source.bytes[$0[column]].elementsEqual(source.bytes[first[column]])
        }
    }
  }

  func isStatement(_ words: [Word]) -> Bool {
    words.contains { word in
      source.bytes[word.range].contains { $0 == 0x5B || $0 == 0x5D } && !isUnit(word.range)
        || source.bytes[word.range].last.map { $0 == 0x3A || $0 == 0x2C } ?? false
        || source.bytes[word.range].elementsEqual([0xE2, 0x89, 0x88])
        || source.bytes[word.range].first.map { $0 == 0x3D || $0 == 0x3A } ?? false
        || source.bytes[word.range].last == 0x3D
    }
  }

  /// True for a word with `[%]` or `[ms]` in it: a bracket of a header, and no row of a matrix.
  private func isUnit(_ word: Range<Int>) -> Bool {
    let bytes = source.bytes[word]
    return bytes.contains(0x5B) && bytes.contains(0x5D)
      && !bytes.contains { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2C }
  }

  /// The words of a header whose cells end where the numbers below them end, as `%10s` prints them.
  ///
  /// One blank may stand between two cells as well as inside one. Nil where they do not.
  private func header(of line: Range<Int>, over records: ArraySlice<[Word]>) -> [Word]? {
    guard let first = records.first, first.count > 1, records.count > 1,
      records.allSatisfy({ row in
        row.count == first.count
          && zip(row, first).allSatisfy { $0.columns.upperBound == $1.columns.upperBound }
      }),
      first.allSatisfy({ isNumber($0.range) })
    else { return nil }
    var cells: [Int: Word] = [:]
    for word in singleWords(of: line) {
      guard
        let column = first.firstIndex(where: {
          $0.columns.upperBound >= word.columns.upperBound
        })
      else { return nil }
      let start = cells[column]
      if let start, word.columns.lowerBound - start.columns.upperBound > 1 { return nil }
      cells[column] = Word(
        columns: (start?.columns.lowerBound ?? word.columns.lowerBound)..<word.columns.upperBound,
        range: (start?.range.lowerBound ?? word.range.lowerBound)..<word.range.upperBound
      )
    }
    // A column of numbers before the rows has no name.
    let isAligned = first.indices.allSatisfy { column in
      guard let cell = cells[column] else { return column == 0 }
      return cell.columns.upperBound == first[column].columns.upperBound
    }
    return isAligned ? cells.sorted { $0.key < $1.key }.map(\.value) : nil
  }

  /// The words of a line with their columns; those of one cell are one.
  package func words(of line: Range<Int>) -> [Word] { joined(singleWords(of: line)) }

  /// The words of a line with their columns, counted in characters from the line's beginning.
  private func singleWords(of line: Range<Int>) -> [Word] {
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
    return words
  }

  /// Words of a label are one cell, and a per cent sign belongs to its number.
  package func joined(_ words: [Word]) -> [Word] {
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
  package func columns(of table: [[Word]]) -> [[Range<Int>]] {
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
    let rows = table.map { words -> [Range<Int>] in
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
    return joiningHeaders(rows)
  }

  /// Puts a header that stands beside its column, over blanks behind its numbers, above it.
  private func joiningHeaders(_ rows: [[Range<Int>]]) -> [[Range<Int>]] {
    var rows = rows
    guard rows.count > 1, var column = rows.first?.indices.last else { return rows }
    while column > 0 {
      let isHeaderAlone =
        !rows[0][column].isEmpty && rows.dropFirst().allSatisfy { $0[column].isEmpty }
      let lacksHeader =
        rows[0][column - 1].isEmpty && rows.dropFirst().allSatisfy { !$0[column - 1].isEmpty }
      if isHeaderAlone, lacksHeader {
        rows[0][column - 1] = rows[0][column]
        for row in rows.indices { rows[row].remove(at: column) }
      }
      column -= 1
    }
    return rows
  }
}
