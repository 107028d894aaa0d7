import Datasets
import Foundation
import Networks
import Training

/// Trains on MNIST as `Benchmarks/numpy_epoch.py` does, an epoch for each line of standard input.
///
///     Epochs DATA 784-30-10|784-100-10
///
/// `epoch` answers with its seconds, `accuracy` with the accuracy on the 10,000 test images.
@main
enum Epochs {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, ["784-30-10", "784-100-10"].contains(arguments[2]) else {
      print("usage: Epochs DATA 784-30-10|784-100-10")
      exit(64)
    }
    let isLarge = arguments[2] == "784-100-10"
    let files = DataFiles(
      folders: [arguments[1]],
      exists: { FileManager.default.fileExists(atPath: $0) },
      read: { path throws(DataError) in
        guard let data = FileManager.default.contents(atPath: path) else {
          throw DataError(path: path, "cannot be read")
        }
        return Array(data)
      }
    )
    let data = try DataSource.named(.mnist).load(files)
    let training = data.rows.part(0..<50_000).scaled(.divided(by: 256))
    guard let tests = data.tests?.scaled(.divided(by: 256)) else { return }
    let architecture = Architecture(
      layerSizes: [784, isLarge ? 100 : 30, 10],
      activations: [.sigmoid, .sigmoid],
      cost: isLarge ? .crossEntropy : .quadratic,
      convention: .row,
      batch: .mean,
      penalty: isLarge ? Penalty(l2: 5, form: .nndl, rows: 50_000) : nil
    )
    let random = RandomSource(seed: 1).stream
    let normal = Initialiser.normal(mean: 0, deviation: 1)
    let rule = StartRule(weights: .nndl, biases: normal)
    var network = rule.network(architecture, shared: random)
    func examples(_ set: Rows) -> Examples {
      Examples(features: set.features, targets: .classes(set.labels), outputs: 10)
    }
    let dials = TrainingDials(
      epochs: 1,
      miniBatch: .rows(10),
      order: .permuted,
      rate: .constant(isLarge ? 0.5 : 3),
      history: .none
    )
    while let line = readLine() {
      if line == "accuracy" {
        print(FinalScores(network, on: examples(tests)).scores.accuracy ?? 0)
      } else {
        let trainer = Trainer(
          network,
          dials,
          training: examples(training),
          second: nil,
          shuffles: random,
          masks: random
        )
        let clock = ContinuousClock()
        var result: TrainingResult?
        let time = clock.measure { result = trainer.run() }
        if let result { network = result.network }
        print("{\"seconds\": \(time / .seconds(1))}")
      }
      fflush(nil)
    }
  }
}
