import Formulas
import Homework
import Markdown
import Networks

/// Scores and counting sentences against the confusion matrix beside them.
struct ConfusionAgreement {
  private let experiments: Experiments
  private let matrices: [ReportedConfusion]
  private var found: [Finding] = []

  static func findings(_ experiments: Experiments) -> [Finding] {
    var check = ConfusionAgreement(experiments)
    guard !check.matrices.isEmpty else { return [] }
    check.totals()
    check.tables()
    check.sentences()
    return check.found
  }

  private init(_ experiments: Experiments) {
    self.experiments = experiments
    matrices = experiments.confusions
  }

  /// The only matrix in the section of a passage, or in the one around it.
  private func matrix(near passage: Int) -> ReportedConfusion? {
    for scope in experiments.scopes(of: passage).prefix(2) {
      let near = matrices.filter { scope.contains($0.passage) }
      if !near.isEmpty { return near.count == 1 ? near[0] : nil }
    }
    return nil
  }

  private mutating func totals() {
    for matrix in matrices {
      for total in matrix.totals where total.written != total.expected {
        found.append(
          .inconsistent(
            "the total \(total.written) is not the sum of its cells, \(total.expected)",
            total.range,
            matrix.range
          )
        )
      }
    }
  }

  // MARK: - Tables of scores

  private mutating func tables() {
    for scores in experiments.tables.compactMap({ ReportedScores($0, experiments.numbers) }) {
      guard let matrix = matrix(near: scores.passage), matrix.counts.count == scores.classes.count
      else { continue }
      let names = scores.classes.map { matrix.place(of: $0.label) }
      let places = names.contains { $0 == nil } ? Array(names.indices) : names.compactMap { $0 }
      guard Set(places).count == places.count else { continue }
      // Where nothing says how the matrix lies, it lies so that most scores are right.
      let ways = matrix.orientations.map { contradictions(scores, matrix, places, $0) }
      found += ways.min { $0.count < $1.count } ?? []
    }
  }

