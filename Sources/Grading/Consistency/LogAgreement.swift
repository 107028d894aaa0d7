import Formulas
import Homework

/// Scores that are retold against the log of a run.
enum LogAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    experiments.smallest.flatMap { scope -> [Finding] in
      let sentences = experiments.sentences(in: scope)
      let isSweep = experiments.results.contains { scope.contains($0.table.passage) }
      guard !isSweep, let log = log(sentences.filter(\.isCode)), log.count > 1 else { return [] }
      let all = log.sorted { $0.key < $1.key }.flatMap(\.value)
      let printed = Set(sentences.filter(\.isCode).flatMap(\.tokens).compactMap(\.number?.value))
      // What stands before a log is not told again from it.
      let start = sentences.first(where: \.isCode)?.passage ?? 0
      return sentences.filter { !$0.isCode && $0.passage >= start }.flatMap {
        sentence -> [Finding] in
        let epochs = Set(sentence.settings.map(\.setting).filter { $0.name == "epochs" })
        let epoch = epochs.count == 1 ? epochs.first.flatMap { Int(counted: $0.value) } : nil
        return ScoreStatement.all(in: sentence).compactMap { statement in
          guard let epoch, let entries = log[epoch],
            let place = place(of: epoch, near: statement)
          else {
            // What stands anywhere in the log is told from it.
            return printed.contains(statement.number.value) ? nil : contradiction(statement, all)
          }
          // Either of the score and the epoch may be the wrong one.
          return contradiction(statement, entries).map {
            Finding(.inconsistent, $0.message, at: $0.places + [place])
          }
        }
      }
    }
  }

  /// Where an epoch stands, if it is said near to a score.
  private static func place(of epoch: Int, near statement: ScoreStatement) -> Range<Int>? {
    let tokens = statement.sentence.tokens
    guard
      let score = tokens.firstIndex(where: { $0.range == statement.number.range }),
      let place = tokens.indices.first(where: { tokens[$0].count == epoch && abs($0 - score) <= 8 })
    else { return nil }
    return tokens[place].range
  }

  private static func contradiction(
    _ statement: ScoreStatement,
    _ entries: [ScoreStatement]
  ) -> Finding? {
    let same = entries.filter { entry in
      entry.score.metric == statement.score.metric
        && (statement.score.rows ?? .train) == (entry.score.rows ?? .train)
    }
    func distance(_ entry: ScoreStatement) -> Double {
      abs(entry.number.value - statement.number.value)
    }
    guard let near = same.min(by: { distance($0) < distance($1) }),
      !same.contains(where: { $0.number.agrees(with: statement.number) })
    else { return nil }
    return .inconsistent(
      "\(statement.score.name) \(statement.number.text) is not in the log, which has "
        + near.number.text,
      statement.number.range,
      near.number.range
    )
  }

  /// The scores of each epoch; nil if one epoch stands there twice, in two runs.
  private static func log(_ sentences: [ProseSentence]) -> [Int: [ScoreStatement]]? {
    var log: [Int: [ScoreStatement]] = [:]
    var epoch: Int?
    for sentence in sentences {
      let tokens = sentence.tokens
      if tokens.count > 1, tokens[0].word == "epoch", let count = tokens[1].count {
        guard log[count] == nil else { return nil }
        epoch = count
        log[count] = []
      }
      if let epoch { log[epoch, default: []] += ScoreStatement.all(in: sentence) }
    }
    return log
  }
}
