import Formulas
import Homework
import Markdown

/// Claims of order against the student's own table: what is best, what grows with what, what makes no
/// difference.
struct OrderClaims {
  private let table: ResultsTable
  private let sentence: ProseSentence
  private let numbers: NumberReader

  static func findings(_ experiments: Experiments) -> [Finding] {
    var found: [Finding] = []
    for sentence in experiments.sentences where !sentence.isCode {
      guard let scope = experiments.scopes(of: sentence.passage).first else { continue }
      let tables = experiments.results.filter { scope.contains($0.table.passage) }
      guard tables.count == 1, !sentence.contains(hypothetical) else { continue }
      let claims = OrderClaims(table: tables[0], sentence: sentence, numbers: experiments.numbers)
      found += [claims.extreme(), claims.extremeValue(), claims.trend(), claims.sameness()]
        .compactMap { $0 }
    }
    return found
  }

  private static let hypothetical: Set<String> = [
    "expect", "expected", "would", "should", "could", "might", "if", "may", "usually", "theory",
    "hypothesis", "question", "whether", "generally", "typically", "hope", "although", "though",
    "but", "however", "while", "whereas", "except", "yet",
  ]

  /// The columns that the sentence speaks of; all of them if it names no score.
  private var columns: [Int] {
    let metrics = Set(sentence.tokens.compactMap { $0.word.flatMap { Score.metrics[$0] } })
    let rows = Set(sentence.tokens.compactMap { $0.word.flatMap { Score.rows[$0] } })
    return table.scores.indices.filter { index in
      let score = table.scores[index]
      return (metrics.isEmpty || metrics.contains(score.metric))
        && (rows.isEmpty || score.rows == nil || score.rows.map(rows.contains) ?? true)
    }
  }

  private func isBetterLarge(_ column: Int) -> Bool { table.scores[column].metric.isBetterLarge }

  // MARK: - The best

  private func extreme() -> Finding? {
    guard
      !sentence.contains([
        "not", "second", "never", "than", "among", "second-best", "gain", "difference",
        "improvement", "gap", "change", "speed", "time", "fastest", "faster", "runtime", "number",
      ])
    else { return nil }
    let isBest = sentence.contains(["best", "optimal"])
    let isWorst = sentence.contains(["worst", "poorest"])
    let isHigh = sentence.contains(["highest", "largest", "greatest", "maximum"])
    let isLow = sentence.contains(["lowest", "smallest", "minimum"])
    guard [isBest, isWorst, isHigh, isLow].count(where: { $0 }) == 1 else { return nil }
    let settings = table.settings(in: sentence).filter { setting, _ in
      table.rows.contains { $0.settings[setting.name] == setting.value }
    }
    guard !settings.isEmpty, Set(settings.map(\.setting.name)).count == settings.count,
      let place = settings.first.map({ sentence.tokens[$0.place].range })
    else { return nil }
    let own = table.rows.filter { row in
      settings.allSatisfy { row.settings[$0.setting.name] == $0.setting.value }
    }
    var best: (row: ResultsTable.Row, number: ReportedNumber)?
    for column in columns {
      let isLarge =
        isHigh || (isBest && isBetterLarge(column)) || (isWorst && !isBetterLarge(column))
      func value(_ row: ResultsTable.Row) -> Double? {
        row.scores[column].map { isLarge ? $0.value : -$0.value }
      }
      guard let most = table.rows.compactMap(value).max(),
        let reached = own.compactMap(value).max(),
        let row = table.rows.first(where: { value($0) == most }), let number = row.scores[column]
      else { continue }
      if reached == most { return nil }
      if best == nil { best = (row, number) }
    }
    guard let best else { return nil }
    let word = isBest ? "best" : isWorst ? "worst" : isHigh ? "highest" : "lowest"
    let name = settings.map { "\($0.setting.name) \($0.setting.value)" }.joined(separator: ", ")
    let other = settings.compactMap { setting in
      best.row.settings[setting.setting.name].map { "\(setting.setting.name) \($0)" }
    }.joined(separator: ", ")
    return .inconsistent(
      "\(name) is called \(word); in the table it is \(other), with \(best.number.text)",
      place,
      best.number.range
    )
  }

  /// `the best test accuracy is 89.3 %`: the value is the best of its column.
  private func extremeValue() -> Finding? {
    let best: Set<String> = ["best", "highest", "maximum", "maximal"]
    let low: Set<String> = ["best", "lowest", "minimum", "minimal", "smallest"]
    let tokens = sentence.tokens
    for statement in ScoreStatement.all(in: sentence) {
      let words = statement.score.metric.isBetterLarge ? best : low
      // The word stands right before the score: `the best test accuracy`.
      guard
        let place = tokens.firstIndex(where: { token in
          token.word.flatMap { Score.metrics[$0] } == statement.score.metric
        }),
        tokens[..<place].suffix(3).contains(where: { words.contains($0.word ?? "") }),
        table.settings(in: sentence).count < 2
      else { continue }
      let extremes = table.columns(for: statement.score).compactMap { column in
        let numbers = table.rows.compactMap { $0.scores[column] }
        return statement.score.metric.isBetterLarge
          ? numbers.max { $0.value < $1.value } : numbers.min { $0.value < $1.value }
      }
      guard let extreme = extremes.first,
        !extremes.contains(where: { $0.agrees(with: statement.number) })
      else { continue }
      return .inconsistent(
        "\(statement.score.name) \(statement.number.text) is called the best; in the table it is "
          + extreme.text,
        statement.number.range,
        extreme.range
      )
    }
    return nil
  }

  // MARK: - What grows

