import Networks

/// Every dial of a training run but the network, its start and the data.
package struct TrainingDials: Sendable {
  /// How many examples a step sees.
  package enum MiniBatch: Hashable, Sendable {
    case full
    case rows(Int)
  }

  /// In which order an epoch goes through the training rows.
  package enum Order: Hashable, Sendable {
    /// As they are.
    case asIs
    /// The order of the epoch before, shuffled in place: the book's `random.shuffle`.
    case shuffled
    /// A new permutation in each epoch.
    case permuted
  }

  /// What an epoch's scores are taken from.
  package enum History: String, CaseIterable, Hashable, Sendable {
    /// The network after the epoch.
    case after
    /// The mini-batches of the epoch, each before its step, as Keras prints them.
    case running
    /// Nothing until the end.
    case none
  }

  /// When to stop before the last epoch, as Keras's callback does.
  package struct EarlyStopping: Hashable, Sendable {
    package let monitor: Monitor
    /// How many epochs without an improvement are endured.
    package let patience: Int
    /// What counts as an improvement has to be larger than this.
    package let leastChange: Double
    /// True if the network of the best epoch is the result, also where training was not stopped.
    package let restoresBest: Bool

    package init(monitor: Monitor, patience: Int, leastChange: Double, restoresBest: Bool) {
      self.monitor = monitor
      self.patience = patience
      self.leastChange = leastChange
      self.restoresBest = restoresBest
    }
  }

  package var epochs: Int
  package var miniBatch: MiniBatch
  package var order: Order
  package var optimizer: Optimizer
  package var rate: LearningRate
  /// For each layer, the share of its inputs that a step leaves out; empty for none.
  package var dropout: [Double]
  package var earlyStopping: EarlyStopping?
  package var history: History

  package init(
    epochs: Int,
    miniBatch: MiniBatch = .full,
    order: Order = .asIs,
    optimizer: Optimizer = .sgd(),
    rate: LearningRate,
    dropout: [Double] = [],
    earlyStopping: EarlyStopping? = nil,
    history: History = .after
  ) {
    self.epochs = epochs
    self.miniBatch = miniBatch
    self.order = order
    self.optimizer = optimizer
    self.rate = rate
    self.dropout = dropout
    self.earlyStopping = earlyStopping
    self.history = history
  }

  /// How many rows a step of a set of `rows` sees.
  package func miniBatchRows(of rows: Int) -> Int {
    switch miniBatch {
    case .full: rows
    case .rows(let count): min(count, rows)
    }
  }
}
