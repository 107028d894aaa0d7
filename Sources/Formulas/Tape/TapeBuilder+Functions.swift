/// Operations and functions of numbers, vectors and matrices, taken apart as `Value` computes them.
extension TapeBuilder {
  func combine(
    _ operation: Expression.Operation,
    _ left: TapeBlock,
    _ right: TapeBlock,
    _ expression: Expression?
  ) throws(EvaluationError) -> TapeBlock {
    if operation == .matrixProduct { return try dot(left, right, expression) }
    let op = Self.operation(operation)
    return try elementwise(left, right) { a, b throws(EvaluationError) in
      try add(op, a, b, expression)
    }
  }

  /// Joins two blocks element by element, in the shapes that `Value.combine` takes.
  func elementwise(
    _ left: TapeBlock,
    _ right: TapeBlock,
    _ join: (Int, Int) throws(EvaluationError) -> Int
  ) throws(EvaluationError) -> TapeBlock {
    switch (left, right) {
    case (.number(let a), _):
      return try right.map { b throws(EvaluationError) in try join(a, b) }
    case (_, .number(let b)):
      return try left.map { a throws(EvaluationError) in try join(a, b) }
    case (.list(let a), .list(let b)) where a.count == b.count:
      var items: [TapeBlock] = []
      for (x, y) in zip(a, b) { items.append(try elementwise(x, y, join)) }
      return .list(items)
    default: break
    }
    guard var a = left.asMatrix, var b = right.asMatrix else {
      throw EvaluationError("arithmetic on lists or shapes")
    }
    if case .vector = left, case .matrix(let rows, _, _) = right, rows == 1 {
      a = (1, a.nodes.count, a.nodes)
    }
    if case .vector = right, case .matrix(let rows, _, _) = left, rows == 1 {
      b = (1, b.nodes.count, b.nodes)
    }
    guard a.rows == b.rows, a.columns == b.columns else { throw EvaluationError("shapes differ") }
    var nodes: [Int] = []
    for (x, y) in zip(a.nodes, b.nodes) { nodes.append(try join(x, y)) }
    if case .vector = left, case .vector = right { return .vector(nodes) }
    return .matrix(rows: a.rows, columns: a.columns, nodes)
  }

  private static func operation(_ operation: Expression.Operation) -> Tape.Operation {
    switch operation {
    case .add: .add
    case .subtract: .subtract
    case .multiply, .hadamard, .matrixProduct: .multiply
    case .divide: .divide
    case .power: .power
    }
  }

