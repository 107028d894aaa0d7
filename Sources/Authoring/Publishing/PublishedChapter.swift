import Exercises
import Formulas
import Markdown

/// A chapter as students get it: without exercises' blocks, tests, waivers, and what no reader sees.
///
/// Tables, pictures, outputs and visible recipes stay, the recipes without their `#` comments; values in
/// sentences stay without their formulas; `swift run` is `swift`. Of the front matter, what names the
/// page stays.
package struct PublishedChapter: Sendable {
  package let text: String

  package init(_ chapter: Chapter) {
    let document = chapter.document
    let source = document.source
    var edits = Self.blockEdits(document.blocks, source)
    for sentence in chapter.sentences {
      let marker = sentence.marker
      edits.append(Edit(range: marker.range, replacement: Array(source.bytes[marker.value])))
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    let start = Self.frontMatterEnd(of: document)
    // No edit stands in the front matter.
    let visible = source.applying(edits).dropFirst(source.byteOrderMarkLength + start)
    let body = String(decoding: visible, as: UTF8.self)
    text =
      Self.frontMatter(of: document) + Self.withoutBlankRuns(AuthorsParts.removed(from: body))
  }

  // MARK: - Front matter

  /// Keys that say what a page is called and how it is shown; all others are the author's own.
  private static let shownKeys: Set<String> = [
    "title", "subtitle", "author", "date", "lang", "layout", "permalink",
  ]

  /// The first byte behind the line that closes the front matter.
  private static func frontMatterEnd(of document: Document) -> Int {
    guard let range = document.frontMatter else { return 0 }
    let source = document.source
    let closing = source.line(at: range.upperBound)
    return closing < source.lineStarts.count ? source.lineStarts[closing] : source.bytes.count
  }

  /// The lines `key: value` of the front matter that are for readers, between their marks.
  private static func frontMatter(of document: Document) -> String {
    guard let range = document.frontMatter else { return "" }
    let lines = document.source.string(in: range).lines.filter { line in
      let parts = String(line).parts(around: ":")
      return parts.count == 2 && shownKeys.contains(parts[0]) && !parts[1].has("#")
    }
    return lines.isEmpty ? "" : "---\n\(lines.joined(separator: "\n"))\n---\n"
  }

  // MARK: - Blocks

  /// Shows what runs as plain Swift, and recipes without their comments.
  private static func blockEdits(_ blocks: [Block], _ source: SourceText) -> [Edit] {
    blocks.flatMap { block -> [Edit] in
      guard case .code(let code) = block.kind else { return blockEdits(block.children, source) }
      guard code.isFenced, let info = code.info else { return [] }
      let words = source.string(in: info).words.map(String.init)
      if words.first == "swift", words.count > 1 {
        return [Edit(range: info, replacement: Array("swift".utf8))]
      }
      guard words.first == "yaml" else { return [] }
      return block.lines.compactMap { comment(in: $0, source) }
    }
  }

  /// The `# …` of a line of YAML, outside of quotes.
  private static func comment(in line: Range<Int>, _ source: SourceText) -> Edit? {
    var quote: UInt8?
    var previous: UInt8 = 0x20
    for offset in line {
      let byte = source.bytes[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x23, previous == 0x20 || previous == 0x09 {
        return Edit(range: offset..<line.upperBound, replacement: [])
      }
      previous = byte
    }
    return nil
  }

  /// One blank line where blocks were taken out from between several.
  private static func withoutBlankRuns(_ text: String) -> String {
    var lines: [Substring] = []
    var isInFence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isInFence.toggle() }
      let isBlank = line.allSatisfy { $0 == " " || $0 == "\r" || $0 == "\t" }
      if isBlank, !isInFence, let last = lines.last, last.allSatisfy({ $0 == " " || $0 == "\r" }) {
        continue
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
