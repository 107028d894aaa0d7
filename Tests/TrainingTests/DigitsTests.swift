import Datasets
import Foundation
import Networks
import Testing

@testable import Training

/// The runs on digits.csv as NumPy makes them (`Tests/Goldens/digits_run.py`): a network of 64-32-10,
/// each of whose layers draws from a `default_rng(2)` of its own.
struct DigitsTests {
  struct Golden: Decodable, Sendable {
    struct Scores: Decodable {
      let hits: Int
      let f1: Double
      let cost: Double
    }
    let epochs: Int
    let rate: Double
    let lambda: Double
    let train: Scores
    let test: Scores
    let weightSum: Double?
    let lastBiases: [Double]?
  }

  private struct File: Decodable {
    let runs: [Golden]
  }

  static let goldens: [Golden] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/digits.json")
    return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: file)))?.runs ?? []
  }()

  /// The shipped digits: the first 898 rows, and the other 899.
  static let sets: (training: Examples, test: Examples)? = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../data").path
    let files = DataFiles(
      folders: [folder],
      exists: { FileManager.default.fileExists(atPath: $0) },
      read: { path throws(DataError) in
        Array(FileManager.default.contents(atPath: path) ?? Data())
      }
    )
    guard let digits = try? DataSource.named(.digits).load(files) else { return nil }
    func examples(_ rows: Range<Int>) -> Examples {
      let part = digits.rows.part(rows).scaled(.divided(by: 16))
      return Examples(features: part.features, targets: .classes(part.labels), outputs: 10)
    }
    return (examples(0..<898), examples(898..<1797))
  }()

  static func train(_ golden: Golden, epochs: Int? = nil) throws -> Network {
    let (training, _) = try #require(sets)
    let architecture = Architecture(
      layerSizes: [64, 32, 10],
      activations: [.sigmoid, .softmax],
      cost: .categoricalCrossEntropy,
      convention: .row,
      batch: .mean,
      penalty: golden.lambda == 0 ? nil : Penalty(l2: golden.lambda, form: .plain)
    )
    let random = RandomSource(seed: 2)
    let normal = Initialiser.normal(mean: 0, deviation: 1)
    let rule = StartRule(weights: normal, biases: normal, random: random, isAnewForEachLayer: true)
    let dials = TrainingDials(
      epochs: epochs ?? golden.epochs,
      rate: .constant(golden.rate),
      history: .none
    )
    return Trainer(
      rule.network(architecture, shared: random.stream),
      dials,
      training: training,
      second: nil,
      shuffles: random.stream,
      masks: random.stream
    ).run().network
  }

  @Test("The goldens are the whole sweep")
  func sweep() { #expect(Self.goldens.count == 45) }

  @Test("Hits are NumPy's, and cost and F1 to 12 digits", arguments: goldens)
  func run(golden: Golden) throws {
    let (training, test) = try #require(Self.sets)
    let network = try Self.train(golden)
    var plain = network
    plain = try Network(
      Architecture(
        layerSizes: [64, 32, 10],
        activations: [.sigmoid, .softmax],
        cost: .categoricalCrossEntropy,
        convention: .row,
        batch: .mean
      ),
      weights: network.weights,
      biases: network.biases
    )
    for (set, expected) in [(training, golden.train), (test, golden.test)] {
      let scores = FinalScores(plain, on: set)
      #expect(scores.scores.hits == expected.hits)
      #expect(abs(try #require(scores.metrics).macro.f1 - expected.f1) <= 1e-12)
      #expect(abs(scores.scores.cost / expected.cost - 1) <= 1e-12)
    }
    if let sum = golden.weightSum {
      let found = network.weights.reduce(0) { $0 + $1.elements.reduce(0, +) }
      #expect(abs(found / sum - 1) <= 1e-12)
    }
    for (found, expected) in zip(network.biases[1].elements, golden.lastBiases ?? []) {
      #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)))
    }
  }
}
