/// The seven ways in which a block of HTML begins and ends.
///
/// Source: CommonMark 0.30, section 4.6, "HTML blocks".
enum HTMLStart: UInt8 {
  case verbatimTag = 1, comment, instruction, declaration, characterData, blockTag, anyTag

  /// What stands for the first line of such a block in the skeleton.
  var opening: StaticString {
    switch self {
    case .verbatimTag: "<pre>"
    case .comment: "<!--"
    case .instruction: "<?"
    case .declaration: "<!A"
    case .characterData: "<![CDATA["
    case .blockTag: "<div>"
    case .anyTag: "<a>"
    }
  }

  /// What stands for the end; empty if a blank line ends the block.
  var closing: StaticString {
    switch self {
    case .verbatimTag: "</pre>"
    case .comment: "-->"
    case .instruction: "?>"
    case .declaration: ">"
    case .characterData: "]]>"
    case .blockTag, .anyTag: ""
    }
  }

  /// Recognises the start of a block at a `<`.
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at start: Int,
    before end: Int,
    interrupting isInterrupting: Bool
  ) {
    let tag = HTMLTag(bytes: bytes, end: end)
    guard start + 1 < end else { return nil }
    switch bytes[start + 1] {
    case .exclamation:
      if tag.has("<!--", at: start) {
        self = .comment
      } else if tag.has("<![CDATA[", at: start) {
        self = .characterData
      } else if start + 2 < end, bytes[start + 2].isLetter {
        self = .declaration
      } else {
        return nil
      }
    case UInt8(ascii: "?"):
      self = .instruction
    default:
      let isClosing = bytes[start + 1] == .slash
      let name = tag.name(at: start + (isClosing ? 2 : 1))
      let after = name.upperBound
      let isEnded = after >= end || bytes[after].isWhitespace || bytes[after] == .greater
      if !isClosing, isEnded, tag.isOne(of: Self.verbatimNames, name) {
        self = .verbatimTag
      } else if isEnded
        || (bytes[after] == .slash && after + 1 < end && bytes[after + 1] == .greater),
        tag.isOne(of: Self.blockNames, name)
      {
        self = .blockTag
      } else if !isInterrupting, let after = tag.end(at: start),
        LeafStart(bytes: bytes).isBlank(from: after, to: end)
      {
        self = .anyTag
      } else {
        return nil
      }
    }
  }

  /// Returns whether a line holds the end of the block.
  func ends(in line: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let tag = HTMLTag(bytes: bytes, end: line.upperBound)
    switch self {
    case .verbatimTag:
      return line.contains { offset in
        guard bytes[offset] == .less, offset + 1 < line.upperBound, bytes[offset + 1] == .slash
        else { return false }
        let name = tag.name(at: offset + 2)
        return name.upperBound < line.upperBound && bytes[name.upperBound] == .greater
          && tag.isOne(of: Self.verbatimNames, name)
      }
    case .comment, .instruction, .declaration, .characterData:
      let closing = closing
      return line.contains { tag.has(closing, at: $0) }
    case .blockTag, .anyTag:
      return false
    }
  }

  private static let verbatimNames: Set<String> = ["pre", "script", "style", "textarea"]

  private static let blockNames: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
