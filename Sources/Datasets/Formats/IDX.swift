/// The format of MNIST: four bytes that name the type and the number of sizes, the sizes, the values.
package struct IDX {
  /// All bytes of the file; the values start at `start`.
  package let bytes: [UInt8]
  package let start: Int
  package let sizes: [Int]

  /// Reads the head of a file whose content has been inflated if need be.
  ///
  /// - Throws: `DataError` if the head is another one, or the file is too short or too long for it.
  package init(_ bytes: [UInt8], path: String) throws(DataError) {
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
      throw DataError(
        path: path,
        "is no IDX file: it does not start with two zero bytes",
        help: bytes.starts(with: [0x1F, 0x8B]) ? "it is packed twice" : nil
      )
    }
    guard bytes[2] == 8 else {
      throw DataError(
        path: path,
        "holds values of the IDX type 0x0\(String(bytes[2], radix: 16)); only bytes (0x08) are read"
      )
    }
    let dimensions = Int(bytes[3])
    start = 4 + 4 * dimensions
    guard (1...4).contains(dimensions), bytes.count >= start else {
      throw DataError(path: path, "ends within its sizes")
    }
    sizes = (0..<dimensions).map { dimension in
      (0..<4).reduce(0) { $0 << 8 | Int(bytes[4 + 4 * dimension + $1]) }
    }
    var wanted = start
    for size in sizes {
      let (product, overflow) = (wanted - start == 0 ? 1 : wanted - start)
        .multipliedReportingOverflow(by: size)
      guard !overflow, product < 1 << 40, size > 0 else {
        throw DataError(
          path: path,
          "says that it has \(sizes.map(String.init).joined(separator: " × ")) values"
        )
      }
      wanted = start + product
    }
    guard bytes.count == wanted else {
      let shape = sizes.map(String.init).joined(separator: " × ")
      throw DataError(
        path: path,
        bytes.count < wanted
          ? "is truncated: \(bytes.count - start) of \(shape) = \(wanted - start) values"
          : "has \(bytes.count - wanted) bytes after its \(shape) values",
        help: "copy the file again"
      )
    }
    self.bytes = bytes
  }
}

extension IDX {
  /// Images with their labels.
  package static func rows(
    images: (IDX, path: String),
    labels: (IDX, path: String),
    classes: Int
  ) throws(DataError) -> Rows {
    try check(images, labels, classes)
    let numbers = labels.0.bytes[labels.0.start...].map { Int32($0) }
    return Rows(
      features: Features(
        .bytes(images.0.bytes, start: images.0.start, values: (0..<256).map(Double.init)),
        rows: numbers.count,
        columns: images.0.rowSize
      ),
      labels: numbers
    )
  }

  /// The number of values of one row.
  var rowSize: Int { sizes.dropFirst().reduce(1, *) }

  private static func check(
    _ images: (IDX, path: String),
    _ labels: (IDX, path: String),
    _ classes: Int
  ) throws(DataError) {
    guard images.0.sizes.count > 1 else {
      throw DataError(path: images.path, "holds a list; images have rows and columns")
    }
    guard labels.0.sizes.count == 1 else {
      throw DataError(
        path: labels.path,
        "holds \(labels.0.sizes.map(String.init).joined(separator: " × ")) values; labels are a list",
        help: "are images and labels swapped?"
      )
    }
    guard images.0.sizes[0] == labels.0.sizes[0] else {
      throw DataError(
        path: labels.path,
        "\(labels.0.sizes[0]) labels for the \(images.0.sizes[0]) images of \(images.path)"
      )
    }
    let values = labels.0.bytes[labels.0.start...]
    if let place = values.firstIndex(where: { $0 >= classes }) {
      throw DataError(
        path: labels.path,
        "the label \(values[place]) of row \(place - labels.0.start + 1) is none of the \(classes) classes"
      )
    }
  }
}
