import Kernels
import Networks

/// Trains a network: every step, every epoch, and when to stop.
///
/// The result depends on the network, the data, the dials and the generators, never on the number of
/// cores. A trainer is used once.
package final class Trainer {
  private let architecture: Architecture
  private let dials: TrainingDials
  private let training: Examples
  private let haveClasses: Bool
  private let pass: Pass
  private let parameters: Parameters
  private let state: OptimizerState
  private let dropout: Dropout?
  private let decay: LazyDecay
  private let shuffles: RandomStream
  private let masks: RandomStream
  private let seesSecond: (Int) -> Bool
  private let isCancelled: @Sendable () -> Bool

  private let space: Workspace
  private let lanes: GradientLanes
  private let evaluation: Evaluation
  private let secondEvaluation: Evaluation?

  private var order: [Int32]
  /// The rows as they are: steps over all of them take them so, whatever an epoch's order is, and
  /// whether or not the scores before had the gradient already.
  private let natural: [Int32]
  private var stepsTaken = 0
  private var plateau: PlateauWatch?
  /// The gradient of the whole set at the parameters as they are, if it is known.
  private var wholeGradient: Parameters?

  /// Mini-batches up to this size go through one workspace, and plain descent needs no gradient.
  private static let largestFused = 128

  /// A rate below this is negative, and not a 0 that was rounded: 0.3 − 3 · 0.1 is −6e−17.
  private static let leastRate = -1e-12

  /// A trainer of a network from its start.
  ///
  /// `second`: The set whose scores stand beside those of the training set.
  /// `seesSecond`: The epochs after which they are wanted; early stopping sees what it looks at anyway.
  /// `shuffles`, `masks`: The generators of orders and of dropout; they may be the same.
  package init(
    _ network: Network,
    _ dials: TrainingDials,
    training: Examples,
    second: Examples?,
    shuffles: RandomStream,
    masks: RandomStream,
    seesSecond: @escaping (Int) -> Bool = { _ in true },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    precondition(Processor.missing.isEmpty, "training on a processor that cannot")
    precondition(training.rows > 0, "training without a row")
    architecture = network.architecture
    self.dials = dials
    self.training = training
    haveClasses = training.haveClasses
    self.shuffles = shuffles
    self.masks = masks
    self.seesSecond = seesSecond
    self.isCancelled = isCancelled
    pass = Pass(architecture)
    parameters = Parameters(network)
    state = OptimizerState(dials.optimizer, pass.layers)
    decay = LazyDecay(pass.layers[0], parameters.weights[0])
    dropout = Dropout(
      dials.dropout,
      inputs: pass.layers.map(\.inputs),
      isByExample: architecture.convention == .row
    )
    let rows = dials.miniBatchRows(of: training.rows)
    space = Workspace(pass.layers, capacity: min(rows, Self.largestFused))
    lanes = GradientLanes(pass, rows: rows, isCancelled: isCancelled)
    evaluation = Evaluation(network.architecture, training, isCancelled: isCancelled)
    secondEvaluation = second.map {
      Evaluation(network.architecture, $0, isCancelled: isCancelled)
    }
    natural = (0..<training.rows).map { Int32($0) }
    order = natural
    if rows == training.rows, dropout == nil { lanes.keepInputs(training, rows: natural) }
    if case .onPlateau(let start, let factor, let patience, let least, let monitor) = dials.rate {
      plateau = PlateauWatch(
        start: start,
        factor: factor,
        patience: patience,
        least: least,
        monitor
      )
    }
  }

  // MARK: - Epochs

  /// Runs until the last epoch, or until there is a reason to stop.
  ///
  /// `report`: Told how far it is, about a hundred times an epoch, and at the end of each.
  package func run(_ report: (TrainingProgress) -> Void = { _ in }) -> TrainingResult {
    var history: [EpochScores] = []
    var watch = dials.earlyStopping.map(StoppingWatch.init)
    let best = watch.map { $0.rule.restoresBest } == true ? Parameters(pass.layers) : nil
    var restored: Int?
    func result(_ ending: TrainingResult.Ending) -> TrainingResult {
      TrainingResult(
        network: network,
        history: history,
        ending: ending,
        restoredEpoch: restored
      )
    }
    /// Restores the best epoch, as Keras does at the end of every run.
    func restoring(_ ending: TrainingResult.Ending) -> TrainingResult {
      if let best, let epoch = watch?.bestEpoch {
        parameters.copy(from: best)
        restored = epoch
      }
      return result(ending)
    }
    if dials.history != .none {
      let start = EpochScores(
        epoch: 0,
        rate: nil,
        training: dials.history == .after ? trainingScores() : nil,
        second: second()
      )
      if isCancelled() { return result(.cancelled(in: 1)) }
      history.append(start)
      report(progress(1, 0, start))
      if hasOverflowed(start) { return result(.overflow(after: 0)) }
    }
    for epoch in 1...max(dials.epochs, 1) where dials.epochs > 0 {
      let running = runEpoch(epoch, report)
      if let badRate { return result(badRate) }
      if isCancelled() { return result(.cancelled(in: epoch)) }
      let scores = scores(epoch, running)
      if isCancelled() { return result(.cancelled(in: epoch)) }
      if dials.history != .none { history.append(scores) }
      report(progress(epoch, training.rows, scores))
      if hasOverflowed(scores) { return result(.overflow(after: epoch)) }
      plateau?.see(scores)
      if watch?.see(scores) == true { best?.copy(from: parameters) }
      if watch?.isOver(after: epoch) == true { return restoring(.stoppedEarly(after: epoch)) }
    }
    return restoring(.finished)
  }

  /// The network as it is now.
  var network: Network { parameters.network(architecture) }

  private func progress(_ epoch: Int, _ rows: Int, _ scores: EpochScores?) -> TrainingProgress {
    TrainingProgress(
      epoch: epoch,
      epochs: dials.epochs,
      rows: rows,
      allRows: training.rows,
      scores: scores
    )
  }

  private func hasOverflowed(_ scores: EpochScores) -> Bool {
    let costs = [scores.training?.cost, scores.second?.cost].compactMap { $0 }
    return costs.contains { !$0.isFinite } || (scores.training == nil && !parameters.isFinite)
  }

  // MARK: - Scores

  private var penaltyTerm: Double { parameters.term(architecture.penalty, pending: decay) }

  private func scores(_ epoch: Int, _ running: SetScores?) -> EpochScores {
    let monitors = [dials.earlyStopping?.monitor, plateauMonitor].compactMap { $0 }
    let wantsTraining =
      dials.history == .after || monitors.contains { !$0.isValidation && running == nil }
    let isSeen = dials.history != .none && (seesSecond(epoch) || epoch == dials.epochs)
    let wantsSecond = isSeen || monitors.contains(where: \.isValidation)
    return EpochScores(
      epoch: epoch,
      rate: lastRate,
      training: running ?? (wantsTraining ? trainingScores() : nil),
      second: wantsSecond ? second() : nil
    )
  }

  private var plateauMonitor: Monitor? {
    if case .onPlateau(_, _, _, _, let monitor) = dials.rate { monitor } else { nil }
  }

  private func second() -> SetScores? { secondEvaluation?.scores(parameters, penalty: penaltyTerm) }

  /// A step over all rows needs the gradient of all rows: the pass that finds the scores finds it too.
  private func trainingScores() -> SetScores {
    guard isWholeSet, dropout == nil else {
      return evaluation.scores(parameters, penalty: penaltyTerm)
    }
    let (sum, found) = natural.withUnsafeBufferPointer { rows in
      lanes.gradient(parameters, training, rows: rows, dropout: nil, withScores: true)
    }
    wholeGradient = sum
    return setScores(found, rows: training.rows)
  }

  private var isWholeSet: Bool { dials.miniBatchRows(of: training.rows) == training.rows }

  private func setScores(_ found: OutputCost.Found, rows: Int) -> SetScores {
    let penalty = penaltyTerm
    return SetScores(
      cost: found.cost * gradientScale(rows) + penalty,
      penalty: penalty,
      hits: haveClasses ? found.hits : nil,
      rows: rows
    )
  }

  // MARK: - Steps

  /// η of the last step.
  private var lastRate: Double?
  /// Why the run cannot go on, if its schedule gave no rate.
  private var badRate: TrainingResult.Ending?

  private func rate(_ epoch: Int) -> Double {
    let rate: Double
    switch dials.rate {
    case .constant(let constant): rate = constant
    case .schedule(let rule): rate = rule(epoch - 1, stepsTaken)
    case .onPlateau: rate = plateau?.rate ?? 0
    }
    lastRate = rate
    return rate
  }

  /// True if steps go straight into the weights.
  ///
  /// What is watched does not decide it, so that a history changes no digit.
  private var isFused: Bool {
    dials.optimizer.isPlain && (architecture.penalty?.absoluteFactor ?? 0) == 0 && !isWholeSet
      && dials.miniBatchRows(of: training.rows) <= Self.largestFused
  }

  /// What the sum over a mini-batch is multiplied by.
  func gradientScale(_ rows: Int) -> Double {
    architecture.batch == .sum ? 1 : 1 / Double(rows)
  }

  /// All steps of an epoch; returns what Keras would print for it, if that is wanted.
  private func runEpoch(_ epoch: Int, _ report: (TrainingProgress) -> Void) -> SetScores? {
    switch dials.order {
    case .asIs: break
    case .shuffled: shuffles.shuffle(&order)
    case .permuted: order = shuffles.permutation(order.count)
    }
    let size = dials.miniBatchRows(of: training.rows)
    let isRunning = dials.history == .running
    var (cost, hits) = (0.0, 0)
    var (first, reported) = (0, 0)
    while first < order.count, !isCancelled() {
      let rows = first..<min(first + size, order.count)
      let rate = rate(epoch)
      guard rate > Self.leastRate, rate.isFinite else {
        badRate = .badRate(in: epoch, step: stepsTaken, rate: rate)
        break
      }
      let found = step(rows, rate, withScores: isRunning)
      if isRunning {
        let mean = found.scores.cost * gradientScale(rows.count) + found.penalty
        cost += mean * Double(rows.count)
        hits += found.scores.hits
      }
      stepsTaken += 1
      first = rows.upperBound
      if (first - reported) * 100 >= order.count {
        reported = first
        report(progress(epoch, first, nil))
      }
    }
    decay.finish()
    guard isRunning else { return nil }
    return SetScores(
      cost: cost / Double(order.count),
      penalty: penaltyTerm,
      hits: haveClasses ? hits : nil,
      rows: order.count
    )
  }

  /// One step; returns the scores of its rows and the penalty before it, if they are wanted.
  func step(
    _ places: Range<Int>,
    _ rate: Double,
    withScores: Bool
  ) -> (scores: OutputCost.Found, penalty: Double) {
    (isWholeSet && dropout == nil ? natural : order).withUnsafeBufferPointer { all in
      let rows = UnsafeBufferPointer(rebasing: all[places])
      let penalty = withScores ? penaltyTerm : 0
      dropout?.draw(rows.count, from: masks)
      if isFused {
        return (fusedStep(rows, rate, withScores), penalty)
      }
      let (gradient, found) =
        wholeGradient.map { ($0, OutputCost.Found()) }
        ?? lanes.gradient(
          parameters,
          training,
          rows: rows,
          dropout: dropout,
          withScores: withScores
        )
      wholeGradient = nil
      if isCancelled() { return (found, penalty) }
      finish(gradient, rows.count)
      state.step(parameters, gradient, rate: rate)
      return (found, penalty)
    }
  }

  /// w = (1 − ηλ) w − η/m Σ ∇w without a list of gradients: the sums start in the weights.
  private func fusedStep(
    _ rows: UnsafeBufferPointer<Int32>,
    _ rate: Double,
    _ withScores: Bool
  ) -> OutputCost.Found {
    var found = OutputCost.Found()
    let drop = dropout.map { ($0, first: 0) }
    pass.forward(parameters, training, rows: rows, space, decay: decay, dropout: drop)
    if withScores { found = pass.outputCost.score(space, training, rows: rows) }
    pass.backward(parameters, training, rows: rows, space, dropout: drop)
    pass.scaleDeltas(space, examples: rows.count, by: -rate * gradientScale(rows.count))
    let factor = 1 - rate * (architecture.penalty?.squareFactor ?? 0)
    pass.addGradient(
      space,
      examples: rows.count,
      to: parameters,
      scale: factor,
      biasScale: architecture.penalty?.includesBiases == true ? factor : 1,
      isLazy: true
    )
    if factor != 1 { decay.step(space.panels[0], decay: factor) }
    return found
  }

  /// The mean over the rows, and the penalty's part.
  private func finish(_ gradient: Parameters, _ rows: Int) {
    let penalty = architecture.penalty
    func finish(_ list: NumberList, _ values: NumberList, _ isPenalised: Bool) {
      finishGradient(
        list.first,
        values.first,
        list.count,
        scale: gradientScale(rows),
        l1: isPenalised ? penalty?.absoluteFactor ?? 0 : 0,
        l2: isPenalised ? penalty?.squareFactor ?? 0 : 0
      )
    }
    for layer in pass.layers.indices {
      finish(gradient.weights[layer], parameters.weights[layer], true)
      finish(gradient.biases[layer], parameters.biases[layer], penalty?.includesBiases ?? false)
    }
  }
}

// MARK: - Trained networks

extension FinalScores {
  /// The scores of a network on a set.
  package init(_ network: Network, on examples: Examples) {
    let evaluation = Evaluation(network.architecture, examples, isCancelled: { false })
    let parameters = Parameters(network)
    self = evaluation.final(parameters, penalty: parameters.term(network.architecture.penalty))
  }
}
