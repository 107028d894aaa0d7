/// The inputs of a data set, a row for each example: as bytes where they came as bytes.
///
/// Pixels stay bytes, an eighth of the room of doubles; what a byte means stands in a table.
package struct Features: Sendable {
  package enum Storage: Sendable {
    /// Rows of bytes after the first `start` bytes, and the value of each of the 256 bytes.
    case bytes([UInt8], start: Int, values: [Double])
    case doubles([Double])
  }

  package let storage: Storage
  package let rows: Int
  package let columns: Int

  package init(_ storage: Storage, rows: Int, columns: Int) {
    self.storage = storage
    self.rows = rows
    self.columns = columns
  }

  /// The value in a row and a column.
  package subscript(row: Int, column: Int) -> Double {
    let place = row * columns + column
    switch storage {
    case .bytes(let bytes, let start, let values): return values[Int(bytes[start + place])]
    case .doubles(let values): return values[place]
    }
  }

  /// Some neighbouring rows; bytes are shared, not copied.
  func part(_ part: Range<Int>) -> Features {
    switch storage {
    case .bytes(let bytes, let start, let values):
      return Features(
        .bytes(bytes, start: start + part.lowerBound * columns, values: values),
        rows: part.count,
        columns: columns
      )
    case .doubles(let values):
      let places = part.lowerBound * columns..<part.upperBound * columns
      return Features(.doubles(Array(values[places])), rows: part.count, columns: columns)
    }
  }

  /// The rows in another order.
  func ordered(_ order: [Int32]) -> Features {
    let places = order.lazy.flatMap { row in
      Int(row) * columns..<(Int(row) + 1) * columns
    }
    let ordered: Storage =
      switch storage {
      case .bytes(let bytes, let start, let values):
        .bytes(places.map { bytes[start + $0] }, start: 0, values: values)
      case .doubles(let values): .doubles(places.map { values[$0] })
      }
    return Features(ordered, rows: order.count, columns: columns)
  }

  /// The values of a column.
  func column(_ column: Int) -> [Double] { (0..<rows).map { self[$0, column] } }
}
