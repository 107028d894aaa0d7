/// What labels say for and against a quantity that its value alone finds.
extension ExerciseNames {
  /// True if a word or a symbol of a quantity's names stands among these.
  func isSpokenOf(_ index: Int, in words: Set<String>) -> Bool {
    patterns[index].contains { $0.tokens.contains(where: words.contains) }
  }

  /// True if a text that names a quantity names another one by more: `no ensemble` is none of the ensemble.
  func isOutnamed(_ index: Int, in text: Set<String>) -> Bool {
    func most(_ index: Int) -> Int {
      patterns[index].filter { $0.isWhole(text.contains) }.map(\.weight).max() ?? 0
    }
    // `without ensemble` is none of the ensemble, where another quantity goes without.
    let isWithout = !text.isDisjoint(with: NamePattern.withouts)
    if isWithout, !patterns[index].contains(where: \.isWithout),
      patterns.contains(where: { $0.contains(where: \.isWithout) })
    {
      return true
    }
    let own = most(index)
    let keys = exercise.quantities[index].keys.map(\.name)
    return exercise.quantities.indices.contains { other in
      other != index && exercise.quantities[other].keys.map(\.name) == keys && most(other) > own
    }
  }

  /// True if a name of some quantity is made of both, among others.
  func holdsBoth(_ first: String, _ second: String) -> Bool {
    patterns.contains { $0.contains { $0.tokens.contains(first) && $0.tokens.contains(second) } }
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
