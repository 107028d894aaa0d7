/// A number as somebody wrote it: its value, and how far it goes.
package struct WrittenNumber: Hashable, Sendable {
  package let value: Double
  /// The place of the last digit as a power of ten: −2 for `0.50`, 0 for `12`, −4 for `91.42%`.
  package let lastPlace: Int
  /// True if nothing was rounded away: integers, powers of ten and simple fractions.
  package let isExact: Bool
  /// True if the writer cut the number off with an ellipsis: `0.333…`.
  package let isCut: Bool
  /// The number in plain digits, as it is echoed.
  package let text: String

  package init(
    value: Double,
    lastPlace: Int,
    isExact: Bool = false,
    isCut: Bool = false,
    text: String
  ) {
    self.value = value
    self.lastPlace = lastPlace
    self.isExact = isExact
    self.isCut = isCut
    self.text = text
  }

  /// The worth of one in the last place.
  package var unit: Double { PowersOfTen.power(lastPlace) }

  /// How many digits stand from the first non-zero one to the last place; 0 for zero.
  package var significantDigits: Int {
    guard let leading = Self.leadingPlace(of: value) else { return 0 }
    return max(0, leading - lastPlace + 1)
  }

  /// The place of the first non-zero digit of a value, nil for zero and what is not finite.
  package static func leadingPlace(of value: Double) -> Int? {
    guard value != 0, value.isFinite else { return nil }
    let magnitude = abs(value)
    var place = Int(_log10(magnitude).rounded(.down))
    // log10 can miss by one just below and at powers of ten.
    if PowersOfTen.power(place + 1) <= magnitude { place += 1 }
    if PowersOfTen.power(place) > magnitude { place -= 1 }
    return place
  }
}

/// Powers of ten, correctly rounded.
package enum PowersOfTen {
  /// 10^0 … 10^22, which doubles hold exactly.
  private static let exact: [Double] = (0..<22).reduce(into: [1.0]) { powers, _ in
    powers.append((powers.last ?? 1) * 10)
  }

  package static func power(_ exponent: Int) -> Double {
    switch exponent {
    case 0...22: exact[exponent]
    // The quotient of two exact numbers is rounded once.
    case -22..<0: 1 / exact[-exponent]
    case ..<(-330): 0
    case 309...: .infinity
    default: Double("1e\(exponent)") ?? 0
    }
  }
}
