/// An exact fraction: points and scores are never rounded before they are shown.
package struct Fraction: Hashable, Sendable, Comparable {
  package let numerator: Int
  /// Always positive; the fraction is in lowest terms.
  package let denominator: Int

  package static let zero = Fraction(0)

  package init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(denominator != 0, "\(numerator)/0 is no fraction")
    let divisor = Self.greatestCommonDivisor(numerator, denominator) * (denominator < 0 ? -1 : 1)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// Reads `2`, `1/2` or `0.5`, exactly; nil for anything else, and for less than 0.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2F }) else {
      return nil
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let above = Int(parts[0]), let below = Int(parts[1]), below > 0,
      above >= 0, below <= 1_000_000, above <= 1_000_000
    {
      self.init(above, below)
      return
    }
    let decimal = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1, decimal.count <= 2, let whole = Int(decimal[0]), whole >= 0,
      whole <= 1_000_000
    else { return nil }
    guard decimal.count == 2 else {
      self.init(whole)
      return
    }
    guard (1...6).contains(decimal[1].count), let decimals = Int(decimal[1]), decimals >= 0 else {
      return nil
    }
    let unit = (0..<decimal[1].count).reduce(1) { product, _ in product * 10 }
    self.init(whole * unit + decimals, unit)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  package static func + (left: Fraction, right: Fraction) -> Fraction {
    let (a, b, c, d) = left.wide(right)
    return Fraction(wide: a * d + c * b, b * d)
  }

  package static func - (left: Fraction, right: Fraction) -> Fraction {
    left + Fraction(-right.numerator, right.denominator)
  }

  package static func * (left: Fraction, right: Fraction) -> Fraction {
    let (a, b, c, d) = left.wide(right)
    return Fraction(wide: a * c, b * d)
  }

  package static func / (left: Fraction, right: Int) -> Fraction {
    left * Fraction(1, right)
  }

  package static func < (left: Fraction, right: Fraction) -> Bool {
    let (a, b, c, d) = left.wide(right)
    return a * d < c * b
  }

  private typealias Wide = Int128

  private func wide(_ other: Fraction) -> (Wide, Wide, Wide, Wide) {
    (
      Wide(numerator), Wide(denominator), Wide(other.numerator), Wide(other.denominator)
    )
  }

  /// A fraction of products of two Ints.
  ///
  /// Where even its lowest terms leave the range (sums over dozens of different prime
  /// denominators), it is rounded to a denominator of a million million, or less for large
  /// values: far below a hundredth.
  private init(wide numerator: Wide, _ denominator: Wide) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Wide(max(a, 1))
    let (above, below) = (numerator / divisor, denominator / divisor)
    let limit = Wide(1) << 40
    if below <= limit, above.magnitude <= (Wide(1) << 60).magnitude {
      self.init(Int(above), Int(below))
    } else {
      let most: Wide = 1 << 60
      var unit: Wide = 1_000_000_000_000
      while unit > 1, (above / below).magnitude >= (most / unit).magnitude { unit /= 10 }
      let scaled = above / below * unit + above % below * unit / below
      self.init(Int(max(-most, min(most, scaled))), Int(unit))
    }
  }

  package var value: Double { Double(numerator) / Double(denominator) }

  /// The fraction with at most two decimals, as a report shows it: `8.78`, `12`, `0.5`.
  package var text: String {
    let (whole, rest) = (Wide(numerator) * 200 + Wide(denominator)).quotientAndRemainder(
      dividingBy: 2 * Wide(denominator)
    )
    // Halves of a hundredth round away from zero; scores are never negative.
    let hundredths = rest < 0 ? whole - 1 : whole
    let sign = hundredths < 0 ? "-" : ""
    let (units, decimals) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if decimals == 0 { return "\(sign)\(units)" }
    let digits = decimals < 10 ? "0\(decimals)" : String(decimals)
    return "\(sign)\(units)." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
  }

  /// The fraction as an author writes it: `1/2`.
  package var exactText: String {
    denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
  }
}
