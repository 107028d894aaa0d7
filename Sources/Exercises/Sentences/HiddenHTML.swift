import Markdown

/// The parts of a text that HTML shows to nobody: comments, `<template>`, `<div hidden>`, scripts.
///
/// A part that is never closed reaches to the end, as in a browser.
struct HiddenHTML {
  private let bytes: [UInt8]
  /// Code that is shown, in order: what looks like HTML there is text.
  private let code: [Range<Int>]
  private(set) var ranges: [Range<Int>] = []
  /// From where a blank line was looked for last, and where it is.
  private var blank = 0..<0

  /// Elements whose content is never shown, or not as text.
  private static let unshown: Set<String> = ["template", "script", "style", "datalist"]
  /// Elements in which nothing but their own end is read.
  private static let raw: Set<String> = ["script", "style", "textarea", "title"]
  /// Elements without content.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]
  /// Elements that the next block ends, if nothing else does.
  private static let selfEnding: Set<String> = [
    "p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot",
  ]

  /// `code`: The ranges of code, in order and apart.
  init(in source: SourceText, code: [Range<Int>]) {
    bytes = source.bytes
    self.code = code
    find()
  }

  private mutating func find() {
    var position = 0
    var nextCode = 0
    while let start = offset(of: 0x3C, from: position) {
      while nextCode < code.count, code[nextCode].upperBound <= start { nextCode += 1 }
      if nextCode < code.count, code[nextCode].contains(start) {
        position = code[nextCode].upperBound
      } else if let end = hiddenEnd(at: start) {
        ranges.append(start..<end)
        position = end
      } else {
        position = start + 1
      }
    }
  }

  /// The end of what is hidden from a `<` on; nil if nothing is.
  private mutating func hiddenEnd(at start: Int) -> Int? {
    if has("<!--", at: start) { return after("-->", from: start + 4) }
    if has("<![CDATA[", at: start) { return after("]]>", from: start + 9) }
    if has("<?", at: start) { return after("?>", from: start + 2) }
    if has("<!", at: start), start + 2 < bytes.count, Self.isLetter(bytes[start + 2]) {
      return after(">", from: start + 2)
    }
    guard let tag = HTMLOpening(in: bytes, at: start), Self.isHidden(tag) else { return nil }
    return Self.void.contains(tag.name) ? tag.range.upperBound : end(of: tag)
  }

  /// True for an element that no browser shows.
  private static func isHidden(_ tag: HTMLOpening) -> Bool {
    if unshown.contains(tag.name) { return !isEmptyScript(tag) }
    if tag.name == "dialog", tag.value(of: "open") == nil { return true }
    if tag.name == "input", tag.value(of: "type")?.lowercased() == "hidden" { return true }
    if tag.value(of: "hidden") != nil { return true }
    let style = (tag.value(of: "style") ?? "").lowercased().filter { !$0.isWhitespace }
    return ["display:none", "visibility:hidden"].contains { style.contains($0) }
  }

  /// A script from elsewhere has no content of its own.
  private static func isEmptyScript(_ tag: HTMLOpening) -> Bool {
    tag.name == "script" && tag.value(of: "src") != nil
  }

  /// The end of an element, behind its closing tag.
  private mutating func end(of tag: HTMLOpening) -> Int {
    var depth = 1
    var position = tag.range.upperBound
    var limit = bytes.count
    if Self.selfEnding.contains(tag.name) { limit = blankLine(from: position) }
    var nextCode = code.partitioningIndex { $0.upperBound > position }
    while let start = offset(of: 0x3C, from: position), start < limit {
      while nextCode < code.count, code[nextCode].upperBound <= start { nextCode += 1 }
      position = start + 1
      if !Self.raw.contains(tag.name) {
        if nextCode < code.count, code[nextCode].contains(start) {
          position = code[nextCode].upperBound
          continue
        }
        if has("<!--", at: start) {
          position = after("-->", from: start + 4)
          continue
        }
        if let inner = HTMLOpening(in: bytes, at: start) {
          if inner.name == tag.name { depth += 1 }
          position = inner.range.upperBound
          continue
        }
      }
      guard has("</", at: start), isName(tag.name, at: start + 2) else { continue }
      depth -= 1
      guard depth == 0 else { continue }
      return offset(of: 0x3E, from: start).map { $0 + 1 } ?? bytes.count
    }
    return limit
  }

  // MARK: - Bytes

  private func offset(of byte: UInt8, from start: Int) -> Int? {
    start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
  }

  private func has(_ text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard start + count <= bytes.count else { return false }
    for index in 0..<count where bytes[start + index] != text.utf8Start[index] { return false }
    return true
  }

  /// The place behind the next such text, or the end.
  private func after(_ text: StaticString, from start: Int) -> Int {
    var position = start
    while let found = offset(of: text.utf8Start[0], from: position) {
      if has(text, at: found) { return found + text.utf8CodeUnitCount }
      position = found + 1
    }
    return bytes.count
  }

  /// True if a name of an element stands there in any case, and ends there.
  private func isName(_ name: String, at start: Int) -> Bool {
    var position = start
    for byte in name.utf8 {
      guard position < bytes.count, bytes[position] | 0x20 == byte | 0x20 else { return false }
      position += 1
    }
    return position == bytes.count || !Self.isLetter(bytes[position])
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The start of the next blank line, or the end.
  private mutating func blankLine(from start: Int) -> Int {
    if !blank.contains(start) { blank = start..<max(start, searchBlankLine(from: start)) }
    return blank.upperBound
  }

  private func searchBlankLine(from start: Int) -> Int {
    var position = start
    while let end = offset(of: 0x0A, from: position) {
      var next = end + 1
      while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D {
        next += 1
      }
      if next >= bytes.count || bytes[next] == 0x0A { return end }
      position = next
    }
    return bytes.count
  }
}
