/// Marks of emphasis: which of them are marks, and which are signs of a product.
extension FlatText {
  /// True for marks that begin emphasis: before something, and after nothing that they multiply.
  static func opens(
    _ byte: UInt8,
    _ length: Int,
    _ before: UInt8,
    _ after: UInt8,
    _ text: [UInt8],
    _ index: Int
  ) -> Bool {
    if isSpace(after) { return false }
    if byte == 0x2A {
      if length == 1, isOperand(before), isOperand(after) || after == 0x2D { return false }
      // `10**-4` is a power.
      if length == 2, before >= 0x30 && before <= 0x39, after == 0x2D || isOperand(after) {
        return false
      }
      return !isOperand(before) || length > 1 && !(isOperand(before) && isOperand(after))
    }
    return isSpace(before) || [0x28, 0x5B, 0x7C, 0x3E, 0x3D, 0x3A, 0x2C].contains(before)
  }

  /// The byte before a place; for signs such as ≈ and ·, a blank.
  static func before(_ index: Int, in text: [UInt8]) -> UInt8 {
    let byte = text[index - 1]
    guard byte >= 0x80, index >= 3 else { return byte }
    // Letters and marks of scripts without blanks.
    if isUnspaced(text[index - 3]) || text[index - 3] == 0xEF { return 0x20 }
    guard text[index - 3] == 0xE2 else { return byte }
    // Raised digits are part of a number.
    return text[index - 2] == 0x81 ? 0x30 : 0x20
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
  }

  static func isOperand(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte >= 0x80
      || byte == 0x29 || byte == 0x28
  }

  /// The end of a strike over a whole value: `~~0.4~~` removes what it strikes.
  static func strikeEnd(_ text: [UInt8], from start: Int, to end: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if text[index] == 0x7E, text[index + 1] == 0x7E { return index + 2 }
      index += 1
    }
    return nil
  }
}
