/// Which headings a passage stands below.
package struct HeadingTree: Sendable {
  /// For each passage the heading right above it.
  private let heads: [Int?]
  /// The heading of the whole homework: the first of several, where all others are below it.
  package let title: Int?

  package init(_ passages: [Passage]) {
    var open: [(index: Int, level: Int)] = []
    var levels: [(index: Int, level: Int)] = []
    heads = passages.enumerated().map { index, passage in
      guard case .heading(let level) = passage.kind else { return open.last?.index }
      while let last = open.last, last.level >= level { open.removeLast() }
      defer { open.append((index, level)) }
      levels.append((index, level))
      return open.last?.index
    }
    let isAbove = levels.dropFirst().allSatisfy { $0.level > levels[0].level }
    title = levels.count > 1 && isAbove ? levels[0].index : nil
  }

  /// The headings that a passage stands below, from the top down.
  package func headings(above index: Int) -> [Int] {
    var above: [Int] = []
    var place = heads[index]
    while let head = place {
      above.append(head)
      place = heads[head]
    }
    return above.reversed()
  }
}
