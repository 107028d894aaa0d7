import Formulas

/// A score in a sentence: `the test accuracy is 93.3 %`.
struct ScoreStatement: Sendable {
  let score: Score
  let number: ReportedNumber
  let sentence: ProseSentence

  /// The scores that a sentence gives.
  static func all(in sentence: ProseSentence) -> [ScoreStatement] {
    var reader = ScoreReader(sentence)
    reader.read()
    return reader.found
  }
}

/// Reads the scores of a sentence.
private struct ScoreReader {
  let sentence: ProseSentence
  var found: [ScoreStatement] = []

  private var tokens: [ProseToken] { sentence.tokens }

  init(_ sentence: ProseSentence) { self.sentence = sentence }

  /// What stands between a score and its number.
  private static let fillers: Set<String> = [
    "is", "was", "are", "were", "of", "equals", "reaches", "reached", "about", "approximately",
    "roughly", "a", "an", "the", "on", "for", "set", "data", "score", "average", "avg", "in",
    "total", "overall", "images", "examples", "value", "only", "becomes", "ist", "beträgt",
    "classifier", "model", "network", "final", "our", "my", "i", "get", "got", "we", "class",
    "digit", "rate", "then", "now", "also", "here", "just", "exactly",
  ]

  private static let marks: Set<Character> = ["=", ":", "~", "(", ")", "|", "_", "\"", "'"]

  /// Words before a number that make it a bound, a change or somebody else's.
  private static let foreign: Set<String> = [
    "above", "over", "below", "under", "than", "least", "by", "from", "every", "random",
    "randomly", "chance", "baseline", "guess", "guessing", "would", "should", "could", "expect",
    "expected", "goal", "target", "paper", "book", "if", "nearly", "almost", "up", "between",
    "least", "most", "within", "not", "never", "until", "human", "difference", "gain", "drop",
    "loses", "loss", "improvement", "points", "point", "threshold", "to", "half", "after",
  ]

  mutating func read() {
    var index = 0
    while index < tokens.count {
      if let metric = tokens[index].word.flatMap({ Score.metrics[$0] }) {
        index = read(metric, at: index)
      } else {
        index += 1
      }
    }
  }

  /// Reads what is said of the score at a place; gives where to go on.
  private mutating func read(_ metric: Score.Metric, at place: Int) -> Int {
    let list = listed(from: place)
    if list.count > 1 {
      read(list)
      return (list.last?.place ?? place) + 1
    }
    var score = Score(metric)
    // `the test error rate`, `error on the training data`
    modify(&score, with: tokens[..<place].suffix(4))
    if let (number, between) = numberAfter(place) {
      modify(&score, with: between)
      add(score, number, before: between.startIndex)
      return number + 1
    }
    if let number = numberBefore(place) {
      modify(&score, with: tokens[(place + 1)...].prefix(4))
      add(score, number, before: number)
    }
    return place + 1
  }

  private mutating func add(_ score: Score, _ place: Int, before start: Int) {
    guard let number = tokens[place].number else { return }
    let near = tokens[max(0, min(start, place) - 5)..<place].compactMap(\.word)
    let last = near.suffix(2)
    guard !last.contains(where: Self.foreign.contains),
      !near.contains(where: ["random", "chance", "baseline", "would", "paper", "if"].contains),
      place + 1 >= tokens.count || !["points", "times", "epochs"].contains(tokens[place + 1].word)
    else { return }
    let reported = ReportedNumber(
      number,
      isPercent: tokens[place].isPercent,
      isShare: score.metric != .loss && score.metric != .support,
      range: tokens[place].range
    )
    switch score.metric {
    case .support: guard tokens[place].count != nil else { return }
    case .loss: break
    default: guard (0...1).contains(reported.value) else { return }
    }
    found.append(ScoreStatement(score: score, number: reported, sentence: sentence))
  }

  /// The rows, the average and the class that words around a score name.
  private func modify(_ score: inout Score, with near: ArraySlice<ProseToken>) {
    for (place, token) in zip(near.indices, near) {
      guard let word = token.word else { continue }
      if let rows = Score.rows[word] { score.rows = rows }
      if let average = Score.averages[word] { score.average = average }
      if ["class", "digit", "label", "klasse"].contains(word), place + 1 < tokens.count {
        switch tokens[place + 1].content {
        case .word(let label) where !Self.fillers.contains(label): score.label = label
        case .number(let number) where number.lastPlace >= 0: score.label = number.text
        default: break
        }
      }
    }
  }

  /// The number behind a score, with what stands between.
  private func numberAfter(_ place: Int) -> (Int, ArraySlice<ProseToken>)? {
    var index = place + 1
    while index < tokens.count, index <= place + 10 {
      switch tokens[index].content {
      case .number:
        // `of class 4 is 0.9`, `of 4 is 0.9`: the first number is a name.
        let isName =
          tokens[index].count != nil && !tokens[index].isPercent && index + 1 < tokens.count
          && (tokens[index - 1].word.map { ["class", "digit", "label"].contains($0) } ?? false)
        if isName {
          index += 1
          continue
        }
        return (index, tokens[(place + 1)..<index])
      case .word(let word):
        let isLabel =
          index > 0
          && (tokens[index - 1].word.map { ["class", "digit", "label"].contains($0) } ?? false)
        guard
          Self.fillers.contains(word) || Self.foreign.contains(word) || Score.rows[word] != nil
            || isLabel
        else { return nil }
      case .mark(let mark):
        guard Self.marks.contains(mark) else { return nil }
      }
      index += 1
    }
    return nil
  }

  /// The number before a score: `93.3 % test accuracy`, `93 % of accuracy`.
  private func numberBefore(_ place: Int) -> Int? {
    var index = place - 1
    while index >= 0, let word = tokens[index].word,
      Score.rows[word] != nil || Score.averages[word] != nil || ["of", "average"].contains(word)
    {
      index -= 1
    }
    guard index >= 0, let number = tokens[index].number,
      tokens[index].isPercent || number.lastPlace < 0
    else { return nil }
    return index
  }

  /// Scores that stand in a row: `precision, recall and F1`.
  private func listed(from place: Int) -> [(metric: Score.Metric, place: Int)] {
    var list: [(metric: Score.Metric, place: Int)] = []
    var index = place
    while index < tokens.count {
      if let metric = tokens[index].word.flatMap({ Score.metrics[$0] }) {
        list.append((metric, index))
      } else if !tokens[index].isMark(","), !["and", "und"].contains(tokens[index].word) {
        break
      }
      index += 1
    }
    return list
  }

  /// `precision and recall are 0.89 and 0.82`; nothing where the numbers are not as many.
  private mutating func read(_ list: [(metric: Score.Metric, place: Int)]) {
    guard let last = list.last?.place else { return }
    var places: [Int] = []
    for index in (last + 1)..<max(last + 1, tokens.count) {
      if tokens[index].number != nil {
        places.append(index)
      } else if let word = tokens[index].word {
        guard Self.fillers.contains(word) || ["and", "und", "respectively"].contains(word) else {
          break
        }
      }
    }
    guard places.count == list.count else { return }
    for (entry, place) in zip(list, places) {
      var score = Score(entry.metric)
      modify(&score, with: tokens[..<list[0].place].suffix(4))
      add(score, place, before: place)
    }
  }
}

extension [String] {
  fileprivate func contains(_ word: String?) -> Bool { word.map { contains($0) } ?? false }
}
