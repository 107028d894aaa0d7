import Formulas
import Homework

/// What a heading, or a line that leads to others, makes of the values below it: `After the update`,
/// `Iteration 2`, `Appendix`.
package enum Scope {
  /// The mood of what stands below a head; nil if it is the question's own.
  ///
  /// `isHeading`: False for a line of text, which says less about what it leads to.
  static func mood(of head: String, isHeading: Bool) -> Mood? {
    let words = head.lowercased().identifiers
    guard words.count <= longest else { return nil }
    if isAfterStep(words) { return .afterStep }
    if isCheck(words) { return .check }
    if isHeading ? words.contains(where: Lexicon.asides.contains) : isElsewhere(words) {
      return .elsewhere
    }
    return nil
  }

  /// In words: a longer text leads to nothing.
  private static let longest = 16

  /// `After the update`, `second forward pass`, `epoch 2`, `with the new weights`.
  static func isAfterStep(_ words: [String]) -> Bool {
    for (index, word) in words.enumerated() {
      let near = words[(index + 1)...].prefix(4)
      if Lexicon.afters.contains(word), near.contains(where: Lexicon.steps.contains) { return true }
      // `Next, the forward pass` is the first one.
      if Lexicon.nexts.contains(word), let round = near.first, Lexicon.rounds.contains(round),
        round != "forward" || Lexicon.ordinals.contains(word)
      {
        return true
      }
      if Lexicon.rounds.contains(word), let count = near.first.flatMap({ Int($0) }), count > 1 {
        return true
      }
      // In some languages the new stands behind what is new: `con los pesos nuevos`.
      let pair = [word] + near.prefix(1)
      if pair.contains(where: Lexicon.news.contains),
        pair.contains(where: Lexicon.parameters.contains),
        words[..<index].contains(where: Lexicon.withs.contains)
      {
        return true
      }
    }
    return false
  }

  /// `Numerical gradients`, `finite differences`.
  static func isCheck(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains {
      Lexicon.numericals.contains($0) && Lexicon.checks.contains($1)
    }
  }

  /// `After two steps`, `nach 3 Schritten`.
  static func isAfterSeveralSteps(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { count, step in
      Lexicon.steps.contains(step)
        && (Lexicon.several.contains(count) || Int(count).map { $0 > 1 } ?? false)
    } && words.contains(where: Lexicon.afters.contains)
  }

  /// `Part b`, over a column.
  static func namesPart(_ head: String) -> Bool {
    let words = head.lowercased().identifiers
    return zip(words, words.dropFirst()).contains { word, label in
      Lexicon.parts.contains(word) && label.utf8.count == 1
    }
  }

  /// `For the first network`, `the solution of last year`, `in the other example`.
  package static func isElsewhere(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { first, second in
      Lexicon.others.contains(first) && Lexicon.settings.contains(second)
        || Lexicon.ordinals.contains(first) && Lexicon.networks.contains(second)
    } || words.contains(where: Lexicon.authorities.contains)
      || zip(words, words.dropFirst()).contains { $0 == "in" && $1 == "class" }
  }
}

/// The scopes that are open at a place of a homework.
struct Scopes {
  private var headings: [(level: Int, mood: Mood?)] = []
  /// What the last line that leads to others opened.
  private var line: Mood?

  /// The mood of what stands here, if it is not the question's own.
  var mood: Mood? { line ?? headings.lazy.reversed().compactMap(\.mood).first }

  /// Opens the scope of a passage that says no value itself; a head ends what one beside it opened.
  ///
  /// `isHeading`: A line of text that stands for a heading.
  mutating func open(_ passage: Passage, isHeading: Bool) {
    guard passage.text.bytes.count <= Self.longest else { return }
    let text = passage.text.string(0..<passage.text.bytes.count)
    if case .heading(let level) = passage.kind {
      headings.removeAll { $0.level >= level }
      headings.append((level, Scope.mood(of: text, isHeading: true)))
      line = nil
      return
    }
    let mood = Scope.mood(of: text, isHeading: false)
    if mood != nil || isHeading || text.hasSuffix(":") { line = mood }
  }

  /// In bytes.
  private static let longest = 160
}
