/// The marker of a list item.
struct ListMarker {
  /// `-`, `+`, `*`, or what stands after the number of an ordered item.
  let symbol: UInt8
  /// The bytes of the marker.
  let length: Int
}

/// What the first bytes of a line begin, as CommonMark reads them.
///
/// Every function takes the first byte that is no white space and the end of the line.
struct LeafStart {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Returns the number of equal bytes at a place.
  func run(at start: Int, before end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] == bytes[start] { offset += 1 }
    return offset - start
  }

  /// Returns whether a line holds nothing but white space.
  func isBlank(_ line: Range<Int>) -> Bool { isBlank(from: line.lowerBound, to: line.upperBound) }

  /// Returns whether only white space is left.
  func isBlank(from start: Int, to end: Int) -> Bool {
    var offset = start
    while offset < end, bytes[offset].isBlank { offset += 1 }
    return offset == end
  }

  /// Returns the level of a heading that starts with number signs.
  func heading(at start: Int, before end: Int) -> Int? {
    guard start < end, bytes[start] == .numberSign else { return nil }
    let level = run(at: start, before: end)
    guard level <= 6, start + level == end || bytes[start + level].isBlank else { return nil }
    return level
  }

  /// Returns the length of a code fence that opens here.
  func fence(at start: Int, before end: Int) -> Int? {
    guard start < end, bytes[start] == .backtick || bytes[start] == .tilde else { return nil }
    let length = run(at: start, before: end)
    guard length >= 3 else { return nil }
    guard bytes[start] == .backtick else { return length }
    for offset in (start + length)..<end where bytes[offset] == .backtick { return nil }
    return length
  }

  /// Returns whether this is a thematic break: three or more of `*`, `-` or `_`.
  func isThematicBreak(at start: Int, before end: Int) -> Bool {
    guard start < end else { return false }
    let symbol = bytes[start]
    guard symbol == .star || symbol == .hyphen || symbol == .underscore else { return false }
    var count = 0
    for offset in start..<end where !bytes[offset].isBlank {
      guard bytes[offset] == symbol else { return false }
      count += 1
    }
    return count >= 3
  }

  /// Returns whether this can underline a heading.
  func isUnderline(at start: Int, before end: Int) -> Bool {
    guard start < end, bytes[start] == .equals || bytes[start] == .hyphen else { return false }
    return isBlank(from: start + run(at: start, before: end), to: end)
  }

  /// Returns the marker of a list item.
  ///
  /// Only an item with content, numbered 1 if it has a number, can interrupt a paragraph.
  func listMarker(at start: Int, before end: Int, interrupting isInterrupting: Bool) -> ListMarker?
  {
    guard start < end else { return nil }
    var offset = start
    var number = 0
    switch bytes[start] {
    case .hyphen, .plus, .star:
      number = 1
    case let byte where byte.isDigit:
      while offset < end, bytes[offset].isDigit, offset - start < 9 {
        number = number * 10 + Int(bytes[offset] - 0x30)
        offset += 1
      }
      guard offset < end, bytes[offset] == .period || bytes[offset] == .closeParenthesis else {
        return nil
      }
    default:
      return nil
    }
    guard offset + 1 == end || bytes[offset + 1].isBlank else { return nil }
    if isInterrupting, number != 1 || isBlank(from: offset + 1, to: end) { return nil }
    return ListMarker(symbol: bytes[offset], length: offset + 1 - start)
  }
}
