import Formulas
import Networks
import Synchronization

/// The quantities of an exercise at some keys, on a tape of single numbers.
///
/// Quantities that want other keys, extremes over them, shapes and what a person judges are not on it.
package struct ExerciseTape: Sendable {
  package let tape: Tape
  /// Every number of the tape, as the engine computes it.
  package let values: [Double]
  /// For each node the first of those that are always equal to it.
  package let classes: [Int]
  /// For a class the one that always has the other sign.
  package let opposites: [Int: Int]
  /// The nodes of the engine's own quantities.
  private let engineBlocks: [String: TapeBlock]
  /// The nodes of each quantity, by its position in the exercise.
  package let blocks: [Int: TapeBlock]
  private let swaps: [TapeMutation]
  private let found = FoundMutations()
  private let architecture: Architecture?
  /// The course's symbols for single nodes.
  let symbols: [Int: String]
  /// Outputs and targets, as a range of the tape's list of operands.
  private let outputsAndTargets: Range<Int>

  /// The network as it lies on the tape.
  var network: TapeNetwork? {
    TapeNetwork(tape, engineBlocks, architecture, symbols: symbols)
  }

  /// Builds the tape of the quantities that share a network; nil if none can be taken apart.
  ///
  /// `keys`: The keys of one cell.
  init?(_ computation: ExerciseComputation, like quantity: ExerciseQuantity, at keys: [KeyValue]) {
    let exercise = computation.exercise
    let fixed = computation.fixedKeys(of: quantity, at: keys)
    guard let givens = try? computation.leaves(for: quantity, fixed: fixed) else { return nil }
    let graph = computation.graph(of: quantity)
    let builder = TapeBuilder(graph: graph, givens: givens, keys: keys)
    var leaves: [String: TapeBlock] = [:]
    for name in givens.keys.sorted() + keys.map(\.key) {
      leaves[name] = try? builder.block(named: name)
    }
    Self.lay(graph, on: builder)
    let network = quantity.network?.name ?? exercise.network?.name
    var blocks: [Int: TapeBlock] = [:]
    for (index, other) in exercise.quantities.enumerated() {
      guard case .value(_, let expression) = other.kind,
        other.keys.allSatisfy({ key in keys.contains { $0.key == key.name } }),
        (other.network?.name ?? exercise.network?.name) == network,
        // By a given's name the given is meant, and not the answer of that name.
        let block = try? graph[other.name] != nil && leaves[other.name] == nil
          ? builder.block(named: other.name) : builder.block(expression),
        !block.nodes.isEmpty
      else { continue }
      blocks[index] = block
    }
    guard !blocks.isEmpty else { return nil }
    let known = Self.engineBlocks(graph, givens, builder)
    let definition = quantity.network ?? exercise.network
    architecture = definition?.architecture
    symbols = Self.symbols(of: definition, leaves, builder)
    outputsAndTargets = Self.reserve(definition, known, builder)
    tape = builder.finished
    values = tape.values()
    (classes, opposites) = tape.classes()
    engineBlocks = known
    self.blocks = blocks
    swaps =
      NameSwaps(
        tape,
        leaves: leaves,
        quantities: blocks.keys.sorted().map {
          exercise.quantities[$0].name
        }
      ).all
  }

  /// The mistakes that can be made on the tape: found once, for many homeworks ask for them.
  package var mutations: [TapeMutation] {
    found.mutations {
      NetworkMutations(tape, engineBlocks, architecture).all + TapeMutations.all(of: tape) + swaps
        + ofNetwork
    }
  }

  /// Those of the mistakes that a precision has to keep out: none that is slight.
  ///
  /// The digits that may be misread are most of all mistakes, and none of these.
  package var tellingMutations: [TapeMutation] {
    let ofInputs = network.map { InputMutations(targetsOf: $0).all } ?? []
    let all =
      NetworkMutations(tape, engineBlocks, architecture).all + TapeMutations.all(of: tape) + swaps
      + ofLayers + ofInputs
    return all.filter { !$0.isSlight }
  }

  /// The mistakes of a network's neurons, layer by layer.
  private var ofNetwork: [TapeMutation] {
    guard let network else { return [] }
    return ofLayers + InputMutations(network).all + RoundingMutations(network).all
  }

  /// The mistakes that are made in whole layers, or on the way through them.
  private var ofLayers: [TapeMutation] {
    guard let network else { return [] }
    return StepMutations(network, rate: engineBlocks["eta"]?.number).all
      + SlopeMutations(network).all + ActivationMutations(network).all
      + CostMutations(network, operands: outputsAndTargets).all + BackwardMutations(network).all
  }

  /// Symbols for single nodes: of the network's `names`, its parameters and the givens.
  private static func symbols(
    of network: NetworkDefinition?,
    _ leaves: [String: TapeBlock],
    _ builder: TapeBuilder
  ) -> [Int: String] {
    var symbols: [Int: String] = [:]
    for (name, _) in network?.names ?? [] {
      guard let node = (try? builder.block(named: name))?.number, symbols[node] == nil else {
        continue
      }
      symbols[node] = name
    }
    for (name, block) in leaves.sorted(by: { $0.key < $1.key }) where !name.contains("[") {
      if let node = block.number, symbols[node] == nil { symbols[node] = name }
    }
    return symbols
  }

  private static func reserve(
    _ network: NetworkDefinition?,
    _ blocks: [String: TapeBlock],
    _ builder: TapeBuilder
  ) -> Range<Int> {
    guard let depth = network?.architecture.depth else { return 0..<0 }
    let outputs = blocks["activations[\(depth)]"]?.nodes ?? []
    let targets = blocks["y"]?.nodes ?? []
    return outputs.count == targets.count ? builder.reserve(outputs + targets) : 0..<0
  }

  /// The nodes that have names: those of the engine's lists and of the exercise's quantities.
  package var named: [Int] {
    (engineBlocks.values.map(\.nodes) + blocks.values.map(\.nodes)).flatMap { $0 }
  }

  /// The nodes of the engine's own quantities, by name.
  private static func engineBlocks(
    _ graph: Graph,
    _ givens: [String: Value],
    _ builder: TapeBuilder
  ) -> [String: TapeBlock] {
    let engine = [
      "zs", "activations", "deltas", "nabla_w", "nabla_b", "weights", "biases", "weights_new",
      "biases_new",
    ]
    var known: [String: TapeBlock] = [:]
    for name in graph.names + givens.keys.sorted() {
      let list = name.prefix { $0 != "[" }
      if ["x", "y", "eta"].contains(name) || engine.contains(String(list)) {
        known[name] = try? builder.block(named: name)
      }
    }
    return known
  }

  /// The values of a formula with each mistake made in it, at other givens than the exercise's.
  static func mutated(
    _ expression: Expression,
    _ graph: Graph,
    givens: [String: Value],
    keys: [KeyValue]
  ) -> [(message: String, rank: Int, elements: [Double])] {
    let builder = TapeBuilder(graph: graph, givens: givens, keys: keys)
    for name in givens.keys.sorted() + keys.map(\.key) { _ = try? builder.block(named: name) }
    lay(graph, on: builder)
    let known = engineBlocks(graph, givens, builder)
    guard let targets = try? builder.block(expression).nodes, !targets.isEmpty else { return [] }
    let tape = builder.finished
    let values = tape.values()
    return (NetworkMutations(tape, known, nil).all + TapeMutations.all(of: tape)).map { mutation in
      var mutated = values
      tape.compute(mutation.start..<tape.count, with: mutation, in: &mutated)
      return (mutation.message, mutation.rank, targets.map { mutated[$0] })
    }
  }

  /// Lays the engine's computation in the order in which people do it.
  ///
  /// Forward, then for each layer from the last its error, its gradients and its new parameters: what
  /// a mistake takes too early or from the neighbouring layer is there by then.
  private static func lay(_ graph: Graph, on builder: TapeBuilder) {
    var depth = 0
    while graph["zs[\(depth)]"] != nil { depth += 1 }
    for layer in 0..<depth {
      for list in ["zs[\(layer)]", "activations[\(layer + 1)]"] where graph[list] != nil {
        _ = try? builder.block(named: list)
      }
    }
    for layer in (0..<depth).reversed() {
      for list in ["deltas", "nabla_b", "nabla_w", "weights_new", "biases_new"]
      where graph["\(list)[\(layer)]"] != nil {
        _ = try? builder.block(named: "\(list)[\(layer)]")
      }
    }
  }
}

/// The tapes of an exercise, each built when it is first asked for, whichever thread asks.
final class ExerciseTapes: Sendable {
  private struct Place: Hashable {
    let network: String
    let keys: [KeyValue]
  }

  private let tapes = Mutex<[Place: ExerciseTape?]>([:])

  func tape(
    _ network: String,
    at keys: [KeyValue],
    _ make: () -> ExerciseTape?
  ) -> ExerciseTape? {
    let place = Place(network: network, keys: keys)
    return tapes.withLock { tapes in
      if let known = tapes[place] { return known }
      let tape = make()
      tapes[place] = .some(tape)
      return tape
    }
  }
}

/// The mistakes of a tape, once somebody asked for them.
private final class FoundMutations: Sendable {
  private let known = Mutex<[TapeMutation]?>(nil)

  func mutations(_ find: () -> [TapeMutation]) -> [TapeMutation] {
    if let known = known.withLock({ $0 }) { return known }
    let found = find()
    known.withLock { $0 = found }
    return found
  }
}
