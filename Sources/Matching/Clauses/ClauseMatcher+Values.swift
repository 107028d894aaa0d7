import Exercises
import Formulas
import Homework

/// What a pair's value is for the quantity that its label names.
extension ClauseMatcher {
  /// The reading of a pair for a quantity, at the keys of the clause and of what stands before.
  package func reading(
    _ pair: Clause.Pair,
    of index: Int,
    keys: KeyContext
  ) -> Reading? {
    let quantity = names.exercise.quantities[index]
    var at: [WrittenKey] = []
    for key in quantity.keys {
      guard let written = keys[key.name] else { return nil }
      at.append(written)
    }
    let value = values.read(pair.value.text, as: names.expectations[index])
    if names.isShapeOfMatrix(pair.value.text, index) { return nil }
    // `The smallest value is always …`: a sentence about the quantity, not a value of it.
    if case .unreadable = value, case .number = names.expectations[index],
      !pair.value.text.hasDigit || pair.isSentence
    {
      return nil
    }
    // An intermediate part of a chain counts only if it is a value by itself.
    if pair.isContinued {
      switch value {
      case .unreadable, .blank, .ambiguous: return nil
      case .formula: if !names.isFormula(pair.value.text) { return nil }
      case .number, .shape, .matrix: break
      }
    }
    var reading = Reading(
      quantity: index,
      at: at,
      value: value,
      span: Self.span(of: value, in: pair.value)
    )
    reading.beside = keys.beside(quantity)
    return reading
  }

  /// `16` of `[16]`: the sizes of one hidden layer.
  static func withoutBrackets(_ text: String) -> String {
    guard text.hasPrefix("["), text.hasSuffix("]"), text.utf8.count < 10 else { return text }
    return String(text.dropFirst().dropLast()).trimmedBytes
  }

  /// The name in a label that goes on with the calculation of its value: `Accuracy (42 + 132) / 200`.
  func named(beforeCalculation label: String) -> String? {
    guard let name = LabelForm.withoutCalculation(label) else { return nil }
    let tokens = LabelTokens(name).tokens
    return tokens.contains { !LabelTokens.stopWords.contains($0) } ? name : nil
  }

  /// Where a number stands alone, without the words behind it: `1499` of `1499 (85 %) with 60 epochs`.
  static func span(of value: WrittenValue, in written: Span) -> Span {
    if case .number = value, let count = countBeforeAll(written) { return count }
    guard case .number(let number) = value, number.text.utf8.count < written.text.utf8.count,
      written.text.hasPrefix(number.text), written.text.utf8.count == written.range.count,
      String(written.text.dropFirst(number.text.count)).hasLetter
    else { return written }
    let end = written.range.lowerBound + number.text.utf8.count
    return Span(text: number.text, range: written.range.lowerBound..<end)
  }

  /// The 1296 of `1296 of 10000`; nil for another text.
  private static func countBeforeAll(_ written: Span) -> Span? {
    let words = written.text.split(separator: " ")
    guard words.count == 3, words[0].allSatisfy(\.isNumber), words[1].allSatisfy(\.isLetter),
      words[2].first?.isNumber ?? false, written.text.hasPrefix(words[0]),
      written.text.utf8.count == written.range.count
    else { return nil }
    let end = written.range.lowerBound + words[0].utf8.count
    return Span(text: String(words[0]), range: written.range.lowerBound..<end)
  }

  /// True for `0.05 better than …`, which compares.
  static func isDifference(_ pair: Clause.Pair, in clause: Clause) -> Bool {
    guard pair.isSentence, pair.place.lowerBound < clause.place.upperBound else { return false }
    let words = clause.text.string(pair.place.lowerBound..<clause.place.upperBound)
      .split(separator: " ", maxSplits: 5).map { $0.lowercased() }
    guard words.count > 2, let number = words.first, number.first?.isNumber ?? false,
      number.last != ","
    else { return false }
    return words[1...].prefix(3).contains(where: Lexicon.comparatives.contains)
      && words.prefix(5).contains(where: Lexicon.thans.contains)
  }

  /// True for `number of parameters`, which is said of any part.
  static func isOfAny(_ token: String) -> Bool {
    Lexicon.kinds.contains(token) || token == "of"
  }

  /// True for words that every quantity may have: `in letters`, `number of parameters`; `layer 2` says which.
  static func saysNoName(_ token: String) -> Bool {
    Double(token) == nil && LabelTokens.isPlain(token) || Lexicon.kinds.contains(token)
  }
}
