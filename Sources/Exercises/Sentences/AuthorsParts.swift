import Markdown

/// What stands in Markdown for authors alone: comments, and the blocks of exercises, tests and waivers.
package enum AuthorsParts {
  /// Kinds of blocks in which answers or their formulas stand.
  package static let hiddenBlocks = ["yaml exercise", "yaml tests", "yaml waivers"]

  /// A text without them, wherever they stand; other code keeps what it shows.
  ///
  /// A line that held nothing else goes with its comment. One that is never closed reaches to the end,
  /// as in HTML.
  package static func removed(from text: String) -> String {
    guard text.has("<!--") || text.has("[//]: #") || text.has("yaml "),
      let document = try? Document(parsing: SourceText(text), limits: .chapter)
    else { return text }
    let source = document.source
    let (code, hidden) = codeRanges(of: document)
    var edits = hidden.map { Edit(range: widened($0, source), replacement: []) }
    var position = 0
    while let start = source.offset(of: "<!--", from: position) {
      if let shown = (code + hidden).first(where: { $0.contains(start) }) {
        position = shown.upperBound
        continue
      }
      let end = source.offset(of: "-->", from: start + 4).map { $0 + 3 } ?? source.bytes.count
      edits.append(Edit(range: widened(start..<end, source), replacement: []))
      position = end
    }
    for line in 1...source.lineStarts.count {
      // A link that nobody names is a comment, too.
      let range = source.rangeOfLine(line)
      guard source.string(in: range).trimmedBytes.hasPrefix("[//]: #"),
        !edits.contains(where: { $0.range.overlaps(range) })
      else { continue }
      edits.append(Edit(range: widened(range, source), replacement: []))
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    return String(decoding: source.applying(edits), as: UTF8.self)
  }

  /// A range with the rest of its lines and their ends, if nothing else stands in them.
  private static func widened(_ range: Range<Int>, _ source: SourceText) -> Range<Int> {
    let first = source.rangeOfLine(source.line(at: range.lowerBound))
    let lastLine = source.line(at: max(range.lowerBound, range.upperBound - 1))
    let last = source.rangeOfLine(lastLine)
    func isBlank(_ bytes: Range<Int>) -> Bool {
      bytes.isEmpty || source.bytes[bytes].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    guard isBlank(first.lowerBound..<range.lowerBound),
      isBlank(min(range.upperBound, last.upperBound)..<last.upperBound)
    else { return range }
    let next =
      lastLine < source.lineStarts.count ? source.lineStarts[lastLine] : source.bytes.count
    return first.lowerBound..<next
  }

  /// Code that is shown, and blocks that are not.
  private static func codeRanges(
    of document: Document
  ) -> (shown: [Range<Int>], hidden: [Range<Int>]) {
    var ranges: [Range<Int>] = []
    var hidden: [Range<Int>] = []
    func read(_ lines: [Range<Int>]) {
      for piece in InlineScanner.inlines(of: lines, in: document.source) where piece.kind == .code {
        ranges.append(piece.range)
      }
    }
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .code(let code):
          let info = code.info.map { document.source.string(in: $0) } ?? ""
          if hiddenBlocks.contains(info) {
            hidden.append(block.range)
          } else {
            ranges.append(block.range)
          }
        case .paragraph, .heading: read(block.lines)
        case .table(let table):
          for cell in table.header + table.rows.flatMap({ $0 }) { read([cell.range]) }
        case .quote, .list, .item: visit(block.children)
        case .html, .thematicBreak: break
        }
      }
    }
    visit(document.blocks)
    return (ranges, hidden)
  }
}

extension SourceText {
  /// The first place at or after an offset where a text stands.
  func offset(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var position = start
    while position < bytes.count, let found = bytes[position...].firstIndex(of: wanted[0]) {
      if bytes[found...].starts(with: wanted) { return found }
      position = found + 1
    }
    return nil
  }

  /// True if a text stands in the file.
  func holds(_ text: String) -> Bool { offset(of: text, from: 0) != nil }
}
