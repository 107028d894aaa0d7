import Formulas

/// A score in a sentence: `the test accuracy is 93.3 %`.
struct ScoreStatement: Sendable {
  let score: Score
  let number: ReportedNumber
  let sentence: ProseSentence

  /// The scores that a sentence gives.
  static func all(in sentence: ProseSentence) -> [ScoreStatement] {
    guard !sentence.isAboutOthers else { return [] }
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
    "has", "its", "minimum", "maximum", "epoch", "down", "up", "to", "from", "falls", "rises",
    "drops", "increases", "decreases", "improves", "grows", "goes", "reach", "lowest", "highest",
    "best", "epochs",
  ]

  private static let marks: Set<Character> = ["=", ":", "~", "(", ")", "|", "_", "\"", "'"]

  /// Words before a number that make it a bound, a change or somebody else's.
  private static let foreign: Set<String> = [
    "above", "over", "below", "under", "than", "least", "by", "every", "random",
    "randomly", "chance", "baseline", "guess", "guessing", "would", "should", "could", "expect",
    "expected", "goal", "target", "paper", "book", "if", "nearly", "almost", "between",
    "least", "most", "within", "not", "never", "until", "human", "difference", "gain", "drop",
    "loses", "improvement", "points", "point", "threshold", "half", "after",
  ]

  private static let units = ["points", "times", "epochs", "percentage", "pp", "standard"]

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
    // A program prints `val_accuracy: 0.91 - loss: 0.2`: there only the name itself says more.
    modify(&score, with: tokens[..<place].suffix(sentence.isCode ? 1 : 4))
    modify(&score, with: tokens[place...place])
    if let (number, between) = numberAfter(place) {
      modify(&score, with: between)
      add(score, number, before: between.startIndex)
      // `from 0.612 to 0.186`
      if tokens[number - 1].word == "from", number + 2 < tokens.count,
        tokens[number + 1].word == "to", tokens[number + 2].number != nil
      {
        add(score, number + 2, before: number + 1)
        return number + 3
      }
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
    guard !near.suffix(2).contains(where: Self.foreign.contains),
      place + 1 >= tokens.count || !Self.units.contains(tokens[place + 1].word)
    else { return }
    var score = score
    // `On the validation set the recall is 0.9 and the accuracy 0.95.`
    let rows = Set(tokens.compactMap { $0.word.flatMap { Score.rows[$0] } })
    if score.rows == nil, rows.count == 1, !sentence.isCode { score.rows = rows.first }
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
      if let number = token.number, isLabel(at: place) { score.label = number.text }
      guard let word = token.word else { continue }
      if let rows = Score.rows[word] { score.rows = rows }
      if let average = Score.averages[word] { score.average = average }
      if isLabel(at: place) { score.label = word }
    }
  }

  /// The result of a calculation that begins with a number, `141/(141+5) = 0.966`; otherwise its own place.
  private func settled(_ place: Int) -> Int {
    var index = place + 1
    while index < tokens.count, index < place + 16 {
      switch tokens[index].content {
      case .number: break
      case .mark(let mark) where "/()+-*·×−".contains(mark): break
      case .mark("="), .mark("≈"):
        return index + 1 < tokens.count && tokens[index + 1].number != nil ? index + 1 : place
      default: return place
      }
      index += 1
    }
    return place
  }

  /// The number behind a score, with what stands between.
  private func numberAfter(_ place: Int) -> (Int, ArraySlice<ProseToken>)? {
    var index = place + 1
    while index < tokens.count, index <= place + 10 {
      switch tokens[index].content {
      case .number:
        // `recall of class 4 is 0.9`, `recall of the 4 is 0.9`: the first number is a name.
        if isLabel(at: index) {
          index += 1
          continue
        }
        // `after 10 epochs`, `in epoch 7`
        if ["epoch"].contains(tokens[index - 1].word)
          || (index + 1 < tokens.count && ["epochs", "epoch"].contains(tokens[index + 1].word))
        {
          index += 1
          continue
        }
        // `114/121 = 0.94`
        if index + 4 < tokens.count, tokens[index + 1].isMark("/"),
          tokens[index + 2].number != nil, tokens[index + 3].isMark("="),
          tokens[index + 4].number != nil
        {
          return (index + 4, tokens[(place + 1)..<index])
        }
        return (settled(index), tokens[(place + 1)..<index])
      case .word(let word):
        guard
          Self.fillers.contains(word) || Self.foreign.contains(word) || Score.rows[word] != nil
            || isLabel(at: index)
        else { return nil }
      case .mark(let mark):
        guard Self.marks.contains(mark) else { return nil }
      }
      index += 1
    }
    return nil
  }

  /// True for the name of a class: it follows `class`, or stands between `of` and `is`.
  private func isLabel(at index: Int) -> Bool {
    guard tokens[index].count != nil || tokens[index].word != nil, index > 0,
      index + 1 < tokens.count, !tokens[index].isPercent
    else { return false }
    if ["class", "digit", "label"].contains(tokens[index - 1].word) { return true }
    let next = tokens[index + 1]
    guard ["is", "was", "are"].contains(next.word) || next.isMark("=") || next.isMark(":") else {
      return false
    }
    var before = index - 1
    if ["the", "a", "an"].contains(tokens[before].word) { before -= 1 }
    let word = tokens[index].word ?? ""
    return before >= 0 && ["of", "for", "on"].contains(tokens[before].word)
      && (word.utf8.count == 1 || !Self.fillers.contains(word)) && Score.rows[word] == nil
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
