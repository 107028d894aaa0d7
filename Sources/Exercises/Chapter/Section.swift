import Markdown

/// The section of a chapter that holds a block: its heading and its prose.
struct Section {
  let title: String
  let question: String
  /// From the heading to the next one that is as high.
  let range: Range<Int>

  init(around index: Int, in document: Document) {
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
    range =
      (start.map { blocks[$0].range.lowerBound } ?? 0)
      ..<(end < blocks.count
      ? blocks[end].range.lowerBound : source.bytes.count)
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
