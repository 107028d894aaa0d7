import Formulas
import Networks

/// A network as it lies on a tape: which node is which weight, activation or error, and in which
/// product and sum it stands.
struct TapeNetwork {
  let tape: Tape
  let depth: Int
  let activations: [Activation]
  private let isColumn: Bool
  private let blocks: [String: TapeBlock]
  private let symbols: [Int: String]
  /// By quantity and operands, the node of their product.
  private var products: [Operands: Int] = [:]
  /// By quantity and term, the node of the sum that it goes into.
  private var sums: [Operands: Int] = [:]

  private struct Operands: Hashable {
    let quantity: String
    let first: Int
    var second = -1
  }

  init?(
    _ tape: Tape,
    _ blocks: [String: TapeBlock],
    _ architecture: Architecture?,
    symbols: [Int: String]
  ) {
    guard let architecture else { return nil }
    self.tape = tape
    self.blocks = blocks
    self.symbols = symbols
    depth = architecture.depth
    activations = architecture.activations
    isColumn = architecture.convention == .nndl
    guard
      (0..<depth).allSatisfy({ layer in
        ["zs", "deltas", "nabla_w", "weights"].allSatisfy { list in
          if case .matrix? = blocks["\(list)[\(layer)]"] { true } else { false }
        }
      })
    else { return nil }
    for (index, node) in tape.nodes.enumerated() where node.site >= 0 {
      let quantity = tape.sites[Int(node.site)].quantity
      let (left, right) = (Int(node.left), Int(node.right))
      switch node.operation {
      case .multiply:
        let pair = Operands(quantity: quantity, first: min(left, right), second: max(left, right))
        products[pair] = index
      case .add:
        for operand in [left, right] where sums[Operands(quantity: quantity, first: operand)] == nil
        {
          sums[Operands(quantity: quantity, first: operand)] = index
        }
      default: break
      }
    }
  }

  // MARK: - Nodes

  private func matrix(_ name: String) -> (rows: Int, columns: Int, nodes: [Int])? {
    if case .matrix(let rows, let columns, let nodes)? = blocks[name] {
      return (rows, columns, nodes)
    }
    return nil
  }

  /// The neurons of a layer, from 0 for the inputs.
  func neurons(_ layer: Int) -> Range<Int> {
    let list = layer == 0 ? "weights[0]" : "zs[\(layer - 1)]"
    guard let matrix = matrix(list) else { return 0..<0 }
    if layer == 0 { return 0..<(isColumn ? matrix.columns : matrix.rows) }
    return 0..<(isColumn ? matrix.rows : matrix.columns)
  }

  /// The examples of a batch.
  var examples: Range<Int> {
    guard let matrix = matrix("zs[0]") else { return 0..<0 }
    return 0..<(isColumn ? matrix.columns : matrix.rows)
  }

  private func vector(_ name: String, _ neuron: Int, _ example: Int) -> Int? {
    guard let (rows, columns, nodes) = matrix(name) else { return nil }
    let (row, column) = isColumn ? (neuron, example) : (example, neuron)
    guard row < rows, column < columns else { return nil }
    return nodes[row * columns + column]
  }

  private func weight(_ name: String, _ neuron: Int, _ input: Int) -> Int? {
    guard let (rows, columns, nodes) = matrix(name) else { return nil }
    let (row, column) = isColumn ? (neuron, input) : (input, neuron)
    guard row < rows, column < columns else { return nil }
    return nodes[row * columns + column]
  }

  /// The activation of a neuron of a layer, an input for layer 0.
  func a(_ layer: Int, _ neuron: Int, _ example: Int) -> Int? {
    vector("activations[\(layer)]", neuron, example)
      ?? (layer == 0 ? vector("x", neuron, example) : nil)
  }
  func z(_ layer: Int, _ neuron: Int, _ example: Int) -> Int? {
    vector("zs[\(layer - 1)]", neuron, example)
  }
  func delta(_ layer: Int, _ neuron: Int, _ example: Int) -> Int? {
    vector("deltas[\(layer - 1)]", neuron, example)
  }
  func y(_ neuron: Int, _ example: Int) -> Int? { vector("y", neuron, example) }
  func w(_ layer: Int, _ neuron: Int, _ input: Int) -> Int? {
    weight("weights[\(layer - 1)]", neuron, input)
  }
  func b(_ layer: Int, _ neuron: Int) -> Int? { vector("biases[\(layer - 1)]", neuron, 0) }

