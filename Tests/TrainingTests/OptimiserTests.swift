import Datasets
import Matrices
import Networks
import Testing

@testable import Training

/// Every optimiser and regulariser over 20 steps against Keras, PyTorch and scikit-learn in float64.
struct OptimiserTests {
  private func expect(
    _ found: [Double],
    _ expected: [Double],
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectClose(found, expected, within: 1e-9, size: 1e-3, name, sourceLocation: sourceLocation)
  }

  @Test("20 steps end at the peers' weights, and each has their cost")
  func steps() throws {
    let cases = try OptimiserGoldens.load().cases
    #expect(cases.count == 82)
    for golden in cases {
      let architecture = try golden.architecture()
      let examples = golden.examples(0..<golden.x.count)
      let random = RandomSource(seed: UInt32(golden.dropoutSeed)).stream
      let trainer = Trainer(
        try golden.start(architecture),
        golden.dials(epochs: 1, history: .none),
        training: examples,
        second: nil,
        shuffles: random,
        masks: random
      )
      var costs: [Double] = []
      var first = 0
      for step in 0..<golden.steps {
        let rows = first..<min(first + golden.miniBatch, examples.rows)
        let found = trainer.step(rows, golden.rates[step], withScores: true)
        costs.append(found.scores.cost * trainer.gradientScale(rows.count) + found.penalty)
        first = rows.upperBound == examples.rows ? 0 : rows.upperBound
      }
      expect(costs, try #require(golden.costs), "\(golden.name), costs")
      let network = trainer.network
      for layer in golden.weights.indices {
        let weights = golden.finalWeights[layer].flatMap { $0 }
        expect(network.weights[layer].elements, weights, "\(golden.name), weights[\(layer)]")
        let biases = golden.finalBiases[layer]
        expect(network.biases[layer].elements, biases, "\(golden.name), biases[\(layer)]")
      }
    }
  }

  @Test("Early stopping, the validation split and both kinds of history are Keras's")
  func fits() throws {
    let fits = try OptimiserGoldens.load().fits
    #expect(fits.count == 8)
    for golden in fits {
      let architecture = try golden.architecture()
      let split = try #require(golden.validationSplit)
      let rows = Int((Double(golden.x.count) * (1 - split)).rounded(.down))
      for history in [TrainingDials.History.after, .running] {
        let random = RandomSource(seed: 0).stream
        let result = Trainer(
          try golden.start(architecture),
          golden.dials(epochs: try #require(golden.epochs), history: history),
          training: golden.examples(0..<rows),
          second: golden.examples(rows..<golden.x.count),
          shuffles: random,
          masks: random
        ).run()
        let epochs = result.history.dropFirst()
        let run = try #require(golden.epochsRun)
        #expect(epochs.count == run, "\(golden.name)")
        #expect(result.ending == (run == golden.epochs ? .finished : .stoppedEarly(after: run)))
        let restores = golden.earlyStopping?.restoreBest == true
        #expect(result.restoredEpoch == (restores ? golden.bestEpoch : nil), "\(golden.name)")
        expect(epochs.compactMap(\.second?.cost), try #require(golden.valLoss), golden.name)
        expect(epochs.compactMap(\.second?.accuracy), try #require(golden.valAccuracy), golden.name)
        let costs = history == .after ? golden.trainLossAfter : golden.runningLoss
        expect(epochs.compactMap(\.training?.cost), try #require(costs), golden.name)
        if history == .running {
          let accuracies = try #require(golden.runningAccuracy)
          if golden.y[0].count == 1 || golden.cost == "categorical-cross-entropy" {
            expect(epochs.compactMap(\.training?.accuracy), accuracies, golden.name)
          }
        }
        for layer in golden.weights.indices {
          let weights = golden.finalWeights[layer].flatMap { $0 }
          expect(result.network.weights[layer].elements, weights, golden.name)
          expect(result.network.biases[layer].elements, golden.finalBiases[layer], golden.name)
        }
      }
    }
  }
}
