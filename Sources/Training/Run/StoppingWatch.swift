/// Looks at a score epoch by epoch: when to stop, and which epoch was the best.
///
/// As Keras's `EarlyStopping`: an improvement is strict and has to exceed the least change against the
/// last epoch that counted as one.
struct StoppingWatch {
  let rule: TrainingDials.EarlyStopping
  private(set) var bestEpoch: Int?
  private var best: Double
  private var waited = 0

  init(_ rule: TrainingDials.EarlyStopping) {
    self.rule = rule
    best = rule.monitor.worst
  }

  /// Takes the scores after an epoch, from 1; true if it was the best so far.
  mutating func see(_ scores: EpochScores) -> Bool {
    guard let score = rule.monitor.score(scores) else { return false }
    waited += 1
    guard bestEpoch == nil || rule.monitor.isBetter(score, than: best, by: rule.leastChange) else {
      return false
    }
    if rule.monitor.isBetter(score, than: best, by: rule.leastChange) {
      best = score
      waited = 0
    }
    bestEpoch = scores.epoch
    return true
  }

  /// True if the patience is used up; the first epoch never stops a run.
  func isOver(after epoch: Int) -> Bool { waited >= rule.patience && waited > 0 && epoch > 1 }
}

/// A learning rate that falls whenever a score has not improved for some epochs.
struct PlateauWatch {
  private(set) var rate: Double
  private let factor: Double
  private let patience: Int
  private let least: Double
  private let monitor: Monitor
  private var best: Double
  private var waited = 0

  init(start: Double, factor: Double, patience: Int, least: Double, _ monitor: Monitor) {
    rate = start
    self.factor = factor
    self.patience = patience
    self.least = least
    self.monitor = monitor
    best = monitor.worst
  }

  mutating func see(_ scores: EpochScores) {
    guard let score = monitor.score(scores) else { return }
    if monitor.isBetter(score, than: best, by: 0) {
      best = score
      waited = 0
      return
    }
    waited += 1
    guard waited >= patience else { return }
    rate = max(rate * factor, least)
    waited = 0
  }
}
