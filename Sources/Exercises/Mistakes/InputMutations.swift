import Formulas

/// Mistakes in what goes into a weighted input: inputs, weights and biases of one neuron.
struct InputMutations {
  private(set) var all: [TapeMutation] = []
  private let network: TapeNetwork

  init(_ network: TapeNetwork) {
    self.network = network
    guard network.isReadByWeight else { return }
    for layer in 1...network.depth {
      for neuron in network.neurons(layer) {
        terms(layer, neuron)
        bias(layer, neuron)
      }
    }
    swaps()
    targets()
    misread()
  }

  /// Mistakes in the targets alone, which are the ones that are not slight.
  init(targetsOf network: TapeNetwork) {
    self.network = network
    if network.isReadByWeight { targets() }
  }

  private func zName(_ layer: Int, _ neuron: Int) -> String {
    network.z(layer, neuron, 0).flatMap(network.symbol) ?? "z\(neuron + 1)\(network.place(layer))"
  }

  /// A term of z left out, with another sign, or with the input of another weight.
  private mutating func terms(_ layer: Int, _ neuron: Int) {
    let quantity = "zs[\(layer - 1)]"
    let inputs = network.neurons(layer - 1)
    for input in inputs {
      guard let weight = network.w(layer, neuron, input) else { continue }
      let name = network.symbol(weight) ?? "w\(neuron + 1)\(input + 1)"
      var left: [Int: Tape.Node] = [:]
      var turned: [Int: Tape.Node] = [:]
      for example in network.examples {
        guard let a = network.a(layer - 1, input, example),
          let product = network.product(in: quantity, of: weight, and: a)
        else { continue }
        let own = network.tape.nodes[product]
        turned[product] = .init(
          .scaledProduct(-1),
          Int(own.left),
          Int(own.right),
          site: Int(own.site)
        )
        if let (node, edit) = network.leavingOut(product, in: quantity) { left[node] = edit }
      }
      let z = zName(layer, neuron)
      if inputs.count > 1 || network.b(layer, neuron).map(network.isGiven) ?? false {
        all.add("the term of \(name) in \(z) was left out", rank: 2, left)
      }
      all.add("\(name) has the other sign in \(z)", rank: 2, turned)
      for other in inputs where other != input {
        var edits: [Int: Tape.Node] = [:]
        var words = ""
        for example in network.examples {
          guard let a = network.a(layer - 1, input, example),
            let b = network.a(layer - 1, other, example),
            let product = network.product(in: quantity, of: weight, and: a), b < product
          else { continue }
          edits[product] = .init(.multiply, weight, b, site: Int(network.tape.nodes[product].site))
          let letter = layer == 1 ? "x" : "a"
          words =
            "\(name) was multiplied by \(network.name(b, letter, other)) instead of "
            + network.name(a, letter, input)
        }
        all.add("\(words) in \(z)", rank: 3, edits)
      }
    }
  }

  private mutating func bias(_ layer: Int, _ neuron: Int) {
    guard let bias = network.b(layer, neuron), network.isGiven(bias) else { return }
    let name = network.symbol(bias) ?? "b\(neuron + 1)"
    let quantity = "zs[\(layer - 1)]"
    let sums = network.nodes(of: quantity) { $0.operation == .add && Int($0.right) == bias }
    var forgotten: [Int: Tape.Node] = [:]
    var turned: [Int: Tape.Node] = [:]
    for node in sums {
      let own = network.tape.nodes[node]
      forgotten[node] = .init(.copy, Int(own.left), site: Int(own.site))
      turned[node] = .init(.subtract, Int(own.left), bias, site: Int(own.site))
    }
    all.add("the bias \(name) was left out", rank: 2, forgotten)
    all.add("the bias \(name) was subtracted", rank: 2, turned)
  }

  // MARK: - Givens

  /// The weights, biases and inputs that are given, with their symbols.
  private var givens: [(node: Int, name: String, layer: Int, isBias: Bool)] {
    let parameters = network.parameters.map { parameter in
      (
        node: parameter.node,
        name: network.symbol(parameter.node)
          ?? (parameter.input == nil ? "b\(parameter.neuron + 1)" : "a weight"),
        layer: parameter.layer, isBias: parameter.input == nil
      )
    }
    let inputs = network.neurons(0).flatMap { input in
      network.examples.compactMap {
        example -> (node: Int, name: String, layer: Int, isBias: Bool)? in
        guard let node = network.a(0, input, example), network.isGiven(node) else { return nil }
        let suffix = network.examples.count > 1 ? " of example \(example + 1)" : ""
        return (node, network.name(node, "x", input) + suffix, 0, false)
      }
    }
    return parameters + inputs
  }

  /// Two givens in each other's place, the value of one for the other, and another sign.
  private mutating func swaps() {
    let givens = givens
    for (place, first) in givens.enumerated() {
      guard let own = network.given(first.node) else { continue }
      if own != 0 {
        all.add(
          "the sign of \(first.name) was lost",
          rank: 2,
          [first.node: .init(.given(-own))]
        )
      }
      for second in givens.dropFirst(place + 1) where second.layer == first.layer {
        guard let other = network.given(second.node), other != own else { continue }
        all.add(
          "\(first.name) and \(second.name) are swapped",
          rank: 3,
          [first.node: .init(.given(other)), second.node: .init(.given(own))]
        )
        guard first.isBias == second.isBias else { continue }
        all.add(
          "\(second.name) was used instead of \(first.name)",
          rank: 3,
          [first.node: .init(.given(other))]
        )
        all.add(
          "\(first.name) was used instead of \(second.name)",
          rank: 3,
          [second.node: .init(.given(own))]
        )
        forward(first, second)
      }
    }
  }

