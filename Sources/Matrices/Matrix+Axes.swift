/// Sums along rows or columns, with NumPy's axes: 0 runs down the rows, 1 along the columns.
extension Matrix {
  package func size(along axis: Int) -> Int { axis == 0 ? rows : columns }

  /// The sum along an axis, as a row for axis 0 and as a column for axis 1 (`keepdims=True`).
  package func sums(along axis: Int) -> Matrix {
    var sums = [Double](repeating: 0, count: axis == 0 ? columns : rows)
    for row in 0..<rows {
      for column in 0..<columns { sums[axis == 0 ? column : row] += self[row, column] }
    }
    return axis == 0 ? Matrix(row: sums) : Matrix(column: sums)
  }

  /// A row or a column repeated until it has the shape of another matrix.
  ///
  /// - Precondition: Each of its sizes is 1 or that of the other matrix.
  package func spread(like other: Matrix) -> Matrix {
    if shape == other.shape { return self }
    precondition(
      (rows == 1 || rows == other.rows) && (columns == 1 || columns == other.columns),
      "\(rows)×\(columns) spread to \(other.rows)×\(other.columns)"
    )
    var result = other
    for row in 0..<other.rows {
      for column in 0..<other.columns {
        result[row, column] = self[rows == 1 ? 0 : row, columns == 1 ? 0 : column]
      }
    }
    return result
  }

  /// The rows or columns of which a function of vectors is taken: columns for axis 0.
  package func map(along axis: Int, _ transform: ([Double]) -> [Double]) -> Matrix {
    var result = self
    for line in 0..<(axis == 0 ? columns : rows) {
      let values = (0..<size(along: axis)).map { axis == 0 ? self[$0, line] : self[line, $0] }
      for (position, value) in transform(values).enumerated() {
        if axis == 0 { result[position, line] = value } else { result[line, position] = value }
      }
    }
    return result
  }
}
