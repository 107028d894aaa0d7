/// Takes a graph apart into a tape, quantity by quantity.
package final class TapeBuilder {
  package private(set) var tape = Tape()
  let graph: Graph
  private let givens: [String: Value]
  private let keys: [KeyValue]
  private var known: [String: TapeBlock] = [:]
  /// Names that stand for nodes while a function's definition is taken apart.
  private var bound: [String: TapeBlock] = [:]
  private var constants: [Double: Int] = [:]
  /// The nodes of functions of a node.
  var activations: [Applied: Int] = [:]

  struct Applied: Hashable {
    let function: Int
    let node: Int
  }

  private var slopes: [Slope: Int?] = [:]

  /// The quantity whose formula is being taken apart, and where in it.
  private var place = Place(quantity: "", path: 0)
  private var siteOf: [Place: Int] = [:]
  private var kindOf: [Place: Int] = [:]
  private var depth = 0

  private struct Place: Hashable {
    var quantity: String
    var path: Int
  }

  struct Slope: Hashable {
    let of: Int
    let by: Int
  }

  private static let mostNodes = 100_000
  /// What the elements of softmax take together, each all of its vector: 1,000 neurons have so many.
  private static let mostOperands = 4_000_000
  private static let deepest = 400

  package init(graph: Graph, givens: [String: Value], keys: [KeyValue] = []) {
    self.graph = graph
    self.givens = givens
    self.keys = keys
    // What may have been taken for ln, and for one activation or another.
    for name in ["log10", "log2", "sigmoid", "tanh", "relu"] { _ = tape.function(name) }
  }

  /// Keeps nodes as the operands of a mistake that takes many: where they begin and end in the list.
  package func reserve(_ nodes: [Int]) -> Range<Int> {
    let start = tape.operands.count
    tape.operands += nodes.map(Int32.init)
    return start..<tape.operands.count
  }

  /// The tape as it is computed with, once everything is on it.
  package var finished: Tape { tape.settlingZeros() }

  // MARK: - Names

  /// The nodes of a quantity or a given.
  package func block(named name: String) throws(EvaluationError) -> TapeBlock {
    if let block = bound[name] { return block }
    if let block = known[name] { return block }
    let block: TapeBlock
    if let key = keys.last(where: { $0.key == name }) {
      block = .number(tape.add(.init(.given(key.value))))
    } else if let given = givens[name] {
      block = try leaf(given)
    } else if let quantity = graph[name] {
      guard quantity.keys.allSatisfy({ key in keys.contains { $0.key == key } }) else {
        throw EvaluationError("`\(name)` needs values for its keys")
      }
      let outer = place
      place = Place(quantity: name, path: 1)
      defer { place = outer }
      block = try self.block(quantity.formula)
    } else if name == "e" {
      block = .number(constant(Elementary.exp(1)))
    } else {
      throw EvaluationError("`\(name)` is not known here")
    }
    known[name] = block
    return block
  }

  private func leaf(_ value: Value) throws(EvaluationError) -> TapeBlock {
    switch value {
    case .number(let number): return .number(tape.add(.init(.given(number))))
    case .vector(let elements): return .vector(try leaves(elements))
    case .matrix(let matrix):
      return .matrix(
        rows: matrix.rows,
        columns: matrix.columns,
        try leaves(matrix.elements)
      )
    case .shape(let sizes): return .shape(sizes)
    case .list(let items):
      var blocks: [TapeBlock] = []
      for item in items { blocks.append(try leaf(item)) }
      return .list(blocks)
    }
  }

  private func leaves(_ elements: [Double]) throws(EvaluationError) -> [Int] {
    try makeRoom(for: elements.count)
    return elements.map { tape.add(.init(.given($0))) }
  }

  // MARK: - Nodes

  /// Throws if so many nodes more are too many: a formula of a few letters may make billions.
  func makeRoom(for count: Int) throws(EvaluationError) {
    guard count <= Self.mostNodes - min(tape.count, Self.mostNodes) else {
      throw EvaluationError("the computation takes more than \(Self.mostNodes) numbers")
    }
  }

  func constant(_ value: Double) -> Int {
    if let known = constants[value] { return known }
    let node = tape.add(.init(.constant(value)))
    constants[value] = node
    return node
  }

  /// Adds an operation of the formula at hand.
  func add(
    _ operation: Tape.Operation,
    _ left: Int,
    _ right: Int,
    _ expression: Expression?
  ) throws(EvaluationError) -> Int {
    try makeRoom(for: 1)
    return tape.add(.init(operation, left, right, site: expression.map(site) ?? -1))
  }

  func addSoftmax(
    _ inputs: [Int],
    position: Int,
    isLogarithm: Bool,
    _ expression: Expression?
  ) throws(EvaluationError) -> Int {
    try makeRoom(for: 1)
    let start = tape.operands.count
    guard inputs.count <= Self.mostOperands - min(start, Self.mostOperands) else {
      throw EvaluationError("a softmax takes more than \(Self.mostOperands) numbers")
    }
    tape.operands += inputs.map(Int32.init)
    return tape.add(
      .init(
        .softmax(position: position, isLogarithm: isLogarithm),
        start,
        start + inputs.count,
        site: expression.map(site) ?? -1
      )
    )
  }

  func function(_ name: String) -> Int? { tape.function(name) }

  private func site(_ expression: Expression) -> Int {
    if let known = siteOf[place] { return known }
    let family = Place(quantity: Self.family(place.quantity), path: place.path)
    let kind = kindOf[family] ?? kindOf.count
    kindOf[family] = kind
    tape.sites.append(.init(quantity: place.quantity, expression: expression, kind: kind))
    siteOf[place] = tape.sites.count - 1
    return tape.sites.count - 1
  }

  /// `zs` of `zs[1]`.
  private static func family(_ name: String) -> String {
    guard name.hasSuffix("]"), let open = name.lastIndex(of: "[") else { return name }
    return String(name[..<open])
  }

  // MARK: - Formulas

  /// The nodes of a formula.
  package func block(_ expression: Expression) throws(EvaluationError) -> TapeBlock {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw EvaluationError("the formula is nested too deep") }
    switch expression {
    case .number(let value): return .number(constant(value))
    case .name(let name): return try block(named: name)
    case .negate(let x):
      return try part(x, 0).map { node throws(EvaluationError) in
        try add(.negate, node, -1, expression)
      }
    case .binary(let operation, let left, let right):
      return try combine(operation, try part(left, 0), try part(right, 1), expression)
    case .call(let name, let arguments): return try call(name, arguments, expression)
    case .index(let base, let indices): return try element(of: base, indices)
    case .shape(let x):
      guard let sizes = try part(x, 0).dimensions else { throw EvaluationError("no shape") }
      return .shape(sizes)
    case .list(let items): return try listed(items)
    case .tuple(let items):
      var sizes: [Int] = []
      for item in items { sizes.append(try integer(item)) }
      return .shape(sizes)
    case .gradient(of: let x): return try block(gradient(of: x))
    case .derivative(of: let p, by: let q): return try derivative(of: p, by: q)
    case .quantity, .over: throw EvaluationError("`\(expression.text)` is no single computation")
    }
  }

  /// The nodes of a part of the formula at hand.
  func part(_ expression: Expression, _ position: Int) throws(EvaluationError) -> TapeBlock {
    let outer = place.path
    place.path = outer &* 31 &+ position &+ 1
    defer { place.path = outer }
    return try block(expression)
  }

  /// The nodes of a function's definition, with its parameters bound.
  func applied(
    _ definition: Graph.Definition,
    _ arguments: [TapeBlock],
    _ name: String
  ) throws(EvaluationError) -> TapeBlock {
    let (outer, outerPlace) = (bound, place)
    defer {
      bound = outer
      place = outerPlace
    }
    for (parameter, argument) in zip(definition.parameters, arguments) {
      bound[parameter] = argument
    }
    place = Place(quantity: name, path: 1)
    return try block(definition.body)
  }

  /// The nodes of a formula in which one name stands for a node.
  func block(
    _ expression: Expression,
    binding name: String,
    to node: Int
  ) throws(EvaluationError) -> TapeBlock {
    let outer = bound
    defer { bound = outer }
    bound[name] = .number(node)
    return try block(expression)
  }

  func integer(_ expression: Expression) throws(EvaluationError) -> Int {
    if case .number(let value) = expression, let whole = Int(whole: value) { return whole }
    if case .negate(.number(let value)) = expression, let whole = Int(whole: -value) {
      return whole
    }
    if case .index(.shape(let x), let places) = expression, places.count == 1,
      let sizes = try part(x, 0).dimensions
    {
      let index = try integer(places[0])
      let position = index < 0 ? index + sizes.count : index
      guard sizes.indices.contains(position) else { throw EvaluationError("no such size") }
      return sizes[position]
    }
    if let node = try part(expression, 0).number {
      switch tape.nodes[node].operation {
      case .constant(let value), .given(let value):
        if let whole = Int(whole: value) { return whole }
      default: break
      }
      if let whole = Int(whole: tape.values()[node]) { return whole }
    }
    throw EvaluationError("`\(expression.text)` should be a whole number")
  }

  private func gradient(of expression: Expression) throws(EvaluationError) -> Expression {
    if case .name(let name) = expression, let formula = graph.gradients[name] { return formula }
    if case .index(let base, let indices) = expression {
      return .index(try gradient(of: base), indices)
    }
    throw EvaluationError("there is no gradient of `\(expression.text)`")
  }

  // MARK: - Memory of slopes

  func knownSlope(_ slope: Slope) -> Int?? { slopes[slope] }
  func remember(_ slope: Slope, _ node: Int?) { slopes[slope] = .some(node) }
}
