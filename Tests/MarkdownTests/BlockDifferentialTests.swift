import CCmark
import Testing

@testable import Markdown

/// Compares blocks with those that libcmark finds in the text itself, where there is neither math nor
/// a table, so that the skeleton must not change anything.
struct BlockDifferentialTests {
  @Test("Random documents have the same blocks at the same places", arguments: 0..<60)
  func sameBlocks(seed: Int) throws {
    var generator = SplitMix64(state: UInt64(seed))
    for _ in 0..<100 {
      let text = Self.document(&generator)
      let document = try read(text)
      guard tables(in: document).isEmpty else { continue }
      let expected = Self.outline(of: text)
      let found = document.blocks.flatMap { describe($0, document, depth: 0) }
      #expect(found == expected, "seed \(seed): \(text.debugDescription)")
    }
  }

  private static let pieces = [
    "a", "b c", " ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\r\n", "\n> ", ">", "- ",
    "\n- ",
    "\n+ ", "\n* ", "\n1. ", "\n2) ", "\n10. ", "-", "*", "_", "#", "\n# ", "\n## x ##", "===",
    "---",
    "\n***\n", "\n```\n", "\n````x\n", "\n~~~\n", "`", "<!-- ", "-->", "\n<div>\n", "\n<b>\n",
    "</b>",
    "\n<pre>", "</pre>", "\n   ", "\n      ", "1.", "\n-\n", "\n>\n", "\n<?", "?>", "\n<!A", ">",
    "\n-   ", "\n-\t", "\n1.\t", "\n>\t",
  ]

  private static func document(_ generator: inout SplitMix64) -> String {
    let count = Int.random(in: 2...20, using: &generator)
    // A text that starts with a thematic break could be front matter.
    return "x" + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  // MARK: - The parser's view

  private static func outline(of text: String) -> [String] {
    guard let root = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT) else {
      return []
    }
    defer { cmark_node_free(root) }
    return children(of: root, depth: 0)
  }

  private static func children(of parent: OpaquePointer, depth: Int) -> [String] {
    var outline: [String] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      next = cmark_node_next(node)
      let place = "\(cmark_node_get_start_line(node)) " + String(repeating: " ", count: depth)
      let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
      switch cmark_node_get_type(node) {
      case CMARK_NODE_BLOCK_QUOTE: outline.append(place + "quote")
      case CMARK_NODE_ITEM: outline.append(place + "item")
      case CMARK_NODE_LIST:
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        outline.append(place + "list \(isOrdered ? Int(cmark_node_get_list_start(node)) : -1)")
      case CMARK_NODE_HEADING: outline.append(place + "h\(cmark_node_get_heading_level(node))")
      case CMARK_NODE_THEMATIC_BREAK: outline.append(place + "break")
      case CMARK_NODE_CODE_BLOCK:
        let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
        outline.append(place + "code \(info) \(words(literal))")
      case CMARK_NODE_HTML_BLOCK: outline.append(place + "html \(words(literal))")
      default: outline.append(place + "paragraph to \(cmark_node_get_end_line(node))")
      }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_ITEM, CMARK_NODE_LIST:
        outline += children(of: node, depth: depth + 1)
      default: break
      }
    }
    return outline
  }

  /// Returns the lines without white space at both ends, since a tab may be used up in part.
  private static func words(_ literal: String) -> [String] {
    var lines = literal.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.trimmed) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  // MARK: - Our view

  private func describe(_ block: Block, _ document: Document, depth: Int) -> [String] {
    let source = document.source
    let line = source.line(at: block.range.lowerBound)
    let place = "\(line) " + String(repeating: " ", count: depth)
    let text = Self.words(block.lines.map(source.string(in:)).joined(separator: "\n"))
    let own: String
    switch block.kind {
    case .quote: own = "quote"
    case .item: own = "item"
    case .list(let ordered, let start): own = "list \(ordered ? start : -1)"
    case .heading(let level): own = "h\(level)"
    case .thematicBreak: own = "break"
    case .code(let code): own = "code \(code.info.map(source.string(in:)) ?? "") \(text)"
    case .html: own = "html \(text)"
    case .paragraph, .ruled, .table: own = "paragraph to \(source.line(at: block.range.upperBound))"
    }
    return [place + own]
      + block.children.flatMap { describe($0, document, depth: depth + 1) }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
