extension WrittenNumber {
  /// A simple fraction: exact, as far as a double goes.
  package static func fraction(_ value: Double, text: String) -> WrittenNumber {
    let lastPlace = (leadingPlace(of: value) ?? 0) - 14
    return WrittenNumber(value: value, lastPlace: lastPlace, isExact: true, text: text)
  }

  /// The number with what was written around its digits; nil if it leaves the range of doubles.
  func scaled(by exponent: Int?, isPercent: Bool, isNegative: Bool, isCut: Bool) -> WrittenNumber? {
    let shift = (exponent ?? 0) - (isPercent ? 2 : 0)
    var scaled = value
    if shift != 0 {
      // Through the text, so that 3.2e-4 is the double that 0.00032 is.
      scaled = Double("\(text)e\(shift)") ?? value * PowersOfTen.power(shift)
    }
    guard scaled.isFinite, scaled != 0 || value == 0 else { return nil }
    let isPowerOfTen = exponent != nil && value == 1 && isExact
    let sign = isNegative ? "-" : ""
    let power = exponent.map { "e\($0)" } ?? ""
    return WrittenNumber(
      value: isNegative ? -scaled : scaled,
      lastPlace: lastPlace + shift,
      isExact: isCut ? false : exponent == nil && !isPercent ? isExact : isPowerOfTen,
      isCut: isCut,
      text: sign + text + power + (isPercent ? "%" : "") + (isCut ? "…" : "")
    )
  }
}

extension WrittenNumber {
  /// True if a value rounds to the number at its last place, up to floating point.
  package func isRounded(_ value: Double) -> Bool {
    abs(self.value - value) <= 0.5 * unit * (1 + 1e-9) + 4 * abs(value).ulp
  }

  /// True if two numbers may be the same one: the shorter is the longer one rounded or cut.
  package func agrees(with other: WrittenNumber) -> Bool {
    if lastPlace == other.lastPlace { return value == other.value }
    let (short, long) = lastPlace > other.lastPlace ? (self, other) : (other, self)
    let distance = abs(short.value - long.value)
    let isCut = abs(short.value) <= abs(long.value) && distance < short.unit * (1 - 1e-9)
    return distance <= 0.5 * short.unit * (1 + 1e-9) || isCut
  }
}
