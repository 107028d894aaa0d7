import Formulas
import Markdown

/// The section of a chapter that holds a block: its heading and its prose.
///
/// A block above the first heading belongs to the whole chapter. Where many exercises share a section,
/// each has the text from the one before it to its own block: nobody means all of it for each of them.
package struct Section {
  package let title: String
  package let question: String
  /// From the heading to the next one that is as high.
  package let range: Range<Int>

  /// How many exercises may share the whole text of a section.
  static let mostSharing = 8

  /// `exercises`: The positions of all blocks of exercises under the same heading, in order.
  init(
    around index: Int,
    of exercises: [Int],
    in document: Document,
    _ sections: Sections
  ) {
    let source = document.source
    let blocks = document.blocks
    title =
      sections.heading(of: index).map { position in
        AuthorsParts.removed(
          from: blocks[position].lines.map { source.string(in: $0) }.joined(separator: " ")
        ).trimmedBytes
      } ?? "Exercise"
    var own = sections.blocks(around: index)
    var range = sections.range(around: index)
    if exercises.count > Self.mostSharing {
      let position = exercises.partitioningIndex { $0 >= index }
      if position > 0 {
        own = exercises[position - 1] + 1..<own.upperBound
        range = blocks[own.lowerBound].range.lowerBound..<range.upperBound
      }
      if position + 1 < exercises.count {
        own = own.lowerBound..<index + 1
        range = range.lowerBound..<blocks[index + 1].range.lowerBound
      }
    }
    self.range = range
    var parts: [String] = []
    for block in blocks[own] where !Self.isForMachines(block, source) {
      parts.append(source.string(in: block.range))
    }
    question = parts.joined(separator: "\n\n")
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
