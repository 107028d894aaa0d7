import Markdown

/// The sections of a document, found for all its blocks in one pass.
package struct Sections: Sendable {
  private let document: Document
  /// For each block, the heading before it.
  private var headings: [Int?] = []
  /// For each heading, the next one that is as high; the number of blocks if there is none.
  private var ends: [Int: Int] = [:]

  package init(of document: Document) {
    self.document = document
    var open: [(index: Int, level: Int)] = []
    var last: Int?
    for (index, block) in document.blocks.enumerated() {
      headings.append(last)
      guard case .heading(let level) = block.kind else { continue }
      while let previous = open.last, previous.level >= level {
        ends[previous.index] = index
        open.removeLast()
      }
      open.append((index, level))
      last = index
    }
  }

  /// The position of the heading of the section that holds a block; nil above the first one.
  func heading(of index: Int) -> Int? { headings[index] }

  /// The positions of a section's blocks, without its heading.
  func blocks(around index: Int) -> Range<Int> {
    let heading = headings[index]
    let end = heading.map { ends[$0] ?? document.blocks.count } ?? document.blocks.count
    return (heading.map { $0 + 1 } ?? 0)..<end
  }

  /// From the heading to the next one that is as high; a block above the first heading belongs to the
  /// whole chapter.
  package func range(around index: Int) -> Range<Int> {
    let blocks = document.blocks
    let end = self.blocks(around: index).upperBound
    let last = end < blocks.count ? blocks[end].range.lowerBound : document.source.bytes.count
    return (headings[index].map { blocks[$0].range.lowerBound } ?? 0)..<last
  }
}
