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
  /// `My guess was y_hat = 0.6`.
  case guess
  /// `dE/dw2 = -0.0351 is wrong`: what nobody means counts for nothing.
  case denied
  /// Its label fits several quantities, and something else than the label decided.
  case lifted
  /// It stands under no heading of the question.
  case unplaced
  /// No label names it: its value is one that the question expects.
  case byValue

  /// What is said to the student about a value of this mood; nil for one that simply counts.
  package var doubt: String? {
    switch self {
    case .own: nil
    case .given, .restated: "written as a given"
    case .elsewhere: "said of another part"
    case .hypothetical: "said of other givens"
    case .afterStep: "said of after the step"
    case .check: "said of a check"
    case .guess: "said as a guess"
    case .denied: "denied"
    case .lifted: "its label fits several"
    case .unplaced: "it stands under no heading of this question"
    case .byValue: "known by its value alone; write it behind its name"
    case .paraphrase: "read from a sentence; write it behind its name"
    }
  }
}

extension Mood {
  /// True for what the writer says of the question itself, wherever it stands.
  var isOwn: Bool {
    switch self {
    case .own, .lifted, .unplaced: true
    default: false
    }
  }

  /// False for what is said of something else, or by nobody.
  var mayBeLifted: Bool {
    switch self {
    case .own, .check, .paraphrase, .afterStep, .lifted, .unplaced, .byValue: true
    case .given, .restated, .elsewhere, .hypothetical, .guess, .denied: false
    }
  }
}