  /// The same on the way forward alone.
  private mutating func forward(
    _ first: (node: Int, name: String, layer: Int, isBias: Bool),
    _ second: (node: Int, name: String, layer: Int, isBias: Bool)
  ) {
    let quantity = "zs[\(max(first.layer, 1) - 1)]"
    func replaced(_ map: [Int: Int]) -> [Int: Tape.Node] {
      var edits: [Int: Tape.Node] = [:]
      for node in network.nodes(of: quantity, where: { _ in true }) {
        let own = network.tape.nodes[node]
        let left = map[Int(own.left)] ?? Int(own.left)
        let right = map[Int(own.right)] ?? Int(own.right)
        guard left != Int(own.left) || right != Int(own.right), left < node, right < node else {
          continue
        }
        var edit = own
        edit.left = Int32(left)
        edit.right = Int32(right)
        edits[node] = edit
      }
      return edits
    }
    let (a, b) = (first.node, second.node)
    if first.layer == 0 {
      all.add("\(first.name) and \(second.name) are swapped in z", rank: 3, replaced([a: b, b: a]))
    } else {
      all.add("\(second.name) was used instead of \(first.name) in z", rank: 3, replaced([a: b]))
      all.add("\(first.name) was used instead of \(second.name) in z", rank: 3, replaced([b: a]))
    }
  }

  /// One digit of a given read as another one.
  private mutating func misread() {
    let givens = givens
    guard givens.count <= Self.mostMisread else { return }
    for given in givens {
      guard let value = network.given(given.node), value != 0 else { continue }
      let text = Array(DecimalText.shortest(value).utf8)
      guard text.count <= 7, !text.contains(0x65) else { continue }
      for (place, digit) in text.enumerated() where digit >= 0x30 && digit <= 0x39 {
        for other in UInt8(0x30)...0x39 where other != digit {
          var changed = text
          changed[place] = other
          let written = String(decoding: changed, as: UTF8.self)
          // The 0 before the point is seldom read as something else.
          let isLeadingZero = digit == 0x30 && text.dropFirst(place + 1).first == 0x2E
          guard let misread = Double(written), misread != 0 else { continue }
          all.add(
            "\(given.name) was read as \(DecimalText.shortest(misread)) instead of "
              + "\(DecimalText.shortest(value))",
            rank: isLeadingZero ? 5 : 4,
            [given.node: .init(.given(misread))]
          )
        }
      }
    }
  }

  private static let mostMisread = 30

  // MARK: - Targets

  /// The target of another class, in the cost and the error, or in the error alone.
  private mutating func targets() {
    let outputs = network.neurons(network.depth)
    let words = "the target of another class was used"
    guard outputs.count > 1 else {
      var edits: [Int: Tape.Node] = [:]
      for example in network.examples {
        if let node = network.y(0, example), let y = network.given(node), (0...1).contains(y) {
          edits[node] = .init(.given(1 - y))
        }
      }
      all.add("1 − y was used for the target y", rank: 1, edits)
      inError { _ in nil }
      return
    }
    for shift in 1..<outputs.count {
      var edits: [Int: Tape.Node] = [:]
      var map: [Int: Int] = [:]
      for example in network.examples {
        for output in outputs {
          let other = (output + shift) % outputs.count
          guard let node = network.y(output, example), let source = network.y(other, example),
            let value = network.given(source)
          else { continue }
          edits[node] = .init(.given(value))
          map[node] = source
        }
      }
      all.add(words, rank: 1, edits)
      inError { map[$0] }
    }
  }

  /// Another target in the last error alone; without another node, 1 − y.
  private mutating func inError(_ other: (Int) -> Int?) {
    let layer = network.depth
    var targets: Set<Int> = []
    for example in network.examples {
      targets.formUnion(network.neurons(layer).compactMap { network.y($0, example) })
    }
    var edits: [Int: Tape.Node] = [:]
    for quantity in ["deltas[\(layer - 1)]", "cost_derivative"] {
      for node in network.nodes(
        of: quantity,
        where: { node in
          node.operation == .subtract && targets.contains(Int(node.right))
        }
      ) {
        let own = network.tape.nodes[node]
        if let target = other(Int(own.right)) {
          edits[node] = .init(.subtract, Int(own.left), target, site: Int(own.site))
        } else if network.neurons(layer).count == 1 {
          // a − (1 − y)
          edits[node] = .init(.affine(1, 1, -1), Int(own.left), Int(own.right), site: Int(own.site))
        }
      }
    }
    let isOne = network.neurons(layer).count == 1
    all.add(
      isOne
        ? "1 − y was used for the target y in the error"
        : "the target of another class was used in the error",
      rank: 2,
      edits
    )
  }
}
