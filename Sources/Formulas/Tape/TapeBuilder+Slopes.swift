/// d p / d q on a tape: each slope is made of the nodes that are there, so that ∂z₄/∂w₇ is the node n₁.
extension TapeBuilder {
  func derivative(of p: Expression, by q: Expression) throws(EvaluationError) -> TapeBlock {
    let (above, below) = (try part(p, 0), try part(q, 1))
    if let node = above.number, let by = below.number {
      guard let slope = try slope(of: node, by: by) else {
        throw EvaluationError.independent(p, of: q, sources: graph.sources(of: p))
      }
      return .number(slope)
    }
    guard let by = below.asMatrix, let of = above.asMatrix else {
      throw EvaluationError("a derivative of lists or shapes")
    }
    var slopes: [Int?] = []
    for node in of.nodes {
      for other in by.nodes { slopes.append(try slope(of: node, by: other)) }
    }
    guard slopes.contains(where: { $0 != nil }) else {
      throw EvaluationError.independent(p, of: q, sources: graph.sources(of: p))
    }
    let nodes = slopes.map { $0 ?? constant(0) }
    if of.nodes.count == 1 { return .matrix(rows: by.rows, columns: by.columns, nodes) }
    if by.nodes.count == 1 { return .matrix(rows: of.rows, columns: of.columns, nodes) }
    return .matrix(rows: of.nodes.count, columns: by.nodes.count, nodes)
  }

  /// The node of d node / d by; nil where it is 0 everywhere.
  private func slope(of node: Int, by: Int) throws(EvaluationError) -> Int? {
    if node == by { return constant(1) }
    // What comes before a node cannot depend on it.
    guard node > by else { return nil }
    let key = Slope(of: node, by: by)
    if let known = knownSlope(key) { return known }
    let result = try slope(tape.nodes[node], node, by: by)
    remember(key, result)
    return result
  }

  private func slope(_ parts: Tape.Node, _ node: Int, by: Int) throws(EvaluationError) -> Int? {
    let (left, right) = (Int(parts.left), Int(parts.right))
    switch parts.operation {
    case .constant, .given, .copy, .twice, .scaledProduct, .scaledDifference,
      .affine, .slopedDifference, .reflected, .softmaxSlip, .crossEntropy:
      return nil
    case .negate:
      return try slope(of: left, by: by).map { s throws(EvaluationError) in try negated(s) }
    case .add: return try sum(slope(of: left, by: by), slope(of: right, by: by))
    case .subtract:
      let second = try slope(of: right, by: by).map { s throws(EvaluationError) in try negated(s) }
      return try sum(slope(of: left, by: by), second)
    case .multiply:
      let first = try slope(of: left, by: by).map { s throws(EvaluationError) in
        try product(s, right)
      }
      let second = try slope(of: right, by: by).map { s throws(EvaluationError) in
        try product(left, s)
      }
      return try sum(first, second)
    case .divide:
      let first = try slope(of: left, by: by).map { s throws(EvaluationError) in
        try add(.divide, s, right, nil)
      }
      let second = try slope(of: right, by: by).map { s throws(EvaluationError) in
        let square = try add(.multiply, right, right, nil)
        return try negated(try add(.divide, try product(left, s), square, nil))
      }
      return try sum(first, second)
    case .power: return try powerSlope(left, right, by: by)
    case .function(let index):
      return try slope(of: left, by: by).map { s throws(EvaluationError) in
        try product(
          try slope(ofFunction: tape.functions[index].name, [.name(Self.argument)], left),
          s
        )
      }
    case .slope(let kind):
      // a (1 − a) and 1 − a² as functions of a; an a that is set itself leaves f′(z) as it was.
      guard left != by else { return nil }
      guard kind != .relu else {
        return try slope(of: left, by: by).map { _ in constant(0) }
      }
      return try slope(of: left, by: by).map { s throws(EvaluationError) in
        let twice = try product(constant(2), left)
        let outer =
          kind == .sigmoid
          ? try add(.subtract, constant(1), twice, nil) : try negated(twice)
        return try product(outer, s)
      }
    case .safeLn:
      guard let inner = try slope(of: left, by: by) else { return nil }
      if let safe = try slope(of: right, by: by) { return safe }
      guard let clipped = function("clipped") else { return nil }
      return try add(.divide, inner, try add(.function(clipped), left, -1, nil), nil)
    case .leaky(let isSlope):
      guard !isSlope else { return nil }
      return try slope(of: left, by: by).map { s throws(EvaluationError) in
        try product(try add(.leaky(isSlope: true), left, right, nil), s)
      }
    case .softmax(let position, let isLogarithm):
      return try softmaxSlope(node, position, isLogarithm: isLogarithm, by: by)
    }
  }

  private func powerSlope(_ base: Int, _ exponent: Int, by: Int) throws(EvaluationError) -> Int? {
    guard try slope(of: exponent, by: by) == nil else {
      throw EvaluationError("a power whose exponent changes")
    }
    return try slope(of: base, by: by).map { s throws(EvaluationError) in
      var power = base
      if case .constant(2) = tape.nodes[exponent].operation {
      } else {
        let lower = try add(.subtract, exponent, constant(1), nil)
        power = try add(.power, base, lower, nil)
      }
      return try product(try product(exponent, power), s)
    }
  }

  private static let argument = "the argument"

  /// f′ at a node.
  private func slope(
    ofFunction name: String,
    _ arguments: [Expression],
    _ node: Int
  ) throws(EvaluationError) -> Int {
    guard let formula = Evaluator.slope(ofFunction: name, arguments),
      let slope = try block(formula, binding: Self.argument, to: node).number
    else { throw EvaluationError("`\(name)` cannot be differentiated") }
    return slope
  }

  /// Σ_k a_i (δ_ik − a_k) dz_k, and without a_i for the logarithm.
  private func softmaxSlope(
    _ node: Int,
    _ position: Int,
    isLogarithm: Bool,
    by: Int
  ) throws(EvaluationError) -> Int? {
    let inputs = tape.operands(of: node)
    var total: Int?
    for (k, input) in inputs.enumerated() {
      guard let inner = try slope(of: input, by: by) else { continue }
      let share = try addSoftmax(inputs, position: k, isLogarithm: false, nil)
      let factor =
        k == position ? try add(.subtract, constant(1), share, nil) : try negated(share)
      total = try sum(total, try product(factor, inner))
    }
    guard !isLogarithm else { return total }
    return try total.map { t throws(EvaluationError) in try product(node, t) }
  }

  // MARK: - Simple sums and products

  private func sum(_ a: Int?, _ b: Int?) throws(EvaluationError) -> Int? {
    guard let a else { return b }
    guard let b else { return a }
    return try add(.add, a, b, nil)
  }

  private func product(_ a: Int, _ b: Int) throws(EvaluationError) -> Int {
    if case .constant(1) = tape.nodes[a].operation { return b }
    if case .constant(1) = tape.nodes[b].operation { return a }
    return try add(.multiply, a, b, nil)
  }

  private func negated(_ node: Int) throws(EvaluationError) -> Int {
    switch tape.nodes[node].operation {
    case .constant(let value): return constant(-value)
    case .negate: return Int(tape.nodes[node].left)
    default: return try add(.negate, node, -1, nil)
    }
  }
}
