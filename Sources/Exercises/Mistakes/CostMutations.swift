import Formulas

/// Mistakes in a cross-entropy: "1 −" forgotten, the binary one for the categorical, or the other way
/// round.
struct CostMutations {
  private(set) var all: [TapeMutation] = []

  /// `operands`: The outputs, then the targets, kept as a range of the tape's list.
  init(_ network: TapeNetwork, operands: Range<Int>) {
    let tape = network.tape
    let costs = ["cost", "data_cost"]
    func nodes(_ isMeant: (Tape.Node) -> Bool) -> [Int] {
      costs.flatMap { network.nodes(of: $0, where: isMeant) }
    }
    let outputs = Set(network.nodes("activations", network.depth + 1))
    let targets = Set(tape.operands(in: operands)).subtracting(outputs)
    let logarithms = nodes { node in
      switch node.operation {
      case .safeLn: true
      case .function(let function): tape.functions[function].name.hasPrefix("ln")
      default: false
      }
    }
    guard !logarithms.isEmpty else { return }
    // 1 − a and 1 − y: the differences from a constant.
    for (own, words) in [
      (outputs, "\"1 −\" was forgotten: ln(a) for ln(1 − a)"),
      (targets, "\"1 −\" was forgotten: y for 1 − y"),
    ] {
      var edits: [Int: Tape.Node] = [:]
      for node in nodes({ node in
        guard node.operation == .subtract, own.contains(Int(node.right)),
          case .constant(1) = tape.nodes[Int(node.left)].operation
        else { return false }
        return true
      }) {
        let difference = tape.nodes[node]
        edits[node] = .init(.copy, Int(difference.right), site: Int(difference.site))
      }
      all.add(words, rank: 0, edits)
    }
    let isBinary = logarithms.contains { node in
      tape.nodes[Int(tape.nodes[node].left)].operation == .subtract
    }
    let minus = nodes { $0.operation == .negate }.filter { node in
      // The minus before the sum, and none inside of it.
      tape.nodes[Int(tape.nodes[node].left)].operation != .negate
        && tape.nodes.indices.contains(Int(tape.nodes[node].left))
    }
    guard let whole = minus.last else { return }
    all.append(
      TapeMutation(
        isBinary
          ? "only the term y ln(a) was taken: the categorical cross-entropy instead of the binary one"
          : "the binary cross-entropy was used, with (1 − y) ln(1 − a), instead of the categorical one",
        rank: 0,
        [
          whole: .init(
            .crossEntropy(isBinary: !isBinary),
            operands.lowerBound,
            operands.upperBound,
            site: Int(tape.nodes[whole].site)
          )
        ]
      )
    )
  }
}
