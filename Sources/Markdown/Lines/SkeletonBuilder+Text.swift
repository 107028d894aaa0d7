extension SkeletonBuilder {
  /// Reads a line that is none of the special ones: of a paragraph or a table.
  mutating func readText(_ state: LineState, at first: Int) {
    let line = first..<state.cursor.end
    if case .table(let columns) = leaf, state.isInAll,
      !TableRow.cells(bytes, in: line, columns: columns).isEmpty
    {
      write(.tableRow, prefixEnd: first, content: state.cursor.offset, "x")
      return scanLine(line)
    }
    // Opening a container closes the paragraph above.
    let isContinued = leaf.isParagraph
    if isContinued, state.isInAll, paragraph.canBeHeader,
      state.cursor.indentation.width < 4, startTable(delimiters: line, state)
    {
      write(.tableDelimiter, prefixEnd: first, content: state.cursor.offset, "x")
      return
    }
    if !isContinued {
      begin(state)
      paragraph.lines = 0
    }
    leaf = .paragraph
    paragraph = (paragraph.lines + 1, skeleton.bytes.count, true)
    write(.text, prefixEnd: first, content: state.cursor.offset, "x")
    scanSpans(from: max(first, scanned), to: line.upperBound)
  }

  /// Makes the last line of the open paragraph the header of a table, if this line fits it.
  private mutating func startTable(delimiters: Range<Int>, _ state: LineState) -> Bool {
    let byte = bytes[delimiters.lowerBound]
    guard byte == .pipe || byte == .colon || byte == .hyphen,
      let row = DelimiterRow(bytes, in: delimiters)
    else { return false }
    let columns = row.alignments.count
    let header = skeleton.lines[line - 1].start..<scanner.lines[line - 1].upperBound
    guard TableRow.cells(bytes, in: header, columns: columns).count == columns else {
      return false
    }
    skeleton.lines[line - 1].role = .tableHeader
    leaf = .table(columns: columns)
    guard paragraph.lines > 1 else { return true }
    // The header starts a paragraph of its own, so that nothing of its indentation may stay.
    skeleton.bytes.removeSubrange(paragraph.lastStart...)
    writeBlankLine(state)
    skeleton.sourceLines[skeleton.sourceLines.count - 1] = line - 1
    skeleton.sourceLines.append(line - 1)
    writePrefix(state)
    skeleton.append("x\n")
    return true
  }
}
