import Homework

/// The telling tokens of the words of one clause, each cut once.
final class TokenCache {
  private var known: [Int: [String]] = [:]

  func tokens(of word: SentenceWord, _ names: ExerciseNames) -> [String] {
    if let tokens = known[word.place.lowerBound] { return tokens }
    var tokens: [String] = []
    if !word.isSign, word.role != .copula, word.role != .result,
      !Lexicon.reporting.contains(word.text)
    {
      // `After the training` is no step, where none is asked.
      tokens = LabelTokens(word.written).tokens.filter {
        ($0.hasLetter || $0.hasDigit) && ($0 != "new" || names.hasNew)
      }
    }
    known[word.place.lowerBound] = tokens
    return tokens
  }
}
