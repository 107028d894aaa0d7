import Datasets
import Formulas
import Matrices
import Networks
import Testing

@testable import Training

/// The fast path against the engine of the exercises, over networks of every kind.
struct PassTests {
  private static let activations: [Activation] = [
    .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.2), .hardSigmoidKeras2, .hardSigmoidKeras3,
    .softmax,
    .linear,
  ]

  /// Networks whose numbers follow from one seed.
  static let seeds = Array(0..<300)

  @Test("One step is the engine's step, and the cost is its cost", arguments: seeds)
  func step(seed: Int) throws {
    let stream = RandomSource(seed: UInt32(seed)).stream
    func pick(_ count: Int) -> Int { Int(stream.random(1)[0] * Double(count)) }
    let depth = 1 + pick(3)
    let sizes = [1 + pick(12)] + (0..<depth).map { _ in 1 + pick(19) }
    let cost = Cost.allCases[pick(Cost.allCases.count)]
    var activations = (0..<depth).map { _ in Self.activations[pick(Self.activations.count)] }
    if cost == .crossEntropy { activations[depth - 1] = [.sigmoid, .softmax][pick(2)] }
    if cost == .categoricalCrossEntropy { activations[depth - 1] = .softmax }
    let isRow = pick(2) == 0
    let penalty: Penalty? =
      pick(3) == 0
      ? Penalty(l1: Double(pick(2)) * 0.02, l2: 0.1, form: .plain, includesBiases: pick(2) == 0)
      : nil
    let architecture = Architecture(
      layerSizes: sizes,
      activations: activations,
      hasBias: (0..<depth).map { _ in pick(4) > 0 },
      cost: cost,
      convention: isRow ? .row : .nndl,
      batch: pick(2) == 0 ? .mean : .sum,
      penalty: penalty
    )
    let rows = [1, 2, 5, 9, 40, 150, 300][pick(7)]
    let x = stream.standardNormal(rows * sizes[0]).map { abs($0) < 0.3 ? 0 : $0 }
    var y = [Double](repeating: 0, count: rows * sizes[depth])
    for row in 0..<rows {
      if cost == .categoricalCrossEntropy {
        y[row * sizes[depth] + pick(sizes[depth])] = 1
      } else {
        for output in 0..<sizes[depth] { y[row * sizes[depth] + output] = stream.random(1)[0] }
      }
    }
    let normal = Initialiser.normal(mean: 0, deviation: 0.7)
    let network = StartRule(weights: normal, biases: normal).network(architecture, shared: stream)
    /// Some rows as the engine takes them.
    func matrix(_ values: [Double], _ columns: Int, _ rows: Range<Int>) -> Matrix {
      let part = Array(values[(rows.lowerBound * columns)..<(rows.upperBound * columns)])
      let matrix = Matrix(rows: rows.count, columns: columns, elements: part)
      return isRow ? matrix : matrix.transposed
    }
    let examples = Examples(
      features: Features(.doubles(x), rows: rows, columns: sizes[0]),
      targets: .values(y),
      outputs: sizes[depth]
    )
    // Steps so small that rounding is not blown up.
    let rate = architecture.batch == .sum ? 0.05 / Double(rows) : 0.05
    // The whole set keeps a gradient; smaller mini-batches of plain descent keep none.
    for size in Set([rows, (rows + 1) / 2, min(rows, 7)]) {
      let result = Trainer(
        network,
        TrainingDials(epochs: 1, miniBatch: .rows(size), rate: .constant(rate)),
        training: examples,
        second: nil,
        shuffles: stream,
        masks: stream
      ).run()
      var expected = network
      for first in stride(from: 0, to: rows, by: size) {
        let part = first..<min(first + size, rows)
        expected = try expected.step(
          matrix(x, sizes[0], part),
          matrix(y, sizes[depth], part),
          learningRate: rate
        )
      }
      for layer in 0..<depth {
        expect(result.network.weights[layer].elements, expected.weights[layer].elements, "weights")
        expect(result.network.biases[layer].elements, expected.biases[layer].elements, "biases")
      }
      let all = (matrix(x, sizes[0], 0..<rows), matrix(y, sizes[depth], 0..<rows))
      expect(
        result.history.compactMap(\.training?.cost),
        [try network.cost(all.0, all.1), try expected.cost(all.0, all.1)],
        "cost"
      )
    }
  }

  /// Elements of one array share its size: a small one may be the difference of large ones.
  private func expect(_ found: [Double], _ expected: [Double], _ name: String) {
    let size = expected.reduce(1e-3) { max($0, abs($1)) }
    expectClose(found, expected, within: 1e-11, size: size, name)
  }
}

/// What is watched changes no digit.
struct HistoryTests {
  @Test(
    "Every kind of history ends with the same bits, also where decay is put off",
    arguments: [
      TrainingDials.MiniBatch.rows(7), .rows(64), .rows(200), .full,
    ]
  )
  func sameBits(miniBatch: TrainingDials.MiniBatch) throws {
    let (all, test) = try #require(DigitsTests.sets)
    let architecture = Architecture(
      layerSizes: [64, 12, 10],
      activations: [.sigmoid, .softmax],
      cost: .categoricalCrossEntropy,
      convention: .row,
      batch: .mean,
      penalty: Penalty(l2: 5, form: .nndl, rows: 898)
    )
    let results = TrainingDials.History.allCases.map { history in
      let shared = RandomSource(seed: 3).stream
      let start = StartRule(weights: .nndl, biases: .constant(0))
        .network(architecture, shared: shared)
      return Trainer(
        start,
        TrainingDials(
          epochs: 3,
          miniBatch: miniBatch,
          order: .permuted,
          rate: .constant(0.5),
          history: history
        ),
        training: all,
        second: test,
        shuffles: shared,
        masks: shared
      ).run().network
    }
    for network in results.dropFirst() {
      #expect(network.weights == results[0].weights)
      #expect(network.biases == results[0].biases)
    }
  }
}
