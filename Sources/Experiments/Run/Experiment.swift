import Datasets
import Networks
import Training

/// A plan with its data: one training run.
package struct Experiment: Sendable {
  package let plan: TrainingPlan
  package let data: PreparedData

  package init(_ plan: TrainingPlan, _ data: PreparedData) {
    self.plan = plan
    self.data = data
  }

  /// What came of it.
  package struct Outcome: Sendable {
    package let result: TrainingResult
    /// The scores of the resulting network on each set; empty after an overflow or a cancellation.
    package let scores: [(set: String, scores: FinalScores)]
  }

  /// Trains, and scores the result.
  ///
  /// `files`: Where a file with the start lies.
  /// `seesSecond`: The epochs after which the scores of the second set are wanted.
  /// `report`: Told how far it is.
  /// - Throws: `DataError` if the start cannot be had.
  package func run(
    _ files: DataFiles,
    seesSecond: @escaping (Int) -> Bool = { _ in true },
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: (TrainingProgress) -> Void = { _ in }
  ) throws(DataError) -> Outcome {
    guard Processor.missing.isEmpty else {
      throw DataError(
        "this processor cannot train: \(Processor.missing.joined(separator: ", ")) missing",
        help: "training wants x86-64-v3 (2013 and later) or any 64-bit ARM; other processors would "
          + "give other digits"
      )
    }
    let shared = plan.random.stream
    // The order of the rows was drawn from it when the data was prepared.
    if plan.parts.order == .shared { _ = shared.permutation(data.fileRows) }
    let start = try start(files, shared)
    let result = Trainer(
      start,
      plan.dials,
      training: data.training,
      second: data.second?.examples,
      shuffles: plan.shuffleRandom?.stream ?? shared,
      masks: plan.dropoutRandom?.stream ?? shared,
      seesSecond: seesSecond,
      isCancelled: isCancelled
    ).run(report)
    switch result.ending {
    case .cancelled, .badRate, .overflow: return Outcome(result: result, scores: [])
    case .finished, .stoppedEarly:
      return Outcome(
        result: result,
        scores: data.sets.map { ($0.name, FinalScores(result.network, on: $0.examples)) }
      )
    }
  }

  private func start(_ files: DataFiles, _ shared: RandomStream) throws(DataError) -> Network {
    switch plan.start {
    case .drawn(let rule): return rule.network(plan.network.architecture, shared: shared)
    case .given: return try plan.givenNetwork()
    case .file(let file):
      let (bytes, path) = try files.contents(of: file, help: "name it from the chapter's folder")
      let weights = try WeightsFile(Npz(bytes, path: path), path: path)
      return try weights.network(plan.network.architecture)
    }
  }
}