  func dot(
    _ left: TapeBlock,
    _ right: TapeBlock,
    _ expression: Expression?
  ) throws(EvaluationError) -> TapeBlock {
    switch (left, right) {
    case (.number, _), (_, .number): return try combine(.multiply, left, right, expression)
    case (.vector(let a), .vector(let b)):
      guard a.count == b.count else { throw EvaluationError("shapes differ") }
      return .number(try sum(of: zip(a, b).map { ($0, $1) }, expression))
    default: break
    }
    guard var a = left.asMatrix, var b = right.asMatrix else {
      throw EvaluationError("a product of lists or shapes")
    }
    if case .vector = left { a = (1, a.nodes.count, a.nodes) }
    if case .vector = right, a.columns == 1, b.nodes.count != 1 { b = (1, b.nodes.count, b.nodes) }
    guard a.columns == b.rows else { throw EvaluationError("shapes differ") }
    var nodes: [Int] = []
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        let pairs = (0..<a.columns).map {
          (a.nodes[row * a.columns + $0], b.nodes[$0 * b.columns + column])
        }
        nodes.append(try sum(of: pairs, expression))
      }
    }
    return .matrix(rows: a.rows, columns: b.columns, nodes)
  }

  private func sum(
    of pairs: [(Int, Int)],
    _ expression: Expression?
  ) throws(EvaluationError) -> Int {
    var total: Int?
    for (a, b) in pairs {
      let product = try add(.multiply, a, b, expression)
      if let sum = total {
        total = try add(.add, sum, product, expression)
      } else {
        total = product
      }
    }
    return total ?? constant(0)
  }

  func listed(_ items: [Expression]) throws(EvaluationError) -> TapeBlock {
    var blocks: [TapeBlock] = []
    for (position, item) in items.enumerated() { blocks.append(try part(item, position)) }
    let numbers = blocks.compactMap { if case .number(let node) = $0 { node } else { nil } }
    if numbers.count == blocks.count { return .vector(numbers) }
    let rows = blocks.compactMap { if case .vector(let nodes) = $0 { nodes } else { nil } }
    if rows.count == blocks.count, let width = rows.first?.count,
      rows.allSatisfy({ $0.count == width })
    {
      return .matrix(rows: rows.count, columns: width, rows.flatMap { $0 })
    }
    return .list(blocks)
  }

  // MARK: - Elements

  func element(of base: Expression, _ indices: [Expression]) throws(EvaluationError) -> TapeBlock {
    var block = try part(base, 0)
    var places: [Int] = []
    for index in indices { places.append(try integer(index)) }
    func position(_ index: Int, _ count: Int) throws(EvaluationError) -> Int {
      let position = index < 0 ? index + count : index
      guard position >= 0, position < count else {
        throw EvaluationError("index \(index) of \(count)")
      }
      return position
    }
    while let first = places.first {
      switch block {
      case .list(let items):
        block = items[try position(first, items.count)]
        places.removeFirst()
      case .vector(let nodes):
        block = .number(nodes[try position(first, nodes.count)])
        places.removeFirst()
      case .matrix(let rows, let columns, let nodes):
        if places.count > 1 {
          let row = try position(first, rows)
          let column = try position(places[1], columns)
          block = .number(nodes[row * columns + column])
          places.removeFirst(2)
        } else if columns == 1 {
          block = .number(nodes[try position(first, rows)])
          places.removeFirst()
        } else if rows == 1 {
          block = .number(nodes[try position(first, columns)])
          places.removeFirst()
        } else {
          let row = try position(first, rows)
          block = .vector(Array(nodes[(row * columns)..<((row + 1) * columns)]))
          places.removeFirst()
        }
      case .shape(let sizes):
        block = .number(constant(Double(sizes[try position(first, sizes.count)])))
        places.removeFirst()
      case .number: throw EvaluationError("an index of a number")
      }
    }
    return block
  }

  // MARK: - Functions

  func call(
    _ name: String,
    _ arguments: [Expression],
    _ expression: Expression
  ) throws(EvaluationError) -> TapeBlock {
    if name == "zeros" || name == "ones" { return try filled(name == "ones" ? 1 : 0, arguments) }
    if name == "repeat" { return try repeated(arguments) }
    var blocks: [TapeBlock] = []
    let isAlongAxis =
      arguments.count == 2 && ["sum", "mean", "softmax", "ln_softmax"].contains(name)
    for (position, argument) in arguments.enumerated() where !(isAlongAxis && position == 1) {
      blocks.append(try part(argument, position))
    }
    let axis = isAlongAxis ? try integer(arguments[1]) : nil
    if name == "softmax_backward" {
      return try softmaxBackward(blocks, try integer(arguments[2]), expression)
    }
    if let definition = graph.definitions[name] { return try applied(definition, blocks, name) }
    switch name {
    case "dot": return try dot(blocks[0], blocks[1], expression)
    case "transpose":
      guard case .matrix(let rows, let columns, let nodes) = blocks[0] else { return blocks[0] }
      let turned = (0..<columns).flatMap { column in
        (0..<rows).map { nodes[$0 * columns + column] }
      }
      return .matrix(rows: columns, columns: rows, turned)
    case "cost_derivative": return try combine(.subtract, blocks[0], blocks[1], expression)
    case "sum", "mean": return try total(name, blocks[0], axis, expression)
    case "softmax", "ln_softmax":
      return try softmax(blocks[0], axis, isLogarithm: name == "ln_softmax", expression)
    case "softmax_prime": return try softmaxJacobian(blocks[0], expression)
    case "safe_ln":
      return try elementwise(blocks[0], blocks[1]) { x, safe throws(EvaluationError) in
        try add(.safeLn(1), x, safe, expression)
      }
    case "leaky_relu", "leaky_relu_prime":
      guard let slope = blocks[1].number else { throw EvaluationError("no slope") }
      return try blocks[0].map { node throws(EvaluationError) in
        try add(.leaky(isSlope: name == "leaky_relu_prime"), node, slope, expression)
      }
    default: break
    }
    if let (activation, slope) = Self.slopes[name] {
      return try blocks[0].map { z throws(EvaluationError) in
        try add(.slope(slope), try self.activation(activation, at: z), z, expression)
      }
    }
    guard arguments.count == 1, let function = function(name) else {
      throw EvaluationError("`\(name)` cannot be taken apart into numbers")
    }
    return try blocks[0].map { node throws(EvaluationError) in
      let result = try add(.function(function), node, -1, expression)
      activations[Applied(function: function, node: node)] = result
      return result
    }
  }

  /// Slopes that people compute from the activation.
  private static let slopes: [String: (activation: String, slope: Tape.Slope)] = [
    "sigmoid_prime": ("sigmoid", .sigmoid), "tanh_prime": ("tanh", .tanh),
    "relu_prime": ("relu", .relu),
  ]

  /// The node of a function of a node: the one that is there, or a new one.
  private func activation(_ name: String, at node: Int) throws(EvaluationError) -> Int {
    guard let function = function(name) else { throw EvaluationError("`\(name)` is no function") }
    let applied = Applied(function: function, node: node)
    if let known = activations[applied] { return known }
    let result = try add(.function(function), node, -1, nil)
    activations[applied] = result
    return result
  }

  /// The matrix of a_i (δ_ik − a_k).
  private func softmaxJacobian(
    _ block: TapeBlock,
    _ expression: Expression
  ) throws(EvaluationError) -> TapeBlock {
    var a: [Int] = []
    for position in block.nodes.indices {
      a.append(try addSoftmax(block.nodes, position: position, isLogarithm: false, expression))
    }
    var nodes: [Int] = []
    for (i, own) in a.enumerated() {
      for (k, other) in a.enumerated() {
        let factor = try add(.subtract, constant(i == k ? 1 : 0), other, nil)
        nodes.append(try add(.multiply, own, factor, nil))
      }
    }
    return .matrix(rows: a.count, columns: a.count, nodes)
  }

  /// The product a ⊙ (g − Σ g a), with a sum for each example.
  private func softmaxBackward(
    _ blocks: [TapeBlock],
    _ axis: Int,
    _ expression: Expression
  ) throws(EvaluationError) -> TapeBlock {
    let weighted = try combine(.multiply, blocks[1], blocks[0], nil)
    let sums = try total("sum", weighted, axis, expression)
    guard let a = blocks[0].asMatrix else { throw EvaluationError("no vector") }
    guard a.nodes.count == blocks[1].nodes.count,
      sums.nodes.count == (axis == 0 ? a.columns : a.rows)
    else { throw EvaluationError("shapes differ") }
    let spread = (0..<a.nodes.count).map { index in
      sums.nodes[axis == 0 ? index % a.columns : index / a.columns]
    }
    let difference = try combine(
      .subtract,
      .matrix(rows: a.rows, columns: a.columns, blocks[1].nodes),
      .matrix(rows: a.rows, columns: a.columns, spread),
      nil
    )
    return try combine(
      .multiply,
      .matrix(rows: a.rows, columns: a.columns, a.nodes),
      difference,
      nil
    )
  }

  private func filled(
    _ value: Double,
    _ arguments: [Expression]
  ) throws(EvaluationError) -> TapeBlock {
    var sizes: [Int] = []
    for argument in arguments { sizes.append(try integer(argument)) }
    guard (1...2).contains(sizes.count), sizes.allSatisfy({ $0 > 0 }),
      sizes.saturatingProduct < 10_000
    else { throw EvaluationError("sizes out of range") }
    // Each is a number of its own, that can be set without the others.
    var nodes: [Int] = []
    for _ in 0..<sizes.saturatingProduct { nodes.append(try add(.constant(value), -1, -1, nil)) }
    return sizes.count == 1
      ? .vector(nodes) : .matrix(rows: sizes[0], columns: sizes[1], nodes)
  }

  private func repeated(_ arguments: [Expression]) throws(EvaluationError) -> TapeBlock {
    guard let vector = try part(arguments[0], 0).asMatrix else {
      throw EvaluationError("no vector")
    }
    let count = try integer(arguments[1])
    let isDown = try integer(arguments[2]) == 0
    guard count > 0, (isDown ? vector.rows : vector.columns) == 1 else {
      throw EvaluationError("`repeat` wants a vector and how often it is repeated")
    }
    try makeRoom(for: [count, vector.nodes.count].saturatingProduct)
    let rows = isDown ? count : vector.rows
    let columns = isDown ? vector.columns : count
    let nodes = (0..<rows).flatMap { row in
      (0..<columns).map { vector.nodes[isDown ? $0 : row] }
    }
    return .matrix(rows: rows, columns: columns, nodes)
  }

  /// The sum or mean of all elements, or of the rows (axis 0) or columns (axis 1).
  private func total(
    _ name: String,
    _ block: TapeBlock,
    _ axis: Int?,
    _ expression: Expression
  ) throws(EvaluationError) -> TapeBlock {
    func joined(_ nodes: [Int]) throws(EvaluationError) -> Int {
      guard var total = nodes.first else { return constant(0) }
      for node in nodes.dropFirst() { total = try add(.add, total, node, expression) }
      guard name == "mean" else { return total }
      return try add(.divide, total, constant(Double(nodes.count)), expression)
    }
    guard let axis else { return .number(try joined(block.nodes)) }
    guard let (rows, columns, nodes) = block.asMatrix else { throw EvaluationError("no matrix") }
    var sums: [Int] = []
    for place in 0..<(axis == 0 ? columns : rows) {
      let line =
        axis == 0
        ? (0..<rows).map { nodes[$0 * columns + place] }
        : (0..<columns).map { nodes[place * columns + $0] }
      sums.append(try joined(line))
    }
    return axis == 0
      ? .matrix(rows: 1, columns: columns, sums) : .matrix(rows: rows, columns: 1, sums)
  }

  private func softmax(
    _ block: TapeBlock,
    _ axis: Int?,
    isLogarithm: Bool,
    _ expression: Expression
  ) throws(EvaluationError) -> TapeBlock {
    guard let (rows, columns, nodes) = block.asMatrix else { throw EvaluationError("no vector") }
    let isDown = axis.map { $0 == 0 } ?? (columns == 1)
    var elements: [Int] = []
    for index in nodes.indices {
      let (row, column) = (index / columns, index % columns)
      let inputs =
        isDown
        ? (0..<rows).map { nodes[$0 * columns + column] }
        : (0..<columns).map { nodes[row * columns + $0] }
      elements.append(
        try addSoftmax(
          inputs,
          position: isDown ? row : column,
          isLogarithm: isLogarithm,
          expression
        )
      )
    }
    if case .vector = block { return .vector(elements) }
    return .matrix(rows: rows, columns: columns, elements)
  }
}
