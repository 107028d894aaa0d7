import Formulas
import Homework
import Markdown
import Matching

/// A word, a number or a mark of a sentence, with its place in the homework.
struct ProseToken: Sendable {
  enum Content: Hashable, Sendable {
    /// In lower case; Greek letters by their names.
    case word(String)
    case number(WrittenNumber)
    case mark(Character)
  }

  let content: Content
  let range: Range<Int>
  /// True for `93 %`.
  var isPercent = false

  var word: String? { if case .word(let word) = content { word } else { nil } }
  var number: WrittenNumber? { if case .number(let number) = content { number } else { nil } }
  /// The value of a number without decimals; `4s` are fours.
  var count: Int? {
    guard let number, !isPercent, number.lastPlace >= 0 else { return nil }
    return Int(whole: number.value)
  }

  /// A word, or a number in shortest form.
  var text: String? { word ?? number.map { DecimalText.shortest($0.value) } }

  func isMark(_ mark: Character) -> Bool { content == .mark(mark) }
}

/// What is said in one go: a sentence, an item of a list, a line of a program or of its output.
struct ProseSentence: Sendable {
  let tokens: [ProseToken]
  /// The passage that it stands in.
  let passage: Int
  /// True for programs and what they print.
  let isCode: Bool
  /// Every table of a section asks for them, so that they are found once.
  let words: Set<String>
  /// The dials that it sets, each with its token.
  let settings: [(setting: Setting, place: Int)]

  init(tokens: [ProseToken], passage: Int, isCode: Bool) {
    self.tokens = tokens
    self.passage = passage
    self.isCode = isCode
    words = Set(tokens.compactMap(\.word))
    settings = Setting.all(in: tokens)
  }

  var range: Range<Int> {
    Range(covering: tokens.map(\.range))
  }

  func contains(_ words: Set<String>) -> Bool {
    tokens.contains { token in token.word.map(words.contains) ?? false }
  }

  /// True for what others reached, what chance gives, and what was before.
  var isAboutOthers: Bool {
    if Scope.isElsewhere(tokens.compactMap(\.word)) { return true }
    if contains(Lexicon.wishes) || contains(Lexicon.withouts) { return true }
    return contains([
      "friend", "friends", "human", "humans", "guess", "guesses", "guessing", "random", "randomly",
      "chance", "baseline", "paper", "book", "before", "previously", "earlier", "would", "if",
      "could", "state-of-the-art", "literature", "people", "dummy", "untrained", "mean",
      "median", "std", "folds",
    ])
  }
}