  /// The nodes of a list in all layers, or in one.
  func nodes(_ list: String, _ layer: Int) -> [Int] { blocks["\(list)[\(layer - 1)]"]?.nodes ?? [] }

  /// All of some layers, then each by itself where there are several.
  static func choices(of layers: [Int]) -> [[Int]] {
    (layers.count > 1 ? [layers] : []) + layers.map { [$0] }
  }

  /// Those of some layers that have the same activation, and whether the network has more of them; a
  /// single layer has to have it.
  func alike(in layers: [Int]) -> [(kind: Activation, layers: [Int], isPart: Bool)] {
    [Activation.sigmoid, .tanh, .relu].compactMap { kind in
      let own = layers.filter { activations[$0 - 1] == kind }
      guard !own.isEmpty, own.count == layers.count || layers.count > 1 else { return nil }
      return (kind, own, own.count < activations.count { $0 == kind })
    }
  }

  /// True for a network that people compute by hand: larger ones are computed by programs, and not misread
  /// weight by weight.
  var isReadByWeight: Bool { parameters.count <= 60 }

  /// All weights, biases and inputs, with where they stand.
  var parameters: [(node: Int, layer: Int, neuron: Int, input: Int?)] {
    (1...depth).flatMap { layer in
      neurons(layer).flatMap { neuron -> [(node: Int, layer: Int, neuron: Int, input: Int?)] in
        let weights = neurons(layer - 1).compactMap { input in
          w(layer, neuron, input).map {
            (node: $0, layer: layer, neuron: neuron, input: Optional(input))
          }
        }
        let bias = b(layer, neuron).map {
          (node: $0, layer: layer, neuron: neuron, input: Int?.none)
        }
        return weights + [bias].compactMap { $0 }
      }
    }.filter { isGiven($0.node) }
  }

  func isGiven(_ node: Int) -> Bool {
    if case .given = tape.nodes[node].operation { true } else { false }
  }

  func given(_ node: Int) -> Double? {
    if case .given(let value) = tape.nodes[node].operation { value } else { nil }
  }

  // MARK: - Products and sums

  /// The node of a product in the formula of a quantity.
  func product(in quantity: String, of first: Int, and second: Int) -> Int? {
    products[Operands(quantity: quantity, first: min(first, second), second: max(first, second))]
  }

  /// The change that leaves a term out of its sum; nil if it is the only one.
  func leavingOut(_ term: Int, in quantity: String) -> (node: Int, edit: Tape.Node)? {
    guard let sum = sums[Operands(quantity: quantity, first: term)] else { return nil }
    let node = tape.nodes[sum]
    let kept = Int(node.left) == term ? Int(node.right) : Int(node.left)
    return (sum, .init(.copy, kept, site: Int(node.site)))
  }

  /// The nodes of a quantity's formula that fulfil a condition.
  func nodes(of quantity: String, where isMeant: (Tape.Node) -> Bool) -> [Int] {
    tape.nodes.indices.filter { index in
      let site = Int(tape.nodes[index].site)
      return site >= 0 && tape.sites[site].quantity == quantity && isMeant(tape.nodes[index])
    }
  }

  // MARK: - Words

  /// The course's symbol for a node, if it has one.
  func symbol(_ node: Int) -> String? { symbols[node] }

  /// The symbol, or the letter with the neuron's number.
  func name(_ node: Int, _ letter: String, _ neuron: Int) -> String {
    symbols[node] ?? "\(letter)\(neuron + 1)"
  }

  /// ` in layer 2`, where the network has several.
  func place(_ layer: Int) -> String { depth > 1 ? " in layer \(layer)" : "" }
}
