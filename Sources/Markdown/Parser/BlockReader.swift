import CCmark

/// Turns what libcmark says about the skeleton into blocks with their places in the source.
///
/// This is the only file that talks to libcmark. Of each node it takes the kind and the lines, which
/// are right in 0.30 for all that it is asked about; the inline nodes hold nothing, since the
/// skeleton has no words. The tree lives in an arena that is gone when `read` returns.
struct BlockReader {
  private let lines: SourceLines
  private let skeleton: Skeleton
  private let leaf: LeafReader

  init(_ lines: SourceLines, _ skeleton: Skeleton) {
    self.lines = lines
    self.skeleton = skeleton
    leaf = LeafReader(lines, skeleton)
  }

  /// Parses the skeleton and returns the blocks at the top level.
  func read() -> [Block] {
    let arena = ParserArena(forTextOf: skeleton.bytes.count)
    return arena.withAllocator { allocator in
      let parser =
        allocator.map { cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, $0) }
        ?? cmark_parser_new(CMARK_OPT_DEFAULT)
      skeleton.bytes.withUnsafeBytes { buffer in
        cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
      }
      guard let document = cmark_parser_finish(parser) else { return [] }
      let blocks = children(of: document)
      if allocator == nil {
        cmark_node_free(document)
        cmark_parser_free(parser)
      }
      return blocks
    }
  }

  /// Reads children; the depth of the recursion is bounded by `Limits.nesting`.
  private func children(of parent: OpaquePointer) -> [Block] {
    var blocks: [Block] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      append(node, to: &blocks)
      next = cmark_node_next(node)
    }
    return blocks
  }

  private func append(_ node: OpaquePointer, to blocks: inout [Block]) {
    let first = line(at: cmark_node_get_start_line(node))
    let last = max(first, line(at: cmark_node_get_end_line(node)))
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM:
      let column = Int(cmark_node_get_start_column(node))
      blocks.append(container(node, type, start: lines.starts[first] + column - 1, first))
    case CMARK_NODE_PARAGRAPH:
      leaf.appendParagraph(first...last, to: &blocks)
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      blocks.append(leaf.heading(first...last, level: level))
    case CMARK_NODE_CODE_BLOCK:
      blocks.append(leaf.code(first...last))
    case CMARK_NODE_HTML_BLOCK:
      blocks.append(leaf.html(from: first))
    default:
      let start = skeleton.lines[first].start
      let range = start..<max(start, lines[first].upperBound)
      blocks.append(Block(kind: .thematicBreak, range: range, lines: [], children: []))
    }
  }

  /// Returns the index of the source line for a line of the skeleton, counted from 1.
  private func line(at skeletonLine: CInt) -> Int {
    let index = min(max(Int(skeletonLine) - 1, 0), skeleton.sourceLines.count - 1)
    return skeleton.sourceLines[index]
  }

  private func container(
    _ node: OpaquePointer,
    _ type: cmark_node_type,
    start: Int,
    _ line: Int
  ) -> Block {
    let children = children(of: node)
    let end =
      children.last?.range.upperBound
      ?? lines.bytes.trimmed(start..<lines[line].upperBound).upperBound
    let kind: Block.Kind
    switch type {
    case CMARK_NODE_BLOCK_QUOTE: kind = .quote
    case CMARK_NODE_ITEM: kind = .item
    default:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      let number = isOrdered ? Int(cmark_node_get_list_start(node)) : 1
      kind = .list(ordered: isOrdered, start: number)
    }
    return Block(kind: kind, range: start..<max(start, end), lines: [], children: children)
  }
}
