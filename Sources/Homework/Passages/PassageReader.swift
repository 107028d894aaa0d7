import Markdown

/// Reads the blocks of a document as passages: what a rendered page shows, in its order.
///
/// What HTML hides, from a tag in one block to its end in another, is left out.
struct PassageReader {
  package let source: SourceText
  package private(set) var passages: [Passage] = []
  /// Places that the page does not show and that hold a value.
  package private(set) var hidden: [Range<Int>] = []
  /// The name of the tag that hides what follows, where it began, and how many of its name are open.
  private var hiding: (tag: String, start: Int, depth: Int)?
  /// Blocks that begin before this are part of a table that was read already.
  private var readUpTo = 0
  private var hasUnclosedTable = false

  package init(_ source: SourceText) { self.source = source }

  package mutating func read(_ blocks: [Block]) {
    passages.reserveCapacity(2 * blocks.count)
    read(blocks, depth: 0)
    if let hiding { hide(hiding.start..<source.bytes.count) }
  }

  private mutating func read(_ blocks: [Block], depth: Int) {
    var index = 0
    while index < blocks.count {
      if blocks[index].range.lowerBound < readUpTo {
        index += 1
      } else if case .html = blocks[index].kind {
        readHTML(blocks[index])
        index += 1
      } else if hiding != nil {
        index += 1
      } else if index + 1 < blocks.count, case .code = blocks[index].kind,
        readOverhang(blocks[index], blocks[index + 1])
      {
        index += 2
      } else {
        read(blocks[index], depth: depth)
        index += 1
      }
    }
  }

  private mutating func read(_ block: Block, depth: Int) {
    switch block.kind {
    case .heading(let level):
      // `##` without words is drawn as a gap, and ends nothing.
      let isBlank = block.lines.allSatisfy { source.string(in: $0).trimmedBytes.isEmpty }
      if !isBlank { add(.heading(level: level), block.lines, block.range) }
    case .paragraph: readParagraph(block)
    case .table(let table): add(WrittenTable(table), block.range)
    case .ruled(let table):
      let rows = table.rows.map { row in
        row.map { WrittenTable.Cell(lines: $0, at: block.range.lowerBound) }
      }
      add(WrittenTable(rows: rows, notation: .markdown), block.range)
    case .code(let code):
      let info = code.info.map { source.string(in: $0) } ?? ""
      readLines(block.lines, block.range, info == "math" ? .text : .code)
    case .list(ordered: true, start: let start) where depth == 0:
      let indent = block.children.first.map(indent) ?? 0
      var number = start
      for item in block.children {
        let first = passages.count
        read(item, depth: depth + 1)
        // Two blanks are too few for a list below a number, and are meant so.
        if self.indent(of: item) > indent, let above = passages[..<first].last?.item {
          for index in first..<passages.count { passages[index].item = above }
          continue
        }
        defer { number += 1 }
        if first == passages.count {
          guard hiding == nil else { continue }
          // `2.` alone on its line stands for a heading.
          let end = item.range.upperBound
          add(.text, [end..<end], item.range)
        }
        passages[first].itemNumber = number
        let isEmpty = passages[first].text.bytes.isEmpty && passages.count == first + 1
        for index in first..<passages.count where !isEmpty { passages[index].item = first }
      }
    case .list:
      let first = passages.count
      read(block.children, depth: depth + 1)
      readOptions(first..<passages.count)
    case .quote, .item: read(block.children, depth: depth + 1)
    case .html, .thematicBreak: break
    }
  }

  /// Marks the options of a list, if some of their boxes are ticked.
  private mutating func readOptions(_ own: Range<Int>) {
    let boxes = own.compactMap { index in
      passages[index].box.map { (index: index, box: $0) }
    }
    guard boxes.contains(where: { $0.box == .ticked }) else { return }
    for (index, box) in boxes {
      passages[index].isTicked = box == .ticked
      passages[index].isLeftOut = box == .empty
    }
  }

  /// How many blanks stand before a block in its line.
  private func indent(of block: Block) -> Int {
    var start = block.range.lowerBound
    while start > 0, source.bytes[start - 1] == 0x20 { start -= 1 }
    return block.range.lowerBound - start
  }

  // MARK: - Paragraphs

  private mutating func readParagraph(_ block: Block) {
    let lines = block.lines.filter { line in
      let isDefinition = LinkDefinition.holds(source, line)
      if isDefinition { hide(line) }
      return !isDefinition && !isPageNumber(line)
    }
    .map(withoutBreak)
    guard !lines.isEmpty else { return }
    var level: Int?
    var heading: Range<Int>?
    if lines.count == 1, let found = LatexHeading(source, lines[0]) {
      (level, heading) = (found.level, found.title)
    }
    if let level, let heading { return add(.heading(level: level), [heading], block.range) }
    readLines(lines, block.range, .text)
  }

  /// True for the number of a page, far to the right in a text that was copied out of a PDF.
  private func isPageNumber(_ line: Range<Int>) -> Bool {
    let far = line.lowerBound - 20
    return line.count <= 3 && far >= 0
      && source.bytes[line].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && source.bytes[far..<line.lowerBound].allSatisfy { $0 == 0x20 }
  }

