/// Computes the quantities of a graph, each cell once.
///
/// Evaluation is bounded: steps, depth and sizes have limits, so that no formula can hold up a run.
package final class Evaluator {
  package let graph: Graph
  package let givens: [String: Value]
  /// The values that a key takes where a formula says `over` it, given the other keys.
  package var domain: (String, [KeyValue]) -> [Double]?
  /// Values that stand in for computed ones: what a student wrote.
  package let overrides: [Cell: Value]
  /// What a product of vectors and matrices means.
  package let products: Products
  /// The examples that a sum without a key of its own runs over: name to value for each.
  package let examples: [[String: Value]]

  private var memo: [Cell: Value] = [:]
  /// The slopes of cells by cells that derivatives went through.
  var slopes: [SlopeKey: Expression?] = [:]
  private var derivatives: [SlopeKey: Value] = [:]
  /// The sizes of quantities' terms that zeros were measured by.
  var sizes: [String: Value] = [:]
  private var example: Int?
  private var depth = 0
  private var steps = 0
  private let work: Work

  /// How `A B` is read where both are vectors or matrices.
  package enum Products: Sendable, CaseIterable {
    /// Element by element, as in NumPy.
    case elementwise
    /// Element by element, or as a product of matrices where only that fits.
    case fitting
    /// As a product of matrices, or element by element where only that fits.
    case matrix
    /// As a product of matrices, and `h · d` of two columns or two rows as the number that is their product.
    case inner
  }

  private static let mostSteps = 2_000_000
  private static let deepest = 400

  package init(
    graph: Graph,
    givens: [String: Value] = [:],
    overrides: [Cell: Value] = [:],
    examples: [[String: Value]] = [],
    products: Products = .elementwise,
    work: Work = Work(),
    domain: @escaping (String, [KeyValue]) -> [Double]? = { _, _ in nil }
  ) {
    self.graph = graph
    self.givens = givens
    self.overrides = overrides
    self.examples = examples
    self.products = products
    self.work = work
    self.domain = domain
  }

  /// The value of a quantity at keys.
  package func value(of cell: Cell) throws(EvaluationError) -> Value {
    if let override = overrides[cell] { return override }
    if example == nil, let known = memo[cell] { return known }
    guard let quantity = graph[cell.name] else {
      throw EvaluationError("`\(cell.name)` is not known here")
    }
    let value = try evaluate(quantity.formula, at: cell.at)
    if example == nil { memo[cell] = value }
    return value
  }

  /// Counts steps, so that no formula goes on for ever; a slope is worth eight.
  func count(_ steps: Int) throws(EvaluationError) {
    self.steps += steps
    guard self.steps <= Self.mostSteps else {
      throw EvaluationError("the formula takes more than \(Self.mostSteps) steps")
    }
  }

  /// The value of a formula where the keys have these values.
  package func evaluate(
    _ expression: Expression,
    at keys: [KeyValue] = []
  ) throws(EvaluationError) -> Value {
    try count(1)
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw EvaluationError("the formula calls itself, or is nested too deep")
    }
    switch expression {
    case .number(let value): return .number(value)
    case .name(let name): return try value(named: name, at: keys)
    case .negate(let x): return try evaluate(x, at: keys).map { -$0 }
    case .binary:
      return try chain(expression, at: keys)
    case .call(let name, let arguments): return try call(name, arguments, at: keys)
    case .quantity(let name, let bindings): return try quantity(name, bindings, at: keys)
    case .index(let base, let indices):
      var positions: [Int] = []
      for index in indices { positions.append(try integer(index, at: keys)) }
      return try evaluate(base, at: keys).element(at: positions)
    case .shape(let x): return .shape(try shape(of: evaluate(x, at: keys)))
    case .list(let items): return try list(items, at: keys)
    case .tuple(let items):
      var sizes: [Int] = []
      for item in items { sizes.append(try integer(item, at: keys)) }
      return .shape(sizes)
    case .over(let reduction, let body, let key):
      return try reduce(reduction, body, over: key, at: keys)
    case .gradient(of: let x): return try evaluate(gradient(of: x), at: keys)
    case .derivative(of: let p, by: let q): return try derivative(p, by: q, at: keys)
    }
  }

  /// The value of a long sum or product, term by term: its tree leans to the left and may be deep.
  private func chain(
    _ expression: Expression,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    var links: [(operation: Expression.Operation, right: Expression)] = []
    var first = expression
    while case .binary(let operation, let left, let right) = first {
      links.append((operation, right))
      first = left
    }
    var value = try evaluate(first, at: keys)
    var left = first
    links.reverse()
    for (place, link) in links.enumerated() {
      let right = try evaluate(link.right, at: keys)
      do throws(EvaluationError) {
        let before = value
        value = try combine(link.operation, value, right)
        switch link.operation {
        case .add, .subtract:
          value = settled(value, of: left, before, and: link.right, at: keys)
        case .matrixProduct:
          value = settled(value, of: .call("dot", [left, link.right]), at: keys)
        default: break
        }
      } catch {
        // `σ′(z) ⊙ Wᵀ δ`: what follows is a product of its own.
        let rest = links[(place + 1)...]
        guard products != .elementwise, Self.areFree(link.operation), !rest.isEmpty,
          rest.allSatisfy({ Self.areFree($0.operation) })
        else { throw error.naming(left, link.right) }
        let tail = rest.reduce(link.right) { .binary($1.operation, $0, $1.right) }
        return try combine(link.operation, value, try evaluate(tail, at: keys))
      }
      left = .binary(link.operation, left, link.right)
    }
    return value
  }

  /// True for a product that students write without brackets around the next one.
  private static func areFree(_ operation: Expression.Operation) -> Bool {
    operation == .multiply || operation == .hadamard
  }

  private func combine(
    _ operation: Expression.Operation,
    _ left: Value,
    _ right: Value
  ) throws(EvaluationError) -> Value {
    if operation == .matrixProduct {
      try work.charge(product: left, right)
      return try MatrixFunctions.dot(left, right)
    }
    if operation == .multiply, products != .elementwise {
      try work.charge(product: left, right)
      return try product(left, right)
    }
    let value = try Value.apply(operation, left, right)
    try work.charge(value)
    if operation == .power, case .number(let result) = value, result.isInfinite,
      left.isFinite, right.isFinite
    {
      throw EvaluationError("a power too large for a number")
    }
    return value
  }

  private func product(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    let isPlain = products == .fitting
    if products == .inner, left.isLikeVector(right) {
      return try MatrixFunctions.dot(.vector(left.elements), .vector(right.elements))
    }
    do throws(EvaluationError) {
      return try isPlain ? Value.apply(.multiply, left, right) : MatrixFunctions.dot(left, right)
    } catch let first {
      do throws(EvaluationError) {
        return try isPlain ? MatrixFunctions.dot(left, right) : Value.apply(.multiply, left, right)
      } catch {
        throw first
      }
    }
  }
}

