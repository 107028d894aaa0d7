/// The rows that are trained on and the steps of an epoch, as Keras counts them.
package struct EpochSteps: Hashable, Sendable {
  /// floor(rows · (1 − split)), in floating point as Keras computes it.
  package let trainingRows: Double
  /// The steps of one epoch; the last may have fewer rows than a batch.
  package let steps: Double

  /// Counts the steps; nil if a number is out of range or no row is left to train on.
  package init?(rows: Double, split: Double, batch: Double) {
    guard rows >= 1, rows < 1e12, batch >= 1, batch == batch.rounded(), (0..<1).contains(split)
    else { return nil }
    trainingRows = (rows * (1 - split)).rounded(.down)
    guard trainingRows >= 1 else { return nil }
    steps = (trainingRows / batch).rounded(.up)
  }
}
