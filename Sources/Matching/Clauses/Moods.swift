import Exercises
import Formulas
import Homework

/// Why what a clause says may be no statement of the question's own result.
///
/// A demoted statement answers only where no other one does, and is never wrong.
package enum Mood: Sendable {
  case own
  /// `Given: w7 = 1`.
  case given
  /// `compared with w = 2`, where the answer has the name of that given.
  case restated
  /// `whereas in part a we had z1 = 8`.
  case elsewhere
  /// `If I use w8 = 1 instead, z4 = 0.2044`.
  case hypothetical
  /// `After the update z1 = 0.55`: of a quantity that is asked before it.
  case afterStep
  /// `Check: running the forward pass again I get …`.
  case check
  /// `The output comes out at 0.525`: in words of the student's own.
  case paraphrase
  /// `dE/dw2 = -0.0351 is wrong`: what nobody means counts for nothing.
  case denied
  /// Its label fits several quantities, and something else than the label decided.
  case lifted
  /// It stands under no heading of the question.
  case unplaced

  /// What is said to the student about a value of this mood; nil for one that simply counts.
  package var doubt: String? {
    switch self {
    case .own: nil
    case .given, .restated: "written as a given"
    case .elsewhere: "said of another part"
    case .hypothetical: "said of other givens"
    case .afterStep: "said of after the step"
    case .check: "said of a check"
    case .denied: "denied"
    case .lifted: "its label fits several"
    case .unplaced: "it stands under no heading of this question"
    case .paraphrase: "read from a sentence; write it behind its name"
    }
  }
}

/// Finds the mood of each pair of a clause from the words before it.
struct Moods {
  package let names: ExerciseNames
  package let values: ValueReader

  /// Words that set another part or time against this one.
  private static let contrasts: Set<String> = [
    "whereas", "unlike", "earlier", "previously", "compare", "compared", "comparison", "previous",
    "book", "chapter", "lecture", "otherwise", "während", "anders", "vorher",
  ]
  private static let pasts: Set<String> = ["had", "was", "were", "got", "hatte", "war"]

  /// The mood of each pair, in order.
  ///
  /// `afterStep`: The positions of the pairs that are said of new parameters.
  func moods(of clause: Clause, afterStep: Set<Int>) -> [Mood] {
    guard !clause.pairs.isEmpty else { return [] }
    var moods: [Mood] = []
    var mood: Mood = Self.opensGivens(clause.heading) ? .given : .own
    var place = clause.place.lowerBound
    var conditional = false
    for (position, pair) in clause.pairs.enumerated() {
      let words = words(of: clause, place..<max(place, pair.place.lowerBound))
      let after = afterwords(of: clause, behind: pair)
      if mood == .own || mood == .elsewhere {
        if Self.speaksOfAnotherPart(words) || Scope.isElsewhere(words) {
          mood = .elsewhere
        } else if words.contains(where: Self.contrasts.contains)
          || words.contains("before") && words.contains(where: Self.pasts.contains)
        {
          mood = .elsewhere
        }
      }
      if mood == .own, Scope.isAfterStep(words) { mood = .afterStep }
      if words.contains("check") || words.contains("probe"), words.contains("again") {
        mood = .check
      }
      conditional =
        conditional || words.contains("if") || words.contains("wenn")
        || words.suffix(2).contains(where: Lexicon.conditions.contains)
      if conditional, setsGiven(pair) {
        // What follows is computed from it; the condition itself gives nothing a value.
        mood = .hypothetical
      }
      if after.contains(where: Self.denials.contains) || words.last == "not" {
        moods.append(.denied)
      } else if mood == .own, Scope.isAfterStep(after) {
        moods.append(.afterStep)
      } else if mood == .own, Self.namesPart(after) {
        moods.append(.elsewhere)
      } else if mood == .own, !afterStep.contains(position), isGivenValue(pair) {
        moods.append(.restated)
      } else if mood == .own, Self.isPronoun(pair.label.text) {
        // `With w = 2 this is 2.5 %`: what it stands for is a guess.
        moods.append(.lifted)
      } else {
        moods.append(mood)
      }
      place = max(place, pair.place.upperBound)
    }
    return moods
  }

