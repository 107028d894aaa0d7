import Formulas
import Homework

/// Scores that are retold below a table against its cells.
enum RetoldAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    var found: [Finding] = []
    for sentence in experiments.sentences where !sentence.isCode {
      guard let scope = experiments.scopes(of: sentence.passage).first else { continue }
      let tables = experiments.results.filter { table in
        scope.contains(table.table.passage)
          && (table.table.passage < sentence.passage || sentence.contains(["table", "tabelle"]))
      }
      guard !tables.isEmpty else { continue }
      let statements = ScoreStatement.all(in: sentence)
      for statement in statements {
        // A setting in a sentence of several scores is said of one of them.
        if statements.count > 1, tables.contains(where: { $0.holds(statement) }) { continue }
        if let finding = check(statement, tables, scope, experiments) { found.append(finding) }
      }
    }
    return found
  }

  /// True for a number of at least three digits that stands above in another sentence, or a log: it is
  /// retold from there.
  private static func isSaidBefore(
    _ statement: ScoreStatement,
    _ experiments: Experiments
  ) -> Bool {
    statement.number.text.utf8.count > 4
      && experiments.sentences.prefix { $0.passage < statement.sentence.passage }.contains {
        $0.tokens.contains { $0.number?.text == statement.number.text }
      }
  }

  private static func check(
    _ statement: ScoreStatement,
    _ tables: [ResultsTable],
    _ scope: Range<Int>,
    _ experiments: Experiments
  ) -> Finding? {
    let settings = statement.sentence.settings.map(\.setting)
    // A run with other dials than the table's is another run.
    let dials = Set(
      tables.flatMap(\.dials)
        + tables.flatMap { $0.table.introduction }.flatMap(\.settings).map(\.setting.name)
    )
    guard settings.allSatisfy({ dials.contains($0.name) }),
      !statement.sentence.contains(["cnn", "convolutional", "gap", "logistic", "softmax", "forest"])
    else { return nil }
    var near: (distance: Double, number: ReportedNumber)?
    var isMeant = false
    for table in tables {
      let columns = table.columns(for: statement.score).filter { column in
        // A column that says nothing of its rows is not that of the training rows.
        table.scores[column].rows != nil || statement.score.rows != .train
      }
      guard !columns.isEmpty else { continue }
      let own = table.settings(in: statement.sentence).map(\.setting)
      let named = table.rows.filter { row in
        own.allSatisfy { row.settings[$0.name] == $0.value }
      }
      for row in named.isEmpty ? table.rows : named {
        for column in columns {
          guard let number = row.scores[column] else { continue }
          if statement.number.agrees(with: number) { return nil }
          isMeant = true
          let distance = abs(number.value - statement.number.value)
          if near.map({ distance < $0.distance }) ?? true { near = (distance, number) }
        }
      }
    }
    // What a report or a matrix of the section gives is said of that.
    let isElsewhere = experiments.tables(in: scope).contains { table in
      !experiments.results.contains { $0.table.passage == table.passage }
        && table.grid.rows.joined().contains { cell in
          cell.number(experiments.numbers).map { number in
            statement.number.agrees(
              with: ReportedNumber(
                number.number,
                isPercent: number.isPercent,
                isShare: statement.score.metric != .loss,
                range: cell.range
              )
            )
          } ?? false
        }
    }
    guard isMeant, let near, !isElsewhere, !isSaidBefore(statement, experiments),
      !experiments.confusions.contains(where: { scope.contains($0.passage) })
    else { return nil }
    return .inconsistent(
      "\(statement.score.name) \(statement.number.text) stands in no cell of the table; nearest is "
        + near.number.text,
      statement.number.range,
      near.number.range
    )
  }
}