  /// A line without the backslash of a hard break at its end; in a matrix it ends a row.
  private func withoutBreak(_ line: Range<Int>) -> Range<Int> {
    guard line.count > 2, source.bytes[line.upperBound - 1] == 0x5C,
      source.bytes[line.upperBound - 2] != 0x5C,
      !source.bytes[line].contains(0x26), !source.bytes[line].contains(0x24)
    else { return line }
    return line.lowerBound..<(line.upperBound - 1)
  }

  /// Appends lines as text, and the tables that are drawn in them.
  private mutating func readLines(
    _ lines: [Range<Int>],
    _ range: Range<Int>,
    _ kind: Passage.Kind
  ) {
    if readRuledHeads(lines, kind) { return }
    guard lines.count > 1 else { return add(kind, lines, range) }
    let isVerbatim = if case .code = kind { true } else { false }
    if isVerbatim, readSession(lines) || readSheet(lines) { return }
    let items = isVerbatim ? [] : DrawnList.pieces(lines, in: source)
    for item in items { add(kind, item, whole(item[...])) }
    guard items.isEmpty else { return }
    let pieces = PrintedTable(lines, in: source, isVerbatim: isVerbatim).pieces()
    for piece in pieces {
      switch piece {
      case .text(let part) where pieces.count == 1: add(kind, Array(lines[part]), range)
      case .text(let part): add(kind, Array(lines[part]), whole(lines[part]))
      case .table(let table, let part): add(table, whole(lines[part]))
      }
    }
  }

  /// Reads lines between heads that strokes make, piece by piece.
  private mutating func readRuledHeads(_ lines: [Range<Int>], _ kind: Passage.Kind) -> Bool {
    let heads = lines.indices.compactMap { index in
      RuledHead(lines[index], in: source).map { (index: index, title: $0.title) }
    }
    guard let first = heads.first else { return false }
    func readPart(_ part: ArraySlice<Range<Int>>) {
      if !part.isEmpty { readLines(Array(part), whole(part), kind) }
    }
    readPart(lines[..<first.index])
    for (head, next) in zip(heads, heads.dropFirst().map(\.index) + [lines.count]) {
      add(.heading(level: Self.lowestLevel), [head.title], lines[head.index])
      readPart(lines[(head.index + 1)..<next])
    }
    return true
  }

  private static let lowestLevel = 6

  /// Reads a session whose commands print tables, piece by piece.
  private mutating func readSession(_ lines: [Range<Int>]) -> Bool {
    let pieces = Session.pieces(lines, in: source)
    for piece in pieces {
      switch piece {
      case .code(let part): add(.code, Array(lines[part]), whole(lines[part]))
      case .output(let part): readLines(Array(lines[part]), whole(lines[part]), .code)
      case .table(let table, let part): add(table, whole(lines[part]))
      }
    }
    return !pieces.isEmpty
  }

  /// Reads an answer sheet whose comments are the questions.
  private mutating func readSheet(_ lines: [Range<Int>]) -> Bool {
    let pieces = CommentedSheet.pieces(lines, in: source)
    for piece in pieces {
      switch piece {
      case .heading(let title, let level): add(.heading(level: level), [title], title)
      case .lines(let part): add(.text, part, whole(part[...]))
      }
    }
    return !pieces.isEmpty
  }

  /// A printed table whose header is indented so far that it is code by itself.
  private mutating func readOverhang(_ first: Block, _ second: Block) -> Bool {
    guard case .code(let code) = first.kind, !code.isFenced, let header = first.lines.last else {
      return false
    }
    if case .table(let table) = second.kind, table.form == .tabs, first.lines.count == 1,
      table.headerLine == source.line(at: header.lowerBound) + 1
    {
      return read(table, below: header)
    }
    guard case .paragraph = second.kind, let row = second.lines.first,
      source.line(at: header.lowerBound) + 1 == source.line(at: row.lowerBound)
    else { return false }
    // The indentation of the header is part of its columns.
    var start = header.lowerBound
    while start > 0, FlatText.isSpace(source.bytes[start - 1]), source.bytes[start - 1] != 0x0A {
      start -= 1
    }
    let lines = first.lines.dropLast() + [start..<header.upperBound] + second.lines
    let pieces = PrintedTable(lines, in: source, isVerbatim: true).pieces()
    guard pieces.count == 1, case .table = pieces[0] else { return false }
    readLines(lines, first.range.lowerBound..<second.range.upperBound, .code)
    return true
  }

  /// A table of tabs whose header begins with one: a blank corner.
  private mutating func read(_ table: Table, below header: Range<Int>) -> Bool {
    var start = header.lowerBound
    while start > 0, source.bytes[start - 1] == 0x09 { start -= 1 }
    guard start < header.upperBound, source.bytes[start] == 0x09 else { return false }
    var cells: [Range<Int>] = []
    var cell = start
    for offset in start..<header.upperBound where source.bytes[offset] == 0x09 {
      cells.append(cell..<offset)
      cell = offset + 1
    }
    cells.append(cell..<header.upperBound)
    guard cells.count == table.header.count else { return false }
    let rows = [cells] + ([table.header] + table.rows).map { $0.map(\.range) }
    add(WrittenTable(rows: rows, notation: .markdown), start..<table.range.upperBound)
    return true
  }

