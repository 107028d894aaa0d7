import Matrices

/// Sums that are 0 but for rounding: 0.1 + 0.2 − 0.3 is 0, wherever it is computed.
///
/// A sum is looked at only where it is far smaller than its terms; its true size is then that of all
/// terms it is made of, however deep they lie, as if nothing cancelled.
extension Evaluator {
  /// Below this share of its largest term a sum may be 0 but for rounding.
  static let suspiciousShare = 1e-11

  /// The sum or difference of two values, with zeros in the place of what only rounding leaves.
  func settled(
    _ sum: Value,
    of left: Expression,
    _ leftValue: Value,
    and right: Expression,
    at keys: [KeyValue]
  ) -> Value {
    // A sum is small against one term if and only if it is small against both.
    if case .number(let total) = sum, case .number(let term) = leftValue,
      total == 0 || abs(total) > Self.suspiciousShare * abs(term)
    {
      return sum
    }
    let largest = leftValue.elements.reduce(0) { max($0, abs($1)) }
    guard
      sum.elements.contains(where: { $0 != 0 && abs($0) <= Self.suspiciousShare * largest }),
      let first = try? size(of: left, keys), let second = try? size(of: right, keys),
      let sizes = try? Value.apply(.add, first, second)
    else { return sum }
    return Self.zeroed(sum, sizes)
  }

  /// A sum of products, or of elements, likewise.
  func settled(_ sum: Value, of expression: Expression, at keys: [KeyValue]) -> Value {
    // A product of numbers cancels nothing.
    if case .call("dot", let factors) = expression,
      (try? shape(of: factors[0], keys))?.isNumber ?? true
    {
      return sum
    }
    guard sum.elements.contains(where: { $0 != 0 && abs($0) <= Self.suspiciousShare }),
      let sizes = try? size(of: expression, keys)
    else { return sum }
    return Self.zeroed(sum, sizes)
  }

  /// The place of an extreme among elements, where those that only rounding tells apart are equal.
  func place(
    _ name: String,
    of argument: Expression,
    _ value: Value,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    let sizes = (try? size(of: argument, keys))?.elements ?? []
    return try MatrixFunctions.place(value, name: name, sizes: sizes)
  }

  private static func zeroed(_ value: Value, _ sizes: Value) -> Value {
    (try? Value.combine(value, sizes, by: "0") { Tape.settled($0, size: $1) }) ?? value
  }

  /// The sizes that the elements of a formula would have if nothing in it cancelled.
  private func size(
    of expression: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    switch expression {
    case .name(let name):
      if givens[name] == nil, !keys.contains(where: { $0.key == name }),
        let quantity = graph[name], quantity.keys.isEmpty, overrides[Cell(name: name)] == nil
      {
        if let known = sizes[name] { return known }
        // What is being measured counts as it is, so that a circle ends.
        sizes[name] = try evaluate(expression, at: keys).map { abs($0) }
        let size = try size(of: quantity.formula, keys)
        sizes[name] = size
        return size
      }
    case .negate(let x): return try size(of: x, keys)
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      return try Value.apply(.add, try size(of: a, keys), try size(of: b, keys))
    case .binary(.multiply, let a, let b) where products == .elementwise,
      .binary(.hadamard, let a, let b):
      return try Value.apply(.multiply, try size(of: a, keys), try size(of: b, keys))
    case .binary(.matrixProduct, let a, let b):
      return try MatrixFunctions.dot(try size(of: a, keys), try size(of: b, keys))
    case .binary(.divide, let a, let b):
      let divisor = try evaluate(b, at: keys).map { abs($0) }
      return try Value.apply(.divide, try size(of: a, keys), divisor)
    case .call(let name, let arguments): return try size(of: name, arguments, expression, keys)
    case .index(let base, let indices):
      var positions: [Int] = []
      for index in indices { positions.append(try integer(index, at: keys)) }
      return try size(of: base, keys).element(at: positions)
    case .list(let items):
      var sizes: [Value] = []
      for item in items { sizes.append(try size(of: item, keys)) }
      return try Value.listed(sizes)
    default: break
    }
    return try evaluate(expression, at: keys).map { abs($0) }
  }

  private func size(
    of name: String,
    _ arguments: [Expression],
    _ expression: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    switch name {
    case "dot" where arguments.count == 2:
      return try MatrixFunctions.dot(
        try size(of: arguments[0], keys),
        try size(of: arguments[1], keys)
      )
    case "transpose", "sum", "mean", "repeat", "outer", "diag":
      guard let function = Function.named[name] else { break }
      var sizes: [Value] = []
      for (place, argument) in arguments.enumerated() {
        // What follows the matrix is an axis or a count, but for the other vector of `outer`.
        let isMatrix = place == 0 || name == "outer"
        sizes.append(try isMatrix ? size(of: argument, keys) : evaluate(argument, at: keys))
      }
      guard let value = try? function.apply(sizes) else { break }
      return value
    default:
      guard arguments.count == 1, let function = Elementary.functions[name] else { break }
      let x = try evaluate(arguments[0], at: keys)
      return try Value.combine(x, try size(of: arguments[0], keys), by: name) { x, argument in
        Elementary.size(of: function, at: x, argument: argument)
      }
    }
    return try evaluate(expression, at: keys).map { abs($0) }
  }
}
