import Formulas

/// Mistakes of the step itself: a misread learning rate, one that divides, the step alone, biases
/// that stay.
struct StepMutations {
  private(set) var all: [TapeMutation] = []
  private let network: TapeNetwork

  init(_ network: TapeNetwork, rate: Int?) {
    self.network = network
    if let rate, let value = network.given(rate) {
      for (factor, words) in [(10.0, "ten times too large"), (0.1, "ten times too small")] {
        add(
          "the learning rate was misread: \(words)",
          [rate: .init(.given(value * factor))]
        )
      }
      divisor(rate)
    }
    let new = (1...network.depth).flatMap { layer in
      network.nodes("weights_new", layer) + network.nodes("biases_new", layer)
    }
    var step: [Int: Tape.Node] = [:]
    var negative: [Int: Tape.Node] = [:]
    for node in new where network.tape.nodes[node].operation == .subtract {
      let own = network.tape.nodes[node]
      step[node] = .init(.copy, Int(own.right), site: Int(own.site))
      negative[node] = .init(.negate, Int(own.right), site: Int(own.site))
    }
    add("only the step was written for the new value", step)
    add("only the step was written for the new value, with its sign", negative)
    var biases: [Int: Tape.Node] = [:]
    for layer in 1...network.depth {
      for node in network.nodes("biases_new", layer)
      where network.tape.nodes[node].operation == .subtract {
        let own = network.tape.nodes[node]
        biases[node] = .init(.copy, Int(own.left), site: Int(own.site))
      }
    }
    add("the biases were not updated", biases)
  }

  private mutating func add(_ words: String, _ edits: [Int: Tape.Node]) {
    if !edits.isEmpty { all.append(TapeMutation(words, rank: TapeMutation.ofStep, edits)) }
  }

  /// The products of the learning rate, each as a quotient.
  private mutating func divisor(_ rate: Int) {
    var edits: [Int: Tape.Node] = [:]
    for (index, node) in network.tape.nodes.enumerated()
    where node.operation == .multiply && node.site >= 0 {
      let quantity = network.tape.sites[Int(node.site)].quantity
      guard quantity.hasPrefix("weights_new") || quantity.hasPrefix("biases_new") else { continue }
      if Int(node.left) == rate {
        edits[index] = .init(.divide, Int(node.right), rate, site: Int(node.site))
      } else if Int(node.right) == rate {
        edits[index] = .init(.divide, Int(node.left), rate, site: Int(node.site))
      }
    }
    add("the gradient was divided by the learning rate", edits)
  }
}
