import Networks

/// What came of a training run.
package struct TrainingResult: Sendable {
  /// Why there is no further epoch.
  package enum Ending: Hashable, Sendable {
    case finished
    /// No improvement for as long as early stopping endures, seen after this epoch.
    case stoppedEarly(after: Int)
    /// Cancelled while this epoch ran.
    case cancelled(in: Int)
    /// A rate that is no finite number from 0, in an epoch from 1 and a step from 0.
    case badRate(in: Int, step: Int, rate: Double)
    /// A cost, or a weight, that is no finite number, after this epoch; 0 is the start.
    case overflow(after: Int)
  }

  /// The network after the last step, or the best one where early stopping restores it.
  package let network: Network
  /// The scores of each epoch, from the start (0); empty without a history.
  package let history: [EpochScores]
  package let ending: Ending
  /// The epoch whose network was restored, if one was.
  package let restoredEpoch: Int?
}

/// How far a run is.
package struct TrainingProgress: Sendable {
  /// The epoch that runs, from 1.
  package let epoch: Int
  package let epochs: Int
  /// How many rows of the epoch are done.
  package let rows: Int
  package let allRows: Int
  /// The scores of the epoch that has just ended; nil within one.
  package let scores: EpochScores?
}