  private func contradictions(
    _ scores: ReportedScores,
    _ matrix: ReportedConfusion,
    _ places: [Int],
    _ orientation: ConfusionMatrix.Orientation
  ) -> [Finding] {
    let metrics = matrix.metrics(orientation)
    var found: [Finding] = []
    func check(_ number: ReportedNumber, _ exact: Double, _ name: String) {
      guard !number.agrees(with: exact) else { return }
      found.append(
        .inconsistent(
          "\(name) \(number.text) does not follow from the confusion matrix, which gives "
            + DecimalText.share(exact),
          number.range,
          matrix.range
        )
      )
    }
    for (row, place) in zip(scores.classes, places) {
      for (metric, number) in row.numbers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        guard let exact = metrics.classes[place].value(metric) else { continue }
        check(number, exact, "\(Score(metric).name) of \(row.label):")
      }
    }
    for row in scores.averages {
      let average =
        row.average == .macro
        ? metrics.macro : row.average == .weighted ? metrics.weighted : metrics.micro
      for (metric, number) in row.numbers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        guard let exact = average.value(metric) else { continue }
        check(number, exact, "\(row.label) of \(Score(metric).name):")
      }
    }
    if let accuracy = scores.accuracy { check(accuracy, metrics.accuracy, "the accuracy") }
    return found
  }

  // MARK: - Sentences

  private mutating func sentences() {
    var statements: [(statement: ScoreStatement, matrix: ReportedConfusion)] = []
    for sentence in experiments.sentences {
      guard let matrix = matrix(near: sentence.passage) else { continue }
      statements += ScoreStatement.all(in: sentence).map { ($0, matrix) }
      for count in ConfusionCount.all(in: sentence, matrix) { check(count, matrix) }
    }
    // Beside a score that is right another one of the same is that of another model.
    var said: [Range<Int>: Set<Score>] = [:]
    for (statement, matrix) in statements
    where values(of: statement.score, matrix).contains(where: statement.number.agrees) {
      said[matrix.range, default: []].insert(statement.score.onAnyRows)
    }
    for (statement, matrix) in statements
    where !(said[matrix.range]?.contains(statement.score.onAnyRows) ?? false) {
      check(statement, matrix)
    }
  }

  /// What a score may be in a matrix, whichever way it lies.
  private func values(of score: Score, _ matrix: ReportedConfusion) -> [Double] {
    matrix.orientations.flatMap { Self.values(of: score, matrix.metrics($0), matrix) }
  }

  private mutating func check(_ statement: ScoreStatement, _ matrix: ReportedConfusion) {
    let score = statement.score
    let rows = experiments.rows(near: matrix)
    guard score.metric != .loss, score.metric != .error,
      score.rows == nil || score.rows == rows || (rows == nil && score.rows == .test),
      !experiments.isInTable(statement.number, near: statement.sentence.passage)
    else { return }
    let exact = values(of: score, matrix)
    guard let first = exact.first, !exact.contains(where: statement.number.agrees) else { return }
    let why =
      score.metric == .accuracy && score.average == nil
      ? "\(matrix.hits) of \(matrix.total) are on its diagonal, \(DecimalText.share(first))"
      : "it gives \(DecimalText.share(first))"
    found.append(
      .inconsistent(
        "\(score.name) \(statement.number.text) does not follow from the confusion matrix: \(why)",
        statement.number.range,
        matrix.range
      )
    )
  }

  /// What a score may be: of its class or average, or, where none is named, any of them.
  private static func values(
    of score: Score,
    _ metrics: Metrics,
    _ matrix: ReportedConfusion
  ) -> [Double] {
    if score.metric == .accuracy { return [metrics.accuracy] }
    if let label = score.label {
      return matrix.place(of: label).flatMap { metrics.classes[$0].value(score.metric) }.map {
        [$0]
      }
        ?? []
    }
    switch score.average {
    case .macro: return [metrics.macro.value(score.metric)].compactMap { $0 }
    case .weighted: return [metrics.weighted.value(score.metric)].compactMap { $0 }
    case .micro: return [metrics.micro.value(score.metric)].compactMap { $0 }
    case nil:
      let all = [metrics.macro, metrics.weighted, metrics.micro] + metrics.classes
      return all.compactMap { $0.value(score.metric) }
    }
  }

  private mutating func check(_ count: ConfusionCount, _ matrix: ReportedConfusion) {
    let ways = matrix.orientations.map { count.contradiction(in: matrix, $0) }
    guard !ways.contains(nil), let message = ways.compactMap({ $0 }).first else { return }
    found.append(.inconsistent(message, count.range, matrix.range))
  }
}

extension Score {
  /// The same measure, on whatever it was taken.
  fileprivate var onAnyRows: Score {
    var score = self
    score.rows = nil
    return score
  }
}

extension Metrics.Scores {
  func value(_ metric: Score.Metric) -> Double? {
    switch metric {
    case .precision: precision
    case .recall: recall
    case .f1: f1
    case .support: Double(support)
    case .accuracy, .error, .loss: nil
    }
  }
}

extension Experiments {
  /// The confusion matrices of tables and passages, in order.
  static func confusions(
    _ tables: [ReportedTable],
    _ passages: [Passage],
    _ sentences: [ProseSentence],
    _ numbers: NumberReader
  ) -> [ReportedConfusion] {
    func reader(_ passage: Int) -> ConfusionReader {
      // The name may stand before or after it.
      ConfusionReader(
        numbers: numbers,
        said: sentences.said(in: passage - 2..<passage + 2)
      )
    }
    var found = tables.compactMap { reader($0.passage).matrix(in: $0) }
    for (index, passage) in passages.enumerated() {
      found += reader(index).matrices(in: passage, at: index)
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The rows that a matrix is about, as far as what stands before it says.
  func rows(near matrix: ReportedConfusion) -> Score.Rows? {
    let near = sentences(in: matrix.passage - 2..<matrix.passage + 1)
    let rows = Set(near.flatMap(\.words).compactMap { Score.rows[$0] })
    return rows.count == 1 ? rows.first : nil
  }

  /// True if a number stands in a table of results of the section: it is about that.
  func isInTable(_ number: ReportedNumber, near passage: Int) -> Bool {
    guard let scope = scopes(of: passage).first else { return false }
    return results.filter { scope.contains($0.table.passage) }.contains { table in
      table.rows.contains { $0.scores.values.contains(where: number.agrees) }
    }
  }
}
