/// Reads the content of leaf blocks from the lines of the source.
struct LeafReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: SourceLines
  private let skeleton: Skeleton

  init(_ lines: SourceLines, _ skeleton: Skeleton) {
    bytes = lines.bytes
    self.lines = lines
    self.skeleton = skeleton
  }

  /// Returns the bytes of a line after the prefixes of its containers.
  private func content(of line: Int) -> Range<Int> {
    let end = lines[line].upperBound
    return min(skeleton.lines[line].start, end)..<end
  }

  /// Returns the bytes of a line of text, without white space before them.
  private func text(of line: Int) -> Range<Int> {
    let content = content(of: line)
    return bytes.afterBlanks(in: content)..<content.upperBound
  }

  private func contents(of range: ClosedRange<Int>) -> [Range<Int>] {
    range.map(content(of:))
  }

  /// Returns the last line, from a first one on, that still has one of some roles.
  private func last(from first: Int, _ hasRole: (Skeleton.Role) -> Bool) -> Int {
    var last = first
    while last + 1 < skeleton.lines.count, hasRole(skeleton.lines[last + 1].role) { last += 1 }
    return last
  }

  /// Reads a paragraph, which may turn out to be a table.
  func appendParagraph(_ range: ClosedRange<Int>, to blocks: inout [Block]) {
    if skeleton.lines[range.lowerBound].role == .ruled {
      let lines = contents(of: range)
      let whole = lines[0].lowerBound..<lines[lines.count - 1].upperBound
      let table = RuledTable(bytes, lines)
      blocks.append(Block(kind: .ruled(table), range: whole, lines: lines, children: []))
    } else if skeleton.lines[range.lowerBound].role == .tableHeader {
      let table = TableReader(bytes, contents(of: range)).table(firstLine: range.lowerBound)
      blocks.append(Block(kind: .table(table), range: table.range, lines: [], children: []))
    } else if hasTabs(range) {
      let reader = TableReader(bytes, contents(of: range))
      blocks.append(contentsOf: reader.tabbed(firstLine: range.lowerBound))
    } else {
      let lines = range.map(text(of:))
      let whole = lines[0].lowerBound..<lines[lines.count - 1].upperBound
      blocks.append(Block(kind: .paragraph, range: whole, lines: lines, children: []))
    }
  }

  /// Returns whether two lines or more hold a tab.
  private func hasTabs(_ range: ClosedRange<Int>) -> Bool {
    guard range.count > 1 else { return false }
    return range.count { line in content(of: line).contains { bytes[$0] == .tab } } > 1
  }

  /// Reads a heading, with number signs or with an underline.
  func heading(_ range: ClosedRange<Int>, level: Int) -> Block {
    let kind = Block.Kind.heading(level: level)
    let first = text(of: range.lowerBound)
    guard skeleton.lines[range.lowerBound].role == .heading else {
      let last = last(from: range.lowerBound) { $0 == .text }
      let underline = min(last + 1, skeleton.lines.count - 1)
      let whole = first.lowerBound..<max(first.upperBound, lines[underline].upperBound)
      return Block(
        kind: kind,
        range: whole,
        lines: (range.lowerBound...last).map(text(of:)),
        children: []
      )
    }
    let text = bytes.headingContent(first.lowerBound + level..<first.upperBound)
    return Block(kind: kind, range: first, lines: [text], children: [])
  }

  /// Reads a block of HTML.
  func html(from first: Int) -> Block {
    let last = last(from: first) { $0 == .htmlContent }
    let contents = contents(of: first...last)
    let range = contents[0].lowerBound..<contents[contents.count - 1].upperBound
    return Block(kind: .html, range: range, lines: contents, children: [])
  }

  /// Reads a block of code.
  func code(_ range: ClosedRange<Int>) -> Block {
    skeleton.lines[range.lowerBound].role == .fenceOpening
      ? fenced(from: range.lowerBound) : indented(range)
  }

  private func fenced(from first: Int) -> Block {
    let opening = content(of: first)
    let length = LeafStart(bytes: bytes).run(at: opening.lowerBound, before: opening.upperBound)
    let info = bytes.trimmed(opening.lowerBound + length..<opening.upperBound)
    let last = last(from: first) { $0 == .fenceContent }
    let isClosed =
      last + 1 < skeleton.lines.count && skeleton.lines[last + 1].role == .fenceClosing
    let code = CodeBlock(
      info: info.isEmpty ? nil : info,
      isFenced: true,
      fenceLength: length,
      isClosed: isClosed,
      openingLine: first + 1,
      closingLine: isClosed ? last + 2 : nil
    )
    let end = lines[isClosed ? last + 1 : last].upperBound
    return Block(
      kind: .code(code),
      range: opening.lowerBound..<end,
      lines: last > first ? contents(of: first + 1...last) : [],
      children: []
    )
  }

  private func indented(_ range: ClosedRange<Int>) -> Block {
    let first = range.lowerBound
    var last = range.upperBound
    while last > first, skeleton.lines[last].role == .blank { last -= 1 }
    let contents = contents(of: first...last)
    let code = CodeBlock(
      info: nil,
      isFenced: false,
      fenceLength: 0,
      isClosed: true,
      openingLine: first + 1,
      closingLine: nil
    )
    let range = contents[0].lowerBound..<contents[contents.count - 1].upperBound
    return Block(kind: .code(code), range: range, lines: contents, children: [])
  }
}
