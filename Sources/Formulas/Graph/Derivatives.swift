import Matrices

/// A cell of a graph and the cell that it is differentiated by.
struct SlopeKey: Hashable {
  let cell: Expression
  let by: Expression
}

/// d p / d q of any two quantities, by differentiating the graph.
///
/// Vectors and matrices are taken apart into cells, numbers with a place: `zs[1][0, 0]`. The slope
/// of a cell is a formula over the cells it is made of and over their own slopes, so that each is
/// computed once, however many ways lead from q to p.
extension Evaluator {
  /// The derivative of a formula by a quantity, in the shape of whichever is no single number; for
  /// two vectors the Jacobian, a row for each element of p.
  ///
  /// - Throws: `EvaluationError` if q is no quantity, if p does not depend on it, or if p holds what
  ///   has no derivative.
  func derivative(
    of p: Expression,
    by q: Expression,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    let (pShape, qShape) = (try shape(of: p, keys), try shape(of: q, keys))
    var cells: [Expression] = []
    for place in qShape.places {
      let cell = try element(q, place.row, place.column, keys)
      guard cell.isCell else {
        throw EvaluationError(
          "`\(q.text)` is no quantity to differentiate by",
          help: "name a quantity, such as w7 or zs[1]"
        )
      }
      cells.append(cell)
    }
    var slopes: [Double] = []
    var dependsOnAny = false
    for place in pShape.places {
      let formula = try element(p, place.row, place.column, keys)
      for cell in cells {
        let slope =
          formula.isCell
          ? try slope(ofCell: formula, by: cell, keys) : try slope(of: formula, by: cell, keys)
        if slope != nil { dependsOnAny = true }
        slopes.append(try slope.map { s throws(EvaluationError) in try number(s, keys) } ?? 0)
      }
    }
    guard pShape.isNumber || qShape.isNumber || pShape.isVector && qShape.isVector else {
      throw EvaluationError(
        "the derivative of \(pShape.name) by \(qShape.name) has no shape of its own",
        help: "take an element of one of them, as in zs[0][1]"
      )
    }
    guard dependsOnAny else {
      throw EvaluationError.independent(p, of: q, sources: graph.sources(of: p))
    }
    if pShape.isNumber, qShape.isNumber { return .number(slopes[0]) }
    if pShape.isNumber {
      return .matrix(Matrix(rows: qShape.rows, columns: qShape.columns, elements: slopes))
    }
    if qShape.isNumber {
      return .matrix(Matrix(rows: pShape.rows, columns: pShape.columns, elements: slopes))
    }
    return .matrix(
      Matrix(rows: pShape.places.count, columns: cells.count, elements: slopes)
    )
  }

  /// The slope of a cell as a formula, for those who want to see it; nil if it is 0 everywhere.
  package func derivativeFormula(
    of p: Expression,
    by q: Expression
  ) throws(EvaluationError) -> Expression? {
    let formula = try element(p, 0, 0, [])
    let cell = try element(q, 0, 0, [])
    return formula.isCell
      ? try slope(ofCell: formula, by: cell, []) : try slope(of: formula, by: cell, [])
  }

  private func number(
    _ expression: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Double {
    guard let number = try evaluate(expression, at: keys).number else {
      throw EvaluationError("`\(expression.text)` is no single number")
    }
    return number
  }
}

extension EvaluationError {
  /// A formula between backquotes; a name of several words has its own.
  private static func quoted(_ expression: Expression) -> String {
    if case .name(let name) = expression { return "`\(name)`" }
    return "`\(expression.text)`"
  }

  /// A derivative of what does not lie behind the quantity it is taken by.
  ///
  /// `sources`: What the first is computed from.
  static func independent(
    _ p: Expression,
    of q: Expression,
    sources: [String]
  ) -> EvaluationError {
    let shown = sources.prefix(mostSources).map { "`\($0)`" }.joined(separator: ", ")
    let rest = sources.count > mostSources ? " and others" : ""
    return EvaluationError(
      "\(quoted(p)) does not depend on \(quoted(q))",
      help: sources.isEmpty
        ? "it is computed from no quantity at all" : "it is computed from \(shown)\(rest)"
    )
  }

