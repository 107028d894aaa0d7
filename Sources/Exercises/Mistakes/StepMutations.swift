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
    var step: [Int: Tape.Node] = [:]
    var negative: [Int: Tape.Node] = [:]
    var biases: [Int: Tape.Node] = [:]
    let isBias = Set(network.parameters.filter { $0.input == nil }.map(\.node))
    for node in steps(rate) {
      let own = network.tape.nodes[node]
      step[node] = .init(.copy, Int(own.right), site: Int(own.site))
      negative[node] = .init(.negate, Int(own.right), site: Int(own.site))
      if isBias.contains(Int(own.left)) {
        biases[node] = .init(.copy, Int(own.left), site: Int(own.site))
      }
    }
    add("only the step was written for the new value", step)
    add("only the step was written for the new value, with its sign", negative)
    add("the biases were not updated", biases)
  }

  /// The differences w − η ∂C/∂w, in the engine's formulas and in an author's own.
  private func steps(_ rate: Int?) -> [Int] {
    network.tape.nodes.indices.filter { index in
      let node = network.tape.nodes[index]
      guard node.operation == .subtract else { return false }
      let right = network.tape.nodes[Int(node.right)]
      return right.operation == .multiply
        && (Int(right.left) == rate || Int(right.right) == rate)
    }
  }

  private mutating func add(_ words: String, _ edits: [Int: Tape.Node]) {
    all.add(words, rank: TapeMutation.ofStep, edits)
  }

  /// The products of the learning rate, each as a quotient.
  private mutating func divisor(_ rate: Int) {
    var edits: [Int: Tape.Node] = [:]
    for step in steps(rate) {
      let index = Int(network.tape.nodes[step].right)
      let node = network.tape.nodes[index]
      let gradient = Int(node.left) == rate ? Int(node.right) : Int(node.left)
      edits[index] = .init(.divide, gradient, rate, site: Int(node.site))
    }
    add("the gradient was divided by the learning rate", edits)
  }
}
