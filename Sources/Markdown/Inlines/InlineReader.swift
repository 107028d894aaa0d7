/// Goes over the lines of one block once and collects its pieces.
struct InlineReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: BlockLines
  private var scanner: SpanScanner<BlockLines>
  private var pieces: [Inline] = []
  private var line = 0
  private var offset = 0
  /// Where the text starts that is not yet a piece.
  private var textStart = 0
  private var brackets: [Bracket] = []
  private var hasUnclosedComment = false

  /// An opening bracket that may begin a link.
  private struct Bracket {
    let offset: Int
    let isImage: Bool
    /// The state before the bracket, to which a link returns.
    let pieceCount: Int
    let textStart: Int
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: BlockLines) {
    self.bytes = bytes
    self.lines = lines
    scanner = SpanScanner(bytes, lines)
  }

  /// Reads all lines.
  mutating func read() -> [Inline] {
    guard lines.count > 0 else { return [] }
    (offset, textStart) = (lines[0].lowerBound, lines[0].lowerBound)
    while true {
      let end = lines[line].upperBound
      while offset < end, !bytes[offset].isSpecialInText { offset += 1 }
      if offset < end {
        readSpecial(before: end)
      } else {
        endText(at: end)
        guard line + 1 < lines.count else { return pieces }
        line += 1
        (offset, textStart) = (lines[line].lowerBound, lines[line].lowerBound)
      }
    }
  }

  private mutating func endText(at end: Int) {
    guard textStart < end else { return }
    pieces.append(Inline(kind: .text, range: textStart..<end, content: textStart..<end))
  }

  private mutating func append(_ kind: Inline.Kind, content: Range<Int>, end: Int) {
    endText(at: offset)
    pieces.append(Inline(kind: kind, range: offset..<end, content: content))
    (offset, textStart) = (end, end)
  }

  private mutating func readSpecial(before end: Int) {
    switch bytes[offset] {
    case .less: readAngle(before: end)
    case .openBracket: push(isImage: false)
    case .exclamation where offset + 1 < end && bytes[offset + 1] == .openBracket:
      push(isImage: true)
    case .exclamation: offset += 1
    case .closeBracket: readClosingBracket(before: end)
    default: readSpan()
    }
  }

  // MARK: - Math, code, escapes

  private mutating func readSpan() {
    let isBackslash = bytes[offset] == .backslash
    switch scanner.read(at: .init(line: line, offset: offset)) {
    case .text(let length), .unclosed(let length):
      guard isBackslash, length == 2 else {
        offset += length
        return
      }
      append(.escape, content: offset + 1..<offset + 2, end: offset + 2)
    case .span(let span):
      line = span.end.line
      switch span.kind {
      case .math(let display):
        append(.math(display: display), content: span.content, end: span.end.offset)
      case .code:
        append(.code, content: span.content, end: span.end.offset)
      }
    }
  }

  // MARK: - Links

  private mutating func push(isImage: Bool) {
    if brackets.count < 1000 {
      brackets.append(
        Bracket(offset: offset, isImage: isImage, pieceCount: pieces.count, textStart: textStart)
      )
    }
    offset += isImage ? 2 : 1
  }

  private mutating func readClosingBracket(before end: Int) {
    let closing = offset
    guard let bracket = brackets.popLast() else {
      offset += 1
      return
    }
    let kind: Inline.Kind
    let after: Int
    if let math = mathAttribute(at: closing + 1, before: end), !bracket.isImage {
      (kind, after) = (.math(display: math.isDisplay), math.end)
      line = math.line
    } else if let target = LinkTarget(bytes: bytes, end: end).end(at: closing + 1) {
      (kind, after) = (bracket.isImage ? .image : .link, target)
    } else {
      offset += 1
      return
    }
    pieces.removeLast(pieces.count - bracket.pieceCount)
    textStart = bracket.textStart
    offset = bracket.offset
    let start = bracket.offset + (bracket.isImage ? 2 : 1)
    append(kind, content: start..<closing, end: after)
  }

  /// What follows the text of a formula that Pandoc could not write as TeX: `{.math .inline}`, whose
  /// blank may be a line end.
  private func mathAttribute(
    at start: Int,
    before end: Int
  ) -> (isDisplay: Bool, line: Int, end: Int)? {
    guard HTMLTag(bytes: bytes, end: end).has("{.math", at: start) else { return nil }
    var (line, offset, end) = (line, start + 6, end)
    if offset < end {
      offset += 1
    } else {
      guard line + 1 < lines.count else { return nil }
      line += 1
      (offset, end) = (lines[line].lowerBound, lines[line].upperBound)
    }
    let tag = HTMLTag(bytes: bytes, end: end)
    if tag.has(".inline}", at: offset) { return (false, line, offset + 8) }
    if tag.has(".display}", at: offset) { return (true, line, offset + 9) }
    return nil
  }

  // MARK: - Angle brackets

  private mutating func readAngle(before end: Int) {
    let tag = HTMLTag(bytes: bytes, end: end)
    if tag.has("<!--", at: offset) { return readComment() }
    if let after = tag.end(at: offset) {
      append(.html, content: offset..<after, end: after)
    } else if let after = tag.addressEnd(at: offset) {
      append(.link, content: offset + 1..<after - 1, end: after)
    } else if let after = brokenTagEnd(tag, before: end) {
      line += 1
      append(.html, content: offset..<after, end: after)
    } else {
      offset += 1
    }
  }

  /// The end of a tag whose attributes stand on the next line: `<span` above `class="math inline">`.
  private func brokenTagEnd(_ tag: HTMLTag, before end: Int) -> Int? {
    let name = tag.name(at: offset + 1)
    guard !name.isEmpty, line + 1 < lines.count, lines.barrier(before: line + 1) == .none else {
      return nil
    }
    let rest = bytes[name.upperBound..<end]
    guard rest.first?.isBlank ?? true, !rest.contains(.less), !rest.contains(.backtick) else {
      return nil
    }
    let next = lines[line + 1]
    guard let close = bytes[next].firstIndex(where: { $0 == .greater || $0 == .less }),
      bytes[close] == .greater, bytes[next.lowerBound..<close].contains(.equals)
    else { return nil }
    return close + 1
  }

  private mutating func readComment() {
    let start = offset
    guard !hasUnclosedComment else {
      offset += 1
      return
    }
    for index in line..<lines.count {
      let range = lines[index]
      let tag = HTMLTag(bytes: bytes, end: range.upperBound)
      let first = index == line ? offset + 4 : range.lowerBound
      guard first < range.upperBound,
        let closing = (first..<range.upperBound).first(where: { tag.has("-->", at: $0) })
      else { continue }
      line = index
      return append(.html, content: start..<closing + 3, end: closing + 3)
    }
    hasUnclosedComment = true
    offset += 1
  }
}

extension UInt8 {
  /// Whether text may end here.
  fileprivate var isSpecialInText: Bool {
    switch self {
    case .dollar, .backslash, .backtick, .less, .openBracket, .closeBracket, .exclamation: true
    default: false
    }
  }
}
