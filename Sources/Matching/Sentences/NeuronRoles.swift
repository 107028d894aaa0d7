import Exercises
import Formulas
import Homework

/// Which quantities are the weighted input and the activation of which neuron, and which is the cost.
struct NeuronRoles: Sendable {
  package enum Role: Hashable, Sendable {
    /// A neuron's place: 0 for the first layer behind the inputs.
    case weightedInput(layer: Int, neuron: Int)
    case activation(layer: Int, neuron: Int)
    case cost
  }

  /// The position of the quantity of each role; roles that two quantities have are left out.
  package private(set) var quantities: [Role: Int] = [:]
  /// The layers behind the inputs.
  package private(set) var depth = 0
  package private(set) var outputs = 0

  package init(_ exercise: Exercise) {
    guard let network = exercise.network else { return }
    depth = network.architecture.depth
    outputs = network.architecture.outputs
    var doubled: Set<Role> = []
    for (index, quantity) in exercise.quantities.enumerated() where quantity.keys.isEmpty {
      guard case .value = quantity.kind, let expression = quantity.meaning(in: network),
        let role = role(of: expression)
      else { continue }
      if quantities[role] != nil { doubled.insert(role) }
      quantities[role] = index
    }
    for role in doubled { quantities[role] = nil }
  }

  /// The weighted inputs in the order of the network.
  var weightedInputs: [Int] {
    quantities.compactMap { role, quantity -> (layer: Int, neuron: Int, quantity: Int)? in
      guard case .weightedInput(let layer, let neuron) = role else { return nil }
      return (layer, neuron, quantity)
    }
    .sorted { ($0.layer, $0.neuron) < ($1.layer, $1.neuron) }
    .map(\.quantity)
  }

  /// The neuron that is usually called so: `h2`, and `o` where there is one output.
  func neuron(named name: String) -> (layer: Int, neuron: Int)? {
    guard depth > 1 else { return nil }
    if name == "o" || name == "o1" { return outputs == 1 ? (depth - 1, 0) : nil }
    guard name.utf8.first == 0x68, let number = Int(name.dropFirst()), number > 0 else {
      return nil
    }
    return (0, number - 1)
  }

  private func role(of expression: Expression) -> Role? {
    switch expression {
    case .name("cost"): return .cost
    case .index(.index(.name(let list), let layers), let neurons):
      guard layers.count == 1, neurons.count == 1, let layer = Self.whole(layers[0]),
        let neuron = Self.whole(neurons[0])
      else { return nil }
      return role(list, layer, neuron)
    case .index(.name(let list), let layers):
      guard layers.count == 1, let layer = Self.whole(layers[0]), outputs == 1,
        layer == -1 || layer == (list == "zs" ? depth - 1 : depth)
      else { return nil }
      return role(list, layer, 0)
    default: return nil
    }
  }

  private func role(_ list: String, _ layer: Int, _ neuron: Int) -> Role? {
    switch list {
    case "zs": .weightedInput(layer: layer < 0 ? depth + layer : layer, neuron: neuron)
    case "activations":
      .activation(layer: layer < 0 ? depth + layer : layer - 1, neuron: neuron)
    default: nil
    }
  }

  private static func whole(_ expression: Expression) -> Int? {
    switch expression {
    case .number(let number): Int(exactly: number)
    case .negate(.number(let number)): Int(exactly: -number)
    default: nil
    }
  }
}
