/// How numbers are printed: decimals, significant digits, or as short as they can be.
package enum DecimalText {
  /// The value with a fixed number of decimals, ties of the binary value to even: `0.5004`.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    String(decoding: fixedBytes(value, decimals: decimals), as: UTF8.self)
  }

  /// The bytes of `fixed`, which a table of numbers is made of.
  package static func fixedBytes(_ value: Double, decimals: Int) -> [UInt8] {
    fastFixed(value, decimals: decimals) ?? Array(printed("%.*f", decimals, value).utf8)
  }

  /// Digits by integer arithmetic, where that is certain to round as the exact value does.
  private static func fastFixed(_ value: Double, decimals: Int) -> [UInt8]? {
    guard decimals >= 0, decimals <= 15 else { return nil }
    let scaled = abs(value) * PowersOfTen.power(decimals)
    guard scaled < 1e15 else { return nil }
    let whole = scaled.rounded(.down)
    let fraction = scaled - whole
    // The product is off by at most one part in 2^53; near a tie only the exact digits decide.
    guard abs(fraction - 0.5) > scaled * 4e-16 + 1e-300 else { return nil }
    var digits = UInt64(whole) + (fraction > 0.5 ? 1 : 0)
    var reversed: [UInt8] = []
    reversed.reserveCapacity(decimals + 4)
    var count = 0
    repeat {
      if count == decimals, decimals > 0 { reversed.append(0x2E) }
      reversed.append(0x30 + UInt8(digits % 10))
      digits /= 10
      count += 1
    } while digits > 0 || count <= decimals
    if value.sign == .minus { reversed.append(0x2D) }
    reversed.reverse()
    return reversed
  }

  /// The value with a number of significant digits, plain where that is readable: `0.005271`.
  package static func significant(_ value: Double, digits: Int) -> String {
    guard let leading = WrittenNumber.leadingPlace(of: value) else { return shortest(value) }
    // Rounding may carry into a new leading digit; printing in scientific form knows.
    let scientific = printed("%.*e", max(0, digits - 1), value)
    guard let exponentStart = scientific.lastIndex(of: "e"),
      let exponent = Int(scientific[scientific.index(after: exponentStart)...])
    else { return scientific }
    if leading < -7 || leading > 15 {
      return "\(scientific[..<exponentStart])e\(exponent)"
    }
    return fixed(value, decimals: max(0, digits - 1 - exponent))
  }

  /// The value down to a place, a power of ten, plain where that is readable.
  package static func rounded(_ value: Double, to place: Int) -> String {
    guard let leading = WrittenNumber.leadingPlace(of: value), leading < -7 || leading > 15 else {
      return fixed(value, decimals: max(0, -place))
    }
    return significant(value, digits: max(1, leading - place + 1))
  }

  /// The shortest digits that name the value to 15 places: 1.2 · 3 is 3.6, whatever its last bit says.
  package static func plain(_ value: Double) -> String {
    shortest(Double(significant(value, digits: 15)) ?? value)
  }

  /// The shortest digits that name the value: `0.1`, `3`, `1e-07`.
  package static func shortest(_ value: Double) -> String {
    if value == 0 { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
