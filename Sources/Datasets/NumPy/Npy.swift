import Matrices

/// An array in NumPy's format `.npy`.
package struct Npy: Sendable {
  package let shape: [Int]
  /// The elements in C order.
  package let elements: [Double]

  package init(shape: [Int], elements: [Double]) {
    self.shape = shape
    self.elements = elements
  }

  // MARK: - Writing

  /// The bytes of a `.npy` file of doubles, version 1.0.
  package var bytes: [UInt8] {
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var head = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(sizes)), }"
    // The data starts at a multiple of 64 bytes.
    let length = (10 + head.utf8.count + 1 + 63) / 64 * 64 - 10
    head += String(repeating: " ", count: length - head.utf8.count - 1) + "\n"
    var bytes: [UInt8] = Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes += Array(head.utf8)
    bytes.reserveCapacity(bytes.count + 8 * elements.count)
    for element in elements {
      withUnsafeBytes(of: element.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  // MARK: - Reading

  /// Reads doubles, floats of 32 and 16 bits, and whole numbers, in either byte order.
  ///
  /// `name`: What the array is called, for messages.
  package init(_ bytes: ArraySlice<UInt8>, name: String, path: String) throws(DataError) {
    func fail(_ message: String) -> DataError { DataError(path: path, "array \(name): \(message)") }
    let bytes = Array(bytes)
    guard bytes.starts(with: Self.magic), bytes.count > 12 else {
      throw fail("is not in the format .npy")
    }
    let isLong = bytes[6] > 1
    let start = isLong ? 12 : 10
    let length = (0..<(isLong ? 4 : 2)).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    guard bytes.count >= start + length else { throw fail("its head is cut off") }
    let head = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
    guard let kind = Self.quoted(after: "'descr':", in: head),
      let shape = Self.shape(in: head)
    else { throw fail("its head says neither type nor shape") }
    guard let type = ElementType(kind) else {
      throw fail("elements of the type \(kind); numbers are wanted")
    }
    // Eight sizes of a head may multiply to more than an Int.
    let count = shape.reduce(1) { count, size in
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
      return isTooLarge ? .max : product
    }
    guard count < 1 << 32, bytes.count - start - length == count * type.size else {
      throw fail(
        "\(bytes.count - start - length) bytes for \(count) elements of \(type.size) bytes"
      )
    }
    let values = (0..<count).map { type.value(bytes, start + length + $0 * type.size) }
    self.shape = shape
    let isFortran = head.contains("'fortran_order': True")
    elements = isFortran ? Self.inRows(values, shape) : values
  }

  private static func quoted(after key: String, in head: String) -> String? {
    guard let range = head.firstRange(of: key) else { return nil }
    let rest = head[range.upperBound...].drop { $0 == " " }
    guard rest.first == "'" else { return nil }
    return String(rest.dropFirst().prefix { $0 != "'" })
  }

  private static func shape(in head: String) -> [Int]? {
    guard let range = head.firstRange(of: "'shape':") else { return nil }
    let rest = head[range.upperBound...].drop { $0 == " " }
    guard rest.first == "(" else { return nil }
    let sizes = rest.dropFirst().prefix { $0 != ")" }.split(separator: ",")
      .map { Int($0.filter { $0 != " " && $0 != "L" }) }
    guard sizes.count <= 8, sizes.allSatisfy({ ($0 ?? -1) >= 0 && ($0 ?? 0) < 1 << 32 }) else {
      return nil
    }
    return sizes.compactMap { $0 }
  }

  /// Elements that lie column by column, row by row.
  private static func inRows(_ values: [Double], _ shape: [Int]) -> [Double] {
    guard shape.count > 1, !values.isEmpty else { return values }
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in 1..<shape.count { strides[axis] = strides[axis - 1] * shape[axis - 1] }
    return (0..<values.count).map { place in
      var (rest, source) = (place, 0)
      for axis in stride(from: shape.count - 1, through: 0, by: -1) {
        source += rest % shape[axis] * strides[axis]
        rest /= shape[axis]
      }
      return values[source]
    }
  }

  private struct ElementType {
    let kind: Character
    let size: Int
    let isBig: Bool

    init?(_ text: String) {
      var rest = Substring(text)
      isBig = rest.first == ">"
      if let first = rest.first, "<>|=".contains(first) { rest = rest.dropFirst() }
      guard let kind = rest.first, let size = Int(rest.dropFirst()) else { return nil }
      let sizes: [Character: [Int]] = [
        "f": [2, 4, 8], "i": [1, 2, 4, 8], "u": [1, 2, 4, 8], "b": [1],
      ]
      guard sizes[kind]?.contains(size) == true else { return nil }
      self.kind = kind
      self.size = size
    }

    func value(_ bytes: [UInt8], _ start: Int) -> Double {
      var word: UInt64 = 0
      for place in 0..<size {
        word = word << 8 | UInt64(bytes[start + (isBig ? place : size - 1 - place)])
      }
      switch (kind, size) {
      case ("f", 8): return Double(bitPattern: word)
      case ("f", 4): return Double(Float(bitPattern: UInt32(word)))
      case ("f", _): return Self.half(UInt16(word))
      case ("i", _):
        let shift = UInt64(64 - 8 * size)
        return Double(Int64(bitPattern: word << shift) >> Int64(shift))
      default: return Double(word)
      }
    }

    /// A float of 16 bits; the type of that name is not there on every platform.
    private static func half(_ bits: UInt16) -> Double {
      let exponent = Int(bits >> 10 & 0x1F)
      let fraction = Double(bits & 0x3FF) / 1024
      let size: Double
      switch exponent {
      case 0: size = fraction * 0x1p-14
      case 31: size = fraction == 0 ? .infinity : .nan
      default: size = (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
      }
      return bits >> 15 == 1 ? -size : size
    }
  }
}
