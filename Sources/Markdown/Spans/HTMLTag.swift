/// Reads tags of HTML up to a given end.
///
/// Source: CommonMark 0.30, section 6.6, "Raw HTML".
struct HTMLTag {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int

  /// Returns whether an ASCII text stands at a place.
  func has(_ text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard start + count <= end else { return false }
    for index in 0..<count where bytes[start + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Returns the range of a tag name, which is empty if there is none.
  func name(at start: Int) -> Range<Int> {
    var offset = start
    guard offset < end, bytes[offset].isLetter else { return start..<start }
    while offset < end, bytes[offset].isLetter || bytes[offset].isDigit || bytes[offset] == .hyphen
    {
      offset += 1
    }
    return start..<offset
  }

  /// Returns whether a name, in any case, is in a list of lower case names.
  func isOne(of names: Set<String>, _ name: Range<Int>) -> Bool {
    guard !name.isEmpty, name.count <= 10 else { return false }
    return names.contains(String(decoding: bytes[name].map { $0 | 0x20 }, as: UTF8.self))
  }

  /// Returns the end of the opening or closing tag that starts at a `<`.
  func end(at start: Int) -> Int? {
    var offset = start + 1
    guard offset < end else { return nil }
    if bytes[offset] == .slash {
      let name = name(at: offset + 1)
      guard !name.isEmpty else { return nil }
      offset = skipWhitespace(from: name.upperBound)
      return offset < end && bytes[offset] == .greater ? offset + 1 : nil
    }
    let name = name(at: offset)
    guard !name.isEmpty else { return nil }
    offset = name.upperBound
    while true {
      let after = skipWhitespace(from: offset)
      guard after < end else { return nil }
      if bytes[after] == .greater { return after + 1 }
      if bytes[after] == .slash {
        return after + 1 < end && bytes[after + 1] == .greater ? after + 2 : nil
      }
      guard after > offset, let attribute = attributeEnd(at: after) else { return nil }
      offset = attribute
    }
  }

  private func skipWhitespace(from start: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset].isWhitespace { offset += 1 }
    return offset
  }

  /// Returns the end of a name with or without a value.
  private func attributeEnd(at start: Int) -> Int? {
    guard bytes[start].isLetter || bytes[start] == .underscore || bytes[start] == .colon else {
      return nil
    }
    var offset = start + 1
    while offset < end, Self.isAttributeName(bytes[offset]) { offset += 1 }
    let after = skipWhitespace(from: offset)
    guard after < end, bytes[after] == .equals else { return offset }
    offset = skipWhitespace(from: after + 1)
    guard offset < end else { return nil }
    let quote = bytes[offset]
    if quote == .quotationMark || quote == .apostrophe {
      offset += 1
      while offset < end, bytes[offset] != quote { offset += 1 }
      return offset < end ? offset + 1 : nil
    }
    let value = offset
    while offset < end, Self.isUnquotedValue(bytes[offset]) { offset += 1 }
    return offset > value ? offset : nil
  }

  private static func isAttributeName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == .underscore || byte == .colon || byte == .period
      || byte == .hyphen
  }

  private static func isUnquotedValue(_ byte: UInt8) -> Bool {
    switch byte {
    case .quotationMark, .apostrophe, .equals, .less, .greater, .backtick: false
    default: !byte.isWhitespace
    }
  }
}
