import Datasets
import Foundation
import Matrices
import Networks
import Testing

@testable import Training

/// Runs of Keras, PyTorch and scikit-learn; `Tests/Goldens/optimisers.py` wrote them and names versions.
struct OptimiserGoldens: Decodable {
  let cases: [Run]
  let fits: [Run]

  static func load() throws -> OptimiserGoldens {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/optimisers.json")
    return try JSONDecoder().decode(OptimiserGoldens.self, from: Data(contentsOf: file))
  }

  struct Run: Decodable {
    let name: String
    let layers: String
    let cost: String
    let x: [[Double]]
    let y: [[Double]]
    let weights: [[[Double]]]
    let biases: [[Double]]
    let miniBatch: Int
    let optimizer: String
    let options: Options
    let rates: [Double]
    let l1: Double
    let l2: Double
    let l2plain: Double
    let decayBiases: Bool
    let dropout: [Double]
    let dropoutSeed: UInt64
    let steps: Int
    let costs: [Double]?
    let finalWeights: [[[Double]]]
    let finalBiases: [[Double]]
    // Of fits alone.
    let epochs: Int?
    let validationSplit: Double?
    let earlyStopping: Stopping?
    let epochsRun: Int?
    let bestEpoch: Int?
    let valLoss: [Double]?
    let valAccuracy: [Double]?
    let runningLoss: [Double]?
    let runningAccuracy: [Double]?
    let trainLossAfter: [Double]?
  }

  struct Options: Decodable {
    let momentum: Double?
    let nesterov: Bool?
    let rho: Double?
    let epsilon: Double?
    let centered: Bool?
    let beta1: Double?
    let beta2: Double?
    let initialAccumulator: Double?
    let amsgrad: Bool?

    enum CodingKeys: String, CodingKey {
      case momentum, nesterov, rho, epsilon, centered, amsgrad
      case beta1 = "beta 1"
      case beta2 = "beta 2"
      case initialAccumulator = "initial accumulator"
    }
  }

  struct Stopping: Decodable {
    let monitor: String
    let patience: Int
    let minDelta: Double
    let restoreBest: Bool
  }
}

// MARK: - As the engine sees them

extension OptimiserGoldens.Run {
  func architecture() throws -> Architecture {
    let list = try LayerList(layers)
    let isPlain = l2plain != 0
    return Architecture(
      layerSizes: list.sizes,
      activations: list.activations,
      cost: try #require(Cost(rawValue: cost)),
      convention: .row,
      batch: .mean,
      penalty: l1 == 0 && l2 == 0 && !isPlain
        ? nil
        : Penalty(
          l1: l1,
          l2: isPlain ? l2plain : l2,
          form: isPlain ? .plain : .keras,
          includesBiases: decayBiases
        )
    )
  }

  func start(_ architecture: Architecture) throws -> Network {
    try Network(
      architecture,
      weights: weights.map {
        Matrix(rows: $0.count, columns: $0[0].count, elements: $0.flatMap { $0 })
      },
      biases: biases.map { Matrix(row: $0) }
    )
  }

  /// The examples in some rows.
  func examples(_ rows: Range<Int>) -> Examples {
    let part = x[rows]
    return Examples(
      features: Features(.doubles(part.flatMap { $0 }), rows: part.count, columns: x[0].count),
      targets: .values(y[rows].flatMap { $0 }),
      outputs: y[0].count
    )
  }

  var rule: Optimizer {
    switch optimizer {
    case "sgd":
      .sgd(momentum: options.momentum ?? 0, isNesterov: options.nesterov ?? false)
    case "rmsprop":
      .rmsprop(
        rho: options.rho ?? 0.9,
        momentum: options.momentum ?? 0,
        epsilon: options.epsilon ?? 1e-7,
        isCentered: options.centered ?? false
      )
    case "adagrad":
      .adagrad(
        initialAccumulator: options.initialAccumulator ?? 0.1,
        epsilon: options.epsilon ?? 1e-7
      )
    case "adam":
      .adam(
        beta1: options.beta1 ?? 0.9,
        beta2: options.beta2 ?? 0.999,
        epsilon: options.epsilon ?? 1e-7,
        isAMSGrad: options.amsgrad ?? false
      )
    default:
      .adamax(
        beta1: options.beta1 ?? 0.9,
        beta2: options.beta2 ?? 0.999,
        epsilon: options.epsilon ?? 1e-7
      )
    }
  }

  func dials(epochs: Int, history: TrainingDials.History) -> TrainingDials {
    let rates = rates
    return TrainingDials(
      epochs: epochs,
      miniBatch: .rows(miniBatch),
      optimizer: rule,
      rate: .schedule { _, step in rates[step] },
      dropout: dropout,
      earlyStopping: earlyStopping.map { stopping in
        TrainingDials.EarlyStopping(
          monitor: stopping.monitor == "val_loss" ? .validationCost : .validationAccuracy,
          patience: stopping.patience,
          leastChange: stopping.minDelta,
          restoresBest: stopping.restoreBest
        )
      },
      history: history
    )
  }
}
