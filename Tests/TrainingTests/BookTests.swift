import Datasets
import Foundation
import Matrices
import Networks
import Testing

@testable import Training

/// Runs as the book's code makes them, with NumPy and Python's random (`Tests/Goldens/book_run.py`).
struct BookTests {
  struct Golden: Decodable, Sendable {
    let sizes: [Int]
    let cost: String
    let eta: Double
    let batch: Int
    let epochs: Int
    let lambda: Double
    let seed: UInt32
    let shuffleSeed: Int
    let isLarge: Bool
    let rows: Int
    let hits: Int
    let weights: [[Double]]
    let biases: [[Double]]
    let firstWeights: [Double]
  }

  struct Start: Decodable, Sendable {
    let name: String
    let random: String
    let weights: [Double]
    let biases: [Double]
  }

  private struct File: Decodable {
    let runs: [Golden]
    let starts: [Start]
  }

  private static func file() throws -> File {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/book.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
  }

  private func expect(
    _ found: [Double],
    _ expected: [Double],
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectClose(found, expected, within: 1e-10, size: 1e-2, name, sourceLocation: sourceLocation)
  }

  @Test("Mini-batches, shuffling in place and λ/n repeat the book's runs")
  func runs() throws {
    let (all, _) = try #require(DigitsTests.sets)
    let goldens = try Self.file().runs
    #expect(goldens.count == 5)
    for golden in goldens {
      let features = Features(all.features.storage, rows: golden.rows, columns: 64)
      guard case .classes(let labels) = all.targets else { return }
      let training = Examples(
        features: features,
        targets: .classes(Array(labels.prefix(golden.rows))),
        outputs: 10
      )
      let architecture = Architecture(
        layerSizes: golden.sizes,
        activations: golden.sizes.dropFirst().map { _ in .sigmoid },
        cost: try #require(Cost(rawValue: golden.cost)),
        convention: .nndl,
        penalty: golden.lambda == 0
          ? nil : Penalty(l2: golden.lambda, form: .nndl, rows: golden.rows)
      )
      let normal = Initialiser.normal(mean: 0, deviation: 1)
      let rule = StartRule(
        weights: golden.isLarge ? normal : .nndl,
        biases: normal,
        order: .biasesFirst
      )
      let shared = RandomSource.state([golden.seed], isList: false).stream
      let result = Trainer(
        rule.network(architecture, shared: shared),
        TrainingDials(
          epochs: golden.epochs,
          miniBatch: .rows(golden.batch),
          order: .shuffled,
          rate: .constant(golden.eta)
        ),
        training: training,
        second: nil,
        shuffles: RandomSource.python(golden.shuffleSeed).stream,
        masks: shared
      ).run()
      #expect(result.history.last?.training?.hits == golden.hits)
      let name = "\(golden.sizes)"
      for layer in golden.biases.indices {
        expect(result.network.biases[layer].elements, golden.biases[layer], name)
        if layer > 0 {
          expect(result.network.weights[layer].elements, golden.weights[layer - 1], name)
        }
      }
      let first = result.network.weights[0].elements
      let some = stride(from: 0, to: first.count, by: 29).map { first[$0] }
      expect(some, golden.firstWeights, name)
    }
  }

  @Test("Starts are NumPy's draws, scaled by the rule of their name")
  func starts() throws {
    let goldens = try Self.file().starts
    #expect(goldens.count == 21)
    for golden in goldens {
      let rule = try #require(Initialiser(golden.name))
      #expect(rule.name == golden.name)
      let architecture = Architecture(
        layerSizes: [6, 4],
        activations: [.linear],
        convention: .row
      )
      let source = try RandomSource(golden.random)
      let network = StartRule(weights: rule, biases: rule)
        .network(architecture, shared: source.stream)
      let name = "\(golden.name), \(golden.random)"
      // Whole bits: what is drawn is NumPy's, and a factor is one rounding.
      expect(network.weights[0].elements, golden.weights, name)
      expect(network.biases[0].elements, golden.biases, name)
    }
  }

  @Test("Layers that make their generator anew draw the same numbers; a shared one goes on")
  func generators() throws {
    let architecture = Architecture(
      layerSizes: [3, 3, 3],
      activations: [.tanh, .tanh],
      convention: .row
    )
    let source = RandomSource(seed: 2)
    let normal = Initialiser.normal(mean: 0, deviation: 1)
    func network(_ order: StartRule.Order, anew: Bool) -> Network {
      StartRule(
        weights: normal,
        biases: normal,
        order: order,
        random: source,
        isAnewForEachLayer: anew
      ).network(architecture, shared: RandomSource(seed: 9).stream)
    }
    let drawn = source.stream.standardNormal(24)
    let anew = network(.layers, anew: true)
    #expect(anew.weights[0] == anew.weights[1] && anew.biases[0] == anew.biases[1])
    #expect(anew.weights[0].elements + anew.biases[0].elements == Array(drawn[..<12]))
    let on = network(.layers, anew: false)
    #expect(on.weights[1].elements + on.biases[1].elements == Array(drawn[12...]))
    let biasesFirst = network(.biasesFirst, anew: false)
    #expect(biasesFirst.biases[0].elements + biasesFirst.biases[1].elements == Array(drawn[..<6]))
    #expect(biasesFirst.weights[1].elements == Array(drawn[15...]))
    let weightsFirst = network(.weightsFirst, anew: false)
    #expect(weightsFirst.weights[1].elements == Array(drawn[9..<18]))
    #expect(weightsFirst.biases[1].elements == Array(drawn[21...]))
  }
}
