import Exercises
import Formulas
import Markdown

/// A chapter as students get it: without exercises' blocks, tests, waivers and comments.
///
/// Tables, pictures, outputs and visible recipes stay; values in sentences stay without their formulas;
/// `swift run` is `swift`.
package struct PublishedChapter: Sendable {
  package let text: String

  package init(_ chapter: Chapter) {
    let document = chapter.document
    let source = document.source
    var edits: [Edit] = []
    for (index, block) in document.blocks.enumerated() {
      switch block.kind {
      case .code(let code):
        guard code.isFenced, let info = code.info else { continue }
        let words = source.string(in: info).words.map(String.init)
        if words.first == "yaml", words.count > 1, Self.hiddenKinds.contains(words[1]) {
          edits.append(Self.removal(of: block.range, before: index, in: document))
        } else if words.first == "swift", words.count > 1 {
          edits.append(Edit(range: info, replacement: Array("swift".utf8)))
        }
      case .html where source.string(in: block.range).hasPrefix("<!--"):
        edits.append(
          Self.removal(of: Self.comment(block, source), before: index, in: document)
        )
      default: break
      }
    }
    for sentence in chapter.sentences {
      let marker = sentence.marker
      edits.append(Edit(range: marker.range, replacement: Array(source.bytes[marker.value])))
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var disjoint: [Edit] = []
    for edit in edits where edit.range.lowerBound >= disjoint.last?.range.upperBound ?? 0 {
      disjoint.append(edit)
    }
    text = Self.withoutComments(String(decoding: source.applying(disjoint), as: UTF8.self))
  }

  /// Blocks in which answers or their formulas stand.
  private static let hiddenKinds: Set<String> = ["exercise", "tests", "waivers"]

  /// A comment to its `-->`: libcmark ends it one line short.
  private static func comment(_ block: Block, _ source: SourceText) -> Range<Int> {
    var line = source.line(at: block.range.lowerBound)
    while line <= source.lineStarts.count {
      let range = source.rangeOfLine(line)
      if source.string(in: range).has("-->") { return block.range.lowerBound..<range.upperBound }
      line += 1
    }
    return block.range
  }

  /// Takes a block out with the blank lines after it, so that one blank line is left.
  private static func removal(
    of range: Range<Int>,
    before index: Int,
    in document: Document
  ) -> Edit {
    let source = document.source
    let next =
      document.blocks.dropFirst(index + 1).first { $0.range.lowerBound >= range.upperBound }?
      .range.lowerBound ?? source.bytes.count
    return Edit(range: range.lowerBound..<next, replacement: [])
  }

  /// The text without the comments that stand inside of paragraphs, lists and quotes.
  private static func withoutComments(_ text: String) -> String {
    guard text.has("<!--"),
      let document = try? Document(parsing: SourceText(text), limits: .chapter)
    else { return text }
    let source = document.source
    var edits: [Edit] = []
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .paragraph, .heading: read(block.lines)
        case .table(let table):
          for cell in table.header + table.rows.flatMap({ $0 }) { read([cell.range]) }
        case .html where source.string(in: block.range).has("<!--"):
          let range = comment(block, source)
          edits.append(Edit(range: range, replacement: []))
        default: visit(block.children)
        }
      }
    }
    func read(_ lines: [Range<Int>]) {
      for piece in InlineScanner.inlines(of: lines, in: source) where piece.kind == .html {
        guard source.string(in: piece.range).hasPrefix("<!--") else { continue }
        edits.append(Edit(range: piece.range, replacement: []))
      }
    }
    visit(document.blocks)
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    return String(decoding: source.applying(edits), as: UTF8.self)
  }
}
