import Formulas
import Networks

/// Activations that were not applied, or exchanged, and what people take for softmax.
struct ActivationMutations {
  private(set) var all: [TapeMutation] = []
  private let network: TapeNetwork

  init(_ network: TapeNetwork) {
    self.network = network
    for layers in TapeNetwork.choices(of: Array(1...network.depth)) {
      for (kind, own, isPart) in network.alike(in: layers) { exchange(kind, own, isPart: isPart) }
      if layers.contains(network.depth) { softmax() }
    }
  }

  private mutating func exchange(_ kind: Activation, _ layers: [Int], isPart: Bool) {
    let place = isPart && layers.count == 1 ? network.place(layers[0]) : ""
    let rank = isPart ? 1 : 0
    let nodes = layers.flatMap { network.nodes("activations", $0 + 1) }
    func add(_ words: String, rank: Int, _ operation: Tape.Operation) {
      var edits: [Int: Tape.Node] = [:]
      for node in nodes {
        let own = network.tape.nodes[node]
        guard case .function = own.operation else { return }
        edits[node] = .init(operation, Int(own.left), site: Int(own.site))
      }
      all.add(words + place, rank: rank, edits)
    }
    let own = SlopeMutations.name(kind)
    add("\(own) was not applied: z was used for a", rank: rank, .copy)
    for other in [Activation.sigmoid, .tanh, .relu] where other != kind {
      guard let function = function(other) else { continue }
      add(
        "\(SlopeMutations.name(other)) was used instead of \(own)",
        rank: rank + 1,
        .function(function)
      )
    }
    if kind == .sigmoid, let function = function(.sigmoid) {
      add("e^z was taken instead of e^(−z) in σ", rank: rank, .reflected(function))
    }
  }

  private func function(_ kind: Activation) -> Int? {
    network.tape.functions.firstIndex { $0.name == kind.name }
  }

  private mutating func softmax() {
    guard network.activations[network.depth - 1] == .softmax,
      !all.contains(where: { $0.message.hasPrefix("softmax") })
    else { return }
    let variants: [(slip: Tape.SoftmaxSlip, words: String)] = [
      (.power, "softmax: e^z was not divided by the sum"),
      (.share, "softmax without e: z was divided by the sum of the z"),
      (.sigmoid, "softmax: σ was used instead of it"),
    ]
    for variant in variants {
      var edits: [Int: Tape.Node] = [:]
      for node in network.nodes("activations", network.depth + 1) {
        let own = network.tape.nodes[node]
        guard case .softmax(let position, isLogarithm: false) = own.operation else { return }
        var edit = own
        edit.operation = .softmaxSlip(position: position, variant.slip)
        edits[node] = edit
      }
      all.add(variant.words, rank: 0, edits)
    }
  }
}
