import Exercises
import Experiments
import Formulas
import Markdown
import Networks
import Training

/// A training run as text: what is set, a row for each epoch as it ends, the scores.
struct TrainingReport {
  private let plan: TrainingPlan
  private let data: PreparedData
  /// Every so many epochs a row is shown, besides the first and the last ones.
  private let every: Int

  /// Rows that a table has at most, about.
  private static let mostRows = 20

  init(_ plan: TrainingPlan, _ data: PreparedData) {
    self.plan = plan
    self.data = data
    let epochs = plan.dials.epochs
    let steps = (0...6).flatMap { power -> [Int] in
      let ten = (0..<power).reduce(1) { value, _ in value * 10 }
      return [ten, 2 * ten, 5 * ten]
    }
    every = steps.first { epochs / $0 <= Self.mostRows } ?? epochs
  }

  // MARK: - Before

  /// The network, and everything that decides a digit.
  func head(at place: String) -> String {
    let width = plan.summary.map(\.name.count).max() ?? 0
    var lines = ["\(plan.network.name)   \(place)"]
    for (name, text) in plan.summary {
      lines.append("  " + name + String(repeating: " ", count: width - name.count + 2) + text)
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  // MARK: - Epochs

  private var columns: [String] {
    var columns = ["epoch", "rate", "training cost", "accuracy"]
    if let second = data.second { columns += ["\(second.name) cost", "accuracy"] }
    return columns
  }

  var epochHead: String {
    let columns = columns
    return line(columns) + "\n|"
      + columns.map { " " + String(repeating: "-", count: width($0)) + " |" }.joined() + "\n"
  }

  private func width(_ column: String) -> Int { max(column.count, 8) }

  private func line(_ cells: [String]) -> String {
    zip(cells, columns).reduce("|") { line, pair in
      let (cell, column) = pair
      return line + " " + cell + String(repeating: " ", count: max(0, width(column) - cell.count))
        + " |"
    }
  }

  /// True if an epoch has a row of its own.
  func isShown(_ epoch: Int) -> Bool {
    epoch <= 1 || epoch % every == 0 || epoch == plan.dials.epochs
  }

  func row(_ scores: EpochScores) -> String {
    var cells = ["\(scores.epoch)", scores.rate.map(Self.rate) ?? ""]
    for set in [scores.training, data.second == nil ? nil : scores.second] {
      cells.append(set.map { Self.cost($0.cost) } ?? "")
      cells.append(set?.accuracy.map(Self.share) ?? "")
    }
    return line(Array(cells.prefix(columns.count))) + "\n"
  }

  private static func rate(_ rate: Double) -> String {
    DecimalText.shortest(Double(DecimalText.significant(rate, digits: 6)) ?? rate)
  }

  static func cost(_ cost: Double) -> String { DecimalText.significant(cost, digits: 6) }

  static func share(_ share: Double) -> String { DecimalText.fixed(share, decimals: 4) }

  // MARK: - After

  /// How the run ended, where it was not after its last epoch.
  func ending(_ result: TrainingResult) -> String {
    var text = ""
    if case .stoppedEarly(let epoch) = result.ending {
      text += "stopped early after epoch \(epoch)\n"
    }
    if let epoch = result.restoredEpoch {
      text += "the network of epoch \(epoch) is the result\n"
    }
    return text
  }

  /// The scores on each set.
  func scores(_ outcome: Experiment.Outcome) -> String {
    let rows = outcome.scores.map { set, final -> [String] in
      let metrics = final.metrics
      return [
        set, "\(final.scores.rows)", Self.cost(final.scores.cost),
        final.scores.penalty == 0 ? "" : Self.cost(final.scores.cost - final.scores.penalty),
        final.scores.hits.map { "\($0)" } ?? "",
        final.scores.accuracy.map(Self.share) ?? "",
        metrics.map { Self.share($0.macro.precision) } ?? "",
        metrics.map { Self.share($0.macro.recall) } ?? "",
        metrics.map { Self.share($0.macro.f1) } ?? "",
      ]
    }
    let header = [
      "set", "rows", "cost", "without penalty", "hits", "accuracy", "macro precision",
      "macro recall", "macro F1",
    ]
    let kept = header.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    let table = ComputedTable(
      columns: kept.map { header[$0] },
      rows: rows.map { row in kept.map { row[$0] } }
    )
    return table.markdownLines.joined(separator: "\n") + "\n" + Self.occurring(outcome)
  }

  /// scikit-learn leaves classes out of its means that occur neither as labels nor as predictions.
  private static func occurring(_ outcome: Experiment.Outcome) -> String {
    outcome.scores.compactMap { set, final -> String? in
      guard let confusion = final.confusion, let all = final.metrics?.macro.f1 else { return nil }
      let some = Metrics(confusion, averaged: .occurring).macro.f1
      return some == all
        ? nil
        : "\(set): macro F1 over the classes that occur is \(share(some)), as in scikit-learn\n"
    }.joined()
  }
}

// MARK: - Sweeps

extension TrainingReport {
  /// The table of a sweep: a row for each setting.
  static func sweep(
    _ names: [String],
    _ rows: [(settings: [Setting], outcome: Experiment.Outcome)]
  ) -> String {
    let sets = rows.first { !$0.outcome.scores.isEmpty }?.outcome.scores.map(\.set) ?? []
    let header =
      names + sets.flatMap { ["\($0) cost", "\($0) hits", "\($0) accuracy", "\($0) macro F1"] }
      + ["remark"]
    let cells = rows.map { settings, outcome -> [String] in
      let scores = sets.indices.flatMap { index -> [String] in
        guard outcome.scores.indices.contains(index) else { return ["", "", "", ""] }
        let final = outcome.scores[index].scores
        return [
          cost(final.scores.cost), final.scores.hits.map { "\($0)" } ?? "",
          final.scores.accuracy.map(share) ?? "", final.metrics.map { share($0.macro.f1) } ?? "",
        ]
      }
      return settings.map(\.value) + scores + [remark(outcome.result)]
    }
    let kept = header.indices.filter { column in
      column < names.count || cells.contains { !$0[column].isEmpty }
    }
    let table = ComputedTable(
      columns: kept.map { header[$0] },
      rows: cells.map { row in kept.map { row[$0] } }
    )
    return table.markdownLines.joined(separator: "\n") + "\n"
  }

  private static func remark(_ result: TrainingResult) -> String {
    switch result.ending {
    case .finished, .cancelled: result.restoredEpoch.map { "epoch \($0)" } ?? ""
    case .stoppedEarly(let epoch):
      "stopped after epoch \(epoch)" + (result.restoredEpoch.map { ", epoch \($0)" } ?? "")
    case .badRate(let epoch, _, let rate):
      "the rate is \(DecimalText.shortest(rate)) in epoch \(epoch - 1)"
    case .overflow(let epoch): "no finite cost after epoch \(epoch)"
    }
  }
}