/// Finds the mood of each pair of a clause from the words before it.
struct Moods {
  package let names: ExerciseNames
  package let values: ValueReader

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
      let before = words(of: clause, place..<max(place, pair.place.lowerBound))
      let after = afterwords(of: clause, behind: pair)
      if mood == .own || mood == .elsewhere { mood = Self.mood(before: before) ?? mood }
      if Self.isCheck(before) { mood = .check }
      conditional = conditional || before.contains { $0 == "if" || $0 == "wenn" }
      let isCondition = before.suffix(2).contains(where: Lexicon.conditions.contains)
      if conditional || isCondition, setsGiven(pair) {
        // What follows is computed from it; the condition itself gives nothing a value.
        if isCondition, position > 0, before.count <= 2, moods[position - 1] == .own {
          moods[position - 1] = .hypothetical
        }
        mood = .hypothetical
      }
      moods.append(self.mood(of: pair, mood, before, after, clause, !afterStep.contains(position)))
      place = max(place, pair.place.upperBound)
    }
    return moods
  }

  /// The mood of one pair, from what its clause said before and from the words behind it.
  private func mood(
    of pair: Clause.Pair,
    _ mood: Mood,
    _ before: [String],
    _ after: [String],
    _ clause: Clause,
    _ isBeforeStep: Bool
  ) -> Mood {
    if after.contains(where: Lexicon.denials.contains)
      || before.suffix(2).contains(where: Lexicon.negations.contains)
        && (before.last.map(Lexicon.negations.contains) ?? false || pair.isSentence)
      || before.first == "not" || before.contains(where: Lexicon.doubts.contains)
      || before.first.map(Lexicon.denials.contains) ?? false && !isVerdict(pair, in: clause)
      || isDeniedThought(before)
      || clause.heading.lowercased().identifiers.contains(where: Lexicon.deletions.contains)
      || before.contains(where: Lexicon.mistakes.contains) || isCrossedOut(pair, in: clause)
    {
      return .denied
    }
    // `decreased by 0.0006`, `has 5 decimals`: no value.
    if before.last.map(Lexicon.amounts.contains) ?? false
      || after.first.map(Lexicon.measures.contains) ?? false
    {
      return .denied
    }
    guard mood == .own else { return mood }
    if belongsToOthers(pair) { return .elsewhere }
    if let word = after.first, Lexicon.numerically.contains(word) || word == "numerical" {
      return .check
    }
    if Scope.isAfterStep(after) || followsArrow(pair, in: clause) { return .afterStep }
    if Self.namesPart(after) || after.contains(where: Lexicon.authorities.contains) {
      return .elsewhere
    }
    if isBeforeStep, isGivenValue(pair) { return .restated }
    // `With w = 2 this is 2.5 %`: what it stands for is a guess.
    return Self.isPronoun(pair.label.text) ? .lifted : .own
  }

  /// `Lisa's y_hat`: an owner that is no word of the field and no symbol.
  private func belongsToOthers(_ pair: Clause.Pair) -> Bool {
    let label = pair.label.text
    for mark in ["'s ", "’s "] where label.has(mark) {
      guard let owner = label.parts(around: mark).first?.words.last.map(String.init),
        let first = owner.first, first.isUppercase, owner.count > 2,
        owner.allSatisfy({ $0.isLetter })
      else { continue }
      let word = owner.lowercased()
      if SentenceWords.role(word) == nil, !names.symbolTokens.contains(word),
        !["that", "what", "here", "today", "it"].contains(word)
      {
        return true
      }
    }
    return false
  }

  /// True behind `ŷ = 1 → wrong:`, which is said of an output: what follows sets it right.
  private func isVerdict(_ pair: Clause.Pair, in clause: Clause) -> Bool {
    let start = max(clause.place.lowerBound, pair.place.lowerBound - 40)
    let words = clause.text.string(start..<pair.place.lowerBound)
    return Self.verdictArrows.contains { arrow in
      let parts = words.parts(around: arrow)
      return parts.count > 1 && !parts[parts.count - 1].hasDigit
    }
  }

  private static let verdictArrows = ["→", "⇒"]

  /// True for `It is wrong to say that w3 becomes`.
  private func isDeniedThought(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains {
      Lexicon.denials.contains($0) && ["to", "that", "zu", "dass", "que"].contains($1)
    }
  }

  /// `Anna thinks that E is`, and not `I think`.
  private static func isOpinionOfOthers(_ words: [String]) -> Bool {
    words.indices.contains { index in
      Lexicon.opinions.contains(words[index])
        && (index == 0 || !Lexicon.writers.contains(words[index - 1]))
    }
  }

  /// What the words before a pair make of it and of what follows in its clause.
  private static func mood(before words: [String]) -> Mood? {
    if speaksOfAnotherPart(words) || Scope.isElsewhere(words) || isOpinionOfOthers(words)
      || words.contains(where: Lexicon.contrasts.contains)
      || words.contains("before") && words.contains(where: Lexicon.pasts.contains)
    {
      return .elsewhere
    }
    // One step is asked for: what comes after two of them is something else, also of a new parameter.
    if Scope.isAfterSeveralSteps(words) { return .elsewhere }
    if Scope.isAfterStep(words) { return .afterStep }
    let isWish = (words.prefix(3) + words.suffix(3)).contains(where: Lexicon.wishes.contains)
    if isWish || startsWithSymbol(words) {
      return .elsewhere
    }
    let isFirstTry = zip(words, words.dropFirst()).contains {
      ["first", "erster"].contains($0) && Lexicon.tries.contains($1)
    }
    if isFirstTry || words.contains(where: Lexicon.guesses.contains) { return .guess }
    if words.contains(where: Lexicon.withouts.contains) || isSupposition(words) {
      return .hypothetical
    }
    // `before: z1 = 8; after: z1 = 8.01`
    if words.count <= 2, let first = words.first, Lexicon.afters.contains(first) {
      return .afterStep
    }
    return nil
  }

  /// `I start with v_1 = 0`, and not with the forward pass.
  private static func startsWithSymbol(_ words: [String]) -> Bool {
    words.indices.dropLast(2).contains { index in
      Lexicon.starts.contains(words[index])
        && ["with", "at", "from"].contains(words[index + 1])
        && (words[index + 2].utf8.count <= 2
          || words[index + 2].utf8.contains { $0 == 0x5F || $0 >= 0x30 && $0 <= 0x39 })
    }
  }

  /// `If b1 were 0, then`, `Suppose w1 = 2`, `Had I used ReLU`.
  static func isSupposition(_ words: [String]) -> Bool {
    if words.contains(where: Lexicon.suppositions.contains) || words.first == "had" { return true }
    return words.contains(where: Lexicon.ifs.contains)
      && words.contains(where: Lexicon.unreals.contains)
  }

  private static func isCheck(_ words: [String]) -> Bool {
    (words.contains("check") || words.contains("probe")) && words.contains("again")
      || Scope.isCheck(words) || words.first.map(Lexicon.numerically.contains) ?? false
  }

  /// True for the second of the two values of `0.52498 → 0.52849`: what came after.
  private func followsArrow(_ pair: Clause.Pair, in clause: Clause) -> Bool {
    guard pair.continuesChain, !pair.isContinued,
      clause.pairs.count(where: \.continuesChain) == 1,
      case .number = values.read(clause.pairs[0].value.text, as: .number)
    else { return false }
    let start = max(clause.place.lowerBound, pair.place.lowerBound - 16)
    let before = clause.text.string(start..<pair.place.lowerBound).trimmedBytes
    return ["→", "->", "\\to", "\\rightarrow", "⟶"].contains { before.hasSuffix($0) }
  }

  /// True for a value behind which a mark says that it is wrong.
  private func isCrossedOut(_ pair: Clause.Pair, in clause: Clause) -> Bool {
    let end = min(clause.place.upperBound, pair.place.upperBound + 8)
    guard pair.place.lowerBound < end else { return false }
    let text = clause.text.string(pair.place.lowerBound..<end)
    return ["❌", "✗", "✘", "🚫"].contains { text.has($0) }
  }

  /// The words behind a number, up to the next mark of punctuation; those of a bracket too.
  private func afterwords(of clause: Clause, behind pair: Clause.Pair) -> [String] {
    let end = min(clause.place.upperBound, pair.place.upperBound + 40)
    guard pair.place.lowerBound < end else { return [] }
    // The number itself is no word; a mark of punctuation ends what is said of it.
    let rest = clause.text.bytes[pair.place.lowerBound..<end].drop { $0 != 0x20 }.drop {
      $0 == 0x20
    }
    // `ŷ = 1 → wrong`: the output is not the wanted one, and still what comes out.
    guard !Self.verdictArrows.contains(where: { rest.starts(with: $0.utf8) }) else { return [] }
    let isBracketed = rest.first == 0x28
    let part = rest.dropFirst(isBracketed ? 1 : 0)
      .prefix { ![0x2C, 0x3B, 0x28, 0x29, 0x0A, 0x3D].contains($0) }
    return Array(Self.words(of: part).prefix(6))
  }

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
    return Self.words(of: part)
  }

  /// The words of a text, in small letters; commands of LaTeX are none.
  private static func words(of bytes: ArraySlice<UInt8>) -> [String] {
    let plain = bytes.contains(0x5C) ? bytes.withoutCommands[...] : bytes
    return String(decoding: plain, as: UTF8.self).lowercased().identifiers
  }

  /// `Given:`, `We are given`, `gegeben`.
  private static func opensGivens(_ heading: String) -> Bool {
    let words = heading.lowercased().identifiers
    return words.count <= 4 && words.contains { $0 == "given" || $0 == "givens" || $0 == "gegeben" }
  }

  /// `in part a we had`, `in a) we had`, `than in question 2`.
  private static func speaksOfAnotherPart(_ words: [String]) -> Bool {
    let isPast = words.contains(where: Lexicon.pasts.contains)
    if isPast, zip(words, words.dropFirst()).contains(where: { $0 == "in" && $1.utf8.count == 1 }) {
      return true
    }
    guard let place = words.firstIndex(where: Lexicon.parts.contains) else { return false }
    // `(part a: z1 = 8)`, `in part a we had`
    if place + 1 < words.count, words[place + 1].utf8.count == 1 { return true }
    return place > 0 && ["in", "from", "of", "for", "aus"].contains(words[place - 1])
      && (isPast || words.contains(where: Lexicon.contrasts.contains))
  }

  /// True if a pair gives its given the very value that the exercise gives it.
  func isGivenValue(_ pair: Clause.Pair) -> Bool {
    let label = LabelTokens(pair.label.text).tokens
    guard pair.says != "new", let symbol = label.last, let given = names.given(symbol),
      !label.dropLast().contains(where: { names.symbolTokens.contains($0) || Self.isAfter($0) }),
      case .number(let number) = values.read(pair.value.text, as: .number)
    else { return false }
    return number.value == given
  }

  /// True for a word by which a given's name is its value after the step, or something made of it.
  private static func isAfter(_ word: String) -> Bool {
    switch SentenceWords.role(word) {
    case .new, .gradient: true
    default: word == "result" || word == "change"
    }
  }

  private static func isPronoun(_ label: String) -> Bool {
    label.utf8.count <= 5 && Lexicon.pronouns.contains(label.lowercased())
  }

  /// True if a pair sets a given to another value than the exercise does.
  private func setsGiven(_ pair: Clause.Pair) -> Bool {
    guard let symbol = LabelTokens(pair.label.text).tokens.last, names.isGiven(symbol) else {
      return false
    }
    if let given = names.given(symbol),
      case .number(let number) = values.read(pair.value.text, as: .number)
    {
      // 0 is no rounding of anything.
      return abs(number.value - given) > 0.5 * number.unit || number.value == 0 && given != 0
    }
    guard case .matrix(_, _, let numbers) = values.read(pair.value.text, as: .matrix) else {
      return false
    }
    return !names.restates(symbol, numbers)
  }
}