  private static let mostSources = 5
}

// MARK: - Slopes

extension Evaluator {
  /// d e / d cell as a formula; nil where it is 0.
  private func slope(
    of e: Expression,
    by cell: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression? {
    try count(8)
    if e == cell { return .number(1) }
    switch e {
    case .number: return nil
    case .name, .index:
      // A cell of its own: its slope is computed once and stands here by its name.
      guard e.isCell else { break }
      return try slope(ofCell: e, by: cell, keys).map { slope in
        if case .number = slope { slope } else { .derivative(of: e, by: cell) }
      }
    case .negate(let x): return try slope(of: x, by: cell, keys).map(Self.negated)
    case .binary(let operation, let left, let right):
      let a = try slope(of: left, by: cell, keys)
      let b = try slope(of: right, by: cell, keys)
      return try Self.slope(operation, left, right, a, b)
    case .call(let name, let arguments):
      if arguments.count == 1 || name.hasPrefix("leaky_relu") {
        guard let inner = try slope(of: arguments[0], by: cell, keys) else { return nil }
        guard let outer = Self.slope(ofFunction: name, arguments) else { break }
        return Self.product(outer, inner)
      }
      if name == "softmax_element" || name == "ln_softmax_element" {
        return try softmaxSlope(name, arguments, by: cell, keys)
      }
      if name == "max" || name == "min", arguments.count == 2 {
        return try extremeSlope(name, arguments, by: cell, keys)
      }
      if name == "safe_ln" {
        guard let inner = try slope(of: arguments[0], by: cell, keys) else { return nil }
        // Through z the slope is right at saturation too; what only the argument holds is set there.
        if let safe = try slope(of: arguments[1], by: cell, keys) { return safe }
        return .binary(.divide, inner, .call("clipped", [arguments[0]]))
      }
    default: break
    }
    throw EvaluationError("`\(e.text)` cannot be differentiated")
  }

  private func slope(
    ofCell e: Expression,
    by cell: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression? {
    if e == cell { return .number(1) }
    let key = SlopeKey(cell: e, by: cell)
    if let known = slopes[key] { return known }
    // What is being computed counts as 0, so that a circle ends; evaluation reports circles.
    slopes[key] = .some(nil)
    guard let (name, row, column) = e.cellPlace, givens[name] == nil, let quantity = graph[name]
    else { return nil }
    let formula = try element(quantity.formula, row, column, keys)
    let slope = try slope(of: formula, by: cell, keys)
    slopes[key] = .some(slope)
    return slope
  }

  private static func slope(
    _ operation: Expression.Operation,
    _ left: Expression,
    _ right: Expression,
    _ a: Expression?,
    _ b: Expression?
  ) throws(EvaluationError) -> Expression? {
    switch operation {
    case .add: return sum(a, b)
    case .subtract: return sum(a, b.map(negated))
    case .multiply, .hadamard, .matrixProduct:
      return sum(a.map { product($0, right) }, b.map { product(left, $0) })
    case .divide:
      return sum(
        a.map { .binary(.divide, $0, right) },
        b.map {
          negated(.binary(.divide, product(left, $0), .binary(.power, right, .number(2))))
        }
      )
    case .power:
      let byBase = a.map { slope -> Expression in
        let power: Expression
        if case .number(2) = right {
          power = left
        } else {
          power = .binary(.power, left, .binary(.subtract, right, .number(1)))
        }
        return product(product(right, power), slope)
      }
      let byExponent = b.map {
        product(.binary(.multiply, .binary(.power, left, right), .call("ln", [left])), $0)
      }
      return sum(byBase, byExponent)
    }
  }

  /// f′ of a function of one number, as a formula of its argument.
  static func slope(ofFunction name: String, _ arguments: [Expression]) -> Expression? {
    let x = arguments[0]
    func over(_ top: Double, _ bottom: Expression) -> Expression {
      .binary(.divide, .number(top), bottom)
    }
    let one = Expression.number(1)
    switch name {
    case "sigmoid", "tanh", "relu", "hard_sigmoid_keras2", "hard_sigmoid_keras3":
      return .call("\(name)_prime", [x])
    case "leaky_relu": return .call("leaky_relu_prime", arguments)
    case "sigmoid_prime":
      let factor = Expression.binary(
        .subtract,
        one,
        product(.number(2), .call("sigmoid", [x]))
      )
      return product(.call("sigmoid_prime", [x]), factor)
    case "tanh_prime":
      return product(
        .number(-2),
        product(.call("tanh", [x]), .call("tanh_prime", [x]))
      )
    case "relu_prime", "leaky_relu_prime", "hard_sigmoid_keras2_prime",
      "hard_sigmoid_keras3_prime", "clipped_prime", "sign", "round", "floor", "ceil":
      return .number(0)
    case "clipped": return .call("clipped_prime", [x])
    case "exp": return .call("exp", [x])
    case "ln": return over(1, x)
    case "ln_clipped": return over(1, .call("clipped", [x]))
    case "ln_sigmoid": return .call("sigmoid", [.negate(x)])
    case "log10": return over(1 / Elementary.ln(10), x)
    case "log2": return over(1 / Elementary.ln(2), x)
    case "sqrt": return over(0.5, .call("sqrt", [x]))
    case "abs": return .call("sign", [x])
    case "sin": return .call("cos", [x])
    case "cos": return negated(.call("sin", [x]))
    case "tan": return over(1, .binary(.power, .call("cos", [x]), .number(2)))
    default: return nil
    }
  }

  /// The slope of whichever of two numbers is the extreme; at a tie that of the second.
  private func extremeSlope(
    _ name: String,
    _ arguments: [Expression],
    by cell: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression? {
    let (first, second) = (arguments[0], arguments[1])
    let ahead: Expression =
      name == "max" ? .binary(.subtract, first, second) : .binary(.subtract, second, first)
    let isFirst = Expression.call("relu_prime", [ahead])
    let a = try slope(of: first, by: cell, keys)
    let b = try slope(of: second, by: cell, keys)
    return Self.sum(
      a.map { Self.product(isFirst, $0) },
      b.map { Self.product(.binary(.subtract, .number(1), isFirst), $0) }
    )
  }

  /// Σ_k ∂a_i/∂z_k dz_k, with ∂a_i/∂z_k = a_i (δ_ik − a_k), and δ_ik − a_k for the logarithm.
  private func softmaxSlope(
    _ name: String,
    _ arguments: [Expression],
    by cell: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression? {
    guard case .number(let own) = arguments[0] else { return nil }
    let inputs = Array(arguments.dropFirst())
    var total: Expression?
    for (k, input) in inputs.enumerated() {
      guard let inner = try slope(of: input, by: cell, keys) else { continue }
      let share = Expression.call("softmax_element", [.number(Double(k))] + inputs)
      let factor: Expression =
        k == Int(own) ? .binary(.subtract, .number(1), share) : .negate(share)
      total = Self.sum(total, Self.product(factor, inner))
    }
    guard name == "softmax_element" else { return total }
    return total.map { Self.product(.call("softmax_element", arguments), $0) }
  }

  // MARK: - Simple sums and products

  private static func sum(_ a: Expression?, _ b: Expression?) -> Expression? {
    guard let a else { return b }
    guard let b else { return a }
    return .binary(.add, a, b)
  }

  private static func product(_ a: Expression, _ b: Expression) -> Expression {
    if a == .number(1) { return b }
    if b == .number(1) { return a }
    return .binary(.multiply, a, b)
  }

  private static func negated(_ x: Expression) -> Expression {
    if case .number(let value) = x { return .number(-value) }
    if case .negate(let inner) = x { return inner }
    return .negate(x)
  }
}
