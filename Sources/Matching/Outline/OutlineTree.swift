import Homework

/// The heads of a homework with what stands below them, as a tree; which question each answers is not yet known.
struct OutlineTree {
  /// A head with its passages up to the next one, or a passage that no head opens.
  struct Node {
    let passages: Range<Int>
    let parent: Int?
    /// The text of its head; nil without one.
    var heading: String?
    var label: QuestionLabel?
    /// The label of the head around it under which it may be a part.
    var outer: QuestionLabel?
    /// The heads around it, from the top.
    var above: [String] = []
    var children: [Int] = []
  }

  /// The nodes in the order of the homework; the first is the homework as a whole.
  private(set) var nodes: [Node]

  /// A head that is still open.
  private struct Open {
    let node: Int
    let depth: Int
    let isHeading: Bool
    let leadsToAnswer: Bool
  }

  init(_ passages: [Passage], _ headings: QuestionHeadings) {
    nodes = [Node(passages: 0..<0, parent: nil)]
    let lines = headings.titleLines(passages)
    let isNumbered = headings.count > 1 && !headings.arePresent(in: passages, lines)
    func level(of index: Int) -> Int? {
      if let level = headings.level(of: passages[index]) { return level }
      if lines.contains(index) { return QuestionHeadings.lineLevel }
      return isNumbered && QuestionHeadings.number(of: passages[index]) != nil
        ? QuestionHeadings.lineLevel : nil
    }
    let title = headings.titleIndex(of: passages)
    let areFollowed = isNumbered && Self.areFollowed(passages)
    var stack: [Open] = []
    var index = 0
    // The passages below a head up to the next one are its own; behind a list each stands for itself.
    var isBehindItem = false
    while index < passages.count {
      let passage = passages[index]
      guard let own = level(of: index), index != title else {
        if index != title, stack.isEmpty || isBehindItem {
          append(Node(passages: index..<(index + 1), parent: stack.last?.node ?? 0))
        }
        index += 1
        continue
      }
      let depth = Self.depth(of: own, passage, in: stack)
      while let last = stack.last, last.depth >= depth { stack.removeLast() }
      let item = isNumbered ? passage.item : nil
      let end =
        passages[(index + 1)...].indices.first { next in
          level(of: next) != nil || item != nil && passages[next].item != item
        } ?? passages.count
      let number = isNumbered ? QuestionHeadings.number(of: passage) : nil
      let heading =
        number.map { "\($0)." } ?? passage.text.string(0..<passage.text.bytes.count)
      var node = Node(passages: index..<end, parent: stack.last?.node ?? 0)
      node.heading = heading
      node.label = headings.label(in: heading)
      node.outer = stack.last { !$0.leadsToAnswer }.flatMap { nodes[$0.node].label }
      node.above = stack.compactMap { nodes[$0.node].heading }
      append(node)
      isBehindItem = item != nil
      // A numbered item ends with its list, where no paragraphs stand between the numbers; a heading goes on.
      if item == nil || areFollowed {
        stack.append(
          Open(
            node: nodes.count - 1,
            depth: depth,
            isHeading: passage.isHeading,
            leadsToAnswer: QuestionHeadings.leadsToAnswer(heading)
          )
        )
      }
      index = end
    }
  }

  /// True if paragraphs stand behind most of the numbered items: they are the answers to them.
  private static func areFollowed(_ passages: [Passage]) -> Bool {
    let items = passages.indices.filter { passages[$0].itemNumber != nil }
    let followed = zip(items, items.dropFirst() + [passages.count]).count { item, next in
      ((item + 1)..<next).contains { passages[$0].item == nil && !passages[$0].isHeading }
    }
    return items.count > 2 && 2 * followed > items.count
  }

  private mutating func append(_ node: Node) {
    nodes.append(node)
    if let parent = node.parent { nodes[parent].children.append(nodes.count - 1) }
  }

  /// True if one of the heads around a node is such.
  func isInside(_ node: Int, where isSuch: (Int) -> Bool) -> Bool {
    var parent = nodes[node].parent
    while let index = parent {
      if isSuch(index) { return true }
      parent = nodes[index].parent
    }
    return false
  }

  /// How deep a head lies: a line such as `(a)` lies below the heading before it, beside the line
  /// before it, and above the headings that follow and are deeper than that one.
  private static func depth(of level: Int, _ passage: Passage, in stack: [Open]) -> Int {
    if passage.isHeading { return 2 * level }
    if let line = stack.last(where: { !$0.isHeading }) { return line.depth }
    return (stack.last { $0.isHeading && !$0.leadsToAnswer }?.depth ?? 0) + 1
  }
}