// MARK: - Names

extension Evaluator {
  private func value(named name: String, at keys: [KeyValue]) throws(EvaluationError) -> Value {
    if let key = keys.last(where: { $0.key == name }) { return .number(key.value) }
    if let example, let value = examples[example][name] { return value }
    if let given = givens[name] { return given }
    if let quantity = graph[name] {
      return try value(of: Cell(name: name, at: try restricted(keys, to: quantity)))
    }
    if name == "e" { return .number(Elementary.exp(1)) }
    if name == "n", !examples.isEmpty { return .number(Double(examples.count)) }
    throw EvaluationError(
      "`\(name)` is not known here",
      unknown: name,
      among: graph.names + givens.keys.sorted()
    )
  }

  private func restricted(
    _ keys: [KeyValue],
    to quantity: Quantity
  ) throws(EvaluationError) -> [KeyValue] {
    var restricted: [KeyValue] = []
    for key in quantity.keys {
      guard let value = keys.last(where: { $0.key == key }) else {
        throw EvaluationError("`\(quantity.name)` needs a value for its key `\(key)`")
      }
      restricted.append(value)
    }
    return restricted
  }

  private func quantity(
    _ name: String,
    _ bindings: [Expression.Binding],
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    guard let quantity = graph[name] else {
      throw EvaluationError("`\(name)` is not a quantity")
    }
    var bound = keys
    for binding in bindings {
      guard quantity.keys.contains(binding.key) else {
        throw EvaluationError(
          "`\(name)` has no key `\(binding.key)`",
          unknown: binding.key,
          among: quantity.keys
        )
      }
      guard let value = try evaluate(binding.value, at: keys).number else {
        throw EvaluationError("the key `\(binding.key)` wants a number")
      }
      bound.append(KeyValue(key: binding.key, value: value))
    }
    return try value(of: Cell(name: name, at: try restricted(bound, to: quantity)))
  }

  private func derivative(
    _ p: Expression,
    by q: Expression,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    guard keys.isEmpty, example == nil else { return try derivative(of: p, by: q, at: keys) }
    let key = SlopeKey(cell: p, by: q)
    if let known = derivatives[key] { return known }
    let value = try derivative(of: p, by: q, at: keys)
    derivatives[key] = value
    return value
  }

