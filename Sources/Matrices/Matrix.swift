/// A matrix of doubles, stored row by row.
public struct Matrix: Equatable, Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row by row.
  public private(set) var elements: [Double]

  /// A matrix of `rows` × `columns` from its elements, row by row.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "\(elements.count) ≠ \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix of `rows` × `columns` with one value in every place.
  public init(rows: Int, columns: Int, repeating value: Double) {
    self.init(
      rows: rows,
      columns: columns,
      elements: Array(repeating: value, count: rows * columns)
    )
  }

  /// A column vector, n×1.
  public init(column elements: [Double]) {
    self.init(rows: elements.count, columns: 1, elements: elements)
  }

  /// A row vector, 1×n.
  public init(row elements: [Double]) {
    self.init(rows: 1, columns: elements.count, elements: elements)
  }

  /// The element in a row and a column, both from 0.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// Rows and columns, as NumPy orders them.
  public var shape: [Int] { [rows, columns] }

  /// True if the matrix is a row or a column.
  package var isVector: Bool { rows == 1 || columns == 1 }
}

// MARK: - Elementwise

extension Matrix {
  /// The matrix with a function applied to every element.
  public func map(_ transform: (Double) -> Double) -> Matrix {
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

  /// The sum, element by element; throws `ShapeError` if the shapes differ.
  public static func + (left: Matrix, right: Matrix) throws(ShapeError) -> Matrix {
    try left.combined(with: right, "+", +)
  }

  /// The difference, element by element; throws `ShapeError` if the shapes differ.
  public static func - (left: Matrix, right: Matrix) throws(ShapeError) -> Matrix {
    try left.combined(with: right, "-", -)
  }

  /// The elementwise (Hadamard) product; throws `ShapeError` if the shapes differ.
  public func hadamard(_ other: Matrix) throws(ShapeError) -> Matrix {
    try combined(with: other, "*", *)
  }

  /// The matrix with every element times a factor.
  public static func * (factor: Double, matrix: Matrix) -> Matrix {
    matrix.map { factor * $0 }
  }
}

extension Matrix: CustomStringConvertible {
  /// The rows in brackets, each number with as few digits as name it.
  public var description: String {
    let lines = (0..<rows).map { row in
      "[" + (0..<columns).map { "\(self[row, $0])" }.joined(separator: ", ") + "]"
    }
    return "[" + lines.joined(separator: ", ") + "]"
  }
}
