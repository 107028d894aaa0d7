import Formulas
import Homework

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
    return found + experiments.tables.flatMap { column($0, experiments) }
  }

  /// A column of rows beside one of accuracies.
  private static func column(_ table: ReportedTable, _ experiments: Experiments) -> [Finding] {
    let rowColumns = table.header.indices.filter { column in
      Score(header: table.header[column]) == nil
        && table.grid.rows.dropFirst().allSatisfy { $0[column].count(experiments.numbers) != nil }
        && isRowCount(table.header[column])
    }
    let scores = table.header.indices.filter { column in
      guard let score = Score(header: table.header[column]), score.metric == .accuracy,
        let rows = rowColumns.first
      else { return false }
      let own = table.header[rows].compactMap { Score.rows[$0] }.first
      return own == nil || score.rows == nil || own == score.rows
    }
    guard rowColumns.count == 1, scores.count == 1 else { return [] }
    return table.grid.rows.dropFirst().compactMap { row in
      guard let rows = row[rowColumns[0]].count(experiments.numbers),
        let (number, isPercent) = row[scores[0]].number(experiments.numbers)
      else { return nil }
      let share = ReportedNumber(
        number,
        isPercent: isPercent || table.grid.rows[0][scores[0]].text.utf8.contains(0x25),
        isShare: true,
        range: row[scores[0]].range
      )
      return impossible(share, of: rows).map {
        .inconsistent("accuracy \($0)", share.range, row[rowColumns[0]].range)
      }
    }
  }

  /// True for `n`, `test images`: a header that says nothing else of its rows, as `misclassified images` does.
  private static func isRowCount(_ header: Set<String>) -> Bool {
    if header == ["n"] { return true }
    return !header.isDisjoint(with: RowCount.units)
      && header.allSatisfy {
        RowCount.units.contains($0) || Score.rows[$0] != nil || Lexicon.counted.contains($0)
          || LabelTokens.stopWords.contains($0)
      }
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

  static let units: Set<String> = [
    "images", "samples", "examples", "rows", "digits", "points", "observations", "flowers",
    "records", "instances", "pictures", "bilder", "beispiele", "zeilen", "imágenes", "imagens",
    "muestras", "amostras", "ejemplos", "exemplos", "exemples", "échantillons",
  ]

  /// What counts things in Korean, Chinese and Japanese, right behind the number.
  private static let counters = ["개", "장", "张", "个", "枚", "個", "幅"]

  /// Words behind a count with which something else begins: `33,600 and a validation set`.
  private static let ends: Set<String> = ["and", "a", "an", "the", "of", "with", "und", "ein"]

  static func all(in sentence: ProseSentence) -> [RowCount] {
    let tokens = sentence.tokens
    var found: [RowCount] = []
    for (index, token) in tokens.enumerated() {
      // Nobody tests with fewer; `3개` may count layers.
      guard let count = token.count, count > 9 else { continue }
      // `21 of the 4s`, `9 times`: no rows.
      var set: Score.Rows?
      var next = index + 1
      var isUnit = false
      while next < tokens.count, next <= index + 3, let word = tokens[next].word,
        !Self.ends.contains(word)
      {
        if let rows = Score.rows[word] {
          set = rows
          // `60,000 training and 10,000 test images`
          if next + 1 < tokens.count,
            tokens[next + 1].word == "and" || tokens[next + 1].isMark(","),
            tokens[(next + 2)...].prefix(4).contains(where: { units.contains($0.word ?? "") })
          {
            isUnit = true
            break
          }
        }
        if units.contains(word) || counters.contains(where: word.hasPrefix) {
          isUnit = true
          next += 1
          break
        }
        next += 1
      }
      // `테스트 250개`, `训练集 600 张`
      if isUnit, set == nil, index > 0 { set = tokens[index - 1].word.flatMap { Score.rows[$0] } }
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
      // `1,197 for training, 300 for the test`
      if !isUnit, !isSet, index + 1 < tokens.count, tokens[index + 1].word == "for" {
        let after = tokens[(index + 2)...].prefix(3).compactMap(\.word)
        set = after.first(where: { !["the", "final", "a"].contains($0) }).flatMap { Score.rows[$0] }
        guard set != nil else { continue }
        found.append(
          RowCount(rows: count, set: set, range: token.range, passage: sentence.passage)
        )
        continue
      }
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
  /// The rows that a section trains on, as far as it or a section around it says.
  func trainingRows(in scope: Range<Int>) -> RowCount? {
    guard !scope.isEmpty else { return nil }
    for scope in [scope] + scopes(of: scope.lowerBound) {
      let counts = rowCounts.filter {
        scope.contains($0.passage) && ($0.set == nil || $0.set == .train)
      }
      if let first = counts.first(where: { $0.set == .train }) ?? counts.first { return first }
    }
    return nil
  }

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
    // Said once for the whole homework, it holds in every section.
    return only(rowCounts.filter { $0.set == rows })
  }

  private func only(_ counts: [RowCount]) -> RowCount? {
    Set(counts.map(\.rows)).count == 1 ? counts.first : nil
  }
}