  /// The formula of the gradient of the cost by a parameter.
  func gradient(of expression: Expression) throws(EvaluationError) -> Expression {
    if case .name(let name) = expression, let formula = graph.gradients[name] { return formula }
    // An element of a parameter matrix is the same element of its gradient.
    if case .index(let base, let indices) = expression {
      return .index(try gradient(of: base), indices)
    }
    throw EvaluationError(
      "there is no gradient of `\(expression.text)`",
      unknown: expression.text,
      among: graph.gradients.keys.sorted()
    )
  }
}

// MARK: - Functions

extension Evaluator {
  private func call(
    _ name: String,
    _ arguments: [Expression],
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    if let definition = graph.definitions[name] {
      return try evaluate(definition.applied(to: arguments), at: keys)
    }
    guard let function = Function.named[name] else {
      throw EvaluationError("`\(name)` is not a function")
    }
    var values: [Value] = []
    for argument in arguments { values.append(try evaluate(argument, at: keys)) }
    if name == "dot", values.count == 2 { try work.charge(product: values[0], values[1]) }
    do {
      if name == "argmax" || name == "argmin" {
        return try place(name, of: arguments[0], values[0], at: keys)
      }
      let value = try function.apply(values)
      try work.charge(value)
      guard Self.summing.contains(name) else { return value }
      return settled(value, of: .call(name, arguments), at: keys)
    } catch let error as EvaluationError {
      throw arguments.count == 2 ? error.naming(arguments[0], arguments[1]) : error
    } catch {
      throw EvaluationError("`\(name)` failed")
    }
  }

  /// The functions that add products or elements up.
  private static let summing: Set<String> = ["dot", "sum", "mean"]

  func integer(
    _ expression: Expression,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Int {
    guard let value = try evaluate(expression, at: keys).number, let whole = Int(whole: value)
    else { throw EvaluationError("`\(expression.text)` should be a whole number") }
    return whole
  }

  private func shape(of value: Value) throws(EvaluationError) -> [Int] {
    switch value {
    case .vector, .matrix: return value.shape
    case .number: return []
    case .shape, .list: throw EvaluationError("`.shape` of \(value.kindName)")
    }
  }

  private func list(_ items: [Expression], at keys: [KeyValue]) throws(EvaluationError) -> Value {
    var values: [Value] = []
    for item in items { values.append(try evaluate(item, at: keys)) }
    let value = try Value.listed(values)
    try work.charge(value)
    return value
  }

  private func reduce(
    _ reduction: Expression.Reduction,
    _ body: Expression,
    over key: String,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    var results: [(at: Double, value: Value)] = []
    if let domain = domain(key, keys.filter { $0.key != key }) {
      for value in domain {
        results.append(
          (value, try evaluate(body, at: keys + [KeyValue(key: key, value: value)]))
        )
      }
    } else if !examples.isEmpty, example == nil {
      defer { example = nil }
      for index in examples.indices {
        example = index
        results.append((Double(index), try evaluate(body, at: keys)))
      }
    } else {
      throw EvaluationError("nothing says which values `\(key)` takes")
    }
    return try Self.reduced(reduction, results, key: key)
  }

  private static func reduced(
    _ reduction: Expression.Reduction,
    _ results: [(at: Double, value: Value)],
    key: String
  ) throws(EvaluationError) -> Value {
    guard let first = results.first else { throw EvaluationError("`\(key)` takes no value") }
    switch reduction {
    case .sum, .mean:
      var total = first.value
      for result in results.dropFirst() { total = try Value.apply(.add, total, result.value) }
      return reduction == .sum
        ? total : try Value.apply(.divide, total, .number(Double(results.count)))
    case .min, .max, .argmin, .argmax:
      var best: (at: Double, value: Double)?
      for result in results {
        guard let value = result.value.number else {
          throw EvaluationError("`\(reduction.rawValue)` compares numbers")
        }
        if value.isNaN { continue }
        let isMinimum = reduction == .min || reduction == .argmin
        if let current = best {
          let lead = isMinimum ? current.value - value : value - current.value
          // A lead that only rounding makes is none: the place is the first of them.
          let size = reduction == .argmin || reduction == .argmax ? abs(value) : 0
          guard lead > 0, Tape.settled(lead, size: size) > 0 else { continue }
        }
        best = (result.at, value)
      }
      guard let best else { throw EvaluationError("no value of `\(key)` gives a number") }
      return .number(reduction == .min || reduction == .max ? best.value : best.at)
    }
  }
}

extension Value {
  /// True for two columns, or two rows, of as many numbers.
  fileprivate func isLikeVector(_ other: Value) -> Bool {
    guard shape == other.shape, elements.count > 1 else { return false }
    return shape.count == 1 || shape.count == 2 && shape.contains(1)
  }
}
