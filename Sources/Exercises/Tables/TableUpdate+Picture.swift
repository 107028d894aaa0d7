import Markdown

extension TableUpdate {
  /// Draws a network below its block; the fence with the info string `picture` there is replaced.
  mutating func update(_ definition: PictureDefinition, blockAt index: Int) {
    let block = document.blocks[index]
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1] : nil
    let end = source.line(at: block.range.upperBound)
    let newline = source.lineEnding(after: source.lineStarts[end - 1])
    let lines = definition.markdownLines
    guard let next, Self.isPicture(next, source) else {
      insert(lines, afterLine: end, before: next, newline)
      report("the picture is missing", at: definition.offset)
      return
    }
    let replacement = Array(lines.joined(separator: String(decoding: newline, as: UTF8.self)).utf8)
    guard !source.bytes[next.range].elementsEqual(replacement) else { return }
    report("the picture is out of date", at: next.range.lowerBound)
    replace(next.range, with: replacement)
  }

  private static func isPicture(_ block: Block, _ source: SourceText) -> Bool {
    guard case .code(let code) = block.kind, code.isFenced, let info = code.info else {
      return false
    }
    return source.string(in: info) == PictureDefinition.info
  }
}