  private static let up: Set<String> = [
    "increases", "increase", "grows", "grow", "rises", "rise", "improves", "improve", "increased",
    "improved", "increasing", "larger", "higher", "more", "bigger", "rising", "growing", "greater",
    "rose", "grew", "longer",
  ]
  private static let down: Set<String> = [
    "decreases", "decrease", "falls", "fall", "drops", "drop", "declines", "decline", "shrinks",
    "decreasing", "smaller", "lower", "fewer", "less", "decreased", "fell", "dropped", "worsens",
    "falling", "reduces", "shorter",
  ]
  private static let verbs: Set<String> = [
    "increases", "increase", "grows", "grow", "rises", "rise", "improves", "improve", "increased",
    "improved", "rose", "grew", "decreases", "decrease", "falls", "fall", "drops", "drop",
    "declines", "decline", "shrinks", "decreased", "fell", "dropped", "worsens",
  ]

  /// The rows in which only one dial turns, by the values of the others.
  private func groups(turning dial: String) -> [[(x: Double, row: ResultsTable.Row)]] {
    var groups: [[String: String]: [(x: Double, row: ResultsTable.Row)]] = [:]
    for row in table.rows {
      guard let text = row.settings[dial], case .number(let x) = numbers.read(text) else {
        continue
      }
      groups[row.settings.filter { $0.key != dial }, default: []].append((x.value, row))
    }
    return groups.values.map { $0.sorted { $0.x < $1.x } }.filter { $0.count > 1 }
      .sorted { ($0.first?.row.range.lowerBound ?? 0) < ($1.first?.row.range.lowerBound ?? 0) }
  }

  /// The dial that the words from a place on name.
  private func dial(from start: Int) -> (name: String, place: Int)? {
    for index in sentence.tokens.indices.dropFirst(start) {
      guard let word = sentence.tokens[index].word else { continue }
      let isRate = word == "rate" && index > 0 && sentence.tokens[index - 1].word == "learning"
      let name = isRate ? "learning rate" : Setting.names[word] ?? word
      if table.dials.contains(name) { return (name, index) }
      // The student's own name for the only dial.
      if Setting.names[word] != nil, table.dials.count == 1,
        !Setting.names.values.contains(table.dials[0])
      {
        return (table.dials[0], index)
      }
    }
    return nil
  }

  private func trend() -> Finding? {
    let tokens = sentence.tokens
    guard
      !sentence.contains(["not", "no", "never", "first", "until", "then", "but", "up", "except"]),
      let metric = tokens.firstIndex(where: { $0.word.flatMap { Score.metrics[$0] } != nil }),
      let verb = tokens[metric...].firstIndex(where: { Self.verbs.contains($0.word ?? "") }),
      let link = tokens[verb...].firstIndex(where: {
        ["with", "as", "when"].contains($0.word ?? "")
      }),
      let (dial, place) = dial(from: link)
    else { return nil }
    let isUp = Self.up.contains(tokens[verb].word ?? "")
    // `as the learning rate decreases`, `with a smaller learning rate`
    let driver = tokens[(link + 1)...].compactMap(\.word)
    let isTurnedDown = driver.contains(where: Self.down.contains)
    guard !(isTurnedDown && driver.contains(where: Self.up.contains)) else { return nil }
    let isRising = isUp != isTurnedDown
    var contradiction: (ReportedNumber, ReportedNumber)?
    for column in columns {
      for group in groups(turning: dial) {
        let numbers = group.compactMap { $0.row.scores[column] }
        guard numbers.count == group.count, let first = numbers.first, let last = numbers.last
        else { continue }
        let values = numbers.map { isRising ? $0.value : -$0.value }
        let range = (values.max() ?? 0) - (values.min() ?? 0)
        let largestDrop = zip(values, values.dropFirst()).map { $0 - $1 }.max() ?? 0
        // Small steps back are no contradiction, a way back by half of all change is.
        if (values.last ?? 0) > (values.first ?? 0), largestDrop <= 0.5 * range { return nil }
        if contradiction == nil { contradiction = (first, last) }
      }
    }
    guard let (first, last) = contradiction else { return nil }
    let name = tokens[metric].word ?? ""
    let isSteady = isRising == (last.value > first.value) && last.value != first.value
    return .inconsistent(
      "\(name) is said to \(isUp ? "rise" : "fall") with \(isTurnedDown ? "less" : "more") \(dial); "
        + "the table goes from \(first.text) to \(last.text)\(isSteady ? ", and back in between" : "")",
      Range(covering: tokens[verb].range, tokens[place].range),
      first.range,
      last.range
    )
  }

  // MARK: - No difference

  private func sameness() -> Finding? {
    let words = sentence.words
    let isSame =
      (words.contains("no") && words.contains("difference"))
      || (words.contains("same") && !words.isDisjoint(with: Score.metrics.keys))
      || (words.contains("not")
        && !words.isDisjoint(with: ["change", "matter", "affect", "influence", "depend", "differ"]))
    guard isSame, words.isDisjoint(with: ["big", "large", "much", "great", "significant"]),
      let (dial, place) = dial(from: 0)
    else { return nil }
    // Where values of the dial are named, only their rows are meant.
    guard !table.settings(in: sentence).contains(where: { $0.setting.name == dial }) else {
      return nil
    }
    for column in columns where table.scores[column].metric != .loss {
      for group in groups(turning: dial) {
        let numbers = group.compactMap { $0.row.scores[column] }
        guard let low = numbers.min(by: { $0.value < $1.value }),
          let high = numbers.max(by: { $0.value < $1.value }),
          high.value - low.value > Self.difference
        else { continue }
        return .inconsistent(
          "\(dial) is said to make no difference; \(table.scores[column].name) goes from \(low.text) to \(high.text)",
          sentence.tokens[place].range,
          low.range,
          high.range
        )
      }
    }
    return nil
  }

  /// Two hundredths of accuracy are a difference.
  private static let difference = 0.02
}
