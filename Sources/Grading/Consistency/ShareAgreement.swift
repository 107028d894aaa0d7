import Formulas
import Homework

/// Counts beside the share that they are: `143 of 150 are right, which is 93.3 %`, `98%, 48/50`.
enum ShareAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    experiments.sentences.flatMap { sentence in
      ([told(sentence)] + fractions(sentence)).compactMap { $0 }
    }
  }

  /// So many hits of so many cases, and where the first of the two numbers stands.
  private struct Count {
    let hits: Int
    let whole: Int
    let place: ProseToken

    var exact: Double { Double(hits) / Double(whole) }
  }

  /// The share that a token says, where the count is another one.
  private static func contradicted(_ count: Count, by token: ProseToken) -> ReportedNumber? {
    guard let number = token.number else { return nil }
    let share = ReportedNumber(
      number,
      isPercent: token.isPercent,
      isShare: true,
      range: token.range
    )
    return !share.agrees(with: count.exact) && (0...1).contains(share.value) ? share : nil
  }

  private static func message(_ count: Count, _ share: ReportedNumber) -> String {
    "\(count.hits) of \(count.whole) are \(DecimalText.share(count.exact)), not \(share.text)"
  }

  // MARK: - In words

  /// `143 of 150 are right, which is 93.3 %`.
  private static func told(_ sentence: ProseSentence) -> Finding? {
    let tokens = sentence.tokens
    let parts = tokens.indices.filter { index in
      index + 2 < tokens.count && tokens[index].count != nil && tokens[index + 1].word == "of"
        && wholeAfter(index + 2, tokens) != nil
    }
    let shares = tokens.indices.filter { index in
      tokens[index].isPercent || (tokens[index].number.map { $0.lastPlace < 0 } ?? false)
    }
    guard parts.count == 1, shares.count == 1, let part = parts.first, let share = shares.first,
      let hits = tokens[part].count, let whole = wholeAfter(part + 2, tokens), whole >= hits,
      whole > 0, share > part,
      tokens[part..<share].contains(where: {
        $0.isMark("=") || $0.isMark("(")
          || ["which", "or", "so", "thus", "ie"].contains($0.word ?? "")
      }),
      !sentence.contains(["wrong", "instead", "not", "but", "error", "than", "least"]),
      case let count = Count(hits: hits, whole: whole, place: tokens[part]),
      let reported = contradicted(count, by: tokens[share])
    else { return nil }
    return .inconsistent(message(count, reported), reported.range, count.place.range)
  }

  /// The count that `137 of the 150` ends in.
  private static func wholeAfter(_ start: Int, _ tokens: [ProseToken]) -> Int? {
    var index = start
    while index < tokens.count, ["the", "all", "our"].contains(tokens[index].word ?? "") {
      index += 1
    }
    return index < tokens.count ? tokens[index].count : nil
  }

  // MARK: - As a fraction

  /// `98%, 48/50`, `0.9640 (1446/1500)`: right beside each other, in a sentence about a share of hits.
  private static func fractions(_ sentence: ProseSentence) -> [Finding] {
    let tokens = sentence.tokens
    return tokens.indices.compactMap { index in
      guard index + 2 < tokens.count, tokens[index + 1].isMark("/"), let hits = tokens[index].count,
        let whole = tokens[index + 2].count, whole >= fewest, hits <= whole,
        !counts(index + 3, tokens), let (share, isBefore) = share(around: index, tokens),
        case let count = Count(hits: hits, whole: whole, place: tokens[index]),
        let reported = contradicted(count, by: tokens[share]),
        !reported.agrees(with: 1 - count.exact), speaksOfHits(sentence)
      else { return nil }
      let places = [count.place.range, reported.range]
      return .mutual(message(count, reported), places[isBefore ? 1 : 0], places[isBefore ? 0 : 1])
    }
  }

  /// Fewer cases than these are a ratio, or a place in a list.
  private static let fewest = 20

  /// True for `30/50 epochs`.
  private static func counts(_ index: Int, _ tokens: [ProseToken]) -> Bool {
    guard index < tokens.count, let word = tokens[index].word else { return false }
    return Lexicon.rounds.contains(word) || Lexicon.steps.contains(word)
  }

  private static func speaksOfHits(_ sentence: ProseSentence) -> Bool {
    sentence.tokens.compactMap(\.word).contains { word in
      LabelTokens(word).tokens.first.map { ["accuracy", "precision", "recall"].contains($0) }
        ?? false
    }
  }

  /// The share right before or behind the fraction at a place, with no more than a mark between them.
  private static func share(around index: Int, _ tokens: [ProseToken]) -> (Int, isBefore: Bool)? {
    func isShare(_ place: Int) -> Bool {
      tokens.indices.contains(place)
        && (tokens[place].isPercent || tokens[place].number.map { $0.lastPlace <= -2 } ?? false)
    }
    func isMark(_ place: Int) -> Bool {
      tokens.indices.contains(place) && [",", "("].contains { tokens[place].isMark($0) }
    }
    if isMark(index - 1), isShare(index - 2) { return (index - 2, true) }
    if isMark(index + 3), isShare(index + 4) { return (index + 4, false) }
    return nil
  }
}
