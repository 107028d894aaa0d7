import Matrices

extension Value {
  /// The value of a bracket: numbers are a vector, rows of numbers a matrix, others a list.
  package static func listed(_ values: [Value]) throws(EvaluationError) -> Value {
    let numbers = values.compactMap { value -> Double? in
      if case .number(let number) = value { number } else { nil }
    }
    if numbers.count == values.count { return .vector(numbers) }
    let rows = values.compactMap { value -> [Double]? in
      if case .vector(let elements) = value { elements } else { nil }
    }
    guard rows.count == values.count, let width = rows.first?.count else { return .list(values) }
    // Rows of different lengths are one vector for each layer: biases.
    guard rows.allSatisfy({ $0.count == width }) else { return .list(values) }
    return .matrix(Matrix(rows: rows.count, columns: width, elements: rows.flatMap { $0 }))
  }

  /// The element at positions that count from 0, or from the end when negative.
  package func element(at positions: [Int]) throws(EvaluationError) -> Value {
    guard let first = positions.first else { throw EvaluationError("an index without a number") }
    switch self {
    case .list(let items):
      let item = items[try Self.position(first, in: items.count, of: kindName)]
      return positions.count == 1 ? item : try item.element(at: Array(positions.dropFirst()))
    case .vector(let elements):
      guard positions.count == 1 else { break }
      return .number(elements[try Self.position(first, in: elements.count, of: kindName)])
    case .shape(let sizes):
      guard positions.count == 1 else { break }
      return .number(Double(sizes[try Self.position(first, in: sizes.count, of: kindName)]))
    case .matrix(let matrix):
      if positions.count == 2 {
        let row = try Self.position(first, in: matrix.rows, of: kindName)
        let column = try Self.position(positions[1], in: matrix.columns, of: kindName)
        return .number(matrix[row, column])
      }
      guard positions.count == 1 else { break }
      // One index counts along a row or a column vector, and takes a row of a matrix.
      if matrix.isVector {
        let position = try Self.position(first, in: matrix.elements.count, of: kindName)
        return .number(matrix.elements[position])
      }
      let row = try Self.position(first, in: matrix.rows, of: kindName)
      return .vector((0..<matrix.columns).map { matrix[row, $0] })
    case .number: break
    }
    throw EvaluationError("\(positions.count) indices into \(kindName)")
  }

  private static func position(
    _ index: Int,
    in count: Int,
    of what: String
  ) throws(EvaluationError) -> Int {
    let position = index < 0 ? index + count : index
    guard position >= 0, position < count else {
      throw EvaluationError(
        "index \(index) of \(what)",
        help: "allowed: 0 to \(count - 1), or -1 to -\(count) from the end"
      )
    }
    return position
  }
}
