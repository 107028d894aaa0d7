import Exercises
import Formulas

/// Why what a clause says may be no statement of the question's own result.
///
/// A demoted statement answers only where no other one does, and is never wrong.
enum Mood: Sendable {
  case own
  /// `Given: w7 = 1`.
  case given
  /// `whereas in part a we had z1 = 8`.
  case elsewhere
  /// `If I use w8 = 1 instead, z4 = 0.2044`.
  case hypothetical
  /// `Check: running the forward pass again I get …`.
  case check
  /// `The output comes out at 0.525`: in words of the student's own.
  case paraphrase
  /// Its label fits several quantities, and something else than the label decided.
  case lifted
  /// It stands under no heading of the question.
  case unplaced

  /// What is said to the student about a value of this mood; nil for one that simply counts.
  var doubt: String? {
    switch self {
    case .own: nil
    case .given: "written as a given"
    case .elsewhere: "said of another part"
    case .hypothetical: "said of other givens"
    case .check: "said of a check"
    case .lifted: "its label fits several"
    case .unplaced: "it stands under no heading of this question"
    case .paraphrase: "read from a sentence; write it behind its name"
    }
  }
}

/// Finds the mood of each pair of a clause from the words before it.
struct Moods {
  let names: ExerciseNames
  let values: ValueReader

  /// Words that set another part or time against this one.
  private static let contrasts: Set<String> = [
    "whereas", "unlike", "earlier", "previously", "compared", "während", "anders", "vorher",
  ]
  private static let parts: Set<String> = ["part", "question", "exercise", "teil", "aufgabe"]
  private static let pasts: Set<String> = ["had", "was", "were", "got", "hatte", "war"]

  /// The mood of each pair, in order.
  func moods(of clause: Clause) -> [Mood] {
    guard !clause.pairs.isEmpty else { return [] }
    var moods: [Mood] = []
    var mood: Mood = Self.opensGivens(clause.heading) ? .given : .own
    let start = clause.span.range.lowerBound
    let bytes = Array(clause.span.text.utf8)
    var place = start
    var conditional = false
    for pair in clause.pairs {
      let end = pair.value.range.lowerBound
      let words = words(of: clause, bytes, from: place, to: max(place, end))
      if mood == .own || mood == .elsewhere {
        if Self.speaksOfAnotherPart(words) {
          mood = .elsewhere
        } else if words.contains(where: Self.contrasts.contains) {
          mood = .elsewhere
        }
      }
      if words.contains("check") || words.contains("probe"), words.contains("again") {
        mood = .check
      }
      conditional = conditional || words.contains("if") || words.contains("wenn")
      if conditional, setsGiven(pair) {
        // What follows is computed from it; the condition itself gives nothing a value.
        mood = .hypothetical
      }
      moods.append(mood)
      place = max(place, pair.value.range.upperBound)
    }
    return moods
  }

  /// The words between two places of the source, if the clause's text stands there as it is.
  private func words(of clause: Clause, _ bytes: [UInt8], from: Int, to: Int) -> [String] {
    let base = clause.span.range.lowerBound
    guard bytes.count == clause.span.range.count, from >= base, to - base <= bytes.count else {
      return []
    }
    let part = bytes[(from - base)..<(to - base)].suffix(200)
    return String(decoding: part, as: UTF8.self).lowercased().identifiers
  }

  /// `Given:`, `We are given`, `gegeben`.
  private static func opensGivens(_ heading: String) -> Bool {
    let words = heading.lowercased().identifiers
    return words.count <= 4 && words.contains { $0 == "given" || $0 == "givens" || $0 == "gegeben" }
  }

  /// `in part a we had`, `than in question 2`.
  private static func speaksOfAnotherPart(_ words: [String]) -> Bool {
    guard let place = words.firstIndex(where: parts.contains), place > 0,
      ["in", "from", "of", "for", "aus"].contains(words[place - 1])
    else { return false }
    return words.contains(where: pasts.contains) || words.contains(where: contrasts.contains)
  }

  /// True if a pair sets a given to another value than the exercise does.
  private func setsGiven(_ pair: Clause.Pair) -> Bool {
    guard let symbol = LabelTokens(pair.label.text).tokens.last,
      case .number(let number) = values.read(pair.value.text, as: .number),
      let given = names.given(symbol)
    else { return false }
    return abs(number.value - given) > 0.5 * number.unit
  }
}
