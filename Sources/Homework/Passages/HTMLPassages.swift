import Markdown

/// Reads a stretch of HTML piece by piece: its headings, tables and lines, and what hides text.
struct HTMLPassages {
  enum Piece {
    /// A tag that hides all up to its end.
    case opens(tag: String, start: Int)
    /// Any other tag, with where it ends.
    case tag(name: String, isClosing: Bool, end: Int)
    case comment(Range<Int>)
    case heading(level: Int, lines: [Range<Int>], range: Range<Int>)
    case text(lines: [Range<Int>], range: Range<Int>)
    case table(WrittenTable, range: Range<Int>)
  }

  private let source: SourceText
  private let end: Int
  private var offset: Int
  /// A piece that comes after the text before it.
  private var next: Piece?
  private(set) var hasUnclosedTable: Bool

  package init(_ source: SourceText, in range: Range<Int>, hasUnclosedTable: Bool) {
    self.source = source
    self.hasUnclosedTable = hasUnclosedTable
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The next piece that begins before a place; nil if there is none.
  package mutating func next(before limit: Int, isHidden: Bool) -> Piece? {
    if let piece = next {
      next = nil
      return piece
    }
    let textStart = offset
    while offset < limit {
      guard source.bytes[offset] == 0x3C, let tag = HTMLElementTag(source, at: offset, before: end)
      else {
        offset += 1
        continue
      }
      // Tags inside a line belong to its text.
      if tag.isInline, !tag.hidesContent {
        offset = tag.range.upperBound
        continue
      }
      let text = isHidden ? nil : text(in: textStart..<offset)
      next = piece(of: tag, isHidden: isHidden)
      if let text { return text }
      defer { next = nil }
      return next
    }
    // A tag may have ended behind the limit.
    return isHidden ? nil : text(in: textStart..<max(textStart, min(offset, limit)))
  }

  private mutating func piece(of tag: HTMLElementTag, isHidden: Bool) -> Piece {
    offset = tag.range.upperBound
    if tag.isComment { return .comment(tag.range) }
    guard !tag.isClosing, !isHidden else {
      return .tag(name: tag.name, isClosing: tag.isClosing, end: tag.range.upperBound)
    }
    if tag.hidesContent { return .opens(tag: tag.name, start: tag.range.lowerBound) }
    if tag.name == "table", !hasUnclosedTable {
      var reader = HTMLTable(source, from: tag.range.upperBound)
      if let table = reader.read() {
        offset = reader.end
        return .table(table, range: tag.range.lowerBound..<reader.end)
      }
      // The search for an end is made once.
      hasUnclosedTable = true
    }
    if let level = Self.headingLevel(of: tag.name),
      let close = HTMLElementTag.closing(
        of: tag.name,
        in: source,
        from: offset,
        to: min(end, offset + HTMLElementTag.longestHeading)
      )
    {
      let content = offset..<close.lowerBound
      offset = close.upperBound
      return .heading(
        level: level,
        lines: Self.lines(of: content, in: source),
        range: tag.range.lowerBound..<close.upperBound
      )
    }
    return .tag(name: tag.name, isClosing: false, end: offset)
  }

  /// The level of `h3`; the summary of a part that opens is a heading below all others.
  private static func headingLevel(of tag: String) -> Int? {
    if tag == "summary" { return 6 }
    return tag.utf8.count == 2 && tag.hasPrefix("h") ? Int(tag.dropFirst()) : nil
  }

  private func text(in range: Range<Int>) -> Piece? {
    let lines = Self.lines(of: range, in: source)
    guard let first = lines.first, let last = lines.last else { return nil }
    return .text(lines: lines, range: first.lowerBound..<last.upperBound)
  }

  /// The lines of a stretch that are not blank, without white space around them.
  package static func lines(of range: Range<Int>, in source: SourceText) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    func isSpace(_ offset: Int) -> Bool {
      FlatText.isSpace(source.bytes[offset]) || source.bytes[offset] == 0x0D
    }
    func add(_ line: Range<Int>) {
      var (start, end) = (line.lowerBound, line.upperBound)
      while start < end, isSpace(start) { start += 1 }
      while end > start, isSpace(end - 1) { end -= 1 }
      if start < end { lines.append(start..<end) }
    }
    var start = range.lowerBound
    for offset in range where source.bytes[offset] == 0x0A {
      add(start..<offset)
      start = offset + 1
    }
    add(start..<range.upperBound)
    return lines
  }
}

