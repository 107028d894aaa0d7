import Formulas
import Homework

/// How a homework spells the words of names: with their capitals alone, without their accents.
extension ExerciseNames {
  /// The capitals at the end of a word of several, `CustomMLP`, if the exercise's names know them.
  func acronym(_ word: String) -> String? {
    let capitals = String(word.reversed().prefix { $0.isASCII && $0.isUppercase }.reversed())
    guard capitals.count > 2, capitals.count < word.count,
      patterns.joined().contains(where: { $0.tokens.contains(capitals) })
    else { return nil }
    return capitals
  }

  /// The words of names that have accents, by what is left of them without.
  static func accents(of patterns: [[NamePattern]]) -> [String: String] {
    var table: [String: String] = [:]
    for word in Set(patterns.joined().flatMap(\.tokens)).sorted()
    where !word.utf8.allSatisfy({ $0 < 0x80 }) {
      let plain = Lexicon.withoutAccents(word)
      if plain != word, plain.utf8.allSatisfy({ $0 < 0x80 }) { table[plain] = word }
    }
    return table
  }

  /// The tokens of a label, with the accents that a program has lost.
  func accented(_ label: LabelTokens) -> LabelTokens {
    guard !accents.isEmpty, label.tokens.contains(where: { accents[$0] != nil }) else {
      return label
    }
    return LabelTokens(tokens: label.tokens.map { accents[$0] ?? $0 }, arguments: label.arguments)
  }
}
