extension SkeletonBuilder {
  /// What is known about the line being read.
  struct LineState {
    var cursor: LineCursor
    /// How many of the open containers the line is in, counting those that it opened.
    var depth: Int
    let isInAll: Bool
    /// Where the prefixes of the containers end that were open before.
    let matchedEnd: Int
    /// How many columns of the tab after them also belong to them.
    let matchedColumns: Int
    var hasOpened = false
    /// Whether a paragraph stands above, so that some blocks cannot begin.
    var isInterrupting: Bool
  }

  /// Reads one line.
  mutating func readLine() throws(SourceError) {
    let range = scanner.lines[line]
    var cursor = LineCursor(bytes, in: range)
    let depth = matchContainers(&cursor)
    if line <= lastSpannedLine { return readFormulaLine(cursor) }
    let isInAll = depth == containers.count
    if isInAll, readLeafLine(cursor) { return }
    if readRuledLine() { return }
    var state = LineState(
      cursor: cursor,
      depth: depth,
      isInAll: isInAll,
      matchedEnd: cursor.offset,
      matchedColumns: cursor.columnsOfTab,
      isInterrupting: leaf.isParagraph && isInAll
    )
    while try openContainer(&state) {}
    let first = state.cursor.indentation.first
    if first == range.upperBound { return readBlankLine(state) }
    fillItems(before: state.depth)
    if readLeafStart(&state) { return }
    readText(state, at: first)
  }

  private mutating func readBlankLine(_ state: LineState) {
    if state.hasOpened { endTable(before: state) }
    if state.isInAll, !state.hasOpened, skeleton.lines.last?.role == .blank {
      // One blank line says as much as many.
      skeleton.lines.append(.init(role: .blank, start: state.cursor.offset))
      return
    }
    closeContainers(after: state.depth)
    leaf = .none
    write(.blank, prefixEnd: state.cursor.end, content: state.cursor.offset, "")
  }

  /// Reads a line in the midst of a formula, whatever it looks like.
  private mutating func readFormulaLine(_ cursor: LineCursor) {
    let first = cursor.indentation.first
    paragraph = (paragraph.lines + 1, skeleton.bytes.count, false)
    write(.text, prefixEnd: first, content: cursor.offset, "x")
    if line == lastSpannedLine { scanSpans(from: max(first, scanned), to: cursor.end) }
  }

  /// Reads a line of a fenced block or of HTML; false if the line is none.
  private mutating func readLeafLine(_ cursor: LineCursor) -> Bool {
    let (indent, first) = cursor.indentation
    switch leaf {
    case .fence(let symbol, let length, let fenceIndent):
      if indent < 4, first < cursor.end, bytes[first] == symbol {
        let run = leafStart.run(at: first, before: cursor.end)
        if run >= length, leafStart.isBlank(from: first + run, to: cursor.end) {
          leaf = .none
          write(
            .fenceClosing,
            prefixEnd: first,
            content: first,
            symbol == .tilde ? "~~~" : "```"
          )
          return true
        }
      }
      var content = cursor
      content.advance(columns: min(indent, fenceIndent))
      let standIn: StaticString = first < cursor.end ? "x" : ""
      write(.fenceContent, prefixEnd: first, content: content.offset, standIn)
      return true
    case .html(let html):
      if first == cursor.end, html.closing.utf8CodeUnitCount == 0 { return false }
      let isLast = html.ends(in: first..<cursor.end, of: bytes)
      if isLast { leaf = .none }
      write(
        .htmlContent,
        prefixEnd: first,
        content: cursor.offset,
        first < cursor.end ? "x" : "",
        suffix: isLast ? html.closing : ""
      )
      return true
    case .none, .paragraph, .table:
      return false
    }
  }

