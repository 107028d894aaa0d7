/// A matrix of doubles, stored row by row.
package struct Matrix: Equatable, Hashable, Sendable {
  package let rows: Int
  package let columns: Int
  package private(set) var elements: [Double]

  /// A matrix of `rows` × `columns` from its elements, row by row.
  package init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "\(elements.count) ≠ \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  package init(rows: Int, columns: Int, repeating value: Double) {
    self.init(
      rows: rows,
      columns: columns,
      elements: Array(repeating: value, count: rows * columns)
    )
  }

  /// A column vector, n×1.
  package init(column elements: [Double]) {
    self.init(rows: elements.count, columns: 1, elements: elements)
  }

  /// A row vector, 1×n.
  package init(row elements: [Double]) {
    self.init(rows: 1, columns: elements.count, elements: elements)
  }

  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  package var shape: [Int] { [rows, columns] }

  /// True if the matrix is a row or a column.
  package var isVector: Bool { rows == 1 || columns == 1 }
}

// MARK: - Elementwise

extension Matrix {
  package func map(_ transform: (Double) -> Double) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
  }

  /// Combines two matrices element by element.
  ///
  /// `operation`: The operation's name, for the message.
  /// Throws `ShapeError` if the shapes differ; nothing is ever broadcast.
  package func combined(
    with other: Matrix,
    _ operation: String,
    _ combine: (Double, Double) -> Double
  ) throws(ShapeError) -> Matrix {
    guard shape == other.shape else {
      throw ShapeError(operation: operation, left: shape, right: other.shape)
    }
    var result = self
    for index in elements.indices {
      result.elements[index] = combine(elements[index], other.elements[index])
    }
    return result
  }

  package static func + (left: Matrix, right: Matrix) throws(ShapeError) -> Matrix {
    try left.combined(with: right, "+", +)
  }

  package static func - (left: Matrix, right: Matrix) throws(ShapeError) -> Matrix {
    try left.combined(with: right, "-", -)
  }

  /// The elementwise (Hadamard) product.
  package func hadamard(_ other: Matrix) throws(ShapeError) -> Matrix {
    try combined(with: other, "*", *)
  }

  package static func * (factor: Double, matrix: Matrix) -> Matrix {
    matrix.map { factor * $0 }
  }
}
