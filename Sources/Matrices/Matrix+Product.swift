extension Matrix {
  /// Rows as columns.
  public var transposed: Matrix {
    if isVector { return Matrix(rows: columns, columns: rows, elements: elements) }
    var result = Matrix(rows: columns, columns: rows, repeating: 0)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The matrix product, `numpy.dot` of two matrices.
  ///
  /// Each element is summed in the order of the inner index, without fused multiply-adds, so that
  /// the result is the same on every machine.
  ///
  /// - Throws: `ShapeError` if the inner sizes differ.
  public func dot(_ other: Matrix) throws(ShapeError) -> Matrix {
    guard columns == other.rows else {
      throw ShapeError(operation: "dot", left: shape, right: other.shape)
    }
    var product = [Double](repeating: 0, count: rows * other.columns)
    let inner = columns
    let width = other.columns
    // Indices are in range by the shapes checked above; unchecked pointers and wrapping
    // arithmetic are three times as fast as checked ones here.
    elements.withUnsafeBufferPointer { a in
      other.elements.withUnsafeBufferPointer { b in
        product.withUnsafeMutableBufferPointer { c in
          for row in 0..<rows {
            for k in 0..<inner {
              let factor = a[row &* inner &+ k]
              for column in 0..<width {
                c[row &* width &+ column] += factor * b[k &* width &+ column]
              }
            }
          }
        }
      }
    }
    return Matrix(rows: rows, columns: width, elements: product)
  }
}
