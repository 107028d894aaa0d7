import Formulas
import Markdown

/// The targets of a document's links and pictures, with their places.
struct Links {
  private let source: SourceText
  private(set) var all: [(target: String, offset: Int)] = []

  init(in document: Document) {
    source = document.source
    visit(document.blocks)
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph, .heading:
        read(block.lines)
        for (index, line) in block.lines.enumerated() {
          definition(line, before: index + 1 < block.lines.count ? block.lines[index + 1] : nil)
        }
      case .table(let table):
        for cell in table.header + table.rows.flatMap({ $0 }) { read([cell.range]) }
      case .quote, .list, .item: visit(block.children)
      case .code, .html, .ruled, .thematicBreak: break
      }
    }
  }

  private mutating func read(_ lines: [Range<Int>], isInside: Bool = false) {
    for piece in InlineScanner.inlines(of: lines, in: source) {
      guard piece.kind == .link || piece.kind == .image,
        piece.content.upperBound + 2 < piece.range.upperBound
      else { continue }
      let rest = (piece.content.upperBound + 2)..<(piece.range.upperBound - 1)
      all.append((Self.target(source.string(in: rest).trimmedBytes), piece.range.lowerBound))
      // A picture may be the text of a link; what lies deeper is none of Markdown's links.
      if piece.kind == .link, !isInside { read([piece.content], isInside: true) }
    }
  }

  /// `[name]: target` at the start of a line; the target may stand in the next one.
  private mutating func definition(_ line: Range<Int>, before next: Range<Int>?) {
    let text = source.string(in: line).trimmedBytes
    // `[^1]: …` is a footnote.
    guard text.hasPrefix("["), !text.hasPrefix("[^") else { return }
    let parts = text.parts(around: "]:")
    guard parts.count == 2 else { return }
    var rest = parts[1].trimmedBytes
    if rest.isEmpty, let next { rest = source.string(in: next).trimmedBytes }
    if !rest.isEmpty { all.append((Self.target(rest), line.lowerBound)) }
  }

  /// The address before a title: `<my file.csv>`, or what stands before the first space.
  private static func target(_ text: String) -> String {
    plain(
      text.hasPrefix("<") ? text.dropFirst().prefix { $0 != ">" } : text.prefix { !$0.isWhitespace }
    )
  }

  /// A target without the backslashes before punctuation, and with the character that `&amp;` means.
  private static func plain(_ target: Substring) -> String {
    guard target.utf8.contains(where: { $0 == 0x5C || $0 == 0x26 }) else { return String(target) }
    var bytes: [UInt8] = []
    var rest = Array(target.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x5C, let next = rest.first, next > 0x20, next < 0x7F,
        !(next &- 0x30 < 10 || (next | 0x20) &- 0x61 < 26)
      {
        bytes.append(rest.removeFirst())
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self).replacingBytes(of: "&amp;", with: "&")
  }
}
