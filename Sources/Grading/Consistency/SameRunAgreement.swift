import Formulas
import Homework

/// Runs that are told twice, a summary above and a log below, or two experiments that share one run.
///
/// Two runs of which two scores are the same to four digits are one run, and so are two of which one is and
/// another one differs by two neighbouring digits that are swapped.
enum SameRunAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    let runs = runs(experiments.sentences)
    var found = scrambled(experiments)
    guard runs.count <= mostRuns else { return found }
    for (index, first) in runs.enumerated() {
      for second in runs.dropFirst(index + 1) {
        if let finding = contradiction(first, second) { found.append(finding) }
      }
    }
    return found
  }

  /// Of more runs two may share their scores by chance.
  private static let mostRuns = 60

  /// The scores of one run, said one after the other.
  private typealias Run = [ScoreStatement]

  /// The runs of a homework: each ends where a score comes again, and where a sentence has none.
  private static func runs(_ sentences: [ProseSentence]) -> [Run] {
    var runs: [Run] = []
    var open: Run = []
    func close() {
      if open.count > 1 { runs.append(open) }
      open = []
    }
    for sentence in sentences {
      // An epoch of a log has a neighbour that is nearly the same.
      let statements = sentence.isCode ? [] : ScoreStatement.all(in: sentence)
      if statements.isEmpty { close() }
      for statement in statements {
        if isOfEpoch(statement) {
          close()
          continue
        }
        if open.contains(where: { $0.score == statement.score }) { close() }
        open.append(statement)
      }
    }
    close()
    return runs
  }

  /// True for `Epoch 3: train acc 0.91, …`: shortly before the number an epoch is named.
  private static func isOfEpoch(_ statement: ScoreStatement) -> Bool {
    let tokens = statement.sentence.tokens
    let before = tokens.prefix { $0.range.lowerBound < statement.number.range.lowerBound }
    return before.suffix(12).contains { $0.word == "epoch" || $0.word == "epoche" }
  }

  private static func contradiction(_ first: Run, _ second: Run) -> Finding? {
    var same = 0
    var other: (ScoreStatement, ScoreStatement)?
    for own in first {
      guard let its = second.first(where: { $0.score == own.score }) else { continue }
      if own.number.value == its.number.value {
        if isTelling(own.number) { same += 1 }
      } else if other == nil, !own.number.agrees(with: its.number) {
        other = (own, its)
      } else {
        return nil
      }
    }
    guard let (own, its) = other,
      same > 1 || (same == 1 && isSwap(own.number, its.number))
    else { return nil }
    return .inconsistent(
      "\(own.score.name) is \(own.number.text) and \(its.number.text) for runs whose other scores "
        + "are the same",
      its.number.range,
      own.number.range
    )
  }

  /// True for a score with four digits that is no 1.
  private static func isTelling(_ number: ReportedNumber) -> Bool {
    number.value != 1 && digits(number).count >= 4
  }

  private static func isSwap(_ first: ReportedNumber, _ second: ReportedNumber) -> Bool {
    guard digits(first).count >= 4, first.unit == second.unit else { return false }
    if case .swapped = DigitSlip(first.value, for: second.value, unit: first.unit) { return true }
    return false
  }

  /// The digits as they are printed, without zeros before them.
  private static func digits(_ number: ReportedNumber) -> [UInt8] {
    Array(number.text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.drop { $0 == 0x30 })
  }

  // MARK: - Scrambled digits

  /// A score of a sentence that stands in no cell, with the digits of a cell in another order.
  private static func scrambled(_ experiments: Experiments) -> [Finding] {
    let statements = experiments.sentences.filter { !$0.isCode && $0.settings.isEmpty }
      .flatMap(ScoreStatement.all)
    return statements.compactMap { statement in
      let own = digits(statement.number)
      guard own.count >= manyDigits else { return nil }
      let cells = experiments.results.flatMap { table in
        table.columns(for: statement.score).flatMap { column in
          table.rows.compactMap { $0.scores[column] }
        }
      }
      guard !cells.contains(where: { $0.agrees(with: statement.number) }),
        let cell = cells.first(where: { digits($0).sorted() == own.sorted() })
      else { return nil }
      return .inconsistent(
        "\(statement.score.name) \(statement.number.text) has the digits of \(cell.text) in another "
          + "order",
        statement.number.range,
        cell.range
      )
    }
  }

  /// Fewer digits may be the same by chance.
  private static let manyDigits = 6
}
