import Formulas

/// Two givens of a formula in each other's place: y for a, the width for the height.
struct NameSwaps {
  private(set) var all: [TapeMutation] = []

  /// More names than this in one exercise are not swapped: nearly every number would be explained.
  private static let mostNames = 5

  /// Swaps each two of the names.
  ///
  /// `leaves`: The nodes of givens and keys, by name.
  /// `quantities`: The quantities whose formulas an author wrote.
  init(_ tape: Tape, leaves: [String: TapeBlock], quantities: [String]) {
    let written = Set(quantities)
    let nodes = tape.nodes.indices.filter { index in
      let site = Int(tape.nodes[index].site)
      return site >= 0 && written.contains(tape.sites[site].quantity)
    }
    let used = Set(nodes.flatMap { [tape.nodes[$0].left, tape.nodes[$0].right] }.map(Int.init))
    let names = leaves.compactMap { name, block in
      block.number.flatMap { used.contains($0) ? (name: name, node: $0) : nil }
    }.sorted { $0.node < $1.node }
    guard names.count <= Self.mostNames else { return }
    for (place, first) in names.enumerated() {
      for second in names.dropFirst(place + 1) {
        let map = [first.node: second.node, second.node: first.node]
        var edits: [Int: Tape.Node] = [:]
        for index in nodes {
          var node = tape.nodes[index]
          if case .softmax = node.operation { continue }
          node.left = Int32(map[Int(node.left)] ?? Int(node.left))
          node.right = Int32(map[Int(node.right)] ?? Int(node.right))
          if node.left != tape.nodes[index].left || node.right != tape.nodes[index].right {
            edits[index] = node
          }
        }
        all.append(TapeMutation("\(second.name) and \(first.name) are swapped", rank: 0, edits))
      }
    }
  }
}
