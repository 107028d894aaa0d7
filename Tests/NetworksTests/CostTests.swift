import Formulas
import Matrices
import Testing

@testable import Networks

struct CostTests {
  private func total(
    _ cost: Cost,
    _ a: [Double],
    _ y: [Double],
    _ activation: Activation = .linear,
    z: [Double]? = nil
  ) throws -> Double {
    try cost.total(
      z: Matrix(column: z ?? a),
      a: Matrix(column: a),
      y: Matrix(column: y),
      activation: activation,
      .nndl
    )
  }

  /// By hand; ln 2 = 0.6931471805599453 (mpmath 1.3, 17 digits).
  @Test("Costs of one example")
  func values() throws {
    #expect(try total(.quadratic, [1, 0], [0.5, 2]) == 2.125)
    #expect(try total(.meanSquaredError, [1, 0], [0.5, 2]) == 2.125)
    #expect(try total(.meanSquaredError, [1, 0, 1, 1], [0.5, 2, 1, 1]) == 1.0625)
    #expect(try total(.meanAbsoluteError, [1, 0], [0.5, 2]) == 1.25)
    #expect(abs(try total(.crossEntropy, [0.5], [1]) - 0.6931471805599453) < 1e-16)
    #expect(abs(try total(.crossEntropy, [0.5], [0.3]) - 0.6931471805599453) < 1e-15)
    #expect(try total(.crossEntropy, [1, 0], [1, 0]) == 0)
    let half = try total(.categoricalCrossEntropy, [0.5, 0.25, 0.25], [1, 0, 0])
    #expect(abs(half - 0.6931471805599453) < 1e-16)
  }

  /// −ln 2⁻⁵³ = 53 ln 2 = 36.7368005696771 (mpmath 1.3).
  @Test("An activation of 0 or 1 against its target costs 53 ln 2, not infinity")
  func clipping() throws {
    for (a, y) in [(0.0, 1.0), (1, 0)] {
      #expect(abs(try total(.crossEntropy, [a], [y], .tanh) - 36.7368005696771) < 1e-13)
    }
    let none = try total(.categoricalCrossEntropy, [0, 1], [1, 0], .sigmoid)
    #expect(abs(none - 36.7368005696771) < 1e-13)
  }

  @Test("After its own activation a cross-entropy is right for any weighted input")
  func saturatedCost() throws {
    #expect(try total(.crossEntropy, [1], [0], .sigmoid, z: [1000]) == 1000)
    #expect(try total(.crossEntropy, [0], [1], .sigmoid, z: [-1000]) == 1000)
    #expect(try total(.crossEntropy, [1], [1], .sigmoid, z: [1000]) == 0)
    let far = try total(.categoricalCrossEntropy, [1, 0], [0, 1], .softmax, z: [1000, -1000])
    #expect(far == 2000)
  }

  @Test(
    "At |z| = 1000 every pairing has a finite cost and gradient, on the fast path and in formulas",
    arguments: Activation.all,
    Cost.allCases
  )
  func saturation(activation: Activation, cost: Cost) throws {
    for z in [1000.0, -1000] {
      for (y, other) in [(1.0, 0.0), (0, 1)] {
        let architecture = Architecture(
          layerSizes: [1, 2],
          activations: [activation],
          cost: cost
        )
        let network = try Network(
          architecture,
          weights: [Matrix(column: [z, -z])],
          biases: [Matrix(column: [0, 0])]
        )
        let (x, y) = (Matrix(row: [1]), Matrix(column: [y, other]))
        let (nablaW, nablaB) = try network.backpropagate(x, y)
        #expect(try network.cost(x, y).isFinite)
        let evaluator = Evaluator(
          graph: Derivation(architecture).graph,
          givens: [
            "x": .matrix(x), "y": .matrix(y), "weights[0]": .matrix(network.weights[0]),
            "biases[0]": .matrix(network.biases[0]),
          ]
        )
        #expect(try evaluator.evaluate(.name("cost")).isFinite)
        expectClose(try matrices("nabla_w", evaluator), nablaW, to: 1e-12, "nabla_w")
        #expect((nablaW + nablaB).allSatisfy { $0.elements.allSatisfy(\.isFinite) })
      }
    }
  }

  @Test("Cross-entropy after a saturated sigmoid has the error a − y, not 0/0")
  func saturatedError() throws {
    let network = try Network(
      Architecture(layerSizes: [1, 1], activations: [.sigmoid], cost: .crossEntropy),
      weights: [Matrix(row: [1000])],
      biases: [Matrix(row: [0])]
    )
    let (nablaW, nablaB) = try network.backpropagate(Matrix(row: [2]), Matrix(row: [0]))
    #expect(nablaW[0].elements == [2] && nablaB[0].elements == [1])
    let (low, _) = try network.backpropagate(Matrix(row: [-2]), Matrix(row: [1]))
    #expect(low[0].elements == [2])
  }

  @Test("Targets outside the cost's domain are named")
  func domains() {
    let above = Matrix(column: [1.5])
    #expect(
      Cost.crossEntropy.problem(with: above, .nndl)
        == "cross-entropy wants targets from 0 to 1; 1.5 was found"
    )
    #expect(
      Cost.categoricalCrossEntropy.problem(with: Matrix(row: [0.5, 0.25]), .row)
        == "categorical-cross-entropy wants targets that sum to 1 for each example; 0.750000 was found"
    )
    #expect(Cost.quadratic.problem(with: above, .nndl) == nil)
    #expect(Cost.categoricalCrossEntropy.problem(with: Matrix(row: [0, 1]), .row) == nil)
    #expect(Cost.crossEntropy.problem(with: Matrix(row: [.nan]), .row) != nil)
  }
}
