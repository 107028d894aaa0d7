/// Counts the UTF-16 units of a text up to an offset, as editors count columns.
///
/// A chapter may be one long line with a finding in each sentence: counting from its start for each
/// would take quadratic time. Marks are kept where lines are long.
struct EditorColumns: Sendable {
  /// The units before each mark; empty where every line is short.
  private let marks: [Int]

  private static let distance = 1024
  /// Lines up to this length are counted as they are asked for.
  private static let longLine = 4096

  init(_ bytes: [UInt8], lineStarts: [Int]) {
    var hasLongLine = false
    for (index, start) in lineStarts.enumerated() {
      let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
      if end - start > Self.longLine { hasLongLine = true }
    }
    guard hasLongLine else {
      marks = []
      return
    }
    var marks = [0]
    var position = 0
    while position + Self.distance <= bytes.count {
      marks.append(
        marks[marks.count - 1] + Self.units(in: bytes[position..<position + Self.distance])
      )
      position += Self.distance
    }
    self.marks = marks
  }

  private static func units(in bytes: ArraySlice<UInt8>) -> Int {
    var units = 0
    for byte in bytes where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
    return units
  }

  /// The units from one offset to another one.
  func units(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    guard !marks.isEmpty, range.count > Self.longLine else { return Self.units(in: bytes[range]) }
    return before(range.upperBound, bytes) - before(range.lowerBound, bytes)
  }

  private func before(_ offset: Int, _ bytes: [UInt8]) -> Int {
    let mark = min(offset / Self.distance, marks.count - 1)
    return marks[mark] + Self.units(in: bytes[mark * Self.distance..<offset])
  }
}
