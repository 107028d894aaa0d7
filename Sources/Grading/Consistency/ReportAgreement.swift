import Formulas
import Homework
import Markdown

/// Scores of one table against each other: F1 against precision and recall, averages against classes,
/// the supports against their sum.
enum ReportAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    experiments.sentences.compactMap(harmonic)
      + experiments.tables.flatMap { table -> [Finding] in
        guard let scores = ReportedScores(table, experiments.numbers) else { return [] }
        // Some classes of many have no averages of their own.
        let isPart = experiments.confusions.contains { $0.counts.count > scores.classes.count }
        if isPart { return harmonic(scores) + recalls(scores) }
        // Beside a matrix of these classes it shows which support is wrong, and not only their sum.
        let hasMatrix = experiments.confusions.contains { $0.counts.count == scores.classes.count }
        return harmonic(scores) + recalls(scores) + averages(scores)
          + (hasMatrix ? [] : supports(scores))
      }
  }

  /// Where a number lies that is printed like this, rounded or cut.
  private static func bounds(_ number: ReportedNumber) -> ClosedRange<Double> {
    let doubt = number.unit * (1 + 1e-9)
    return (number.value - 0.5 * doubt)...(number.value + doubt)
  }

  /// True if a value between two others may be printed like this, or nobody can tell.
  private static func mayBe(_ number: ReportedNumber, between low: Double, _ high: Double) -> Bool {
    ClosedRange(between: low, and: high)?.overlaps(bounds(number)) ?? true
  }

  private static func f1(_ precision: Double, _ recall: Double) -> Double {
    let (p, r) = (max(0, precision), max(0, recall))
    return p + r == 0 ? 0 : 2 * p * r / (p + r)
  }

  /// `precision = 0.966, recall = 0.742, F1 = 0.893`, each once in a sentence.
  private static func harmonic(_ sentence: ProseSentence) -> Finding? {
    let statements = ScoreStatement.all(in: sentence)
    func only(_ metric: Score.Metric) -> ScoreStatement? {
      let own = statements.filter { $0.score.metric == metric }
      return own.count == 1 ? own[0] : nil
    }
    guard let precision = only(.precision), let recall = only(.recall), let score = only(.f1),
      Set([precision, recall, score].map(\.score.label)).count == 1,
      [precision, recall, score].allSatisfy({ $0.score.average == nil })
    else { return nil }
    return harmonic("F1", score.number, of: precision.number, recall.number)
  }

  /// An F1 that is not the harmonic mean of a precision and a recall: any of the three may be the wrong one.
  private static func harmonic(
    _ name: String,
    _ score: ReportedNumber,
    of precision: ReportedNumber,
    _ recall: ReportedNumber
  ) -> Finding? {
    let (p, r) = (bounds(precision), bounds(recall))
    let (low, high) = (f1(p.lowerBound, r.lowerBound), f1(p.upperBound, r.upperBound))
    guard !mayBe(score, between: low, high) else { return nil }
    let exact = DecimalText.share(f1(precision.value, recall.value))
    return .mutual(
      "\(name) \(score.text) is not 2PR/(P + R), which gives \(exact)",
      score.range,
      precision.range,
      recall.range
    )
  }

  private static func harmonic(_ scores: ReportedScores) -> [Finding] {
    // Averages of F1 are not the F1 of averages.
    scores.classes.compactMap { row in
      guard let precision = row.numbers[.precision], let recall = row.numbers[.recall],
        let score = row.numbers[.f1]
      else { return nil }
      return harmonic("F1 of \(row.label):", score, of: precision, recall)
    }
  }

  /// A recall is a number of hits by the support.
  private static func recalls(_ scores: ReportedScores) -> [Finding] {
    scores.classes.compactMap { row in
      guard let recall = row.numbers[.recall], let support = row.numbers[.support],
        let rows = Int(whole: support.value), rows > 0
      else { return nil }
      return RowCountAgreement.impossible(recall, of: rows).map { why in
        .inconsistent("recall of \(row.label): \(why)", recall.range, support.range)
      }
    }
  }

  private static func averages(_ scores: ReportedScores) -> [Finding] {
    var found: [Finding] = []
    let supports = scores.classes.map { $0.numbers[.support]?.value }
    for row in scores.averages {
      for metric in [Score.Metric.precision, .recall, .f1] {
        guard let number = row.numbers[metric], row.average != .micro else { continue }
        let parts = scores.classes.compactMap { $0.numbers[metric] }
        guard parts.count == scores.classes.count else { continue }
        var weights = [Double](repeating: 1, count: parts.count)
        if row.average == .weighted {
          guard supports.allSatisfy({ $0 != nil }) else { continue }
          weights = supports.compactMap { $0 }
        }
        guard let exact = mean(parts.map(\.value), weights),
          let low = mean(parts.map { bounds($0).lowerBound }, weights),
          let high = mean(parts.map { bounds($0).upperBound }, weights),
          !mayBe(number, between: low, high)
        else { continue }
        found.append(
          .inconsistent(
            "\(row.label) of \(Score(metric).name): \(number.text) is not the mean of the classes, "
              + DecimalText.share(exact),
            number.range
          )
        )
      }
    }
    if let accuracy = scores.accuracy, supports.allSatisfy({ $0 != nil }) {
      let recalls = scores.classes.compactMap { $0.numbers[.recall] }
      let weights = supports.compactMap { $0 }
      if recalls.count == weights.count, let exact = mean(recalls.map(\.value), weights),
        let low = mean(recalls.map { bounds($0).lowerBound }, weights),
        let high = mean(recalls.map { bounds($0).upperBound }, weights),
        !mayBe(accuracy, between: low, high)
      {
        found.append(
          .inconsistent(
            "the accuracy \(accuracy.text) is not the recall of all classes together, "
              + DecimalText.share(exact),
            accuracy.range
          )
        )
      }
    }
    return found
  }

  private static func mean(_ values: [Double], _ weights: [Double]) -> Double? {
    let total = weights.reduce(0, +)
    guard total > 0, values.count == weights.count else { return nil }
    return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
  }

  private static func supports(_ scores: ReportedScores) -> [Finding] {
    let parts = scores.classes.compactMap { $0.numbers[.support] }
    guard parts.count == scores.classes.count else { return [] }
    let sum = parts.map(\.value).reduce(0, +)
    return scores.averages.compactMap { row in
      guard let total = row.numbers[.support], total.value != sum else { return nil }
      // One support with a slip of the pen in it is what is wrong, and not the sum.
      let slipped = parts.filter { part in
        DigitSlip(part.value, for: part.value - (sum - total.value), unit: 1) != nil
      }
      let places = (slipped.count == 1 ? slipped.map(\.range) : []) + [total.range]
      return Finding(
        .inconsistent,
        "the support \(total.text) is not the sum of the classes, \(DecimalText.shortest(sum))",
        at: places
      )
    }
  }
}