  /// The words behind a number, up to the next mark of punctuation.
  private func afterwords(of clause: Clause, behind pair: Clause.Pair) -> [String] {
    let end = min(clause.place.upperBound, pair.place.upperBound + 40)
    guard pair.place.lowerBound < end else { return [] }
    // The number itself is no word; a mark of punctuation ends what is said of it.
    let rest = clause.text.bytes[pair.place.lowerBound..<end].drop { $0 != 0x20 }
    let part = rest.prefix { ![0x2C, 0x3B, 0x28, 0x0A, 0x3D].contains($0) }
    return Array(String(decoding: part, as: UTF8.self).lowercased().identifiers.prefix(6))
  }

  private static let denials: Set<String> = ["wrong", "false", "incorrect", "falsch", "mistaken"]

  /// True for `in part a`, `in a`: another part, named behind a value.
  private static func namesPart(_ words: [String]) -> Bool {
    guard let first = words.first, ["in", "from", "of"].contains(first), words.count > 1 else {
      return false
    }
    return Lexicon.parts.contains(words[1]) || words[1].utf8.count == 1 && words.count == 2
  }

  /// The words of a part of a clause's text.
  private func words(of clause: Clause, _ part: Range<Int>) -> [String] {
    let part = clause.text.bytes[part.clamped(to: clause.place)].suffix(200)
    return String(decoding: part, as: UTF8.self).lowercased().identifiers
  }

  /// `Given:`, `We are given`, `gegeben`.
  private static func opensGivens(_ heading: String) -> Bool {
    let words = heading.lowercased().identifiers
    return words.count <= 4 && words.contains { $0 == "given" || $0 == "givens" || $0 == "gegeben" }
  }

  /// `in part a we had`, `than in question 2`.
  private static func speaksOfAnotherPart(_ words: [String]) -> Bool {
    guard let place = words.firstIndex(where: Lexicon.parts.contains) else { return false }
    // `(part a: z1 = 8)`, `in part a we had`
    if place + 1 < words.count, words[place + 1].utf8.count == 1 { return true }
    return place > 0 && ["in", "from", "of", "for", "aus"].contains(words[place - 1])
      && (words.contains(where: pasts.contains) || words.contains(where: contrasts.contains))
  }

  /// True if a pair gives its given the very value that the exercise gives it.
  private func isGivenValue(_ pair: Clause.Pair) -> Bool {
    let label = LabelTokens(pair.label.text).tokens
    guard pair.says != "new", let symbol = label.last, let given = names.given(symbol),
      !label.dropLast().contains(where: { names.symbolTokens.contains($0) || Self.isAfter($0) }),
      case .number(let number) = values.read(pair.value.text, as: .number)
    else { return false }
    return number.value == given
  }

  /// True for a word by which a given's name is its value after the step, or something made of it.
  private static func isAfter(_ word: String) -> Bool {
    switch SentenceWords.kind(word) {
    case .new, .gradient: true
    default: word == "result" || word == "change"
    }
  }

  private static func isPronoun(_ label: String) -> Bool {
    label.utf8.count <= 5 && ClauseReader.pronouns.contains(label.lowercased())
  }

  /// True if a pair sets a given to another value than the exercise does.
  private func setsGiven(_ pair: Clause.Pair) -> Bool {
    guard let symbol = LabelTokens(pair.label.text).tokens.last, names.isGiven(symbol) else {
      return false
    }
    if let given = names.given(symbol),
      case .number(let number) = values.read(pair.value.text, as: .number)
    {
      return abs(number.value - given) > 0.5 * number.unit
    }
    guard case .matrix(_, _, let numbers) = values.read(pair.value.text, as: .matrix) else {
      return false
    }
    return !names.restates(symbol, numbers)
  }
}
