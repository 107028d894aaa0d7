import Markdown

/// What stands in Markdown for authors alone: the blocks of exercises, tests and waivers, and whatever
/// no reader sees: comments, hidden elements of HTML, remarks in the form of links.
package enum AuthorsParts {
  /// Kinds of blocks in which answers or their formulas stand.
  private static let hiddenKinds: Set<String> = ["exercise", "tests", "waivers"]

  /// True for the info string of a block in which answers stand, however it is written: `yaml  Exercise`.
  package static func isHidden(info: String) -> Bool {
    let words = info.split { $0.isWhitespace }.map { $0.lowercased() }
    return words.count > 1 && ["yaml", "yml"].contains(words[0]) && hiddenKinds.contains(words[1])
  }

  /// A text without them, wherever they stand; other code keeps what it shows.
  ///
  /// A line that held nothing else goes with its comment. One that is never closed reaches to the end,
  /// as in HTML. Nothing is left of a text that cannot be read.
  package static func removed(from text: String) -> String {
    guard mayHide(text) else { return text }
    guard let document = try? Document(parsing: SourceText(text), limits: .chapter) else {
      return ""
    }
    let source = document.source
    let (code, blocks) = codeRanges(of: document)
    let html = HiddenHTML(in: source, code: joined(code + blocks))
    var hidden = joined(blocks + html.ranges)
    let definitions = HiddenDefinitions(in: source, besides: joined(code + hidden))
    hidden = joined(hidden + definitions.ranges)
    let edits = hidden.map { Edit(range: widened($0, source), replacement: []) }
    return String(decoding: source.applying(apart(edits)), as: UTF8.self)
  }

  /// False for a text in which nothing can be hidden: most questions, which are read for every homework.
  private static func mayHide(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch (previous, byte | 0x20) {
      case (0x3C, 0x61...0x7A), (0x3C, 0x21), (0x3C, 0x3F), (0x5D, 0x3A), (0x79, 0x61),
        (0x79, 0x6D):
        // `<a`, `<!`, `<?`, `]:`, `ya`, `ym`
        return true
      default: previous = byte == 0x3C || byte == 0x5D ? byte : byte | 0x20
      }
    }
    return false
  }

  /// The ranges in order, those that overlap as one.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound < last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  /// Edits that do not overlap though their lines were widened.
  private static func apart(_ edits: [Edit]) -> [Edit] {
    var end = 0
    return edits.map { edit in
      let start = max(end, edit.range.lowerBound)
      end = max(start, edit.range.upperBound)
      return Edit(range: start..<end, replacement: edit.replacement)
    }
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
          if isHidden(info: info) {
            hidden.append(block.range)
          } else {
            ranges.append(block.range)
          }
        case .paragraph, .heading: read(block.lines)
        case .table(let table):
          for cell in table.header + table.rows.flatMap({ $0 }) { read([cell.range]) }
        case .quote, .list, .item: visit(block.children)
        case .html, .ruled, .thematicBreak: break
        }
      }
    }
    visit(document.blocks)
    return (ranges, hidden)
  }
}

extension SourceText {
  /// The first place at or after an offset where a text stands.
  package func offset(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return start }
    var position = start
    while position < bytes.count, let found = bytes[position...].firstIndex(of: first) {
      if bytes[found...].starts(with: wanted) { return found }
      position = found + 1
    }
    return nil
  }

  /// True if a text stands in the file.
  func holds(_ text: String) -> Bool { offset(of: text, from: 0) != nil }
}
