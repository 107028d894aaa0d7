/// Named arrays in NumPy's format `.npz`: a zip archive with a `.npy` for each.
package struct Npz: Sendable {
  /// The arrays in the order of the file.
  package let arrays: [(name: String, array: Npy)]

  package init(_ arrays: [(name: String, array: Npy)]) {
    self.arrays = arrays
  }

  package subscript(name: String) -> Npy? { arrays.first { $0.name == name }?.array }

  // MARK: - Writing

  /// The bytes of an archive whose members are not packed, without a date: the same arrays give the
  /// same bytes on every day.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, array) in arrays {
      let content = array.bytes
      let member = Array("\(name).npy".utf8)
      let fields =
        Self.two(20) + Self.two(0) + Self.two(0) + Self.two(0) + Self.two(0x21)
        + Self.four(Int(Inflater.checksum(content))) + Self.four(content.count)
        + Self.four(content.count) + Self.two(member.count) + Self.two(0)
      let offset = bytes.count
      bytes += Self.four(0x0403_4B50) + fields + member + content
      directory +=
        Self.four(0x0201_4B50) + Self.two(20) + fields + Self.two(0) + Self.two(0) + Self.two(0)
        + Self.four(0) + Self.four(offset) + member
    }
    let start = bytes.count
    return bytes + directory + Self.four(0x0605_4B50) + Self.two(0) + Self.two(0)
      + Self.two(arrays.count) + Self.two(arrays.count) + Self.four(directory.count)
      + Self.four(start) + Self.two(0)
  }

  private static func two(_ value: Int) -> [UInt8] {
    [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)]
  }

  private static func four(_ value: Int) -> [UInt8] {
    two(value & 0xFFFF) + two(value >> 16 & 0xFFFF)
  }

  // MARK: - Reading

  /// Reads an archive that NumPy wrote, packed (`savez_compressed`) or not.
  ///
  /// - Throws: `DataError` if it is no such archive, is cut off, or holds what is no array of numbers.
  package init(_ bytes: [UInt8], path: String) throws(DataError) {
    func number(_ place: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) {
      arrays = [("arr_0", try Npy(bytes[...], name: "arr_0", path: path))]
      return
    }
    guard bytes.starts(with: [0x50, 0x4B]) else {
      throw DataError(path: path, "is no .npz file", help: "save the arrays with np.savez")
    }
    let lowest = max(0, bytes.count - 22 - 65_535)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: lowest, by: -1)
        .first(where: { number($0, 4) == 0x0605_4B50 })
    else {
      throw DataError(path: path, "is truncated: it has no directory", help: "copy the file again")
    }
    var place = number(end + 16, 4)
    var arrays: [(name: String, array: Npy)] = []
    for _ in 0..<number(end + 10, 2) {
      guard place + 46 <= bytes.count, number(place, 4) == 0x0201_4B50 else {
        throw DataError(path: path, "its directory is damaged")
      }
      let nameLength = number(place + 28, 2)
      let next = place + 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
      guard next <= bytes.count else { throw DataError(path: path, "its directory is damaged") }
      let member = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      let (packed, local) = (number(place + 20, 4), number(place + 42, 4))
      guard local + 30 <= bytes.count, number(local, 4) == 0x0403_4B50 else {
        throw DataError(path: path, "member \(member) is not where the directory says")
      }
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      guard start + packed <= bytes.count else {
        throw DataError(path: path, "is truncated within \(member)", help: "copy the file again")
      }
      var content = bytes[start..<(start + packed)]
      switch number(place + 10, 2) {
      case 0: break
      case 8: content = try Inflater.inflate(content, .raw, path: path, most: 1 << 30)[...]
      default: throw DataError(path: path, "\(member) is packed in a way that NumPy does not use")
      }
      guard number(place + 16, 4) == Int(Inflater.checksum(Array(content))) else {
        throw DataError(path: path, "\(member) is damaged: its check sum differs")
      }
      let name = member.hasSuffix(".npy") ? String(member.dropLast(4)) : member
      arrays.append((name, try Npy(content, name: name, path: path)))
      place = next
    }
    self.arrays = arrays
  }
}
