import Formulas
import Networks

/// What people take for the slope of an activation, and what they do with it.
struct SlopeMutations {
  private(set) var all: [TapeMutation] = []
  private let network: TapeNetwork

  init(_ network: TapeNetwork) {
    self.network = network
    for layers in TapeNetwork.choices(of: Array(1...network.depth)) {
      for (kind, own, isPart) in network.alike(in: layers) { slopes(kind, own, isPart: isPart) }
    }
    crossEntropy()
  }

  private static let variants: [(kind: Activation, slope: Tape.Slope, words: String)] = [
    (.sigmoid, .oneMinus, "1 − a was taken for the slope of σ, which is a (1 − a)"),
    (.sigmoid, .plus, "a (1 + a) was taken for the slope of σ, which is a (1 − a)"),
    (.sigmoid, .square, "\"1 −\" was forgotten in the slope of σ: a·a for a (1 − a)"),
    (.sigmoid, .ofInput, "z (1 − z) was taken for the slope of σ, which is a (1 − a)"),
    (.sigmoid, .tanh, "1 − a² was taken for the slope of σ: that is the slope of tanh"),
    (.tanh, .oneMinus, "1 − a was taken for the slope of tanh, which is 1 − a²: not squared"),
    (.tanh, .sigmoid, "a (1 − a) was taken for the slope of tanh: that is the slope of σ"),
    (.tanh, .sigmoidOfInput, "σ′(z) was taken for the slope of tanh"),
    (.tanh, .square, "\"1 −\" was forgotten in the slope of tanh: a² for 1 − a²"),
    (.relu, .always(1), "the slope of ReLU was taken as 1 where it is 0"),
    (.relu, .always(0), "the slope of ReLU was taken as 0 where it is 1"),
    (.relu, .sigmoid, "a (1 − a) was taken for the slope of ReLU: that is the slope of σ"),
  ]

  private mutating func slopes(_ kind: Activation, _ layers: [Int], isPart: Bool) {
    let rank = isPart ? 1 : 0
    let place = isPart && layers.count == 1 ? network.place(layers[0]) : ""
    let nodes = layers.flatMap { layer in
      network.nodes(of: "deltas[\(layer - 1)]") { Self.isSlope($0, of: kind) }
    }
    guard !nodes.isEmpty else { return }
    for variant in Self.variants where variant.kind == kind {
      var edits: [Int: Tape.Node] = [:]
      for node in nodes { edits[node] = slope(variant.slope, at: node) }
      all.append(TapeMutation(variant.words + place, rank: rank, edits))
    }
    // f′ added where it is a factor.
    var edits: [Int: Tape.Node] = [:]
    for layer in layers {
      for product in network.nodes(of: "deltas[\(layer - 1)]", where: { $0.operation == .multiply })
      {
        let node = network.tape.nodes[product]
        let factor = network.tape.nodes[Int(node.right)]
        guard Self.isSlope(factor, of: kind) else { continue }
        edits[product] = .init(.add, Int(node.left), Int(node.right), site: Int(node.site))
      }
    }
    let words = "the slope of \(Self.name(kind)) was added instead of multiplied"
    all.add(words + place, rank: rank + 1, edits)
  }

  /// Another slope in the place of one.
  private func slope(_ slope: Tape.Slope, at node: Int) -> Tape.Node {
    let own = network.tape.nodes[node]
    return .init(.slope(slope), Int(own.left), Int(own.right), site: Int(own.site))
  }

  static func isSlope(_ node: Tape.Node, of kind: Activation) -> Bool {
    switch node.operation {
    case .slope(.sigmoid): kind == .sigmoid
    case .slope(.tanh): kind == .tanh
    case .slope(.relu): kind == .relu
    default: false
    }
  }

  static func name(_ kind: Activation) -> String {
    switch kind {
    case .sigmoid: "σ"
    case .tanh: "tanh"
    case .relu: "ReLU"
    default: kind.name
    }
  }

  /// σ′ beside a cross-entropy, where it cancels.
  private mutating func crossEntropy() {
    let layer = network.depth
    let output = Set(
      network.neurons(layer).flatMap { neuron in
        network.examples.compactMap { network.a(layer, neuron, $0) }
      }
    )
    var edits: [Int: Tape.Node] = [:]
    let differences = network.nodes(of: "deltas[\(layer - 1)]") { node in
      node.operation == .subtract && output.contains(Int(node.left))
    }
    let hasSlope = network.nodes(of: "deltas[\(layer - 1)]") { node in
      if case .slope = node.operation { true } else { false }
    }
    guard hasSlope.isEmpty, [.sigmoid, .softmax].contains(network.activations[layer - 1]) else {
      return
    }
    for node in differences {
      let own = network.tape.nodes[node]
      edits[node] = .init(.slopedDifference, Int(own.left), Int(own.right), site: Int(own.site))
    }
    guard !edits.isEmpty else { return }
    all.append(
      TapeMutation(
        "the slope a (1 − a) was multiplied in, which cancels with the cross-entropy",
        rank: 0,
        edits
      )
    )
  }
}
