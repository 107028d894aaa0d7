import Matrices

/// Functions of layers and batches: softmax, slopes, and what is repeated for each example.
enum AxisFunctions {
  static let all: [Function] = [
    Function(name: "softmax", arity: 1...2) { try along($0, "softmax", Softmax.values) },
    Function(name: "ln_softmax", arity: 1...2) { try along($0, "ln_softmax", Softmax.logarithms) },
    Function(name: "softmax_prime", arity: 1...1) { arguments in
      let z = try matrix(arguments[0], of: "softmax_prime")
      guard z.isVector, z.elements.count <= 1000 else {
        throw EvaluationError("`softmax_prime` is the Jacobian of one vector of at most 1000")
      }
      return .matrix(Softmax.jacobian(z.elements))
    },
    // a ⊙ (g − Σ g a) for each example: the Jacobian's product without the Jacobian.
    Function(name: "softmax_backward", arity: 3...3) { arguments in
      let a = try matrix(arguments[0], of: "softmax_backward")
      let gradient = try matrix(arguments[1], of: "softmax_backward")
      let axis = try axis(arguments[2])
      do throws(ShapeError) {
        let weighted = try gradient.hadamard(a).sums(along: axis)
        return .matrix(try a.hadamard(try gradient - weighted.spread(like: gradient)))
      } catch {
        throw EvaluationError(error)
      }
    },
    // One element of softmax: its position, then all weighted inputs. Derivatives are made of it.
    Function(name: "softmax_element", arity: 2...100_001) { try element($0, Softmax.values) },
    Function(name: "ln_softmax_element", arity: 2...100_001) {
      try element($0, Softmax.logarithms)
    },
    // A logarithm that is right at saturation, and still depends on its argument.
    Function(name: "safe_ln", arity: 2...2) {
      try Value.combine($0[0], $0[1], by: "safe_ln", Elementary.safeLn)
    },
    Function(name: "leaky_relu", arity: 2...2) { arguments in
      let slope = try slope(arguments[1])
      return try arguments[0].map { $0 > 0 || $0.isNaN ? $0 : slope * $0 }
    },
    Function(name: "leaky_relu_prime", arity: 2...2) { arguments in
      let slope = try slope(arguments[1])
      return try arguments[0].map { $0 > 0 ? 1 : slope }
    },
    // A bias once for each example: a column to the right (axis 1), a row downwards (axis 0).
    Function(name: "repeat", arity: 3...3) { arguments in
      let vector = try matrix(arguments[0], of: "repeat")
      guard let count = arguments[1].number, count >= 1, count == count.rounded(),
        count * Double(vector.elements.count) <= Double(MatrixFunctions.mostElements)
      else {
        throw EvaluationError("`repeat` wants a vector, how often it is repeated, and an axis")
      }
      let axis = try axis(arguments[2])
      guard vector.size(along: axis) == 1 else {
        throw EvaluationError(
          "`repeat` along axis \(axis) wants a vector with one place there, not "
            + arguments[0].kindName
        )
      }
      let rows = axis == 0 ? Int(count) : vector.rows
      let columns = axis == 1 ? Int(count) : vector.columns
      return .matrix(
        vector.spread(like: Matrix(rows: rows, columns: columns, repeating: 0))
      )
    },
  ]

  private static func along(
    _ arguments: [Value],
    _ name: String,
    _ transform: ([Double]) -> [Double]
  ) throws(EvaluationError) -> Value {
    guard arguments.count == 2 else {
      // Without an axis all elements are one distribution, in the shape they came in.
      if case .matrix(let matrix) = arguments[0] {
        let values = transform(matrix.elements)
        return .matrix(Matrix(rows: matrix.rows, columns: matrix.columns, elements: values))
      }
      guard case .vector(let elements) = arguments[0], !elements.isEmpty else {
        throw EvaluationError("`\(name)` of \(arguments[0].kindName)")
      }
      return .vector(transform(elements))
    }
    return .matrix(try matrix(arguments[0], of: name).map(along: try axis(arguments[1]), transform))
  }

  static func matrix(_ value: Value, of name: String) throws(EvaluationError) -> Matrix {
    switch value {
    case .matrix(let matrix): return matrix
    case .vector(let elements): return Matrix(column: elements)
    case .number(let number): return Matrix(row: [number])
    case .shape, .list: throw EvaluationError("`\(name)` of \(value.kindName)")
    }
  }

  /// What is summed along an axis; a number or a plain vector has none to choose.
  static func summed(_ value: Value, of name: String) throws(EvaluationError) -> Matrix {
    guard case .matrix(let matrix) = value else {
      throw EvaluationError("`\(name)` along an axis wants a matrix, not \(value.kindName)")
    }
    return matrix
  }

  /// NumPy's axes: 0 runs down the rows, 1 along the columns.
  static func axis(_ value: Value) throws(EvaluationError) -> Int {
    switch value.number {
    case 0: return 0
    case 1, -1: return 1
    default: throw EvaluationError("an axis is 0 (down the rows) or 1 (along the columns)")
    }
  }

  private static func element(
    _ arguments: [Value],
    _ transform: ([Double]) -> [Double]
  ) throws(EvaluationError) -> Value {
    let values = transform(arguments.dropFirst().compactMap(\.number))
    guard let position = arguments[0].number.flatMap({ Int(exactly: $0) }),
      values.indices.contains(position)
    else { throw EvaluationError("an element of softmax that is not there") }
    return .number(values[position])
  }

  private static func slope(_ value: Value) throws(EvaluationError) -> Double {
    guard let slope = value.number else { throw EvaluationError("a slope is a number") }
    return slope
  }
}
