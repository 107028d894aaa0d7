/// The learning rate η: one number, or what a schedule says.
package enum LearningRate: Sendable {
  case constant(Double)
  /// η by the epoch and the step, both from 0; a step is one mini-batch, counted over all epochs.
  case schedule(@Sendable (_ epoch: Int, _ step: Int) -> Double)
  /// A factor whenever a monitored score has not improved for some epochs, never below `least`.
  case onPlateau(start: Double, factor: Double, patience: Int, least: Double, Monitor)
}

/// The score that early stopping and rates on a plateau look at.
package enum Monitor: String, CaseIterable, Hashable, Sendable {
  case cost, accuracy
  case validationCost = "validation cost"
  case validationAccuracy = "validation accuracy"

  package var isValidation: Bool { self == .validationCost || self == .validationAccuracy }

  private var isBetterIfLarger: Bool { self == .accuracy || self == .validationAccuracy }

  /// True if a score is better than another by more than `least`; NaN never is.
  func isBetter(_ score: Double, than best: Double, by least: Double) -> Bool {
    isBetterIfLarger ? score - least > best : score + least < best
  }

  /// What every score is better than.
  var worst: Double { isBetterIfLarger ? -.infinity : .infinity }

  func score(_ epoch: EpochScores) -> Double? {
    let scores = isValidation ? epoch.second : epoch.training
    switch self {
    case .cost, .validationCost: return scores?.cost
    case .accuracy, .validationAccuracy: return scores?.accuracy
    }
  }
}
