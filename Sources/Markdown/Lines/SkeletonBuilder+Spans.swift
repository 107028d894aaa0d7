extension SkeletonBuilder {
  /// Looks for math and code in a line of a paragraph, and keeps a formula over several lines whole.
  mutating func scanSpans(from start: Int, to end: Int) {
    var offset = start
    while offset < end {
      guard bytes[offset].beginsSpan else {
        offset += 1
        continue
      }
      switch scanner.read(at: .init(line: line, offset: offset)) {
      case .text(let length):
        offset += length
      case .unclosed(let length):
        noteUnclosed(offset..<offset + length)
        offset += length
      case .span(let span):
        offset = span.end.offset
        guard span.end.line > line else { continue }
        scanned = offset
        if case .math = span.kind { lastSpannedLine = span.end.line }
        return
      }
    }
  }

  /// Looks for unclosed math in a line that stands on its own: a heading, a row of a table.
  mutating func scanLine(_ range: Range<Int>) {
    var single = SpanScanner(bytes, SingleLine(range: range))
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard bytes[offset].beginsSpan else {
        offset += 1
        continue
      }
      switch single.read(at: .init(line: 0, offset: offset)) {
      case .text(let length):
        offset += length
      case .unclosed(let length):
        noteUnclosed(offset..<offset + length)
        offset += length
      case .span(let span):
        offset = span.end.offset
      }
    }
  }

  /// Notes a delimiter of math without its partner; `\(` and `\[` are also plain escapes.
  private mutating func noteUnclosed(_ range: Range<Int>) {
    guard skeleton.notes.count < 100 else { return }
    let delimiter = String(decoding: bytes[range], as: UTF8.self)
    switch delimiter {
    case "$$": note(range, "found `$$` without a closing `$$` before the next heading")
    case "\\begin{": note(range, "found `\\begin` without its `\\end` before the next heading")
    case let text where text.hasPrefix("$"):
      note(range, "found `$` without a closing `$` in this paragraph")
    default: break
    }
  }

  private mutating func note(_ range: Range<Int>, _ what: String) {
    skeleton.notes.append(Note(range: range, message: what + ": it is read as text"))
  }
}

extension UInt8 {
  /// Whether a span of math or code may begin here.
  var beginsSpan: Bool { self == .dollar || self == .backslash || self == .backtick }
}
