/// Scripts as pandoc writes them in Markdown: `z~1~` for z₁, `10^−3^` for 10⁻³.
extension FlatText {
  /// What stands between the marks of a script that opens here, behind what it is the script of; nil for a mark
  /// of something else: `x^2+y^2` and `~0.5` are none.
  static func script(in text: [UInt8], at index: Int, _ range: Range<Int>) -> Range<Int>? {
    let mark = text[index]
    guard mark == 0x5E || mark == 0x7E, index > range.lowerBound, !isSpace(text[index - 1]),
      text[index - 1] != mark, index + 1 < range.upperBound, text[index + 1] != mark
    else { return nil }
    var end = index + 1
    while end < range.upperBound, text[end] != mark {
      guard end - index <= longestScript, isOfScript(text[end]) else { return nil }
      end += 1
    }
    guard end > index + 1, end < range.upperBound else { return nil }
    // Letters and digits behind it are no end of a script.
    let after = end + 1 < range.upperBound ? text[end + 1] : 0x20
    let goesOn = (after | 0x20) >= 0x61 && (after | 0x20) <= 0x7A || after >= 0x30 && after <= 0x39
    return goesOn || after == mark ? nil : (index + 1)..<end
  }

  private static let longestScript = 16

  /// Letters, digits, brackets, commas, points and a minus.
  private static func isOfScript(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
      || [0x28, 0x29, 0x2C, 0x2D, 0x2E, 0x5B, 0x5D, 0xE2, 0x88, 0x92, 0xCE, 0xCF].contains(byte)
      || byte >= 0x80 && byte < 0xC0
  }

  /// The next blank that is not ASCII: no-break, thin or wide.
  static func wideBlank(in part: ArraySlice<UInt8>, from start: Int) -> Range<Int>? {
    var index = start
    while index < part.endIndex {
      switch part[index] {
      case 0xC2 where index + 1 < part.endIndex && part[index + 1] == 0xA0:
        return index..<(index + 2)
      case 0xE2 where index + 2 < part.endIndex:
        let (second, third) = (part[index + 1], part[index + 2])
        if second == 0x80, third <= 0x8A || third == 0xAF { return index..<(index + 3) }
        if second == 0x81, third == 0x9F { return index..<(index + 3) }
      default: break
      }
      index += 1
    }
    return nil
  }
}
