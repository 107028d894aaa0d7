import Datasets
import Matrices
import Networks
import Testing

@testable import Experiments

/// Files of weights under the names and in the shapes that students give them.
struct WeightsTests {
  /// 1-3-3-2, with a square matrix in the middle.
  private static let architecture = Architecture(
    layerSizes: [1, 3, 3, 2],
    activations: [.tanh, .tanh, .linear],
    convention: .row
  )

  private static let weights = [
    Matrix(rows: 1, columns: 3, elements: [1, 2, 3]),
    Matrix(rows: 3, columns: 3, elements: [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    Matrix(rows: 3, columns: 2, elements: [9, 8, 7, 6, 5, 4]),
  ]
  private static let biases = [
    Matrix(row: [10, 20, 30]), Matrix(row: [40, 50, 60]), Matrix(row: [70, 80]),
  ]

  private func array(_ matrix: Matrix, flat: Bool = false) -> Npy {
    Npy(shape: flat ? [matrix.elements.count] : matrix.shape, elements: matrix.elements)
  }

  private func comparison(
    _ arrays: [(String, Npy)]
  ) throws -> WeightsComparison {
    let network = try Network(Self.architecture, weights: Self.weights, biases: Self.biases)
    let file = WeightsFile(Npz(arrays.map { (name: $0.0, array: $0.1) }), path: "w.npz")
    return try WeightsComparison(network, file)
  }

  /// The six arrays under names, in an order of the file.
  private func arrays(
    _ names: [String],
    order: [Int] = [0, 1, 2, 3, 4, 5],
    transposed: Bool = false,
    flat: Bool = false
  ) -> [(String, Npy)] {
    let all = (0..<3).flatMap { layer in
      [
        array(transposed ? Self.weights[layer].transposed : Self.weights[layer]),
        array(Self.biases[layer], flat: flat),
      ]
    }
    return order.map { (names[$0], all[$0]) }
  }

  @Test(
    "Names of every style are understood, in any order of the file",
    arguments: [
      ["weights_0", "biases_0", "weights_1", "biases_1", "weights_2", "biases_2"],
      ["W1", "b1", "W2", "b2", "W3", "b3"],
      [
        "dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias", "dense_2/kernel",
        "dense_2/bias",
      ],
      ["coefs_0", "intercepts_0", "coefs_1", "intercepts_1", "coefs_2", "intercepts_2"],
      ["w9", "b9", "w10", "b10", "w11", "b11"],
    ],
    [[0, 1, 2, 3, 4, 5], [5, 3, 1, 4, 2, 0], [1, 0, 3, 2, 5, 4]]
  )
  func names(names: [String], order: [Int]) throws {
    for flat in [false, true] {
      let found = try comparison(arrays(names, order: order, flat: flat))
      #expect(found.lines.allSatisfy { $0.isSameBits && !$0.match.isTransposed })
      #expect(found.lines.map(\.match.name) == names)
    }
  }

  @Test("Matrices of the other convention are turned, square ones too")
  func transposed() throws {
    let names = ["W1", "b1", "W2", "b2", "W3", "b3"]
    let found = try comparison(arrays(names, transposed: true))
    #expect(found.isSameRun)
    #expect(found.lines.filter { !$0.isSameBits }.isEmpty)
    #expect(found.lines.map(\.match.isTransposed) == [true, false, true, false, true, false])
  }

  @Test("Names that say nothing go by shape in the order of the file")
  func positions() throws {
    let found = try comparison(arrays((0..<6).map { "arr_\($0)" }))
    #expect(found.lines.filter { !$0.isSameBits }.isEmpty)
  }

  @Test("Two groups of names that fit are not guessed between")
  func open() throws {
    let start = arrays(["W1_0", "b1_0", "W2_0", "b2_0", "W3_0", "b3_0"])
    let end = arrays(["W1", "b1", "W2", "b2", "W3", "b3"])
    do {
      _ = try comparison(start + end)
      Issue.record("no error")
    } catch let error as DataError {
      #expect(
        error.message
          == "which arrays are meant is open: W1, W2, W3, or W1_0, W2_0, W3_0"
      )
    }
  }

  @Test("The largest difference has its place, and NaN is no number")
  func differences() throws {
    var changed = Self.weights[1]
    changed[2, 0] += 0.009
    var all = arrays(["W1", "b1", "W2", "b2", "W3", "b3"])
    all[2].1 = array(changed)
    let lines = try comparison(all).lines
    let line = try #require(lines.first { $0.match.name == "W2" })
    #expect(line.place.row == 2 && line.place.column == 0)
    #expect(abs(line.distance - 0.009) < 1e-12 && line.digits == 2 && line.size == 9)
    changed[0, 1] = .nan
    all[2].1 = array(changed)
    let isSame = try comparison(all).isSameRun
    #expect(!isSame)
  }
}
