import Markdown

/// The section of a chapter that holds a block: its heading and its prose.
///
/// A block above the first heading belongs to the whole chapter.
package struct Section {
  package let title: String
  package let question: String
  /// From the heading to the next one that is as high.
  package let range: Range<Int>

  package init(around index: Int, in document: Document) {
    let source = document.source
    let blocks = document.blocks
    let start = blocks[..<index].lastIndex { Self.level(of: $0) != nil }
    let level = start.flatMap { Self.level(of: blocks[$0]) } ?? 0
    title =
      start.map { position in
        blocks[position].lines.map { source.string(in: $0) }.joined(separator: " ")
      } ?? "Exercise"
    let first = start.map { $0 + 1 } ?? 0
    let end =
      blocks[(index + 1)...].firstIndex { (Self.level(of: $0) ?? 7) <= level } ?? blocks.count
    var parts: [String] = []
    for block in blocks[first..<end] where !Self.isForMachines(block, source) {
      parts.append(source.string(in: block.range))
    }
    question = parts.joined(separator: "\n\n")
    let last = end < blocks.count ? blocks[end].range.lowerBound : source.bytes.count
    range = (start.map { blocks[$0].range.lowerBound } ?? 0)..<last
  }

  private static func level(of block: Block) -> Int? {
    if case .heading(let level) = block.kind { level } else { nil }
  }

  private static func isForMachines(_ block: Block, _ source: SourceText) -> Bool {
    switch block.kind {
    case .code(let code):
      code.info.map { source.string(in: $0).hasPrefix("yaml ") } ?? false
    case .html: source.string(in: block.range).hasPrefix("<!--")
    default: false
    }
  }
}
