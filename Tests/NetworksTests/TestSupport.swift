import Formulas
import Matrices
import Testing

@testable import Networks

/// A network as another program computes it.
struct NetworkGolden: Sendable, CustomTestStringConvertible {
  let layers: String
  let cost: String
  let convention: String
  let x: [[Double]]
  let y: [[Double]]
  let eta: Double
  let weights: [[[Double]]]
  let biases: [[[Double]]]
  let zs: [[[Double]]]
  let activations: [[[Double]]]
  let costValue: Double
  let nablaW: [[[Double]]]
  let nablaB: [[[Double]]]
  let newWeights: [[[Double]]]
  let newBiases: [[[Double]]]

  var testDescription: String { "\(layers), \(cost), \(convention)" }

  var architecture: Architecture {
    get throws {
      let list = try LayerList(layers)
      return Architecture(
        layerSizes: list.sizes,
        activations: list.activations,
        cost: try #require(Cost(rawValue: cost)),
        convention: try #require(Architecture.Convention(rawValue: convention))
      )
    }
  }

  var network: Network {
    get throws {
      try Network(
        try architecture,
        weights: weights.map(matrix),
        biases: biases.map(matrix)
      )
    }
  }
}

func matrix(_ rows: [[Double]]) -> Matrix {
  Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
}

/// Expects matrices of equal shapes whose elements differ by less than `tolerance`, relative to 1 or
/// to the element, whichever is larger.
func expectClose(
  _ found: [Matrix],
  _ expected: [Matrix],
  to tolerance: Double,
  _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(name)", sourceLocation: sourceLocation)
  for (layer, pair) in zip(found, expected).enumerated() {
    let (found, expected) = pair
    let isClose =
      found.shape == expected.shape
      && zip(found.elements, expected.elements).allSatisfy {
        abs($0 - $1) <= tolerance * max(1, abs($1))
      }
    #expect(isClose, "\(name)[\(layer)]: \(found) ≠ \(expected)", sourceLocation: sourceLocation)
  }
}

/// The matrices of a list of the graph.
func matrices(_ name: String, _ evaluator: Evaluator) throws -> [Matrix] {
  guard case .list(let items) = try evaluator.evaluate(.name(name)) else {
    throw TestProblem(text: "\(name) is no list")
  }
  return try items.map { item in
    guard case .matrix(let matrix) = item else {
      throw TestProblem(text: "\(name) holds \(item.kindName)")
    }
    return matrix
  }
}

struct TestProblem: Error {
  let text: String
}

/// A small generator of random numbers whose sequence depends on its seed only.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
