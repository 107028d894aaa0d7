import Formulas
import Matrices
import Testing

@testable import Networks

/// z, f(z) and f′(z), by hand, from the definitions of Keras 2 and 3 and of PyTorch.
private let piecewise: [(Activation, [Double], [Double], [Double])] = [
  (.relu, [-2, 0, 3], [0, 0, 3], [0, 0, 1]),
  (.linear, [-2, 0, 3], [-2, 0, 3], [1, 1, 1]),
  (.leakyReLU(slope: 0.01), [-2, 0, 3], [-0.02, 0, 3], [0.01, 0.01, 1]),
  (.leakyReLU(slope: 0.3), [-2, 3], [-0.6, 3], [0.3, 1]),
  (.hardSigmoidKeras2, [-3, -2.5, 0, 1, 2.5, 9], [0, 0, 0.5, 0.7, 1, 1], [0, 0, 0.2, 0.2, 0, 0]),
  (.hardSigmoidKeras3, [-3, 0, 1.5, 3, 9], [0, 0.5, 0.75, 1, 1], [0, 1.0 / 6, 1.0 / 6, 0, 0]),
]

struct ActivationTests {
  private func value(_ activation: Activation, _ z: Double) -> Double {
    activation(Matrix(row: [z]), .nndl).elements[0]
  }

  private func prime(_ activation: Activation, _ z: Double) throws -> Double {
    let matrix = Matrix(row: [z])
    return try activation.backward(
      Matrix(row: [1]),
      z: matrix,
      a: activation(matrix, .nndl),
      .nndl
    ).elements[0]
  }

  /// Values from mpmath 1.3 at 40 digits, rounded to 17: Tests/Goldens/elementary.py.
  @Test(
    "Activations and their derivatives, also at saturation",
    arguments: elementaryGoldens
  )
  func values(golden: ElementaryGolden) throws {
    func expect(_ found: Double, _ expected: Double, _ name: String) {
      #expect(
        abs(found - expected) <= 6 * expected.ulp,
        "\(name)(\(golden.z)) = \(found)"
      )
    }
    expect(value(.sigmoid, golden.z), golden.sigmoid, "sigmoid")
    expect(try prime(.sigmoid, golden.z), golden.sigmoidPrime, "sigmoid_prime")
    expect(value(.tanh, golden.z), golden.tanh, "tanh")
    expect(try prime(.tanh, golden.z), golden.tanhPrime, "tanh_prime")
  }

  @Test("Piecewise linear activations at their pieces and kinks", arguments: piecewise)
  func pieces(activation: Activation, zs: [Double], values: [Double], primes: [Double]) throws {
    for (index, z) in zs.enumerated() {
      #expect(abs(value(activation, z) - values[index]) < 1e-15, "\(activation.name)(\(z))")
      #expect(try prime(activation, z) == primes[index], "\(activation.name)′(\(z))")
    }
  }

  /// e/(1 + e) and its complement (mpmath 1.3): softmax of (1, 0) is σ(1).
  @Test("Softmax of each example, finite at any size")
  func softmax() {
    let pair = Activation.softmax(Matrix(column: [1, 0]), .nndl).elements
    #expect(abs(pair[0] - 0.7310585786300049) < 1e-15)
    #expect(abs(pair[1] - 0.2689414213699951) < 1e-15)
    let rows = Activation.softmax(Matrix(rows: 2, columns: 2, elements: [1, 0, 1000, 1000]), .row)
    #expect(abs(rows.elements[0] - 0.7310585786300049) < 1e-15)
    #expect(rows.elements[2...] == [0.5, 0.5])
    let columns = Activation.softmax(
      Matrix(rows: 2, columns: 2, elements: [-1000, 7, 1000, 7]),
      .nndl
    )
    #expect(columns.elements == [0, 0.5, 1, 0.5])
  }

  @Test("Names are read back as they are written", arguments: Activation.all)
  func names(activation: Activation) {
    #expect(Activation(name: activation.name) == activation)
  }

  @Test("A slope is a number from 0 to 1; capitals do not matter")
  func slopes() {
    #expect(Activation(name: "Leaky-ReLU(0.3)") == .leakyReLU(slope: 0.3))
    #expect(Activation(name: "leaky-relu(2)") == nil)
    #expect(Activation(name: "leaky-relu(x)") == nil)
    #expect(Activation(name: "swish") == nil)
  }

  @Test("ReLU of NaN is NaN on the fast path and in formulas")
  func reluOfNaN() throws {
    let formula = try Evaluator(graph: Graph(), givens: ["z": .number(.nan)])
      .evaluate(Formula("relu(z)").expression)
    #expect(formula.number?.isNaN == true)
    #expect(value(.relu, .nan).isNaN)
  }
}
