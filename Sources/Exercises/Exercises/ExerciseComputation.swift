import Formulas
import Markdown
import Networks

/// The values of an exercise's quantities, for the keys that a student chose.
///
/// A plain value: every evaluator that it hands out stands alone.
package struct ExerciseComputation: Sendable {
  package let exercise: Exercise
  /// The graph for each network that the exercise's quantities use; "" is its own.
  private let graphs: [String: Graph]
  /// The quantities of numbers alone, compiled, by name.
  private let scalars: [String: ScalarQuantity]
  private let tapes = ExerciseTapes()
  let samples = FormulaSamples()

  package init(_ exercise: Exercise) {
    self.exercise = exercise
    var graphs: [String: Graph] = [:]
    for network in [exercise.network] + exercise.quantities.map(\.network) {
      let name = network?.name ?? ""
      guard graphs[name] == nil else { continue }
      graphs[name] = Self.graph(of: network, in: exercise)
    }
    graphs[""] = graphs[exercise.network?.name ?? ""]
    self.graphs = graphs
    var scalars: [String: ScalarQuantity] = [:]
    for quantity in exercise.quantities {
      scalars[quantity.name] = ScalarQuantity(
        quantity,
        graph: graphs[quantity.network?.name ?? ""] ?? Graph()
      )
    }
    self.scalars = scalars
  }

  /// The tape that a quantity is on at some keys, with all others of its network; nil if it is on none.
  package func tape(of quantity: ExerciseQuantity, at keys: [KeyValue] = []) -> ExerciseTape? {
    guard case .value = quantity.kind, quantity.keys.count <= keys.count else { return nil }
    // What the author fixed comes again in every homework, what a student chose does not.
    guard keys.count == fixedKeys(of: quantity, at: keys).count else {
      return ExerciseTape(self, like: quantity, at: keys)
    }
    return tapes.tape(quantity.network?.name ?? exercise.network?.name ?? "", at: keys) {
      ExerciseTape(self, like: quantity, at: keys)
    }
  }

  /// A quantity of numbers alone, compiled; nil for others.
  package func scalar(_ quantity: ExerciseQuantity) -> ScalarQuantity? { scalars[quantity.name] }

  private static func graph(of network: NetworkDefinition?, in exercise: Exercise) -> Graph {
    var graph = network?.graph ?? Graph()
    let derived = exercise.givens.derived(for: network, keys: exercise.keyNames)
    for quantity in derived { graph.add(quantity) }
    let nodes = exercise.quantities.compactMap { quantity -> Quantity? in
      guard case .value = quantity.kind, let node = quantity.quantity,
        quantity.network?.name ?? exercise.network?.name == network?.name
      else { return nil }
      // A name for an engine's quantity that it equals is that quantity.
      let isEngines = node.name.hasSuffix("]") && graph[node.name] != nil
      return node.formula == .name(node.name) || isEngines ? nil : node
    }
    // Where one quantity's formula holds another's, the other stands in by its name, so that what a
    // student wrote for it can take its place: `p - eta * gradient of p` builds on `dE/dp`.
    var names: [Expression: String] = [:]
    for node in nodes where node.keys.isEmpty && !node.formula.children.isEmpty {
      names[node.formula] = node.name
    }
    for node in nodes {
      graph.add(
        Quantity(
          name: node.name,
          keys: node.keys,
          formula: node.formula.replacingParts { names[$0].map { .name($0) } }
        )
      )
    }
    // A formula that is asked for may be used by its name in another one.
    for quantity in exercise.quantities {
      guard case .formula(_, let expression) = quantity.kind, quantity.keys.isEmpty,
        quantity.network?.name ?? exercise.network?.name == network?.name,
        graph[quantity.name] == nil,
        !quantity.name.utf8.contains(where: { $0 == 0x20 || $0 == 0x2F }),
        !exercise.givens.contains(where: { $0.name == quantity.name })
      else { continue }
      graph.add(Quantity(name: quantity.name, keys: [], formula: expression))
    }
    return graph
  }

  package func graph(of quantity: ExerciseQuantity) -> Graph {
    graphs[quantity.network?.name ?? ""] ?? Graph()
  }

  /// An evaluator for a quantity.
  ///
  /// `fixed`: Keys that the author fixed; the givens may depend on them.
  /// `overrides`: Values that stand in for computed ones.
  /// `domain`: The values that a chosen key takes.
  package func evaluator(
    for quantity: ExerciseQuantity,
    fixed: [KeyValue] = [],
    overrides: [Cell: Value] = [:],
    domain: @escaping (String, [KeyValue]) -> [Double]?
  ) throws(EvaluationError) -> Evaluator {
    evaluator(
      for: quantity,
      leaves: try leaves(for: quantity, fixed: fixed),
      overrides: overrides,
      domain: domain
    )
  }

  /// An evaluator for a quantity where its `leaves` are known: hundreds of answers share them.
  package func evaluator(
    for quantity: ExerciseQuantity,
    leaves: [String: Value],
    overrides: [Cell: Value] = [:],
    domain: @escaping (String, [KeyValue]) -> [Double]?
  ) -> Evaluator {
    Evaluator(
      graph: graph(of: quantity),
      givens: leaves,
      overrides: overrides,
      domain: domain
    )
  }

  /// The givens that are computed from nothing else: the others are quantities of the graph.
  package func leaves(
    for quantity: ExerciseQuantity,
    fixed: [KeyValue]
  ) throws(EvaluationError) -> [String: Value] {
    let network = quantity.network ?? exercise.network
    var values = try givens(for: quantity, fixed: fixed)
    for derived in exercise.givens.derived(for: network, keys: exercise.keyNames) {
      values[derived.name] = nil
    }
    return values
  }

  /// The givens, shaped for the quantity's network; those that want a key are left out without it.
  package func givens(
    for quantity: ExerciseQuantity,
    fixed: [KeyValue]
  ) throws(EvaluationError) -> [String: Value] {
    let network = quantity.network ?? exercise.network
    let waiting = Set(exercise.keyNames)
    let values = try exercise.givens.values(at: fixed, waiting: waiting, for: network)
    guard let network, let expression = quantity.expression, expression.isAboutShapes else {
      return values
    }
    // A shape does not depend on the values: whatever is not given may be anything.
    let placeholders = NetworkGivens(network.architecture, neurons: network.neurons).placeholders()
    return values.merging(placeholders) { given, _ in given }
  }

  /// The keys of a cell that the author fixed.
  package func fixedKeys(of quantity: ExerciseQuantity, at keys: [KeyValue]) -> [KeyValue] {
    keys.filter { key in
      quantity.keys.contains { $0.name == key.key && $0.values != nil }
    }
  }

  /// The expected number of a cell, with the size of its terms and the base of its change.
  package func expected(
    _ quantity: ExerciseQuantity,
    at keys: [KeyValue],
    in evaluator: Evaluator
  ) throws(EvaluationError) -> Value {
    guard let expression = quantity.expression else {
      throw EvaluationError("`\(quantity.name)` is judged by a person")
    }
    if let node = evaluator.graph[quantity.name], case .value = quantity.kind {
      return try evaluator.evaluate(node.formula, at: keys)
    }
    return try evaluator.evaluate(expression, at: keys)
  }

  /// What a number is judged against: its value, the largest term of its sum, its base.
  package func expectedNumber(
    _ value: Double,
    of quantity: ExerciseQuantity,
    at keys: [KeyValue],
    in evaluator: Evaluator
  ) -> ExpectedNumber {
    var largest: Double?
    if let expression = quantity.expression {
      let terms = Self.unwrapped(expression, evaluator.graph).terms
      if terms.count > 1 {
        largest = terms.compactMap { term in
          (try? evaluator.evaluate(term, at: keys))?.number.map { abs($0) }
        }.max()
      }
    }
    var base: Double?
    if case .ofChange(_, let name) = quantity.precision {
      base = (try? evaluator.evaluate(.name(name), at: keys))?.number
    }
    return ExpectedNumber(value, largestTerm: largest, base: base)
  }

  /// The formula behind names of names; a name that leads back to itself stays.
  private static func unwrapped(_ expression: Expression, _ graph: Graph) -> Expression {
    var (inner, seen) = (expression, Set<String>())
    while case .name(let name) = inner, let quantity = graph[name], seen.insert(name).inserted {
      inner = quantity.formula
    }
    return inner
  }
}

extension Expression {
  /// True if only shapes of quantities go into the value.
  package var isAboutShapes: Bool {
    switch self {
    case .shape: true
    case .name, .gradient, .derivative, .quantity, .over: false
    default: !children.isEmpty && children.contains(where: \.isAboutShapes)
    }
  }
}
