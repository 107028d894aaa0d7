/// Reads what follows the text of a link: `(address "title")`, on one line.
struct LinkTarget {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int

  /// How far an address or a title is looked at; this keeps hostile text linear.
  private static var longestAddress: Int { 4096 }
  private static var longestBracketed: Int { 128 }

  /// Returns the end of the target that starts at a parenthesis.
  func end(at start: Int) -> Int? {
    guard start < end, bytes[start] == .openParenthesis else { return nil }
    guard var offset = addressEnd(at: skipBlanks(from: start + 1)) else { return nil }
    let title = skipBlanks(from: offset)
    if title > offset, title < end, let after = titleEnd(at: title) {
      offset = after
    }
    offset = skipBlanks(from: offset)
    return offset < end && bytes[offset] == .closeParenthesis ? offset + 1 : nil
  }

  private func skipBlanks(from start: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset].isBlank { offset += 1 }
    return offset
  }

  private func addressEnd(at start: Int) -> Int? {
    guard start < end else { return nil }
    if bytes[start] == .less { return find(.greater, from: start + 1) }
    var offset = start
    var depth = 0
    let limit = min(end, start + Self.longestAddress)
    while offset < limit, !bytes[offset].isWhitespace {
      switch bytes[offset] {
      case .backslash: offset += 1
      case .openParenthesis:
        depth += 1
        guard depth <= 32 else { return nil }
      case .closeParenthesis:
        guard depth > 0 else { return offset }
        depth -= 1
      default: break
      }
      offset += 1
    }
    return depth == 0 ? min(offset, end) : nil
  }

  private func titleEnd(at start: Int) -> Int? {
    switch bytes[start] {
    case .quotationMark: find(.quotationMark, from: start + 1)
    case .apostrophe: find(.apostrophe, from: start + 1)
    case .openParenthesis: find(.closeParenthesis, from: start + 1)
    default: nil
    }
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    let limit = min(end, start + Self.longestBracketed)
    var offset = start
    while offset < limit {
      if bytes[offset] == byte { return offset + 1 }
      offset += bytes[offset] == .backslash ? 2 : 1
    }
    return nil
  }
}

extension HTMLTag {
  /// Returns the end of an address in angle brackets: `<https://…>` or `<name@host>`.
  func addressEnd(at start: Int) -> Int? {
    var offset = start + 1
    var isAddress = false
    while offset < end, offset - start < 1024 {
      let byte = bytes[offset]
      if byte == .greater { return isAddress ? offset + 1 : nil }
      if byte.isWhitespace || byte == .less { return nil }
      if byte == .colon, offset > start + 2 { isAddress = true }
      if byte == UInt8(ascii: "@"), offset > start + 1 { isAddress = true }
      offset += 1
    }
    return nil
  }
}
