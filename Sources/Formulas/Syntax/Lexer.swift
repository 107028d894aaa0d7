/// Splits a formula into tokens, in the notation of authors or of students.
struct Lexer {
  let scalars: [Unicode.Scalar]
  private let bytes: [UInt8]
  /// The byte at which each scalar starts, and the end.
  let offsets: [Int]
  let notation: Notation
  var index = 0
  var tokens: [Token] = []

  /// Formulas longer than this are refused: no exercise needs them, and hostile ones are.
  static let longestFormula = 4000

  static func tokens(of text: String, notation: Notation) throws(FormulaError)
    -> [Token]
  {
    var lexer = Lexer(text, notation: notation)
    guard lexer.scalars.count <= longestFormula else {
      throw FormulaError(
        at: 0..<1,
        "a formula of \(lexer.scalars.count) characters",
        help: "at most \(longestFormula) are allowed"
      )
    }
    try lexer.run()
    return lexer.tokens
  }

  private init(_ text: String, notation: Notation) {
    scalars = Array(text.unicodeScalars)
    bytes = Array(text.utf8)
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
    self.offsets = offsets
    self.notation = notation
  }

  /// The text between two scalars.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
  }

  func scalar(at index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private mutating func run() throws(FormulaError) {
    var sawSpace = false
    while let scalar = scalar(at: index) {
      if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\u{A0}"
        || (0x2000...0x200A).contains(scalar.value) || scalar == "\u{202F}"
      {
        index += 1
        sawSpace = true
        continue
      }
      let start = index
      try next(scalar, sawSpace: sawSpace)
      sawSpace = false
      // A command of spacing gives no token but separates.
      if tokens.last.map({ $0.range.upperBound <= offsets[start] }) ?? true { sawSpace = true }
    }
    let end = offsets[scalars.count]
    tokens.append(Token(kind: .end, range: end..<end, follows: sawSpace))
  }

  mutating func append(_ kind: Token.Kind, from start: Int, sawSpace: Bool) {
    tokens.append(
      Token(kind: kind, range: offsets[start]..<offsets[index], follows: sawSpace)
    )
  }

  private mutating func next(_ scalar: Unicode.Scalar, sawSpace: Bool) throws(FormulaError) {
    let start = index
    let nextIsDigit = self.scalar(at: index + 1).map(Self.isDigit) ?? false
    if Self.isDigit(scalar) || (scalar == "." && nextIsDigit) {
      append(.number(try number()), from: start, sawSpace: sawSpace)
    } else if notation.isFree, Glyphs.superscript(scalar) != nil {
      takeSuperscript(sawSpace: sawSpace)
    } else if notation.isFree, let (above, below) = Glyphs.vulgarFraction(scalar) {
      index += 1
      append(.number(Double(above) / Double(below)), from: start, sawSpace: sawSpace)
    } else if scalar == "`" {
      try quotedName(sawSpace: sawSpace)
    } else if scalar == "\\", notation.isFree {
      try command(sawSpace: sawSpace)
    } else if Self.startsName(scalar) {
      takeName(sawSpace: sawSpace)
    } else if scalar == "*", self.scalar(at: index + 1) == "*" {
      index += 2
      append(.mark("^"), from: start, sawSpace: sawSpace)
    } else if let mark = mark(scalar) {
      index += 1
      append(.mark(mark), from: start, sawSpace: sawSpace)
    } else {
      throw FormulaError(
        at: offsets[index]..<offsets[index + 1],
        "`\(scalar)` has no meaning in a formula"
      )
    }
  }

  /// `10⁻⁷` is 10^(-7).
  private mutating func takeSuperscript(sawSpace: Bool) {
    let start = index
    var value = 0
    var isNegative = false
    while let scalar = scalar(at: index), let digit = Glyphs.superscript(scalar), value < 100_000 {
      switch digit {
      case -1: isNegative = true
      case 10: break
      default: value = 10 * value + digit
      }
      index += 1
    }
    append(.mark("^"), from: start, sawSpace: sawSpace)
    if isNegative { append(.mark("-"), from: start, sawSpace: false) }
    append(.number(Double(value)), from: start, sawSpace: false)
  }

  private func mark(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "+", "-", "*", "/", "^", "@", "(", ")", "[", "]", ",", ":", ".": return String(scalar)
    case "−", "–": return "-"
    default: break
    }
    guard notation.isFree else { return nil }
    switch scalar {
    case "{": return "{"
    case "}": return "}"
    case "×", "·", "⋅", "∙", "∗": return "*"
    case "⊙", "∘": return "⊙"
    case "÷", "∕": return "/"
    case "ᵀ", "⊤": return "T"
    case "∑", "Σ": return "sum"
    case "_": return "_"
    case "'", "′", "’": return "'"
    // The bounds of a sum: `\sum_{i=1}^{n}`.
    case "=": return "="
    default: return nil
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x30 && scalar.value <= 0x39
  }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (scalar.value | 0x20) >= 0x61 && (scalar.value | 0x20) <= 0x7A }
    return scalar.properties.isAlphabetic && !isSign(scalar) || scalar == "∂" || scalar == "∇"
  }

  /// Letters by Unicode that are signs in formulas.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "Σ" || scalar == "ᵀ" || scalar == "ₓ"
  }

  private mutating func number() throws(FormulaError) -> Double {
    let start = index
    skipDigits()
    if scalar(at: index) == ".", scalar(at: index + 1) != "." {
      let afterPoint = scalar(at: index + 1)
      // `1.shape` is no number with a point, `1.` and `1.5` are.
      if afterPoint.map({ !Self.startsName($0) }) ?? true {
        index += 1
        skipDigits()
      }
    }
    if scalar(at: index) == "e" || scalar(at: index) == "E" {
      var end = index + 1
      if scalar(at: end) == "-" || scalar(at: end) == "+" { end += 1 }
      if scalar(at: end).map(Self.isDigit) ?? false {
        index = end
        skipDigits()
      }
    }
    let text = text(start..<index)
    guard
      let value = Double(
        text.hasSuffix(".") ? text + "0" : text.hasPrefix(".") ? "0" + text : text
      ),
      value.isFinite
    else {
      throw FormulaError(at: offsets[start]..<offsets[index], "`\(text)` is too large for a number")
    }
    return value
  }

  private mutating func skipDigits() {
    while let scalar = scalar(at: index), Self.isDigit(scalar) { index += 1 }
  }

  private mutating func quotedName(sawSpace: Bool) throws(FormulaError) {
    let start = index
    index += 1
    var name = ""
    while let scalar = scalar(at: index), scalar != "`" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard scalar(at: index) == "`" else {
      throw FormulaError(at: offsets[start]..<offsets[index], "a name in backquotes without an end")
    }
    index += 1
    guard !name.isEmpty else {
      throw FormulaError(
        at: offsets[start]..<offsets[index],
        "backquotes with no name between them"
      )
    }
    append(.name(notation.isFree ? name : known(name)), from: start, sawSpace: sawSpace)
  }
}
