import Markdown

/// The readable text of a leaf block or a cell: spans without their delimiters, emphasis without
/// its marks, every byte with its place in the source.
package struct FlatText: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Where the bytes come from: runs that stand in the source as they stand here.
  private var runs: [Run] = []
  /// Where math and code spans are, in `bytes`: what stands there is notation, not prose.
  package private(set) var notation: [Range<Int>] = []
  /// Where math is: there `0.2 a` is a product.
  package private(set) var formulas: [Range<Int>] = []
  /// Where formulas end that stand on lines of their own.
  private(set) var displayEnds: Set<Int> = []
  /// What stands in the source here, and is not shown on the page.
  package private(set) var hidden: [Range<Int>] = []

  /// Bytes from a place of the text on, and where the first of them stands in the source.
  private struct Run {
    let start: Int
    let offset: Int
  }

  package init() {}

  package init(lines: [Range<Int>], in source: SourceText) {
    defer { for place in Self.doubledSigns(in: bytes) { bytes[place] = 0x20 } }
    guard !Self.isPlain(lines, source) else {
      for (index, line) in lines.enumerated() {
        if index > 0 { append(0x0A, at: lines[index - 1].upperBound) }
        append(source.bytes[line], from: line.lowerBound)
      }
      return
    }
    defer { replaceProductDots() }
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    var next = 0
    for display in Self.bareDisplays(lines, source) {
      if next < display.lowerBound {
        appendProse(Array(lines[next..<display.lowerBound]), in: source)
      }
      if !bytes.isEmpty { append(0x0A, at: lines[display.lowerBound].lowerBound) }
      let start = bytes.count
      appendFormula(Array(lines[display].dropFirst().dropLast()), in: source)
      formulas.append(start..<bytes.count)
      notation.append(start..<bytes.count)
      displayEnds.insert(bytes.count)
      next = display.upperBound
      if next < lines.count { append(0x0A, at: lines[next].lowerBound - 1) }
    }
    if next < lines.count { appendProse(Array(lines[next...]), in: source) }
  }

  private mutating func replaceProductDots() {
    for place in Self.productDots(in: bytes) { bytes[place] = 0x2A }
  }

  /// The lines of each display whose `\\[` and `\\]` have lost their backslashes: brackets alone on a
  /// line.
  private static func bareDisplays(_ lines: [Range<Int>], _ source: SourceText) -> [Range<Int>] {
    var displays: [Range<Int>] = []
    var open: Int?
    for (index, line) in lines.enumerated() where line.count == 1 {
      let byte = source.bytes[line.lowerBound]
      if byte == 0x5B, open == nil { open = index }
      if byte == 0x5D, let start = open {
        if index > start + 1 { displays.append(start..<(index + 1)) }
        open = nil
      }
    }
    return displays
  }

  /// Appends a formula on several lines; `,;` is what is left of `,\;`.
  private mutating func appendFormula(_ lines: [Range<Int>], in source: SourceText) {
    let start = bytes.count
    for (index, line) in lines.enumerated() {
      if index > 0 { append(0x20, at: line.lowerBound - 1) }
      for offset in line {
        let isLeft = source.bytes[offset] == 0x3B && bytes.last == 0x2C && bytes.count > start
        if !isLeft { append(source.bytes[offset], at: offset) }
      }
    }
    if bytes[start...].contains(where: { $0 == 0x5C || $0 == 0x7B }) { unwrapLayout(from: start) }
  }

  private mutating func appendProse(_ lines: [Range<Int>], in source: SourceText) {
    let inlines = InlineScanner.inlines(of: lines, in: source)
    var line = 0
    // The tag that a strike began with: what it strikes is not there.
    var strike: String?
    var hiddenFrom: Int?
    for inline in inlines {
      if case .html = inline.kind {
        let tag = source.string(in: inline.range).lowercased()
        if let name = strike {
          if tag == "</\(name)>" {
            strike = nil
            if let start = hiddenFrom { hidden.append(start..<inline.range.upperBound) }
            hiddenFrom = nil
          }
          continue
        }
        strike = ["del", "s", "strike"].first { tag == "<\($0)>" }
        if tag.hasPrefix("<!--") { hidden.append(inline.range) }
        let end = inline.range.upperBound
        if !tag.hasPrefix("</"), tag.utf8.count > 6,
          let element = HTMLElementTag(source, at: inline.range.lowerBound, before: end),
          element.hidesContent, !element.isComment
        {
          strike = element.name
          hiddenFrom = inline.range.lowerBound
        }
        // A raised mark belongs to no number; only a power of ten does.
        if tag == "<sup>" {
          let isTen = bytes.suffix(2) == [0x31, 0x30]
          let before = bytes.dropLast(2).last ?? 0x20
          if isTen, before != 0x2E, before < 0x30 || before > 0x39 {
            append(0x5E, at: inline.range.lowerBound)
          } else {
            strike = "sup"
          }
        }
      }
      if strike != nil { continue }
      while line + 1 < lines.count, inline.range.lowerBound >= lines[line + 1].lowerBound {
        append(0x0A, at: lines[line].upperBound)
        line += 1
      }
      append(inline, lines, source)
    }
  }

  /// True for prose in which every byte stands for itself: most of what people write.
  private static func isPlain(_ lines: [Range<Int>], _ source: SourceText) -> Bool {
    let special = notPlain
    return source.bytes.withUnsafeBufferPointer { bytes in
      for line in lines {
        for byte in bytes[line] where special.contains(byte) || byte == 0xE3 || byte == 0xEF {
          return false
        }
      }
      return true
    }
  }

  private static let notPlain = ByteSet("!$&*<=[\\]^_`~")

  /// The text of a code block: nothing in it is emphasis or math.
  package init(verbatim lines: [Range<Int>], in source: SourceText) {
    for (index, line) in lines.enumerated() {
      if index > 0 { append(0x0A, at: lines[index - 1].upperBound) }
      append(source.bytes[line], from: line.lowerBound)
    }
    notation = [0..<bytes.count]
  }

  private mutating func append(_ inline: Inline, _ lines: [Range<Int>], _ source: SourceText) {
    switch inline.kind {
    case .text:
      // Letters of a script without blanks between words are no part of a symbol.
      if formulas.last?.upperBound == bytes.count, !bytes.isEmpty,
        Self.isUnspaced(source.bytes[inline.range.lowerBound])
      {
        append(0x20, at: inline.range.lowerBound - 1)
      }
      appendProse(inline.range, source)
    case .math, .code:
      if let letter = bytes.last(where: { $0 & 0xC0 != 0x80 }), bytes.last ?? 0 >= 0x80,
        Self.isUnspaced(letter)
      {
        append(0x20, at: inline.range.lowerBound)
      }
      let start = bytes.count
      var isLatex = false
      let content = inline.contentLines(in: lines)
      let isEscaped =
        inline.kind != .code
        && (source.bytes[inline.range].starts(with: [0x5C, 0x24])
          || Self.isEscaped(content, source))
      // What Pandoc writes as `[*z*~1~ = 0.3]{.math .inline}` is prose.
      let isProse = source.bytes[inline.range.lowerBound] == 0x5B && !isEscaped
      for part in content {
        isLatex = isLatex || source.bytes[part].contains { $0 == 0x5C || $0 == 0x25 || $0 == 0x7B }
        if isProse {
          for piece in InlineScanner.inlines(of: [part], in: source) {
            append(piece, [part], source)
          }
        } else {
          let pieces =
            inline.kind == .code
            ? [part]
            : isEscaped
              ? Self.withoutEscapes(part, source) : Self.withoutInnerMarks(part, source)
          for piece in pieces { append(source.bytes[piece], from: piece.lowerBound) }
        }
        // Some converters break a line behind a backslash.
        let isBroken = !isEscaped && source.bytes[part].last == 0x5C
        if !isBroken || source.bytes[part].suffix(2) == [0x5C, 0x5C] {
          append(0x20, at: part.upperBound)
        }
      }
      if bytes.count > start { removeLast() }
      if isLatex, inline.kind != .code { unwrapLayout(from: start) }
      if inline.kind == .math(display: true) { displayEnds.insert(bytes.count) }
      if inline.kind != .code { formulas.append(start..<bytes.count) }
      notation.append(start..<bytes.count)
    case .link, .escape: append(source.bytes[inline.content], from: inline.content.lowerBound)
    case .html:
      if source.string(in: inline.range).lowercased().hasPrefix("<br") {
        append(0x0A, at: inline.range.lowerBound)
      }
    case .image: break
    }
  }

  /// Prose without `**`, `__`, `==` and single `*` or `_` that are marks of emphasis.
  ///
  /// A mark opens before a word and after a blank or a bracket, and closes after a word; a star
  /// between operands is a product, also where it stands before a bracket.
  private mutating func appendProse(_ range: Range<Int>, _ source: SourceText) {
    let text = source.bytes
    var index = range.lowerBound
    // The marks that are open, by byte and length.
    var open: [(byte: UInt8, length: Int)] = []
    while index < range.upperBound {
      let byte = text[index]
      if byte == 0x74, bytes.last == 0x5C, let end = Self.backslash(text, index, range.upperBound) {
        index = end
        continue
      }
      if byte == 0xE3 || byte == 0xEF, let sign = Self.narrow(text, index, range.upperBound) {
        append(sign, at: index)
        if sign != 0x28 { append(0x20, at: index + 2) }
        index += 3
        continue
      }
      if byte == 0xE2, index + 3 < range.upperBound, text[index + 1] == 0x80,
        text[index + 2] == 0x99, text[index + 3] == 0x28
      {
        // An apostrophe before a bracket is a prime: `σ’(z)`.
        append(0x27, at: index)
        index += 3
        continue
      }
      if byte == 0x26, let entity = Self.entity(text, at: index, to: range.upperBound) {
        for byte in entity.bytes { append(byte, at: index) }
        index += entity.length
        continue
      }
      if byte == 0x5B, index + 1 < range.upperBound, text[index + 1] == 0x5E,
        let close = text[index..<min(range.upperBound, index + 24)].firstIndex(of: 0x5D)
      {
        // `[^1]` is a note's mark and no part of what it stands behind.
        index = close + 1
        continue
      }
      if let script = Self.script(in: text, at: index, range) {
        append(byte == 0x5E ? byte : 0x5F, at: index)
        append(0x7B, at: index)
        append(text[script], from: script.lowerBound)
        append(0x7D, at: script.upperBound)
        index = script.upperBound + 1
        continue
      }
      guard Self.isMark(byte) else {
        // Up to the next byte that may be more than itself, as a whole.
        var end = index + 1
        while end < range.upperBound, !Self.isSpecial(text[end]) { end += 1 }
        append(text[index..<end], from: index)
        index = end
        continue
      }
      var run = index
      while run < range.upperBound, text[run] == byte { run += 1 }
      if byte == 0x3D, run - index == 3, run < range.upperBound, !Self.isSpace(text[run]) {
        // `w===0.4==`: a sign, and a mark that opens.
        append(byte, at: index)
        index += 1
      }
      let length = run - index
      if byte == 0x7E, length == 2, let end = Self.strikeEnd(text, from: run, to: range.upperBound)
      {
        index = end
        continue
      }
      let before = index > range.lowerBound ? Self.before(index, in: text) : 0x20
      let after = run < range.upperBound ? text[run] : 0x20
      if byte == 0x5F, Self.isFilledIn(length, before, after) {
        append(0x20, at: index)
        index = run
        continue
      }
      if byte != 0x7E, length <= 3, byte != 0x3D || length == 2 {
        let isPower =
          byte == 0x2A && length == 2 && before == 0x30 && index > 1 && text[index - 2] == 0x31
          && (after == 0x2D || after >= 0x30 && after <= 0x39)
        if !isPower, let last = open.last, last == (byte, length), !Self.isSpace(text[index - 1]) {
          open.removeLast()
          index = run
          continue
        }
        if !isPower, byte == 0x2A, length == 2, let last = open.last, last == (byte, 1),
          Self.isLetter(before), Self.isLetter(after)
        {
          // `*C**o**s**t*`: each letter by itself, as converters write what TeX sets in italics.
          index = run
          continue
        }
        if Self.opens(byte, length, before, after, text, index) {
          open.append((byte, length))
          index = run
          continue
        }
      }
      append(text[index..<run], from: index)
      index = run
    }
  }

  /// True for the first byte of letters from Devanagari on, and of Chinese, Japanese and Korean.
  static func isUnspaced(_ byte: UInt8) -> Bool {
    byte >= 0xE0 && byte <= 0xED && byte != 0xE2
  }

  /// The end of `textbackslash{}` behind a backslash: LaTeX's name of that sign.
  private static func backslash(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    let name = Array("textbackslash".utf8)
    let end = start + name.count
    guard end <= limit, text[start..<end].elementsEqual(name) else { return nil }
    return end + 1 < limit && text[end] == 0x7B && text[end + 1] == 0x7D ? end + 2 : end
  }

  /// The sign that a wide mark of Chinese and Japanese stands for: `，。：；（）＝`.
  private static func narrow(_ text: [UInt8], _ index: Int, _ limit: Int) -> UInt8? {
    guard index + 2 < limit else { return nil }
    switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x8C): return 0x2C
    case (0xE3, 0x80, 0x82): return 0x2E
    case (0xEF, 0xBC, 0x9A): return 0x3A
    case (0xEF, 0xBC, 0x9B): return 0x3B
    case (0xEF, 0xBC, 0x88): return 0x28
    case (0xEF, 0xBC, 0x89): return 0x29
    case (0xEF, 0xBC, 0x9D): return 0x3D
    default: return nil
    }
  }

  /// A byte that may be a mark of emphasis.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 0x2A || byte == 0x5F || byte == 0x3D || byte == 0x7E
  }

  /// A byte of prose that may stand for more than itself.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    isMark(byte) || byte == 0x26 || byte == 0x5B || byte == 0x5E || byte == 0xE3 || byte == 0xEF
  }

  /// Appends bytes as they stand in the source, every blank as one of ASCII but those within a number.
  private mutating func append(_ part: ArraySlice<UInt8>, from offset: Int) {
    var start = part.startIndex
    var index = start
    while let blank = Self.wideBlank(in: part, from: index) {
      let isOfNumber = part[..<blank.lowerBound].last.map(Self.isDigit) ?? false
      if isOfNumber, part[blank.upperBound...].first.map(Self.isDigit) ?? false {
        index = blank.upperBound
        continue
      }
      begin(at: offset + start - part.startIndex)
      bytes.append(contentsOf: part[start..<blank.lowerBound])
      append(0x20, at: offset + blank.lowerBound - part.startIndex)
      start = blank.upperBound
      index = start
    }
    guard start < part.endIndex else { return }
    begin(at: offset + start - part.startIndex)
    bytes.append(contentsOf: part[start...])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private mutating func append(_ byte: UInt8, at offset: Int) {
    begin(at: offset)
    bytes.append(byte)
  }

  /// Begins a run, unless the last one goes on.
  private mutating func begin(at offset: Int) {
    if let last = runs.last, last.offset + bytes.count - last.start == offset { return }
    runs.append(Run(start: bytes.count, offset: offset))
  }

  private mutating func removeLast() {
    bytes.removeLast()
    if runs.last?.start == bytes.count { runs.removeLast() }
  }

  /// Replaces the end of the text, from a place on.
  mutating func replaceEnd(from start: Int, with part: [(byte: UInt8, offset: Int)]) {
    bytes.removeSubrange(start...)
    while let last = runs.last, last.start >= start { runs.removeLast() }
    for (byte, offset) in part { append(byte, at: offset) }
  }

  /// The offsets in the source of the bytes from a place on.
  package func offsets(from start: Int) -> [Int] {
    (start..<bytes.count).map(offset(of:))
  }

  /// The offset in the source of a byte.
  private func offset(of index: Int) -> Int {
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].start <= index { low = middle } else { high = middle }
    }
    return runs[low].offset + index - runs[low].start
  }

  // MARK: - Reading

  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The source range of a range of the text.
  package func sourceRange(_ range: Range<Int>) -> Range<Int> {
    guard range.lowerBound < bytes.count else {
      let end = bytes.isEmpty ? 0 : offset(of: bytes.count - 1) + 1
      return end..<end
    }
    let start = offset(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<(offset(of: range.upperBound - 1) + 1)
  }

  /// A range as text, with its place in the source.
  package func span(_ range: Range<Int>) -> Span {
    Span(text: string(range), range: sourceRange(range))
  }

  /// A range without white space at its ends.
  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  package static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09
  }

  /// True if two places stand in the same formula.
  func isOneFormula(_ first: Int, _ second: Int) -> Bool {
    formulas.contains { $0.contains(first) && $0.contains(second) }
  }

  /// True if a range stands inside math or code.
  package func isNotation(_ range: Range<Int>) -> Bool {
    notation.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
  }
}
