import Formulas
import Matrices
import Testing

@testable import Networks

/// What a random network is made for: its output, its cost, its convention and its penalty.
struct NetworkKind: Sendable, CustomTestStringConvertible {
  let output: Activation
  let cost: Cost
  let convention: Architecture.Convention
  let penalty: Penalty?

  static let penalties: [Penalty?] = [
    nil, Penalty(l1: 0.3, form: .nndl, rows: 7), Penalty(l2: 0.8, form: .nndl, rows: 7),
    Penalty(l2: 0.05, form: .plain), Penalty(l1: 0.02, l2: 0.04, form: .keras),
    Penalty(l1: 0.03, l2: 0.06, form: .plain, includesBiases: true),
  ]

  /// 8 activations × 5 costs × 2 conventions × 6 penalties.
  static let all: [NetworkKind] = Activation.all.flatMap { output in
    Cost.allCases.flatMap { cost in
      Architecture.Convention.allCases.flatMap { convention in
        penalties.map {
          NetworkKind(output: output, cost: cost, convention: convention, penalty: $0)
        }
      }
    }
  }

  var testDescription: String {
    "\(output.name), \(cost.rawValue), \(convention), \(penalty.map { "\($0)" } ?? "no penalty")"
  }
}

/// A network with random weights, and random examples for it.
struct RandomNetwork {
  let network: Network
  let x: Matrix
  let y: Matrix

  private static let shapes: [[Int]] = [
    [2, 1], [2, 3], [2, 3, 1], [3, 4, 2], [1, 2, 3, 2], [3, 2, 2, 2, 3],
  ]

  /// Draws until the example keeps away from what a finite difference cannot see: kinks of
  /// activations, and outputs so near to the target that their distance has no slope.
  init(_ kind: NetworkKind, using generator: inout SplitMix64) throws {
    func random(_ shape: (rows: Int, columns: Int), _ range: ClosedRange<Double>) -> Matrix {
      Matrix(
        rows: shape.rows,
        columns: shape.columns,
        elements: (0..<(shape.rows * shape.columns)).map { _ in
          var value = 0.0
          repeat { value = Double.random(in: range, using: &generator) } while abs(value) < 1e-3
          return value
        }
      )
    }
    let layerSizes = Self.shapes[Int.random(in: 0..<Self.shapes.count, using: &generator)]
    let depth = layerSizes.count - 1
    let hidden = (0..<(depth - 1)).map { _ in
      Activation.all[Int.random(in: 0..<Activation.all.count, using: &generator)]
    }
    // A logarithm wants outputs between 0 and 1, which only some activations promise.
    let isProbability = [.sigmoid, .softmax].contains(kind.output) || !kind.cost.isCrossEntropy
    let batch: Architecture.Batch? = [nil, .mean, .sum][Int.random(in: 0..<3, using: &generator)]
    let architecture = Architecture(
      layerSizes: layerSizes,
      activations: hidden + [kind.output],
      hasBias: (0..<depth).map {
        ($0 == depth - 1 && !isProbability) || Int.random(in: 0..<4, using: &generator) > 0
      },
      cost: kind.cost,
      convention: kind.convention,
      batch: batch,
      penalty: kind.penalty
    )
    let count = batch == nil ? 1 : 3
    func examples(_ layer: Int, _ range: ClosedRange<Double>) -> Matrix {
      let size = layerSizes[layer]
      return random(kind.convention == .nndl ? (size, count) : (count, size), range)
    }
    for _ in 0..<1000 {
      let network = try Network(
        architecture,
        weights: (0..<depth).map { layer in
          let isNarrow = layer == depth - 1 && !isProbability
          return random(architecture.weightShape(layer), isNarrow ? -0.1...0.1 : -1.2...1.2)
        },
        biases: (0..<depth).map { layer in
          let isNarrow = layer == depth - 1 && !isProbability
          return random(architecture.vectorShape(layer + 1), isNarrow ? 0.45...0.55 : -1...1)
        }
      )
      let x = examples(0, -1.5...1.5)
      var y = examples(depth, 0.02...0.98)
      if kind.cost == .categoricalCrossEntropy {
        let sums = y.sums(along: kind.convention.outputAxis).spread(like: y)
        y = try y.combined(with: sums, "/", /)
      }
      guard try network.isSmooth(at: x, y) else { continue }
      self.network = network
      self.x = x
      self.y = y
      return
    }
    throw TestProblem(text: "no network for \(architecture.description)")
  }

  /// What a graph of the network wants to be given.
  func givens(eta: Double) -> [String: Value] {
    var givens: [String: Value] = ["x": .matrix(x), "y": .matrix(y), "eta": .number(eta)]
    for layer in network.weights.indices {
      givens["weights[\(layer)]"] = .matrix(network.weights[layer])
      if network.architecture.hasBias[layer] {
        givens["biases[\(layer)]"] = .matrix(network.biases[layer])
      }
    }
    return givens
  }
}

extension Network {
  /// True if no weighted input is near a kink, and no output near a kink of the cost.
  fileprivate func isSmooth(at x: Matrix, _ y: Matrix) throws -> Bool {
    let (zs, activations) = try feedForward(x)
    let isNearKink = zip(zs, architecture.activations).contains { z, activation in
      let kinks: [Double] =
        switch activation {
        case .relu, .leakyReLU: [0]
        case .hardSigmoidKeras2: [2.5]
        case .hardSigmoidKeras3: [3]
        default: []
        }
      return z.elements.contains { z in kinks.contains { abs(abs(z) - $0) < 1e-3 } }
    }
    let output = activations[architecture.depth]
    let isNearTarget = zip(output.elements, y.elements).contains { abs($0 - $1) < 1e-3 }
    return !isNearKink && !(architecture.cost == .meanAbsoluteError && isNearTarget)
  }
}
