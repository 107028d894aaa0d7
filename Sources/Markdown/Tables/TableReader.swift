/// Reads tables from the lines of a paragraph.
struct TableReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: [Range<Int>]

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: [Range<Int>]) {
    self.bytes = bytes
    self.lines = lines
  }

  /// Reads the lines as a header, a delimiter row and rows.
  func table(firstLine: Int) -> Table {
    let alignments = lines.count > 1 ? DelimiterRow(bytes, in: lines[1])?.alignments ?? [] : []
    let header = TableRow.cells(bytes, in: lines[0], columns: alignments.count)
    return table(
      header: header,
      alignments: alignments,
      rows: lines.dropFirst(2).map { TableRow.cells(bytes, in: $0, columns: header.count) },
      form: .gfm,
      lines: 0..<lines.count,
      firstLine: firstLine
    )
  }

  /// Makes a table, with every row as long as the header.
  private func table(
    header: [Table.Cell],
    alignments: [Table.Alignment],
    rows: [[Table.Cell]],
    form: Table.Form,
    lines range: Range<Int>,
    firstLine: Int
  ) -> Table {
    let firstRow = range.upperBound - rows.count
    var excess: [Table.Excess] = []
    var fitted = rows
    for (index, cells) in rows.enumerated() where cells.count != header.count {
      if cells.count > header.count {
        fitted[index] = Array(cells[..<header.count])
        excess.append(.init(row: index, cells: Array(cells[header.count...])))
      } else {
        let end = bytes.trimmed(lines[firstRow + index]).upperBound
        let blank = Table.Cell(range: end..<end)
        fitted[index] += [Table.Cell](repeating: blank, count: header.count - cells.count)
      }
    }
    return Table(
      header: header,
      alignments: alignments,
      rows: fitted,
      excess: excess,
      form: form,
      range: bytes.afterBlanks(
        in: lines[range.lowerBound]
      )..<lines[range.upperBound - 1].upperBound,
      headerLine: firstLine + range.lowerBound + 1,
      lineOfRow: rows.indices.map { firstLine + firstRow + $0 + 1 }
    )
  }

  // MARK: - Tabs

  /// Splits a paragraph into text and tables whose cells are separated by tabs.
  ///
  /// Such a table is two or more lines in a row with the same number of tabs and without a pipe; at
  /// least two of them must hold two cells that are not blank.
  func tabbed(firstLine: Int) -> [Block] {
    // The tab behind a drawn bullet ends no cell.
    let tabs = lines.map { isDrawnItem($0) ? 0 : self.tabs(in: $0) }
    guard tabs.contains(where: { $0 > 0 }) else { return [paragraph(0..<lines.count)] }
    var blocks: [Block] = []
    var (start, textStart) = (0, 0)
    while start < lines.count {
      var end = start + 1
      while end < lines.count, tabs[end] == tabs[start] { end += 1 }
      if tabs[start] > 0, end - start > 1,
        let table = tabTable(start..<end, firstLine: firstLine)
      {
        if textStart < start { blocks.append(paragraph(textStart..<start)) }
        blocks.append(table)
        textStart = end
      }
      start = end
    }
    if textStart < lines.count { blocks.append(paragraph(textStart..<lines.count)) }
    return blocks
  }

  private func isDrawnItem(_ line: Range<Int>) -> Bool {
    let line = bytes[bytes.afterBlanks(in: line)..<line.upperBound]
    return DrawnBullet.all.contains { bullet in
      line.starts(with: bullet) && line.dropFirst(bullet.count).first == .tab
    }
  }

  private func paragraph(_ range: Range<Int>) -> Block {
    let lines = lines[range].map { bytes.afterBlanks(in: $0)..<$0.upperBound }
    let whole = lines[0].lowerBound..<lines[lines.count - 1].upperBound
    return Block(kind: .paragraph, range: whole, lines: lines, children: [])
  }

  private func tabTable(_ range: Range<Int>, firstLine: Int) -> Block? {
    let rows = lines[range].map { TableRow.tabbedCells(bytes, in: $0) }
    let fullRows = rows.count { row in row.count { !$0.range.isEmpty } > 1 }
    guard fullRows > 1 else { return nil }
    let table = table(
      header: rows[0],
      alignments: rows[0].map { _ in .none },
      rows: Array(rows.dropFirst()),
      form: .tabs,
      lines: range,
      firstLine: firstLine
    )
    return Block(kind: .table(table), range: table.range, lines: [], children: [])
  }

  /// Returns the number of tabs that separate cells; 0 if the line can be no row.
  private func tabs(in line: Range<Int>) -> Int {
    var count = 0
    for offset in line {
      if bytes[offset] == .pipe { return 0 }
      if bytes[offset] == .tab { count += 1 }
    }
    return bytes.trimmed(line).isEmpty ? 0 : count
  }
}
