import Formulas

/// Mistakes on the way back: weights and summands forgotten, indices that slip, z for a.
struct BackwardMutations {
  private(set) var all: [TapeMutation] = []
  private let network: TapeNetwork

  init(_ network: TapeNetwork) {
    self.network = network
    weightsForgotten()
    zForA()
    inputsForgotten()
    guard network.isReadByWeight else { return }
    if network.depth > 1 { for layer in 1..<network.depth { summands(layer) } }
    for layer in 1...network.depth { gradients(layer) }
  }

  /// The products of a weight of the layer above and its error, in the error of a layer.
  private func backProducts(
    _ layer: Int
  ) -> [(node: Int, neuron: Int, upper: Int, weight: Int, delta: Int)] {
    network.neurons(layer).flatMap { neuron in
      network.neurons(layer + 1).flatMap { upper in
        network.examples.compactMap { example in
          guard let weight = network.w(layer + 1, upper, neuron),
            let delta = network.delta(layer + 1, upper, example),
            let node = network.product(in: "deltas[\(layer - 1)]", of: weight, and: delta)
          else { return nil }
          return (node, neuron, upper, weight, delta)
        }
      }
    }
  }

  private mutating func weightsForgotten() {
    guard network.depth > 1 else { return }
    let lower = Array(1..<network.depth)
    for layers in TapeNetwork.choices(of: lower) {
      var edits: [Int: Tape.Node] = [:]
      for layer in layers {
        for product in backProducts(layer) {
          let site = Int(network.tape.nodes[product.node].site)
          edits[product.node] = .init(.copy, product.delta, site: site)
        }
      }
      let place = layers.count < lower.count ? network.place(layers[0]) : ""
      all.add(
        "the weights were left out on the way back\(place)",
        rank: place.isEmpty ? 0 : 1,
        edits
      )
    }
  }

  /// One summand, and one weight for another, in the sum over the neurons above.
  private mutating func summands(_ layer: Int) {
    let quantity = "deltas[\(layer - 1)]"
    let products = backProducts(layer)
    if network.neurons(layer + 1).count > 1 {
      for upper in network.neurons(layer + 1) {
        let name = products.first { $0.upper == upper }.flatMap { network.symbol($0.delta) }
        let words =
          "the way through \(name ?? "neuron \(upper + 1)") was left out on the way back"
        var every: [Int: Tape.Node] = [:]
        for neuron in network.neurons(layer) {
          var own: [Int: Tape.Node] = [:]
          for product in products where product.upper == upper && product.neuron == neuron {
            if let (node, edit) = network.leavingOut(product.node, in: quantity) {
              own[node] = edit
            }
          }
          every.merge(own) { first, _ in first }
          if network.neurons(layer).count > 1 { all.add(words, rank: 3, own) }
        }
        all.add(words, rank: 2, every)
      }
    }
    for neuron in network.neurons(layer) {
      for other in network.neurons(layer) where other != neuron {
        var edits: [Int: Tape.Node] = [:]
        var words = ""
        for product in products where product.neuron == neuron {
          guard let weight = network.w(layer + 1, product.upper, other), weight < product.node
          else {
            continue
          }
          edits[product.node] = .init(
            .multiply,
            weight,
            product.delta,
            site: Int(network.tape.nodes[product.node].site)
          )
          if words.isEmpty {
            words =
              "\(network.symbol(weight) ?? "another weight") was used instead of "
              + "\(network.symbol(product.weight) ?? "the weight") on the way back"
          }
        }
        all.add(words, rank: 2, edits)
      }
    }
  }

  // MARK: - Gradients

  /// The products of errors and activations in the gradients of a layer.
  private func gradientProducts(
    _ layer: Int
  ) -> [(node: Int, neuron: Int, input: Int, example: Int, delta: Int, a: Int)] {
    network.neurons(layer).flatMap { neuron in
      network.neurons(layer - 1).flatMap { input in
        network.examples.compactMap { example in
          guard let delta = network.delta(layer, neuron, example),
            let a = network.a(layer - 1, input, example),
            let node = network.product(in: "nabla_w[\(layer - 1)]", of: delta, and: a)
          else { return nil }
          return (node, neuron, input, example, delta, a)
        }
      }
    }
  }

  /// Products with another activation in them.
  private func replaced(
    _ products: [(node: Int, neuron: Int, input: Int, example: Int, delta: Int, a: Int)],
    _ other: ((neuron: Int, input: Int, example: Int)) -> Int?
  ) -> [Int: Tape.Node] {
    var edits: [Int: Tape.Node] = [:]
    for product in products {
      guard let node = other((product.neuron, product.input, product.example)), node < product.node
      else { continue }
      edits[product.node] = .init(
        .multiply,
        product.delta,
        node,
        site: Int(network.tape.nodes[product.node].site)
      )
    }
    return edits
  }

  private mutating func zForA() {
    guard network.depth > 1 else { return }
    let layers = Array(2...network.depth)
    for choice in TapeNetwork.choices(of: layers) {
      var edits: [Int: Tape.Node] = [:]
      for layer in choice {
        let own = replaced(gradientProducts(layer)) { network.z(layer - 1, $0.input, $0.example) }
        edits.merge(own) { first, _ in first }
      }
      let place = choice.count < layers.count ? network.place(choice[0]) : ""
      all.add("z was used instead of a in the gradient\(place)", rank: place.isEmpty ? 0 : 1, edits)
    }
  }

  /// The errors of a batch added up without their inputs; of one example it is a factor of the formula.
  private mutating func inputsForgotten() {
    guard network.examples.count > 1 else { return }
    let layers = Array(1...network.depth)
    for choice in TapeNetwork.choices(of: layers) {
      var edits: [Int: Tape.Node] = [:]
      for product in choice.flatMap(gradientProducts) {
        let site = Int(network.tape.nodes[product.node].site)
        edits[product.node] = .init(.copy, product.delta, site: site)
      }
      let place = choice.count < layers.count ? network.place(choice[0]) : ""
      all.add("the input was left out in the gradient\(place)", rank: place.isEmpty ? 0 : 1, edits)
    }
  }

  /// The activation of another neuron in the gradient of a weight, for one neuron and for all.
  private mutating func gradients(_ layer: Int) {
    let products = gradientProducts(layer)
    let inputs = network.neurons(layer - 1)
    let letter = layer == 1 ? "x" : "a"
    for input in inputs {
      for other in inputs where other != input {
        guard let a = network.a(layer - 1, input, 0), let b = network.a(layer - 1, other, 0) else {
          continue
        }
        let words =
          "\(network.name(b, letter, other)) was used instead of "
          + "\(network.name(a, letter, input)) in the gradient"
        func edits(_ neurons: [Int]) -> [Int: Tape.Node] {
          replaced(products.filter { $0.input == input && neurons.contains($0.neuron) }) {
            network.a(layer - 1, other, $0.example)
          }
        }
        all.add(words, rank: 2, edits(Array(network.neurons(layer))))
        if network.neurons(layer).count > 1 {
          for neuron in network.neurons(layer) { all.add(words, rank: 3, edits([neuron])) }
        }
      }
    }
  }
}
