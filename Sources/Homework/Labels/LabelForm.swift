import Formulas

/// The form of a label's text: a name, or a calculation, a comparison, a denial around one.
package enum LabelForm {
  /// True if the text before a sign is no name: `1 − h1`, `h1 (1 - h1)`, `η · dE/dw1`, `h1 <`.
  ///
  /// `tokens`: The tokens of the text. `isSymbol`: True for the tokens of names.
  package static func isNoName(_ text: String, _ tokens: [String], isSymbol: (String) -> Bool)
    -> Bool
  {
    guard !text.isEmpty else { return false }
    if isComparison(text) || isDenied(tokens) || isTransposedProduct(text) { return true }
    // Most labels are one symbol, or words and one symbol.
    let mayCalculate =
      tokens.count { isSymbol($0) || $0.utf8.first.map { $0 < 0x3A } ?? false } > 1
      || text.utf8.contains { $0 == 0x28 || $0 == 0x2D || $0 == 0x2B || $0 == 0x2A || $0 >= 0xC2 }
    guard mayCalculate else { return false }
    let plain = LabelTokens.plain(text).trimmedBytes
    if let first = plain.unicodeScalars.first, first == "-" || first == "−",
      plain.unicodeScalars.dropFirst().first.map({ $0.properties.isAlphabetic || $0 == "∂" })
        ?? false
    {
      return true
    }
    // `-0.1 · dE/dw7` is a product as `0.1 · dE/dw7` is.
    let unsigned = plain.drop { $0 == "-" || $0 == "−" || $0 == " " }
    return isCalculation(String(unsigned), isSymbol: isSymbol)
  }

  // MARK: - Comparisons and denials

  private static let comparisons = [
    "≠", "≤", "≥", "<", ">", "\\ne", "\\lt", "\\gt", "\\le ", "\\ge ", "\\leq", "\\geq", "!",
    "\\not",
  ]

  private static func isComparison(_ text: String) -> Bool {
    guard
      text.utf8.contains(where: {
        $0 == 0x3C || $0 == 0x3E || $0 == 0x5C || $0 == 0x21 || $0 == 0xE2
      })
    else { return false }
    return comparisons.contains { text.has($0) && !(($0 == "\\ne" && text.has("\\neg"))) }
  }

  private static let denials: Set<String> = [
    "not", "cannot", "can't", "isn't", "never", "should", "must", "might", "could", "initially",
    "originally", "mistakenly", "wrongly", "formerly", "nicht", "sollte", "zuerst",
  ]
  private static let before: Set<String> = ["got", "had", "wrote", "thought", "obtained", "tried"]

  /// `h1 should be`, `at first I had h1`: what is said is not what the student means now.
  private static func isDenied(_ words: [String]) -> Bool {
    guard words.count > 1 else { return false }
    if words.contains(where: { denials.contains($0) || $0.hasSuffix("n't") }) { return true }
    guard let first = words.firstIndex(where: { $0 == "first" || $0 == "First" }) else {
      return false
    }
    if first > 0, words[first - 1].lowercased() == "at" { return true }
    return words.contains(where: before.contains)
  }

  // MARK: - Calculations

  /// `W_2^T \delta_2`: what is transposed multiplies what follows; `W^T x` of one letter may be a name.
  private static func isTransposedProduct(_ text: String) -> Bool {
    guard text.utf8.contains(0x5E) else { return false }
    return transposed.contains { mark in
      guard let range = text.firstRange(of: mark) else { return false }
      let rest = text[range.upperBound...].drop { $0 == " " }
      let factor = text[..<range.lowerBound]
      let begins = rest.first.map { $0.isLetter || $0 == "\\" } ?? false
      return begins && rest.count > 2 && factor.contains("_") && !factor.contains(" ")
    }
  }

  private static let transposed = ["^T ", "^t ", "^{T} ", "^{t} ", "^\\top ", "^{\\top} "]

  private static let signs: Set<String> = [
    "-", "−", "–", "+", "·", "*", "×", "⋅", "∙", "\\cdot", "\\times", "\\odot", "⊙", "∘",
  ]
  private static let functions: Set<String> = ["ln", "log", "exp", "tanh", "sqrt", "σ", "sigmoid"]
  private static let extremes: Set<String> = ["max", "min", "maximum", "minimum"]
  private static let dashes: Set<String> = ["-", "–", "−"]

  private static func isCalculation(_ plain: String, isSymbol: (String) -> Bool) -> Bool {
    if holdsBracketedSum(plain) || isDifferenceOfCalls(plain) { return true }
    let words = plain.split(separator: " ").map(String.init)
    func token(_ word: String) -> String? {
      let tokens = LabelTokens(word).tokens
      return tokens.count == 1 ? tokens[0] : nil
    }
    func isOperand(_ word: String) -> Bool {
      if let first = word.utf8.first, first >= 0x30, first <= 0x39 {
        return !word.hasSuffix(".") && !word.hasSuffix(")") && !word.hasSuffix(":")
      }
      return token(word).map(isSymbol) ?? false
    }
    // `2 dE/dw2`
    if words.count == 2, isOperand(words[0]), Double(words[0]) != nil,
      token(words[1]).map({ isSymbol($0) && $0.utf8.contains(0x2F) }) ?? false
    {
      return true
    }
    // `H to ln 3`
    let takesNumber = zip(words, words.dropFirst()).contains { function, operand in
      functions.contains(function) && operand.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    }
    if takesNumber { return true }
    for (index, word) in words.enumerated() {
      if signs.contains(word), index > 0, index + 1 < words.count {
        // `w7 new - w7`
        let isQualified = index > 1 && ["new", "old"].contains(words[index - 1])
        let left = words[isQualified ? index - 2 : index - 1]
        // `logits - max`
        let isExtreme = extremes.contains(words[index + 1])
        guard isOperand(left), isExtreme || isOperand(words[index + 1]) else { continue }
        // `Layer 1 - z1`: a dash after words.
        let isNumber = left.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
        if dashes.contains(word), isNumber, index > 1, !signs.contains(words[index - 2]) {
          continue
        }
        return true
      }
      // `w5 h1` is a product; `a h1` may begin with an article.
      if index > 0, isOperand(word), let left = token(words[index - 1]), left.utf8.count > 1,
        isSymbol(left), LabelTokens.isSymbol(left), !isOperator(left),
        token(word).map(isSymbol) ?? false, left != token(word)
      {
        return true
      }
    }
    return false
  }

  /// True for `C(0.2, 0.8) - C(0.2, 0.5)`.
  private static func isDifferenceOfCalls(_ plain: String) -> Bool {
    [") - ", ") − ", ") – "].contains { sign in
      guard let place = plain.firstRange(of: sign) else { return false }
      return plain[..<place.lowerBound].contains("(") && plain[place.upperBound...].contains("(")
    }
  }

  /// True for the operator of `∇_w E` and of `∂/∂w E`.
  private static func isOperator(_ token: String) -> Bool {
    token.hasPrefix("nabla") || token.contains("/")
  }

  /// `(o − y)`, `h1 (1 - h1)`: a bracket with a sign between its parts.
  private static func holdsBracketedSum(_ plain: String) -> Bool {
    guard let open = plain.firstIndex(of: "("), let close = plain.lastIndex(of: ")"), open < close
    else { return false }
    let inside = plain[plain.index(after: open)..<close]
    if inside.contains("=") || inside.contains(",") { return false }
    let words = inside.split(separator: " ")
    return words.contains { signs.contains(String($0)) } && words.count > 2
      || inside.contains("−") || inside.contains("·")
  }
}
