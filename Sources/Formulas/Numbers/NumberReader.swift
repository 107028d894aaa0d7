/// Reads a text as one number, by a closed grammar (docs/numbers.md).
///
/// Nothing outside the grammar is ever read in part: `0. 0.7412` is unreadable, not 0.
package struct NumberReader: Sendable {
  package var decimalMark: DecimalMark
  package var context: NumberContext

  /// No number is written in more bytes than this.
  private static let longest = 400

  package init(decimalMark: DecimalMark = .point, context: NumberContext = .whole) {
    self.decimalMark = decimalMark
    self.context = context
  }

  /// Reads a whole text as a number.
  package func read(_ text: String) -> NumberReading {
    if let plain = plainNumber(text) { return .number(plain) }
    guard text.utf8.count <= Self.longest else {
      return text.hasDigit
        ? .unreadable(reason: "longer than \(Self.longest) bytes") : .notANumber
    }
    var cursor = NumberCursor(glyphs: trimmed(Glyphs.fold(text)))
    cursor.skip { $0 == "≈" || $0 == "~" || $0 == "=" || $0 == " " || $0 == Glyphs.thinSpace }
    cursor.unwrapProgramOutput()
    guard cursor.remaining.contains(where: { $0.digit != nil || isNumberLike($0.scalar) }) else {
      let word = text.lowercased()
      if ["nan", "inf", "-inf", "+inf", "infinity", "∞", "-∞", "−∞"].contains(word) {
        return .unreadable(reason: "not a finite number")
      }
      return .notANumber
    }
    if let mixed = mixedNumber(cursor) { return mixed }
    let negative = cursor.takeSign()
    guard let magnitude = magnitude(&cursor) else {
      return .unreadable(reason: cursor.complaint(after: text))
    }
    switch magnitude {
    case .unreadable, .notANumber: return magnitude
    case .number(let number):
      return finish(cursor, candidates: [number], reason: "", negative: negative, text: text)
    case .ambiguous(let numbers, let reason):
      return finish(cursor, candidates: numbers, reason: reason, negative: negative, text: text)
    }
  }

  /// The most frequent case without any folding: `-?digits[.digits]` in ASCII.
  private func plainNumber(_ text: String) -> WrittenNumber? {
    guard decimalMark == .point else { return nil }
    var decimals: Int?
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits += 1
        if let count = decimals { decimals = count + 1 }
      case 0x2D where index == 0: continue
      case 0x2E where decimals == nil && digits > 0: decimals = 0
      default: return nil
      }
    }
    guard digits > 0, digits <= 300, let value = Double(text) else { return nil }
    return WrittenNumber(
      value: value,
      lastPlace: -(decimals ?? 0),
      isExact: decimals == nil,
      text: text
    )
  }

  private func isNumberLike(_ scalar: Unicode.Scalar) -> Bool {
    Glyphs.vulgarFraction(scalar) != nil || Glyphs.superscript(scalar) != nil
  }

  private func trimmed(_ glyphs: [Glyph]) -> [Glyph] {
    func isSpace(_ glyph: Glyph) -> Bool {
      glyph.scalar == " " || glyph.scalar == "\t" || glyph.scalar == Glyphs.thinSpace
    }
    guard let first = glyphs.firstIndex(where: { !isSpace($0) }),
      let last = glyphs.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return Array(glyphs[first...last])
  }
}

// MARK: - Parts

extension NumberReader {
  /// What follows the magnitude: exponent, percent sign, ellipsis, and then nothing else.
  private func finish(
    _ start: NumberCursor,
    candidates: [WrittenNumber],
    reason: String,
    negative: Bool,
    text: String
  ) -> NumberReading {
    var cursor = start
    let exponent = cursor.takeExponent()
    let isPercent = cursor.takePercent()
    let isCut = cursor.takeEllipsis()
    if case .tooLarge = exponent { return .unreadable(reason: "the exponent is too large") }
    guard cursor.isAtEnd else { return .unreadable(reason: cursor.complaint(after: text)) }
    var numbers: [WrittenNumber] = []
    for candidate in candidates {
      guard
        let number = candidate.scaled(
          by: exponent.value,
          isPercent: isPercent,
          isNegative: negative,
          isCut: isCut
        )
      else { return .unreadable(reason: "beyond the range of numbers") }
      numbers.append(number)
    }
    if numbers.count > 1 { return .ambiguous(numbers, reason: reason) }
    return .number(numbers[0])
  }

  /// `1 2/3`: one and two thirds, or twelve thirds? Only the writer knows.
  private func mixedNumber(_ start: NumberCursor) -> NumberReading? {
    var cursor = start
    let sign = cursor.takeSign() ? -1.0 : 1
    guard let whole = cursor.takeDigits(), cursor.takeSpaces(), let numerator = cursor.takeDigits(),
      cursor.take("/"), let denominator = cursor.takeDigits(), cursor.isAtEnd,
      let a = Double(whole), let b = Double(numerator), let c = Double(denominator), c != 0,
      let joined = Double(whole + numerator)
    else { return nil }
    return .ambiguous(
      [
        WrittenNumber.fraction(
          sign * (a + b / c),
          text: sign < 0
            ? "-(\(whole) + \(numerator)/\(denominator))"
            : "\(whole) + \(numerator)/\(denominator)"
        ),
        WrittenNumber.fraction(
          sign * joined / c,
          text: "\(sign < 0 ? "-" : "")\(whole)\(numerator)/\(denominator)"
        ),
      ],
      reason: "a space before a fraction adds in one reading and groups digits in the other"
    )
  }

  private func magnitude(_ cursor: inout NumberCursor) -> NumberReading? {
    if let (numerator, denominator) = cursor.takeFraction() {
      guard denominator != 0 else { return .unreadable(reason: "a fraction with 0 below") }
      return .number(
        .fraction(
          numerator / denominator,
          text: "\(DecimalText.shortest(numerator))/\(DecimalText.shortest(denominator))"
        )
      )
    }
    if let power = cursor.takePowerOfTen() { return .number(power) }
    guard let group = DigitGroups(taking: &cursor, context: context) else { return nil }
    return group.read(decimalMark: decimalMark)
  }
}