/// A tag of HTML, or a comment.
struct HTMLElementTag {
  package let range: Range<Int>
  /// In lower case; empty for a comment.
  package let name: String
  package let isClosing: Bool
  /// True if what stands between this tag and its end is not shown.
  let hidesContent: Bool

  var isComment: Bool { name.isEmpty }
  var isInline: Bool { Self.inline.contains(name) }

  /// In bytes: a heading is a line or two.
  static let longestHeading = 1000

  private static let inline: Set<String> = [
    "a", "abbr", "b", "br", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "s", "small",
    "span", "strike", "strong", "sub", "sup", "u", "var",
  ]
  private static let neverShown: Set<String> = [
    "template", "script", "style", "noscript", "title", "dialog", "object", "video", "canvas",
    "svg",
    "datalist", "textarea", "audio", "iframe",
  ]

  /// Reads the tag at a `<`.
  package init?(_ source: SourceText, at start: Int, before end: Int) {
    let bytes = source.bytes
    let comment = Array("<!--".utf8)
    if start + 4 <= end, bytes[start..<(start + 4)].elementsEqual(comment) {
      var offset = start + 4
      while offset + 2 < end {
        if bytes[offset] == 0x2D, bytes[offset + 1] == 0x2D, bytes[offset + 2] == 0x3E { break }
        offset += 1
      }
      range = start..<min(end, offset + 3)
      (name, isClosing, hidesContent) = ("", false, true)
      return
    }
    var offset = start + 1
    isClosing = offset < end && bytes[offset] == 0x2F
    if isClosing { offset += 1 }
    let nameStart = offset
    while offset < end, offset < nameStart + 12,
      (bytes[offset] | 0x20) >= 0x61 && (bytes[offset] | 0x20) <= 0x7A
        || offset > nameStart && bytes[offset] >= 0x30 && bytes[offset] <= 0x39
    { offset += 1 }
    guard offset > nameStart else { return nil }
    let name = String(decoding: bytes[nameStart..<offset], as: UTF8.self).lowercased()
    // A quote may hold the sign that ends the tag; no tag is longer than a few lines.
    var quote: UInt8?
    let limit = min(end, start + 500)
    while offset < limit {
      let byte = bytes[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        break
      } else if byte == 0x3C {
        return nil
      }
      offset += 1
    }
    guard offset < limit else { return nil }
    let attributes = String(decoding: bytes[nameStart..<offset], as: UTF8.self)
    range = start..<(offset + 1)
    self.name = name
    hidesContent =
      !isClosing && !attributes.hasSuffix("/")
      && (Self.neverShown.contains(name) || Self.hides(attributes.dropFirst(name.utf8.count)))
  }

  private static let hiddenStyles = [
    "display:none", "display:/**/none", "visibility:hidden", "visibility:collapse", "font-size:0",
    "color:transparent", "color:rgb(255,255,255)", "color:#fefefe", "color:hsl(0,0%,100%)",
    "opacity(0", "left:-9999", "text-indent:-9", "clip-path:inset(100%)", "scale(0)", "height:0",
    "width:0", "class=\"d-none", "class=\"hidden",
  ]

  /// True for attributes that hide the element, or write it white on white.
  private static func hides(_ attributes: Substring) -> Bool {
    guard !attributes.isEmpty else { return false }
    let plain = attributes.lowercased().filter { $0 != " " }
    let isWhite = ["color:white", "color:#fff", "color=\"white\"", "color=\"#fff"].contains {
      plain.contains($0) && !plain.contains("background-\($0)")
    }
    return isWhite
      || hiddenStyles.contains(where: plain.contains)
      || plain.contains("opacity:0") && !plain.contains("opacity:0.")
      || attributes.lowercased().split(separator: " ").contains {
        $0 == "hidden" || $0 == "hidden=\"\""
      }
  }

  /// The closing tag of an element, from a place on.
  package static func closing(
    of name: String,
    in source: SourceText,
    from start: Int,
    to end: Int
  ) -> Range<Int>? {
    let wanted = Array("</\(name)".utf8)
    var offset = start
    while offset + wanted.count < end {
      if source.bytes[offset] == 0x3C,
        zip(source.bytes[offset..<(offset + wanted.count)], wanted).allSatisfy({
          $0 == $1 || $0 | 0x20 == $1
        })
      {
        let close = source.bytes[offset..<end].firstIndex(of: 0x3E) ?? end - 1
        return offset..<(close + 1)
      }
      offset += 1
    }
    return nil
  }
}
