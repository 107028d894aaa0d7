import Matrices

/// The rows and columns of a value; a number has one of each, a plain vector is a column.
struct ElementShape: Hashable {
  let rows: Int
  let columns: Int
  let isNumber: Bool
  /// True for a vector without an orientation, `[1, 2]`.
  var isPlain = false

  var isVector: Bool { rows == 1 || columns == 1 }

  var name: String { isNumber ? "a number" : "a \(rows)×\(columns) matrix" }

  var places: [(row: Int, column: Int)] {
    (0..<rows).flatMap { row in (0..<columns).map { (row, $0) } }
  }
}

/// Formulas of matrices, taken apart into formulas of numbers.
extension Evaluator {
  func shape(
    of expression: Expression,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> ElementShape {
    switch try evaluate(expression, at: keys) {
    case .number: return ElementShape(rows: 1, columns: 1, isNumber: true)
    case .vector(let elements):
      return ElementShape(rows: elements.count, columns: 1, isNumber: false, isPlain: true)
    case .matrix(let matrix):
      return ElementShape(rows: matrix.rows, columns: matrix.columns, isNumber: false)
    case .shape, .list:
      throw EvaluationError("`\(expression.text)` is no number, vector or matrix")
    }
  }

  /// The element of a formula at a row and a column, as a formula of numbers over cells.
  ///
  /// A cell is a name, or a name with a row and a column; a name that only stands for another one
  /// is replaced by it.
  func element(
    _ expression: Expression,
    _ row: Int,
    _ column: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression {
    func part(
      _ x: Expression,
      _ r: Int = row,
      _ c: Int = column
    ) throws(EvaluationError) -> Expression {
      try element(x, r, c, keys)
    }
    switch expression {
    case .number: return expression
    case .negate(let x): return .negate(try part(x))
    case .binary(.matrixProduct, let left, let right):
      return try product(left, right, row, column, keys)
    case .binary(let operation, let left, let right):
      return .binary(operation, try part(left), try part(right))
    case .call(let name, let arguments):
      return try call(name, arguments, row, column, keys)
    case .gradient(of: let x): return try part(gradient(of: x))
    case .index(let base, let indices): return try indexed(base, indices, row, column, keys)
    case .list(let items):
      let isRow = row == 0 && items.indices.contains(column) && column > 0
      if isRow, case .list = items[0] {} else if isRow { return try part(items[column], 0, 0) }
      guard items.indices.contains(row) else { break }
      if case .list(let columns) = items[row], columns.indices.contains(column) {
        return try part(columns[column], 0, 0)
      }
      return try part(items[row], 0, 0)
    case .name(let name): return try cell(name, row, column, keys)
    default: break
    }
    throw EvaluationError("`\(expression.text)` cannot be taken apart into numbers")
  }

  /// A name as a cell, or what it stands for.
  private func cell(
    _ name: String,
    _ row: Int,
    _ column: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression {
    if givens[name] == nil, let formula = graph[name]?.formula {
      switch formula {
      case .name, .index, .list, .number:
        // Another name for the same thing; a list is made of its items.
        return try element(formula, row, column, keys)
      default: break
      }
    }
    let shape = try shape(of: .name(name), keys)
    if shape.isNumber { return .name(name) }
    // A plain vector lies as its neighbours want it: its place is the one that counts on.
    if shape.isPlain { return .index(.name(name), [.number(Double(max(row, column)))]) }
    return .index(.name(name), [.number(Double(row)), .number(Double(column))])
  }

  private func indexed(
    _ base: Expression,
    _ indices: [Expression],
    _ row: Int,
    _ column: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression {
    if case .shape = base {
      // A size is the same whatever the numbers are.
      return .number(Double(try integer(.index(base, indices), at: keys)))
    }
    var positions: [Int] = []
    for index in indices { positions.append(try integer(index, at: keys)) }
    // `zs[-1]` is an item of a list, and with a further index an element of it.
    if case .list(let items) = try listed(base) {
      let position = positions[0] < 0 ? positions[0] + items.count : positions[0]
      guard items.indices.contains(position) else {
        throw EvaluationError("index \(positions[0]) of a list of \(items.count)")
      }
      let item = items[position]
      guard positions.count > 1 else { return try element(item, row, column, keys) }
      return try indexed(
        item,
        positions.dropFirst().map { .number(Double($0)) },
        row,
        column,
        keys
      )
    }
    let shape = try shape(of: base, keys)
    func place(_ index: Int, in count: Int) throws(EvaluationError) -> Int {
      let place = index < 0 ? index + count : index
      guard place >= 0, place < count else {
        throw EvaluationError("index \(index) of \(shape.name)")
      }
      return place
    }
    if positions.count == 2 {
      return try element(
        base,
        try place(positions[0], in: shape.rows),
        try place(positions[1], in: shape.columns),
        keys
      )
    }
    if shape.columns == 1 {
      return try element(base, try place(positions[0], in: shape.rows), 0, keys)
    }
    if shape.rows == 1 {
      return try element(base, 0, try place(positions[0], in: shape.columns), keys)
    }
    // One index takes a row of a matrix, which stands as a column of its own.
    return try element(base, try place(positions[0], in: shape.rows), row, keys)
  }

  /// The expression, with names of lists of layers replaced by the lists.
  private func listed(_ base: Expression) throws(EvaluationError) -> Expression {
    guard case .name(let name) = base, givens[name] == nil, let formula = graph[name]?.formula
    else { return base }
    if case .list(let items) = formula,
      items.allSatisfy({ if case .name = $0 { true } else { false } }),
      case .list = try evaluate(base)
    {
      return formula
    }
    if case .name = formula { return try listed(formula) }
    return base
  }

  private func call(
    _ name: String,
    _ arguments: [Expression],
    _ row: Int,
    _ column: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression {
    if let definition = graph.definitions[name] {
      return try element(definition.applied(to: arguments), row, column, keys)
    }
    switch name {
    case "dot": return try product(arguments[0], arguments[1], row, column, keys)
    case "transpose":
      return try element(arguments[0], column, row, keys)
    case "zeros": return .number(0)
    case "ones": return .number(1)
    case "sum", "mean": return try sum(name, arguments, row, column, keys)
    case "max", "min":
      var cells: [Expression] = []
      for argument in arguments {
        for place in try shape(of: argument, keys).places {
          cells.append(try element(argument, place.row, place.column, keys))
        }
      }
      return Self.extreme(name, cells[...])
    case "argmax", "argmin":
      throw EvaluationError("`\(name)` gives a place, which has no derivative")
    case "repeat":
      let shape = try shape(of: arguments[0], keys)
      return try element(
        arguments[0],
        min(row, shape.rows - 1),
        min(column, shape.columns - 1),
        keys
      )
    case "safe_ln":
      return .call(
        name,
        [
          try element(arguments[0], row, column, keys),
          try element(arguments[1], row, column, keys),
        ]
      )
    case "softmax", "ln_softmax":
      let shape = try shape(of: arguments[0], keys)
      var axis = shape.columns == 1 ? 0 : 1
      if arguments.count == 2 { axis = try integer(arguments[1], at: keys) }
      let inputs = try line(of: arguments[0], row, column, along: axis, keys)
      return .call("\(name)_element", [.number(Double(axis == 0 ? row : column))] + inputs)
    case "softmax_prime":
      // a_i (δ_ik − a_k)
      let inputs = try shape(of: arguments[0], keys).places.map { place throws(EvaluationError) in
        try element(arguments[0], place.row, place.column, keys)
      }
      func share(_ k: Int) -> Expression {
        .call("softmax_element", [.number(Double(k))] + inputs)
      }
      return .binary(
        .multiply,
        share(row),
        .binary(.subtract, .number(row == column ? 1 : 0), share(column))
      )
    case "softmax_backward":
      // a ⊙ (g − Σ g a), with a sum for each example
      let axis = try integer(arguments[2], at: keys)
      let outputs = try line(of: arguments[0], row, column, along: axis, keys)
      let gradients = try line(of: arguments[1], row, column, along: axis, keys)
      let products = zip(gradients, outputs).map { Expression.binary(.multiply, $0, $1) }
      let position = axis == 0 ? row : column
      guard let first = products.first, outputs.indices.contains(position) else { break }
      let sum = products.dropFirst().reduce(first) { .binary(.add, $0, $1) }
      return .binary(
        .multiply,
        outputs[position],
        .binary(.subtract, gradients[position], sum)
      )
    case "leaky_relu", "leaky_relu_prime":
      return .call(name, [try element(arguments[0], row, column, keys), arguments[1]])
    default:
      guard Elementary.functions[name] != nil, arguments.count == 1 else { break }
      return .call(name, [try element(arguments[0], row, column, keys)])
    }
    throw EvaluationError("`\(name)` cannot be taken apart into numbers")
  }

  /// The extreme of numbers as one of two extremes, of either half of them.
  private static func extreme(_ name: String, _ cells: ArraySlice<Expression>) -> Expression {
    guard cells.count > 1 else { return cells.first ?? .number(.nan) }
    let middle = cells.startIndex + cells.count / 2
    return .call(name, [extreme(name, cells[..<middle]), extreme(name, cells[middle...])])
  }

  /// The elements of the column (axis 0) or row (axis 1) through a place.
  private func line(
    of expression: Expression,
    _ row: Int,
    _ column: Int,
    along axis: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> [Expression] {
    let shape = try shape(of: expression, keys)
    var elements: [Expression] = []
    for k in 0..<(axis == 0 ? shape.rows : shape.columns) {
      elements.append(try element(expression, axis == 0 ? k : row, axis == 0 ? column : k, keys))
    }
    return elements
  }

  private func product(
    _ left: Expression,
    _ right: Expression,
    _ row: Int,
    _ column: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression {
    let (a, b) = (try shape(of: left, keys), try shape(of: right, keys))
    guard !a.isNumber, !b.isNumber else {
      return .binary(
        .multiply,
        try element(left, row, column, keys),
        try element(right, row, column, keys)
      )
    }
    // A plain vector on the left is a row, and behind a column one on the right is, too.
    let isTurned = a.isPlain
    let isOuter = b.isPlain && !a.isPlain && a.columns == 1 && b.rows != 1
    var sum: Expression?
    for k in 0..<(isTurned ? a.rows : a.columns) {
      let term = Expression.binary(
        .multiply,
        try element(left, isTurned ? k : row, isTurned ? 0 : k, keys),
        try element(right, isOuter ? column : k, isOuter ? 0 : column, keys)
      )
      sum = sum.map { .binary(.add, $0, term) } ?? term
    }
    return sum ?? .number(0)
  }

  private func sum(
    _ name: String,
    _ arguments: [Expression],
    _ row: Int,
    _ column: Int,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Expression {
    let shape = try shape(of: arguments[0], keys)
    var places = shape.places
    if arguments.count == 2 {
      let axis = try integer(arguments[1], at: keys)
      places = places.filter { axis == 0 ? $0.column == column : $0.row == row }
    }
    var sum: Expression?
    for place in places {
      let term = try element(arguments[0], place.row, place.column, keys)
      sum = sum.map { .binary(.add, $0, term) } ?? term
    }
    let total = sum ?? .number(0)
    return name == "sum" ? total : .binary(.divide, total, .number(Double(places.count)))
  }
}

extension Expression {
  /// A number of a graph: a name, or a name with a row and a column.
  var isCell: Bool { cellPlace != nil }

  var cellPlace: (name: String, row: Int, column: Int)? {
    switch self {
    case .name(let name): return (name, 0, 0)
    case .index(.name(let name), let places):
      // An element of a plain vector has one place.
      guard (1...2).contains(places.count), case .number(let row) = places[0],
        case .number(let column) = places.count == 2 ? places[1] : .number(0)
      else { return nil }
      return (name, Int(row), Int(column))
    default: return nil
    }
  }
}
