import Formulas

/// Accuracies against the number of rows: k of n must be possible.
enum RowCountAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    var found: [Finding] = []
    func check(_ score: Score, _ number: ReportedNumber, _ count: RowCount) {
      guard let why = impossible(number, of: count.rows) else { return }
      found.append(.inconsistent("\(score.name) \(why)", number.range, count.range))
    }
    for sentence in experiments.sentences where !isMean(sentence) {
      for statement in ScoreStatement.all(in: sentence) where statement.score.metric == .accuracy {
        if let count = experiments.rowCount(for: statement.score, in: sentence) {
          check(statement.score, statement.number, count)
        }
      }
    }
    for table in experiments.results where !table.table.introduction.contains(where: isMean) {
      for (place, score) in table.scores.enumerated() where score.metric == .accuracy {
        guard score.rows != nil,
          let count = experiments.rowCount(for: score, near: table.table.passage)
        else { continue }
        for row in table.rows {
          if let number = row.scores[place] { check(score, number, count) }
        }
      }
    }
    return found
  }

  /// Means over runs are no shares of one set.
  private static func isMean(_ sentence: ProseSentence) -> Bool {
    sentence.contains([
      "mean", "averaged", "runs", "folds", "fold", "cross-validation", "seeds", "std", "median",
      "balanced",
    ])
  }

  /// Why no count of rows gives a share; nil if one does.
  static func impossible(_ share: ReportedNumber, of rows: Int) -> String? {
    guard rows > 0, (0...1).contains(share.value) else { return nil }
    let below = Int((share.value * Double(rows)).rounded(.down))
    let near = max(0, below - 1)...min(rows, below + 2)
    guard !near.contains(where: { share.agrees(with: Double($0) / Double(rows)) }) else {
      return nil
    }
    func text(_ hits: Int) -> String {
      "\(hits) of \(rows) are \(DecimalText.significant(Double(hits) / Double(rows), digits: 6))"
    }
    let next = min(rows, below + 1)
    return "\(share.text) is not possible with \(rows) rows: \(text(below)), \(text(next))"
  }
}

/// A number of rows in a sentence: `899 test images`.
struct RowCount: Sendable {
  let rows: Int
  let set: Score.Rows?
  let range: Range<Int>
  let passage: Int

  private static let units: Set<String> = [
    "images", "samples", "examples", "rows", "digits", "points", "observations", "flowers",
    "records", "instances", "pictures", "bilder", "beispiele", "zeilen",
  ]

  static func all(in sentence: ProseSentence) -> [RowCount] {
    let tokens = sentence.tokens
    var found: [RowCount] = []
    for (index, token) in tokens.enumerated() {
      guard let count = token.count, count > 1 else { continue }
      // `21 of the 4s`, `9 times`: no rows.
      var set: Score.Rows?
      var next = index + 1
      var isUnit = false
      while next < tokens.count, next <= index + 3, let word = tokens[next].word {
        if let rows = Score.rows[word] { set = rows }
        if units.contains(word) {
          isUnit = true
          next += 1
          break
        }
        next += 1
      }
      // `a test set of 899`, `the training set has 898 rows`, `898 rows for training`
      let before = tokens[..<index].suffix(4).compactMap(\.word)
      let isSet = before.contains("set") && before.contains { ["of", "has", "with"].contains($0) }
      if isSet, set == nil { set = before.compactMap { Score.rows[$0] }.last }
      if isUnit, set == nil {
        let after = tokens[min(next, tokens.count)...].prefix(3).compactMap(\.word)
        if after.first.map({ ["for", "are", "train", "in", "to"].contains($0) }) ?? false {
          set = after.compactMap { Score.rows[$0] }.first
        }
      }
      guard isUnit || (isSet && set != nil) else { continue }
      // `137 of 150 images`: the whole is what counts.
      if index + 1 < tokens.count, tokens[index + 1].word == "of" { continue }
      found.append(
        RowCount(rows: count, set: set, range: token.range, passage: sentence.passage)
      )
    }
    return found
  }
}

extension Experiments {
  /// The rows that a score is about: those that its sentence names, or the only ones of their set.
  func rowCount(for score: Score, in sentence: ProseSentence) -> RowCount? {
    let own = RowCount.all(in: sentence).filter { count in
      count.set == nil || score.rows == nil || count.set == score.rows
    }
    if !own.isEmpty { return own.count == 1 && own[0].set == score.rows ? own[0] : only(own) }
    return rowCount(for: score, near: sentence.passage)
  }

  func rowCount(for score: Score, near passage: Int) -> RowCount? {
    guard let rows = score.rows else { return nil }
    for scope in scopes(of: passage) {
      let counts = rowCounts.filter { scope.contains($0.passage) && $0.set == rows }
      if !counts.isEmpty { return only(counts) }
    }
    return nil
  }

  private func only(_ counts: [RowCount]) -> RowCount? {
    Set(counts.map(\.rows)).count == 1 ? counts.first : nil
  }
}
