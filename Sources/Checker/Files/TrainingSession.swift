import ArgumentParser
import Datasets
import Experiments
import Formulas
import Markdown
import Terminal
import Training

/// A training run, or a sweep of them, from data to the report.
struct TrainingSession {
  let block: NetworkBlock
  let plan: TrainingPlan
  let settings: [Setting]
  let files: DataFiles
  let format: Train.Format

  // MARK: - One run

  func train(save: String?, compare: String?) throws -> ExitCode {
    let student = try compare.map { path in
      let bytes = try Files.contents(of: path)
      return try located { () throws(DataError) in
        WeightsFile(try Npz(bytes, path: path), path: path)
      }
    }
    // What cannot be compared or saved should not be trained first.
    if let student {
      _ = try located { () throws(DataError) in try student.matches(plan.network.architecture) }
    }
    if let save {
      try Files.checkWritable(save)
      TemporaryFile.removeLeftovers(beside: [save])
    }
    let data = try prepared(plan)
    warn(data)
    let report = TrainingReport(plan, data)
    if format == .text { Console.out(report.head(at: place) + report.epochHead) }
    let bar = ProgressBar(isOn: Console.hasErrorTerminal)
    var pending: EpochScores?
    // What no row shows need not be known.
    let sees: (Int) -> Bool = { format == .json || report.isShown($0) }
    let outcome = try run(Experiment(plan, data), seesSecond: sees) { progress in
      if let scores = progress.scores, format == .text {
        bar.clear()
        let isShown = report.isShown(scores.epoch)
        if isShown { Console.out(report.row(scores)) }
        pending = isShown ? nil : scores
      }
      bar.show(progress)
    }
    bar.clear()
    if case .cancelled = outcome.result.ending { pending = nil }
    if let pending, format == .text { Console.out(report.row(pending)) }
    if let code = try unfinished(outcome) {
      if format == .json { out(data, outcome) }
      return code
    }
    switch format {
    case .text: Console.out("\n" + report.ending(outcome.result) + report.scores(outcome))
    case .json: out(data, outcome)
    }
    if let save {
      try Files.replace(save, with: WeightsFile.file(outcome.result.network).bytes)
    }
    guard let student, let compare else { return .success }
    let comparison = try located { () throws(DataError) in
      try WeightsComparison(outcome.result.network, student)
    }
    let text = "\n" + WeightsReport.text(comparison, file: compare)
    if format == .text { Console.out(text) } else { Console.error(text) }
    return comparison.isSameRun ? .success : ExitCode(1)
  }

  private func out(_ data: PreparedData, _ outcome: Experiment.Outcome) {
    Console.out(TrainingJSON.value(plan, data, outcome, settings: settings).text() + "\n")
  }

  private var place: String {
    Diagnostic.place(path: block.source.path, location: block.source.location(at: plan.offset))
  }

  private func warn(_ data: PreparedData) {
    Console.report(
      data.warnings.map { Diagnostic(.warning, in: block.source, at: plan.offset, $0) }
    )
  }

  // MARK: - Sweeps

  func sweep() throws -> ExitCode {
    let combinations = block.combinations(of: plan)
    let plans = try combinations.map { try block.plan(settings + $0) }
    let bar = ProgressBar(isOn: Console.hasErrorTerminal)
    let first = try prepared(plan)
    warn(first)
    if format == .text {
      Console.out(TrainingReport(plan, first).head(at: place))
    }
    var rows: [(settings: [Setting], outcome: Experiment.Outcome)] = []
    var json: [JSON] = []
    for (number, plan) in plans.enumerated() {
      let data = try plan.hasSameData(as: self.plan) ? first : prepared(plan)
      let sees: (Int) -> Bool = { _ in format == .json }
      let outcome = try run(Experiment(plan, data), seesSecond: sees) { progress in
        bar.show(progress, label: "\(number + 1) of \(plans.count): ")
      }
      if case .cancelled = outcome.result.ending {
        bar.clear()
        Console.error("stopped in setting \(number + 1) of \(plans.count)\n")
        throw ExitCode(Interrupt.status)
      }
      rows.append((combinations[number], outcome))
      if format == .json {
        json.append(
          TrainingJSON.value(plan, data, outcome, settings: settings + combinations[number])
        )
      }
    }
    bar.clear()
    switch format {
    case .text: Console.out(TrainingReport.sweep(plan.sweep.map(\.name), rows))
    case .json:
      let fields: [(String, JSON)] = [
        ("version", .number(1)), ("network", .string(plan.network.name)), ("runs", .array(json)),
      ]
      Console.out(JSON.object(fields).text() + "\n")
    }
    let hasOverflow = rows.contains {
      if case .overflow = $0.outcome.result.ending { true } else { false }
    }
    return hasOverflow ? ExitCode(1) : .success
  }

  // MARK: - Running

  private func prepared(_ plan: TrainingPlan) throws -> PreparedData {
    try located { () throws(DataError) in try PreparedData(plan, files) }
  }

  private func run(
    _ experiment: Experiment,
    seesSecond: @escaping (Int) -> Bool,
    _ report: (TrainingProgress) -> Void
  ) throws -> Experiment.Outcome {
    try located { () throws(DataError) in
      try experiment.run(
        files,
        seesSecond: seesSecond,
        isCancelled: { Interrupt.isAsked },
        report: report
      )
    }
  }

  /// Says why there are no scores; nil if there are.
  private func unfinished(_ outcome: Experiment.Outcome) throws -> ExitCode? {
    switch outcome.result.ending {
    case .finished, .stoppedEarly: return nil
    case .cancelled(let epoch):
      Console.error("stopped in epoch \(epoch); nothing is saved\n")
      throw ExitCode(Interrupt.status)
    case .badRate(let epoch, let step, let rate):
      Console.report([
        Diagnostic(
          in: block.source,
          at: plan.places["rate"] ?? plan.offset,
          "the rate is \(DecimalText.shortest(rate)) in epoch \(epoch - 1), step \(step)",
          help:
            "a schedule gives a finite number from 0 in every step; epochs and steps count from 0"
        )
      ])
      return ExitCode(2)
    case .overflow(let epoch):
      let before = outcome.result.history.last { $0.epoch == epoch - 1 }?.training?.cost
      let rate = outcome.result.history.last?.rate
      let cost =
        before.map {
          " (it was \(TrainingReport.cost($0)) \(epoch == 1 ? "at the start" : "an epoch before"))"
        }
        ?? ""
      Console.report([
        Diagnostic(
          in: block.source,
          at: plan.offset,
          epoch == 0
            ? "the cost is no finite number at the start"
            : "the cost left the finite numbers in epoch \(epoch)" + cost,
          help: epoch == 0
            ? "look at the start and the scale of the inputs"
            : "try a smaller learning rate"
              + (rate.map { " than \(DecimalText.shortest($0))" } ?? "")
              + ", or scale the inputs"
        )
      ])
      return ExitCode(1)
    }
  }

  /// Gives an error of the data its place.
  private func located<Result>(_ body: () throws(DataError) -> Result) throws -> Result {
    do throws(DataError) {
      return try body()
    } catch {
      throw error.diagnostic(of: plan, in: block.source)
    }
  }
}
