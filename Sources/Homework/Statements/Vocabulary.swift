import Formulas

/// The symbols that mean something in an assignment: names of quantities, keys and givens.
///
/// Only with them can a text be cut into statements: in `z = 0.5 x` the x is a factor, in
/// `z = 0.5 w7 = 0.7` a name begins a new statement.
package struct Vocabulary: Sendable {
  private let symbols: Set<String>
  /// Names of several words.
  private let phrases: Set<[String]>

  package init(_ symbols: some Sequence<String>, phrases: some Sequence<[String]>) {
    self.symbols = Set(symbols)
    self.phrases = Set(phrases)
  }

  /// True for a text that is a name of several words: `dot product of example and weights`.
  func isPhrase(_ text: String) -> Bool { phrases.contains(LabelTokens(text).tokens) }

  package func contains(_ token: String) -> Bool { symbols.contains(token) }

  /// True if a text ends in a name, with nothing but words before it: `and the new w7`.
  package func isLabel(_ text: String) -> Bool {
    var tokens = LabelTokens(text).tokens
    if tokens.last == "new" { tokens.removeLast() }
    guard var last = tokens.popLast() else { return false }
    last = LabelTokens.splitShape(last)[0]
    return contains(last) && tokens.allSatisfy(Self.isWord)
  }

  /// True for a text that is a name and nothing else: `w7`, `w7 new`.
  package func isName(_ text: String) -> Bool {
    // Prose is no name: only ` / ` and LaTeX hold more than two blanks.
    guard text.utf8.count(where: { $0 == 0x20 }) < 3 || text.utf8.contains(where: Self.isSign)
    else { return false }
    var tokens = LabelTokens(text).tokens
    if tokens.last == "new" { tokens.removeLast() }
    return tokens.count == 1 && contains(LabelTokens.splitShape(tokens[0])[0])
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == 0x2F || byte == 0x5C || byte >= 0x80
  }

  /// True for a label that begins with a word or a name, and no number or sign.
  package func names(_ text: String) -> Bool {
    LabelTokens(text).tokens.flatMap(LabelTokens.splitShape).contains(where: contains)
  }

  private static func isWord(_ token: String) -> Bool {
    LabelTokens.isOfLetters(token) && Function.named[token] == nil
  }
}