  // MARK: - HTML

  /// Reads a block of HTML: headings, tables and lines of text, and where hidden text begins or ends.
  private mutating func readHTML(_ block: Block) {
    var reader = HTMLPassages(
      source,
      in: block.range.lowerBound..<source.bytes.count,
      hasUnclosedTable: hasUnclosedTable
    )
    defer { hasUnclosedTable = reader.hasUnclosedTable }
    var end = block.range.upperBound
    while let piece = reader.next(before: end, isHidden: hiding != nil) {
      switch piece {
      case .opens(let tag, let start): hiding = (tag, start, 1)
      case .tag(let name, let isClosing, let place):
        guard var open = hiding, open.tag == name else { continue }
        open.depth += isClosing ? -1 : 1
        hiding = open.depth > 0 ? open : nil
        if open.depth == 0 { hide(open.start..<place) }
      case .comment(let range): hide(range)
      case .heading(let level, let lines, let range): add(.heading(level: level), lines, range)
      case .text(let lines, let range): add(.text, lines, range)
      case .table(let table, let range):
        add(table, range)
        // A blank line in it ended the block; what followed was no block of its own.
        readUpTo = max(readUpTo, range.upperBound)
        end = max(end, range.upperBound)
      }
    }
  }

  // MARK: - Passages

  private mutating func hide(_ range: Range<Int>) {
    let holdsValue =
      source.bytes[range].contains(0x3D)
      && source.bytes[range].contains { $0 >= 0x30 && $0 <= 0x39 }
    if holdsValue { hidden.append(range) }
  }

  private func whole(_ lines: ArraySlice<Range<Int>>) -> Range<Int> {
    guard let first = lines.first, let last = lines.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  private mutating func add(_ table: WrittenTable, _ range: Range<Int>) {
    passages.append(
      Passage(
        kind: .table(table),
        text: FlatText(),
        lines: source.lines(of: range),
        range: range
      )
    )
  }

  private mutating func add(_ kind: Passage.Kind, _ written: [Range<Int>], _ range: Range<Int>) {
    // The box of an option is none of its text.
    var lines = written
    var box: TickBox?
    if case .text = kind, let first = lines.first, let open = TickBox.open(source.bytes[first]) {
      lines[0] = (first.lowerBound + open.length)..<first.upperBound
      box = open.box
    }
    let text: FlatText
    if case .code = kind {
      text = FlatText(verbatim: lines, in: source)
    } else {
      text = FlatText(lines: lines, in: source)
    }
    for range in text.hidden { hide(range) }
    var passage = Passage(kind: kind, text: text, lines: source.lines(of: range), range: range)
    passage.box = box
    passages.append(passage)
  }
}

/// A line that only defines where a link goes to: `[//]: # (a4 = 0.5579)`.
enum LinkDefinition {
  /// Source: CommonMark 0.30, section 4.7, "Link reference definitions", on one line.
  package static func holds(_ source: SourceText, _ line: Range<Int>) -> Bool {
    let bytes = source.bytes
    guard line.count > 5, bytes[line.lowerBound] == 0x5B, bytes[line.lowerBound + 1] != 0x5E,
      let close = bytes[line].firstIndex(of: 0x5D), close + 1 < line.upperBound,
      bytes[close + 1] == 0x3A
    else { return false }
    let rest = source.string(in: (close + 2)..<line.upperBound).words
    guard let target = rest.first,
      target.hasPrefix("#") || target.hasPrefix("<") || target.contains("/")
    else { return false }
    guard let title = rest.dropFirst().first else { return true }
    return title.hasPrefix("(") || title.hasPrefix("\"") || title.hasPrefix("'")
  }
}

/// `\section*{Question 2}` on a line of its own.
struct LatexHeading {
  package let level: Int
  package let title: Range<Int>

  package init?(_ source: SourceText, _ line: Range<Int>) {
    let bytes = source.bytes
    guard line.count > 10, bytes[line.lowerBound] == 0x5C else { return nil }
    var end = line.lowerBound + 1
    while end < line.upperBound, (bytes[end] | 0x20) >= 0x61, (bytes[end] | 0x20) <= 0x7A {
      end += 1
    }
    let name = source.string(in: (line.lowerBound + 1)..<end)
    guard let level = Self.levels[name] else { return nil }
    if end < line.upperBound, bytes[end] == 0x2A { end += 1 }
    guard end < line.upperBound, bytes[end] == 0x7B, bytes[line.upperBound - 1] == 0x7D else {
      return nil
    }
    self.level = level
    title = (end + 1)..<(line.upperBound - 1)
  }

  private static let levels = [
    "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
  ]
}
