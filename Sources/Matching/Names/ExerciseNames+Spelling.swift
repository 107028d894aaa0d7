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

  /// The words of names whose ends a language may bend: long ones, where some have letters beyond ASCII.
  static func inflected(_ patterns: [[NamePattern]]) -> [[Character]] {
    let words = Set(patterns.joined().flatMap(\.words)).filter { word in
      word.utf8.count > 4 && word.allSatisfy(\.isLetter)
        && word.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    }
    guard words.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) else { return [] }
    return words.filter { $0.count > 4 }.sorted().map(Array.init)
  }

  /// Tokens with the words of names in the case that the names have: `сигмоида` for `сигмоиды`.
  func bent(_ tokens: [String]) -> [String] {
    guard !inflected.isEmpty else { return tokens }
    return tokens.map { bent($0) ?? $0 }
  }

  /// Words together with those of names that they are in another case.
  func bent(_ words: Set<String>) -> Set<String> {
    guard !inflected.isEmpty else { return words }
    return words.union(words.compactMap(bent))
  }

  /// How many letters at the end of a word may be others.
  private static let bending = 3

  /// The only word of names that a word is with another end; nil for those words themselves.
  private func bent(_ word: String) -> String? {
    guard word.utf8.count > 4, word.utf8.count < 60, !LabelTokens.isSymbol(word) else { return nil }
    let letters = Array(word)
    var found: [Character]?
    for name in inflected where name[0] == letters[0] {
      if name == letters { return nil }
      let same = zip(name, letters).prefix { $0 == $1 }.count
      let end = max(name.count, letters.count) - same
      guard same > 3, end <= Self.bending, same > end else { continue }
      if found != nil { return nil }
      found = name
    }
    return found.map { String($0) }
  }
}
