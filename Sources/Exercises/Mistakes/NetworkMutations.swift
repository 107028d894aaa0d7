import Formulas
import Networks

/// Mistakes of whole networks: a transpose, a neighbouring layer, weights that are already new, a
/// factor that belongs nowhere.
struct NetworkMutations {
  private let tape: Tape
  /// The nodes of the engine's quantities, by their names.
  private let blocks: [String: TapeBlock]
  private(set) var all: [TapeMutation] = []

  private let architecture: Architecture?

  init(_ tape: Tape, _ blocks: [String: TapeBlock], _ architecture: Architecture?) {
    self.tape = tape
    self.architecture = architecture
    self.blocks = blocks
    let depth = (0...).first { blocks["zs[\($0)]"] == nil } ?? 0
    transposes(depth)
    updatedFirst(depth)
    layers(depth)
    factors(depth)
    swap(depth)
  }

  private func nodes(_ name: String) -> [Int] { blocks[name]?.nodes ?? [] }

  /// The nodes that come from the formula of a quantity.
  private func ownNodes(_ quantity: String) -> [Int] {
    tape.nodes.indices.filter { index in
      let site = Int(tape.nodes[index].site)
      return site >= 0 && tape.sites[site].quantity == quantity
    }
  }

  /// Adds a mutation that takes other operands in the formulas of some quantities.
  private mutating func replace(
    _ message: String,
    rank: Int,
    in quantities: [String],
    _ replacement: [Int: Int]
  ) {
    guard replacement.contains(where: { $0.key != $0.value }) else { return }
    var edits: [Int: Tape.Node] = [:]
    for index in quantities.flatMap(ownNodes) {
      var node = tape.nodes[index]
      if case .softmax = node.operation { continue }
      let left = replacement[Int(node.left)] ?? Int(node.left)
      let right = replacement[Int(node.right)] ?? Int(node.right)
      guard left != Int(node.left) || right != Int(node.right), left < index, right < index else {
        continue
      }
      node.left = Int32(left)
      node.right = Int32(right)
      edits[index] = node
    }
    all.add(message, rank: rank, edits)
  }

  /// Each weight's node to that on the other side of the diagonal; empty if the matrix is not square.
  private func transposition(_ name: String) -> [Int: Int] {
    guard case .matrix(let rows, let columns, let nodes)? = blocks[name], rows == columns, rows > 1
    else { return [:] }
    var map: [Int: Int] = [:]
    for row in 0..<rows {
      for column in 0..<columns where row != column {
        map[nodes[row * columns + column]] = nodes[column * columns + row]
      }
    }
    return map
  }

  private mutating func transposes(_ depth: Int) {
    func union(_ layers: Range<Int>) -> [Int: Int] {
      layers.reduce(into: [:]) { $0.merge(transposition("weights[\($1)]")) { first, _ in first } }
    }
    replace(
      "the weights were not transposed on the way back",
      rank: 0,
      in: (0..<depth).map { "deltas[\($0)]" },
      union(0..<depth)
    )
    replace(
      "the weights were transposed on the way forward",
      rank: 0,
      in: (0..<depth).map { "zs[\($0)]" },
      union(0..<depth)
    )
    // The gradient with error and activation in each other's place.
    var edits: [Int: Tape.Node] = [:]
    for layer in 0..<depth {
      for (node, other) in transposition("nabla_w[\(layer)]") { edits[node] = tape.nodes[other] }
    }
    if edits.contains(where: { Int($0.value.left) >= $0.key || Int($0.value.right) >= $0.key }) {
      return
    }
    if !edits.isEmpty {
      all.append(TapeMutation("the gradient of the weights is transposed", rank: 0, edits))
    }
  }

  private mutating func updatedFirst(_ depth: Int) {
    var map: [Int: Int] = [:]
    for layer in 1..<max(1, depth) {
      for (old, new) in zip(nodes("weights[\(layer)]"), nodes("weights_new[\(layer)]")) {
        map[old] = new
      }
    }
    replace(
      "the weight was updated before it was used for the layer below",
      rank: 0,
      in: (0..<max(1, depth) - 1).map { "deltas[\($0)]" },
      map
    )
  }

