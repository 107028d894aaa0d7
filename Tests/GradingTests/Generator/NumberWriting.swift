import Foundation

/// Writes numbers in every notation of docs/numbers.md, rounded or cut, right or wrong.
struct NumberWriting {
  /// What surrounds the number: what one context allows is no number in another.
  enum Context { case cell, line, math, code }

  static let notations = [
    "plain", "more digits", "cut", "e", "E", "times superscript", "times caret", "x caret",
    "cdot caret", "star", "power", "unicode minus", "en dash", "plus", "approx", "numpy",
    "ellipsis",
    "full width", "trailing zeros", "no zero", "arabic", "padded", "tilde", "no-break",
  ]

  /// The decimal text of a value, rounded to a number of decimals.
  static func rounded(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  /// The same, cut.
  static func cut(_ value: Double, _ decimals: Int) -> String {
    String(String(format: "%.\(decimals + 8)f", value).dropLast(8))
  }

  /// A text with its first or second significant digit changed by 3 to 6: far from right.
  static func spoiled(_ text: String, _ generator: inout SplitMix) -> String {
    var characters = Array(text)
    let significant = characters.indices.filter { index in
      characters[index].isNumber && characters[...index].contains { ("1"..."9").contains($0) }
    }
    guard let place = significant.prefix(2).randomElement(using: &generator),
      let digit = characters[place].wholeNumberValue
    else { return text }
    let other = (digit + Int.random(in: 3...6, using: &generator)) % 10
    characters[place] = Character(String(other))
    return String(characters)
  }

  /// A value in a notation.
  ///
  /// - Parameters:
  ///   - value: What is written.
  ///   - decimals: The decimals that are asked for, at least.
  ///   - notation: One of `notations`.
  ///   - context: What surrounds the number.
  ///   - spoil: Changes the digits, for a wrong answer.
  /// - Returns: The text.
  static func text(
    _ value: Double,
    decimals: Int,
    notation: String,
    context: Context,
    spoil: (String) -> String = { $0 }
  ) -> String {
    let isFormula = context == .math
    switch notation {
    case "more digits": return spoil(rounded(value, decimals + 3))
    case "cut": return spoil(cut(value, decimals + 2))
    case "trailing zeros": return spoil(rounded(value, decimals)) + ""
    case "ellipsis": return spoil(cut(value, decimals + 3)) + (isFormula ? "\\ldots" : "…")
    case "e", "E", "times superscript", "times caret", "x caret", "cdot caret", "star", "power":
      let plain = spoil(rounded(value, decimals + 1))
      return scientific(plain, notation, isFormula)
    default: break
    }
    let plain = spoil(rounded(value, decimals))
    switch notation {
    case "unicode minus" where !isFormula: return plain.replacing("-", with: "−")
    case "en dash" where !isFormula: return plain.replacing("-", with: "–")
    case "plus" where !plain.hasPrefix("-"): return "+" + plain
    case "approx": return (isFormula ? "\\approx " : "≈ ") + plain
    case "tilde" where context == .cell: return "~" + plain
    case "numpy" where !isFormula: return "np.float64(\(plain))"
    case "full width" where !isFormula: return String(plain.unicodeScalars.map(wide))
    case "arabic" where !isFormula: return String(plain.unicodeScalars.map(arabic))
    case "no zero": return plain.replacing(/^(-?)0\./) { "\($0.1)." }
    case "padded" where context == .cell: return " " + plain + "  "
    case "no-break" where context == .cell: return "\u{A0}" + plain
    default: return plain
    }
  }

  private static func wide(_ scalar: Unicode.Scalar) -> Character {
    let code = scalar.value
    let isShifted = (0x30...0x39).contains(code) || scalar == "." || scalar == "-"
    return Character(Unicode.Scalar(isShifted ? code + 0xFEE0 : code) ?? scalar)
  }

  private static func arabic(_ scalar: Unicode.Scalar) -> Character {
    switch scalar {
    case "0"..."9": Character(Unicode.Scalar(scalar.value - 0x30 + 0x660) ?? scalar)
    case ".": "\u{66B}"
    default: Character(scalar)
    }
  }

  /// A decimal text as mantissa and power of ten, digit by digit: nothing is rounded again.
  private static func scientific(_ plain: String, _ notation: String, _ isFormula: Bool) -> String {
    let isNegative = plain.hasPrefix("-")
    let digits = plain.filter(\.isNumber)
    let point = plain.filter { $0.isNumber || $0 == "." }.prefix { $0 != "." }.count
    guard let first = digits.firstIndex(where: { $0 != "0" }) else { return plain }
    let exponent = point - 1 - digits.distance(from: digits.startIndex, to: first)
    let significant = digits[first...]
    let tail = significant.dropFirst()
    let mantissa =
      (isNegative ? "-" : "") + significant.prefix(1) + (tail.isEmpty ? "" : "." + tail)
    let raised = String(
      String(exponent).map { digit in
        Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[safe: digit.wholeNumberValue] ?? (digit == "-" ? "⁻" : digit)
      }
    )
    if isFormula { return "\(mantissa) \\times 10^{\(exponent)}" }
    switch notation {
    case "e": return "\(mantissa)e\(exponent)"
    case "E": return "\(mantissa)E\(exponent)"
    case "times superscript": return "\(mantissa)×10\(raised)"
    case "times caret": return "\(mantissa) × 10^\(exponent)"
    case "x caret": return "\(mantissa) x 10^\(exponent)"
    case "cdot caret": return "\(mantissa) · 10\(raised)"
    case "star": return "\(mantissa)*10^\(exponent)"
    default: return "\(mantissa)*10**\(exponent)"
    }
  }
}

extension Array {
  fileprivate subscript(safe index: Int?) -> Element? {
    index.flatMap { indices.contains($0) ? self[$0] : nil }
  }
}