  /// Reads the lines of a table of pandoc that begins here, up to the last but one; false if none does.
  private mutating func readRuledLine() -> Bool {
    while let next = ruledTables.last, next.lowerBound < line { ruledTables.removeLast() }
    guard let table = ruledTables.last, table.lowerBound == line else { return false }
    ruledTables.removeLast()
    closeContainers(after: 0)
    leaf = .none
    // A blank line before and after makes it a block of its own.
    skeleton.sourceLines.append(line)
    skeleton.bytes.append(.lineFeed)
    for index in table {
      line = index
      let start = scanner.lines.starts[line]
      write(.ruled, prefixEnd: start, content: start, "x")
    }
    skeleton.sourceLines.append(line)
    skeleton.bytes.append(.lineFeed)
    return true
  }

  // MARK: - What begins

  /// Opens the quote or the list item that begins at the cursor.
  private mutating func openContainer(_ state: inout LineState) throws(SourceError) -> Bool {
    let (indent, first) = state.cursor.indentation
    let end = state.cursor.end
    guard indent < 4, first < end else { return false }
    let container: Container
    if state.cursor.consumeQuote() {
      container = .quote
    } else {
      guard !(state.isInterrupting && leafStart.isUnderline(at: first, before: end)),
        let marker = leafStart.listMarker(
          at: first,
          before: end,
          interrupting: state.isInterrupting
        ),
        !leafStart.isThematicBreak(at: first, before: end)
      else { return false }
      let (width, isEmpty) = state.cursor.consume(marker)
      container = .item(width: width, isEmpty: isEmpty)
    }
    if !state.hasOpened { endTable(before: state) }
    fillItems(before: state.depth)
    try open(container, after: state.depth, at: first)
    state.depth += 1
    state.hasOpened = true
    state.isInterrupting = false
    return true
  }

  /// Reads a line that begins a leaf other than a paragraph; false if it does not.
  private mutating func readLeafStart(_ state: inout LineState) -> Bool {
    let (indent, first) = state.cursor.indentation
    let end = state.cursor.end
    if indent >= 4 {
      guard !leaf.isParagraph else { return false }
      begin(state)
      state.cursor.advance(columns: 4)
      write(.indentedCode, prefixEnd: first, content: state.cursor.offset, "x")
      return true
    }
    if let level = leafStart.heading(at: first, before: end) {
      begin(state)
      let content = bytes.headingContent(first + level..<end)
      write(.heading, prefixEnd: first, content: first, "#", repeated: level, suffix: " x")
      scanLine(content)
      return true
    }
    if let length = leafStart.fence(at: first, before: end) {
      begin(state)
      leaf = .fence(symbol: bytes[first], length: length, indent: indent)
      let standIn: StaticString = bytes[first] == .tilde ? "~~~" : "```"
      write(.fenceOpening, prefixEnd: first, content: first, standIn)
      return true
    }
    if bytes[first] == .less,
      let html = HTMLStart(bytes, at: first, before: end, interrupting: leaf.isParagraph)
    {
      begin(state)
      let isLast = html.ends(in: first..<end, of: bytes)
      leaf = isLast ? .none : .html(html)
      write(
        .htmlOpening,
        prefixEnd: first,
        content: first,
        html.opening,
        suffix: isLast ? html.closing : ""
      )
      return true
    }
    if state.isInterrupting, leafStart.isUnderline(at: first, before: end) {
      leaf = .none
      write(.underline, prefixEnd: first, content: first, bytes[first] == .equals ? "===" : "---")
      return true
    }
    if leafStart.isThematicBreak(at: first, before: end) {
      begin(state)
      let standIn: StaticString =
        bytes[first] == .star ? "***" : bytes[first] == .hyphen ? "- - -" : "___"
      write(.thematicBreak, prefixEnd: first, content: first, standIn)
      return true
    }
    return false
  }

  /// Closes what a new leaf does not continue.
  mutating func begin(_ state: LineState) {
    if !state.hasOpened { endTable(before: state) }
    closeContainers(after: state.depth)
    leaf = .none
  }

  /// Separates a table above from the line that ends it.
  mutating func endTable(before state: LineState) {
    guard case .table = leaf else { return }
    leaf = .none
    writeBlankLine(state)
    skeleton.sourceLines.append(line)
  }
}
