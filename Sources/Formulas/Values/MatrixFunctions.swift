import Matrices

/// The functions of vectors, matrices and shapes, with the names of the book's code and NumPy.
enum MatrixFunctions {
  /// More elements than this are refused before they are made.
  static let mostElements = 1_000_000

  static let all: [Function] = [
    Function(name: "dot", arity: 2...2) { try dot($0[0], $0[1]) },
    Function(name: "multiply", arity: 2...2) { try Value.apply(.multiply, $0[0], $0[1]) },
    Function(name: "transpose", arity: 1...1) { try transpose($0[0]) },
    Function(name: "outer", arity: 2...2) { arguments in
      .matrix(
        try product(
          Matrix(column: arguments[0].elements),
          Matrix(row: arguments[1].elements)
        )
      )
    },
    Function(name: "diag", arity: 1...1) { arguments in
      let elements = arguments[0].elements
      guard elements.count * elements.count <= mostElements else {
        throw EvaluationError("a diagonal of \(elements.count) is too large")
      }
      let size = elements.count
      let zeros = [Double](repeating: 0, count: size * size)
      var all = zeros
      for (place, element) in elements.enumerated() { all[place * size + place] = element }
      return .matrix(Matrix(rows: size, columns: size, elements: all))
    },
    Function(name: "zeros", arity: 1...2) { try filled(with: 0, $0) },
    Function(name: "ones", arity: 1...2) { try filled(with: 1, $0) },
    Function(name: "sum", arity: 1...2) { arguments in
      guard arguments.count == 2 else { return .number(arguments[0].elements.reduce(0, +)) }
      let axis = try AxisFunctions.axis(arguments[1])
      return .matrix(try AxisFunctions.summed(arguments[0], of: "sum").sums(along: axis))
    },
    Function(name: "mean", arity: 1...2) { arguments in
      guard arguments.count == 2 else {
        let elements = arguments[0].elements
        return .number(elements.reduce(0, +) / Double(elements.count))
      }
      let axis = try AxisFunctions.axis(arguments[1])
      let matrix = try AxisFunctions.summed(arguments[0], of: "mean")
      let count = Double(matrix.size(along: axis))
      return .matrix(matrix.sums(along: axis).map { $0 / count })
    },
    Function(name: "len", arity: 1...1) { arguments in
      switch arguments[0] {
      case .list(let items): return .number(Double(items.count))
      case .matrix(let matrix): return .number(Double(matrix.rows))
      case .vector(let elements): return .number(Double(elements.count))
      case .shape(let sizes): return .number(Double(sizes.count))
      case .number: throw EvaluationError("`len` of a number")
      }
    },
    Function(name: "min", arity: 1...100) { try extreme($0, name: "min", isBefore: <) },
    Function(name: "max", arity: 1...100) { try extreme($0, name: "max", isBefore: >) },
    Function(name: "argmin", arity: 1...1) { try place($0[0], name: "argmin") },
    Function(name: "argmax", arity: 1...1) { try place($0[0], name: "argmax") },
    // ∂C/∂a without a network is that of the book's network.py; a network has its own.
    Function(name: "cost_derivative", arity: 2...2) { try Value.apply(.subtract, $0[0], $0[1]) },
  ]

  static func dot(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.number, _), (_, .number): return try Value.apply(.multiply, left, right)
    case (.vector(let a), .vector(let b)):
      guard a.count == b.count else {
        throw EvaluationError(
          ShapeError(operation: "dot", left: [a.count], right: [b.count])
        )
      }
      return .number(zip(a, b).reduce(0) { $0 + $1.0 * $1.1 })
    case (.matrix(let a), .vector(let b)):
      let isOuter = a.columns == 1 && b.count != 1
      return .matrix(try product(a, isOuter ? Matrix(row: b) : Matrix(column: b)))
    case (.vector(let a), .matrix(let b)):
      return .matrix(try product(Matrix(row: a), b))
    case (.matrix(let a), .matrix(let b)): return .matrix(try product(a, b))
    default: throw EvaluationError("`dot` of \(left.kindName) and \(right.kindName)")
    }
  }

  private static func product(_ a: Matrix, _ b: Matrix) throws(EvaluationError) -> Matrix {
    guard a.rows * b.columns <= mostElements else {
      throw EvaluationError(
        "a product of \(a.rows)×\(b.columns) elements is too large",
        help: "at most \(mostElements) are allowed"
      )
    }
    do throws(ShapeError) {
      return try a.dot(b)
    } catch {
      throw EvaluationError(error)
    }
  }

  static func transpose(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .number, .vector: return value
    case .matrix(let matrix): return .matrix(matrix.transposed)
    case .shape, .list: throw EvaluationError("`transpose` of \(value.kindName)")
    }
  }

  private static func filled(with value: Double, _ sizes: [Value]) throws(EvaluationError) -> Value
  {
    var counts: [Double] = []
    for size in sizes {
      if case .shape(let shape) = size {
        counts += shape.map(Double.init)
      } else if let count = size.number {
        counts.append(count)
      } else {
        throw EvaluationError("a size is a number, not \(size.kindName)")
      }
    }
    guard (1...2).contains(counts.count), counts.allSatisfy({ $0 >= 1 && $0 == $0.rounded() })
    else { throw EvaluationError("sizes are one or two whole numbers from 1") }
    guard counts.reduce(1, *) <= Double(mostElements) else {
      throw EvaluationError(
        "\(counts.map { DecimalText.shortest($0) }.joined(separator: "×")) elements are too many",
        help: "at most \(mostElements) are allowed"
      )
    }
    if counts.count == 1 { return .vector(Array(repeating: value, count: Int(counts[0]))) }
    return .matrix(Matrix(rows: Int(counts[0]), columns: Int(counts[1]), repeating: value))
  }

  private static func extreme(
    _ arguments: [Value],
    name: String,
    isBefore: (Double, Double) -> Bool
  ) throws(EvaluationError) -> Value {
    let elements = arguments.flatMap(\.elements)
    guard var best = elements.first else { throw EvaluationError("`\(name)` of nothing") }
    for element in elements {
      if element.isNaN { return .number(.nan) }
      if isBefore(element, best) { best = element }
    }
    return .number(best)
  }

  /// The place of the extreme; of several that only rounding tells apart the first.
  ///
  /// `sizes`: How large the terms are that each element was added up from.
  static func place(
    _ value: Value,
    name: String,
    sizes: [Double] = []
  ) throws(EvaluationError) -> Value {
    let elements = value.elements
    guard !elements.isEmpty else { throw EvaluationError("`\(name)` of nothing") }
    func size(_ index: Int) -> Double {
      max(abs(elements[index]), sizes.indices.contains(index) ? sizes[index] : 0)
    }
    var best = 0
    for index in elements.indices {
      let lead =
        name == "argmax" ? elements[index] - elements[best] : elements[best] - elements[index]
      if lead > 0, Tape.settled(lead, size: max(size(index), size(best))) > 0 { best = index }
    }
    return .number(Double(best))
  }
}