  /// The nodes of each layer of a list to those of the layer some steps away, if it is as large.
  private func neighbours(_ list: String, _ step: Int, _ layers: some Sequence<Int>) -> [Int: Int] {
    layers.reduce(into: [:]) { map, layer in
      let (own, other) = (nodes("\(list)[\(layer)]"), nodes("\(list)[\(layer + step)]"))
      if own.count == other.count { for (a, b) in zip(own, other) { map[a] = b } }
    }
  }

  /// The activations, weighted inputs or errors of a neighbouring layer of the same size.
  private mutating func layers(_ depth: Int) {
    for (step, words) in [(1, "above"), (-1, "below")] {
      let activations = neighbours("activations", step, 0..<depth + 1)
      for target in ["nabla_w", "zs"] {
        replace(
          "the activation of the layer \(words) was used",
          rank: 0,
          in: (0..<depth).map { "\(target)[\($0)]" },
          activations
        )
      }
      // A slope is computed from the weighted input and the activation there.
      let inner = (0..<depth).filter { (0..<depth).contains($0 + step) }
      let slopes = neighbours("zs", step, inner)
        .merging(neighbours("activations", step, inner.map { $0 + 1 })) { first, _ in first }
      replace(
        "\(slopeName) was taken at the layer \(words)",
        rank: 0,
        in: (0..<depth).map { "deltas[\($0)]" },
        slopes
      )
      replace(
        "the error of the layer \(words) was used",
        rank: 0,
        in: (0..<depth).flatMap { ["nabla_w[\($0)]", "nabla_b[\($0)]"] },
        neighbours("deltas", step, 0..<depth)
      )
    }
  }

  /// True if the cost has the ½ that its derivative cancels.
  private var hasHalf: Bool { architecture.map { $0.cost == .quadratic } ?? true }

  /// What the slope of the hidden layers is called.
  private var slopeName: String {
    let hidden = Set(architecture?.activations.dropLast() ?? [.sigmoid])
    switch hidden.count == 1 ? hidden.first : nil {
    case .sigmoid?: return "σ′"
    case .tanh?: return "tanh′"
    case .relu?: return "the slope of ReLU"
    default: return "the slope"
    }
  }

  private mutating func factors(_ depth: Int) {
    guard depth > 0 else { return }
    let deltas = nodes("deltas[\(depth - 1)]")
    for (factor, message) in [
      (2.0, hasHalf ? "a factor 2 too many: the ½ of the cost cancels it" : "a factor 2 too many"),
      (0.5, "a factor ½ too many"),
    ] {
      // The factor belongs to the last error, and to everything that is made of it.
      var edits: [Int: Tape.Node] = [:]
      for delta in deltas {
        // Below the batch's 1/n stands what the factor belongs to.
        let isMean = tape.nodes[delta].operation == .divide
        let node = isMean ? Int(tape.nodes[delta].left) : delta
        switch tape.nodes[node].operation {
        case .multiply:
          edits[node] = .init(
            .scaledProduct(factor),
            Int(tape.nodes[node].left),
            Int(tape.nodes[node].right)
          )
        case .subtract:
          edits[node] = .init(
            .scaledDifference(factor),
            Int(tape.nodes[node].left),
            Int(tape.nodes[node].right)
          )
        default: break
        }
      }
      if edits.count == deltas.count { all.append(TapeMutation(message, rank: 0, edits)) }
    }
  }

  /// Output and target in each other's place, in the cost.
  private mutating func swap(_ depth: Int) {
    let (output, target) = (nodes("activations[\(depth)]"), nodes("y"))
    guard output.count == target.count, !target.isEmpty else { return }
    var map: [Int: Int] = [:]
    for (a, y) in zip(output, target) {
      map[a] = y
      map[y] = a
    }
    replace("y and a are swapped", rank: 0, in: ["cost", "data_cost"], map)
    replace(
      "y and a are swapped",
      rank: 0,
      in: ["cost_derivative", "deltas[\(depth - 1)]"],
      map
    )
  }
}
