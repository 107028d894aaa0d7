/// What typists write with several signs: two hyphens for a minus, underscores for a blank that is filled in.
extension FlatText {
  /// The first of two hyphens, by place, that stand before an operand and after none: `--0,3`, as Pandoc writes a dash.
  static func doubledSigns(in bytes: [UInt8]) -> [Int] {
    guard bytes.contains(0x2D) else { return [] }
    return bytes.indices.dropLast(2).filter { place in
      guard bytes[place] == 0x2D, bytes[place + 1] == 0x2D, bytes[place + 2] != 0x2D,
        place == 0 || isBeforeSign(bytes[place - 1])
      else { return false }
      let next = bytes[(place + 2)...]
      if let first = next.first, first >= 0x30 && first <= 0x39 || first == 0x28 { return true }
      // `--lr 0.1` is an option of a program.
      return ["ln ", "log ", "ln("].contains { next.starts(with: $0.utf8) }
    }
  }

  private static func isBeforeSign(_ byte: UInt8) -> Bool {
    isSpace(byte) || [0x28, 0x3D, 0x3B, 0x5B].contains(byte)
  }

  /// True for underscores around what was filled in, `____0.76____`; a blank that is empty stays.
  static func isFilledIn(_ length: Int, _ before: UInt8, _ after: UInt8) -> Bool {
    length > 2 && (isOperand(before) || isOperand(after) || after == 0x2D)
  }
}
