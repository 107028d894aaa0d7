/// A place in the glyphs of a number, and the parts that can be taken from there.
struct NumberCursor {
  private let glyphs: [Glyph]
  private(set) var index = 0

  init(glyphs: [Glyph]) {
    self.glyphs = glyphs
  }

  var isAtEnd: Bool { index >= glyphs.count }
  var remaining: ArraySlice<Glyph> { glyphs[min(index, glyphs.count)...] }
  var current: Unicode.Scalar? { index < glyphs.count ? glyphs[index].scalar : nil }
  var currentDigit: Int? { index < glyphs.count ? glyphs[index].digit : nil }

  func peek(_ distance: Int) -> Glyph? {
    index + distance < glyphs.count ? glyphs[index + distance] : nil
  }

  mutating func advance() { index += 1 }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  mutating func skip(while condition: (Unicode.Scalar) -> Bool) {
    while let current, condition(current) { index += 1 }
  }

  /// Skips spaces; true if there was one.
  mutating func takeSpaces() -> Bool {
    let start = index
    skip { $0 == " " || $0 == Glyphs.thinSpace }
    return index > start
  }

  mutating func takeDigits() -> String? {
    var digits = ""
    while let digit = currentDigit, digits.count < 400 {
      digits.append(String(digit))
      index += 1
    }
    return digits.isEmpty ? nil : digits
  }

  /// Takes a sign; true if it is a minus.
  mutating func takeSign() -> Bool {
    guard current == "-" || current == "+" else { return false }
    let isMinus = current == "-"
    index += 1
    _ = takeSpaces()
    return isMinus
  }

  mutating func takePercent() -> Bool {
    let start = index
    _ = takeSpaces()
    if take("%") { return true }
    if index > start {
      for word in ["percent", "per cent", "Prozent"] where takeWord(word) { return true }
    }
    index = start
    return false
  }

  private mutating func takeWord(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard glyphs[min(index, glyphs.count)...].prefix(scalars.count).map(\.scalar) == scalars
    else { return false }
    index += scalars.count
    return true
  }

  mutating func takeEllipsis() -> Bool {
    let start = index
    _ = takeSpaces()
    if take(Glyphs.ellipsis) { return true }
    index = start
    return false
  }

  /// Drops the wrapping of `np.float64(0.5)`, `array(0.5)` and `tensor(0.5)`.
  mutating func unwrapProgramOutput() {
    guard glyphs.last?.scalar == ")" else { return }
    let text = String(String.UnicodeScalarView(glyphs[index...].map(\.scalar)))
    let wrappers = [
      "np.float64(", "np.float32(", "numpy.float64(", "numpy.float32(", "float(", "array(",
      "np.array(", "tensor(", "torch.tensor(",
    ]
    guard let wrapper = wrappers.first(where: text.hasPrefix) else { return }
    self = NumberCursor(
      glyphs: Array(glyphs[(index + wrapper.unicodeScalars.count)..<(glyphs.count - 1)])
    )
  }

  /// Why a number ends where the cursor stands although the text goes on.
  func complaint(after text: String) -> String {
    guard let glyph = peek(0) else { return "no digits" }
    let rest = String(String.UnicodeScalarView(remaining.prefix(12).map(\.scalar)))
    switch glyph.scalar {
    case ".": return "a second decimal point"
    case " " where remaining.contains { $0.digit != nil }: return "two numbers, or a stray one"
    case "l", "I", "O", "o": return "the letter \(glyph.scalar) among the digits"
    default: return "not a number from \"\(rest)\" on"
    }
  }
}

// MARK: - Exponents and fractions

extension NumberCursor {
  enum Exponent {
    case none
    case power(Int)
    case tooLarge

    var value: Int? {
      if case .power(let value) = self { value } else { nil }
    }
  }

  /// `e-3`, `E3`, `× 10^{-4}`, `x 10^-4`, `·10⁻⁴`, `*10**-4`.
  mutating func takeExponent() -> Exponent {
    let start = index
    if current == "e" || current == "E" {
      advance()
      if let exponent = takeInteger() { return limited(exponent) }
      index = start
      return .none
    }
    _ = takeSpaces()
    guard let sign = current, sign == Glyphs.times || sign == "x" || sign == "X" || sign == "*"
    else {
      index = start
      return .none
    }
    advance()
    _ = takeSpaces()
    guard take("1"), take("0"), let exponent = takePower() else {
      index = start
      return .none
    }
    return limited(exponent)
  }

  private func limited(_ exponent: Int) -> Exponent {
    abs(exponent) > 400 ? .tooLarge : .power(exponent)
  }

  /// `10^{-3}`, `10⁻³`: a power of ten is exact.
  mutating func takePowerOfTen() -> WrittenNumber? {
    let start = index
    if take("1"), take("0"), let exponent = takePower(), abs(exponent) <= 300 {
      return WrittenNumber(
        value: PowersOfTen.power(exponent),
        lastPlace: exponent,
        isExact: true,
        text: "1e\(exponent)"
      )
    }
    index = start
    return nil
  }

  /// What follows a 10: `^{-4}`, `^-4`, `^(-4)`, `**-4`, `⁻⁴`.
  mutating func takePower() -> Int? {
    if let first = current, Glyphs.superscript(first) != nil {
      var sign = 1
      var value = 0
      var digits = 0
      while let scalar = current, let digit = Glyphs.superscript(scalar), digits < 6 {
        if digit == -1 || digit == 10 {
          guard digits == 0 else { return nil }
          sign = digit == -1 ? -1 : 1
        } else {
          value = value * 10 + digit
          digits += 1
        }
        advance()
      }
      return digits > 0 ? sign * value : nil
    }
    guard take("^") || (take("*") && take("*")) else { return nil }
    if take("{") || take("(") {
      guard let value = takeInteger(), take("}") || take(")") else { return nil }
      return value
    }
    return takeInteger()
  }

  private mutating func takeInteger() -> Int? {
    let isNegative = takeSign()
    guard let digits = takeDigits() else { return nil }
    return (Int(digits.prefix(9)) ?? 999_999_999) * (isNegative ? -1 : 1)
  }

  /// `½`, `1/3`, `\frac{1}{3}`, `\tfrac12`.
  mutating func takeFraction() -> (Double, Double)? {
    if let scalar = current, let (numerator, denominator) = Glyphs.vulgarFraction(scalar) {
      advance()
      return (Double(numerator), Double(denominator))
    }
    let start = index
    if take(Glyphs.fraction) {
      if let numerator = takeArgument(), let denominator = takeArgument() {
        return (numerator, denominator)
      }
      index = start
      return nil
    }
    if let numerator = takeDigits() {
      _ = takeSpaces()
      if take("/") {
        _ = takeSpaces()
        if let denominator = takeDigits(), let a = Double(numerator), let b = Double(denominator) {
          return (a, b)
        }
      }
    }
    index = start
    return nil
  }

  /// An argument of `\frac`: digits in braces, or one digit.
  private mutating func takeArgument() -> Double? {
    _ = takeSpaces()
    if take("{") {
      _ = takeSpaces()
      guard let digits = takeDigits() else { return nil }
      _ = takeSpaces()
      return take("}") ? Double(digits) : nil
    }
    guard let digit = currentDigit else { return nil }
    advance()
    return Double(digit)
  }
}
