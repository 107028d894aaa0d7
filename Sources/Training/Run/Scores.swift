import Networks

/// How a network does on a set.
package struct SetScores: Hashable, Sendable {
  /// The cost of the set by the network's rule, with its penalty.
  package let cost: Double
  /// The part of the cost that is the penalty.
  package let penalty: Double
  /// How many examples are taken for their own class; nil where the targets are no classes.
  package let hits: Int?
  package let rows: Int

  package var accuracy: Double? { hits.map { Double($0) / Double(rows) } }
}

/// The scores after an epoch; epoch 0 is the start.
package struct EpochScores: Hashable, Sendable {
  package let epoch: Int
  /// η of the epoch's last step; nil for the start.
  package let rate: Double?
  package let training: SetScores?
  /// On the validation set, or the test set where there is no other.
  package let second: SetScores?
}

/// How often each class was taken for each class, and what follows.
package struct FinalScores: Sendable {
  package let scores: SetScores
  /// nil where the targets are no classes.
  package let confusion: ConfusionMatrix?

  package var metrics: Metrics? { confusion.map { Metrics($0) } }
}
