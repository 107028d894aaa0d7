/// What labels say for and against a quantity that its value alone finds.
extension ExerciseNames {
  /// True if a word or a symbol of a quantity's names stands among these.
  func isSpokenOf(_ index: Int, in words: Set<String>) -> Bool {
    patterns[index].contains { $0.tokens.contains(where: words.contains) }
  }

  /// True if a whole name of a quantity stands among these.
  func isNamed(_ index: Int, by words: Set<String>) -> Bool {
    patterns[index].contains { $0.isWhole(words.contains) }
  }

  /// True if a label says something that the quantity is not: another one's name, a given, a key, another kind.
  func label(_ label: [String], speaksAgainst index: Int) -> Bool {
    guard let last = label.last else { return false }
    let named = quantitiesNamed(inFull: label)
    return !named.isEmpty && !named.contains(index) || isGiven(last) || key(endOf: label) != nil
      || self.label(label, namesAnotherKindThan: index)
  }
}
