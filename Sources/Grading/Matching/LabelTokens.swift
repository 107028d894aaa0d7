import Formulas

/// The words and symbols of a label, in one spelling: `\frac{\partial C}{\partial w_j}`, `∂C/∂w_j`
/// and `dC/dw_j` are the same symbol.
struct LabelTokens: Hashable, Sendable {
  let tokens: [String]
  /// What stands in the brackets of a call at the end: `C(y = 0.2, 0.3)`.
  let arguments: String?

  /// Reads a label; an empty one is what the sentence began with.
  init(_ text: String, inheriting inherited: [String] = []) {
    var plain = Self.plain(text)
    arguments = Self.takeArguments(from: &plain)
    let own = plain.split(separator: " ").flatMap(Self.withoutTime).compactMap(Self.token)
    tokens = own.isEmpty ? inherited : own
  }

  /// The label without LaTeX's spellings, one space between tokens.
  static func plain(_ text: String) -> String {
    var plain = text
    if plain.utf8.contains(0x5C) {
      plain = withoutFractions(plain)
      for (command, replacement) in commands {
        plain = plain.replacingBytes(of: command, with: replacement)
      }
    }
    for (spelling, word) in [
      ("cross entropy", "cross-entropy"), ("Cross entropy", "cross-entropy"),
      ("Cross Entropy", "cross-entropy"), ("crossentropy", "cross-entropy"), (" / ", "/"),
      ("∂ ", "∂"), ("\n", " "), ("\t", " "), ("\u{A0}", " "), ("`", ""), ("$", ""),
      ("self.", ""), ("np.", ""),
    ] {
      plain = plain.replacingBytes(of: spelling, with: word)
    }
    return plain
  }

  private static let commands: [(String, String)] = [
    ("\\partial ", "∂"), ("\\partial", "∂"), ("\\nabla", "nabla"), ("\\left", ""),
    ("\\right", ""), ("\\mathrm{d}", "d"), ("\\mathrm", ""), ("\\text", ""), ("\\operatorname", ""),
    ("\\mathbf", ""), ("\\,", " "), ("\\;", " "), ("\\!", ""), ("\\ ", " "), ("\\quad", " "),
    ("\\prime", "'"), ("\\_", "_"),
  ]

  /// `\frac{A}{B}` as A/B.
  private static func withoutFractions(_ text: String) -> String {
    var result = text
    for command in ["\\dfrac{", "\\tfrac{", "\\frac{"] {
      while result.has(command), let start = result.firstRange(of: command),
        let middle = closing(in: result, from: start.upperBound),
        result.index(after: middle) < result.endIndex, result[result.index(after: middle)] == "{",
        let end = closing(in: result, from: result.index(middle, offsetBy: 2))
      {
        let above = result[start.upperBound..<middle]
        let below = result[result.index(middle, offsetBy: 2)..<end]
        let fraction = "\(above)/\(below)".replacing("\\partial ", with: "∂")
          .replacing("\\partial", with: "∂").replacing(" ", with: "")
        result.replaceSubrange(start.lowerBound...end, with: fraction)
      }
    }
    return result
  }

  private static func closing(in text: String, from start: String.Index) -> String.Index? {
    var depth = 1
    var index = start
    while index < text.endIndex {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
      index = text.index(after: index)
    }
    return nil
  }

  private static func takeArguments(from text: inout String) -> String? {
    while text.hasSuffix(" ") { text.removeLast() }
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex,
      text[text.index(before: open)].isLetter || text[text.index(before: open)].isNumber
    else { return nil }
    let arguments = String(text[text.index(after: open)...].dropLast())
    // `ln(1-a)` is a formula, `C(0.2, 0.3)` and `C(y=0.2)` are calls.
    guard arguments.hasDigit, !text[..<open].hasSuffix("ln"),
      arguments.contains("=") || arguments.contains(",") || Double(arguments) != nil
    else { return nil }
    text = String(text[..<open])
    return arguments
  }

  /// `w_7^{new}`, `w_{7,new}` and `w7_new` are the symbol w7 and the word new.
  private static func withoutTime(_ word: Substring) -> [Substring] {
    for time in ["new", "old", "neu", "alt"] where word.utf8.count > time.utf8.count + 1 {
      for form in [
        "^{(\(time))}", "^{\(time)}", "^{{\(time)}}", "_{\(time)}", ",\(time)}", "^\(time)",
        "_\(time)",
      ]
      where word.hasSuffix(form) {
        return [word.dropLast(form.count), Substring(time)]
      }
    }
    return [word]
  }

  private static let outer: Set<Character> = [
    ".", ",", ":", ";", "!", "?", "\"", "“", "”", "„", "(", ")", "*", "–", "—", "-", "#", "{", "}",
  ]

  private static func token(_ word: Substring) -> String? {
    var word = word
    while let first = word.first, outer.contains(first) { word = word.dropFirst() }
    while let last = word.last, outer.contains(last), !(last == ")" && word.contains("(")) {
      word = word.dropLast()
    }
    guard !word.isEmpty else { return nil }
    let canonical = SymbolName.canonical(word)
    return Self.synonyms[canonical.lowercased()] ?? canonical
  }

  /// Words that mean the same in the headings of tables and in sentences.
  private static let synonyms: [String: String] = [
    "min": "minimum", "smallest": "minimum", "lowest": "minimum", "least": "minimum",
    "minimal": "minimum", "minimum": "minimum", "minima": "minimum", "minimised": "minimum",
    "minimized": "minimum", "max": "maximum", "largest": "maximum", "highest": "maximum",
    "greatest": "maximum", "maximal": "maximum", "maximum": "maximum", "biggest": "maximum",
    "shapes": "shape", "shape": "shape", "dimension": "shape", "dimensions": "shape",
    "dims": "shape", "dim": "shape", "size": "shape", "gradient": "gradient",
    "gradients": "gradient", "derivative": "gradient", "updated": "new", "neu": "new", "new": "new",
    "argmin": "argmin", "argmax": "argmax", "mse": "quadratic", "squared": "quadratic",
    "quadratic": "quadratic", "bce": "cross-entropy", "cross-entropy": "cross-entropy",
    "ce": "cross-entropy", "letters": "letters", "general": "letters", "letter": "letters",
  ]

  /// Words that say nothing about which quantity is meant.
  static let stopWords: Set<String> = [
    "the", "of", "for", "in", "at", "to", "is", "an", "by", "cost", "value", "function", "with",
    "on", "and", "as", "formula", "each", "its",
  ]
}
