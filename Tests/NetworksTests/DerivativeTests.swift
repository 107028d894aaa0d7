import Formulas
import Matrices
import Testing

@testable import Networks

/// d p / d q of any two quantities, for a 2-3-1 network with a course's symbols.
struct DerivativeTests {
  private static let neurons = Neurons(
    names: [
      [["w1", "w2", "b1"], ["w3", "w4", "b2"], ["w5", "w6", "b3"]], [["w7", "w8", "w9", "b4"]],
    ],
    hasBias: [true, true]
  )
  private static let names = [
    ("z4", "zs[1][0]"), ("a4", "activations[-1][0]"), ("n1", "activations[1][0]"),
    ("h1", "zs[0][0]"), ("E", "cost"),
  ]
  private static let givens: [String: Value] = {
    var givens: [String: Value] = ["eta": .number(0.1)]
    for (index, name) in neurons.inOrder.enumerated() {
      givens[name] = .number(0.1 * Double(index) - 0.55 + 0.013 * Double(index * index))
    }
    return givens
  }()

  private func evaluator(
    _ convention: Architecture.Convention,
    changing name: String? = nil,
    by step: Double = 0
  ) throws -> Evaluator {
    var graph = Derivation(
      Architecture(
        layerSizes: [2, 3, 1],
        activations: [.tanh, .sigmoid],
        convention: convention
      ),
      neurons: Self.neurons
    ).graph
    for (name, formula) in Self.names { graph.add(name, try Formula(formula).expression) }
    var givens = Self.givens
    let isColumn = convention == .nndl
    givens["x"] = .matrix(isColumn ? Matrix(column: [0.6, -1.4]) : Matrix(row: [0.6, -1.4]))
    givens["y"] = .matrix(Matrix(row: [0.8]))
    if let name, case .number(let value)? = givens[name] { givens[name] = .number(value + step) }
    return Evaluator(graph: graph, givens: givens)
  }

  private func value(_ formula: String, _ evaluator: Evaluator) throws -> Double {
    try #require(try evaluator.evaluate(Formula(formula).expression).number)
  }

  @Test(
    "By a parameter: the central difference",
    arguments: ["E", "a4", "z4", "n1", "h1", "zs[0][2]", "deltas[0][1]", "nabla_w[1][0]"],
    Architecture.Convention.allCases
  )
  func parameters(quantity: String, convention: Architecture.Convention) throws {
    let element = quantity == "nabla_w[1][0]" && convention == .row ? "nabla_w[1][0,0]" : quantity
    let h = 1e-5
    for parameter in Self.neurons.inOrder where quantity != "nabla_w[1][0]" || convention == .row {
      let above = try value(element, evaluator(convention, changing: parameter, by: h))
      let below = try value(element, evaluator(convention, changing: parameter, by: -h))
      let formula = "derivative of \(element) by \(parameter)"
      guard above != below else {
        // A weight of another neuron is not on the way.
        #expect(throws: EvaluationError.self) { try value(formula, evaluator(convention)) }
        continue
      }
      let found = try value(formula, evaluator(convention))
      #expect(abs(found - (above - below) / (2 * h)) < 1e-8, "d \(element) / d \(parameter)")
    }
  }

  @Test(
    "The factors of the chain rule are what a course writes by hand",
    arguments: Architecture.Convention.allCases
  )
  func factors(convention: Architecture.Convention) throws {
    let evaluator = try evaluator(convention)
    for (factor, byHand) in [
      ("derivative of E by a4", "a4 - 0.8"), ("derivative of a4 by z4", "a4*(1 - a4)"),
      ("derivative of z4 by w7", "n1"), ("derivative of z4 by b4", "1"),
      ("derivative of z4 by n1", "w7"), ("derivative of n1 by h1", "1 - n1^2"),
      ("derivative of h1 by w2", "-1.4"), ("derivative of E by z4", "delta[0]"),
      ("derivative of E by w2", "gradient of w2"), ("derivative of w7 by w7", "1"),
      ("derivative of `w7 new` by w7", "1 - 0.1*derivative of gradient of w7 by w7"),
      ("derivative of E by x[1]", "derivative of cost by x[1]"),
    ] {
      let (found, expected) = (try value(factor, evaluator), try value(byHand, evaluator))
      #expect(abs(found - expected) <= 1e-15, "\(factor): \(found), by hand \(expected)")
    }
  }

  @Test("A product of the factors is the gradient")
  func chain() throws {
    let evaluator = try evaluator(.nndl)
    let factors =
      "(derivative of E by a4)*(derivative of a4 by z4)*(derivative of z4 by n1)"
      + "*(derivative of n1 by h1)*(derivative of h1 by w1)"
    #expect(abs(try value(factors, evaluator) - value("gradient of w1", evaluator)) < 1e-16)
  }

  @Test("Of a vector by a vector the Jacobian, of a number by a matrix its shape")
  func shapes() throws {
    let evaluator = try evaluator(.nndl)
    func shape(_ formula: String) throws -> [Int] {
      try evaluator.evaluate(Formula(formula).expression).shape
    }
    #expect(try shape("derivative of zs[0] by x") == [3, 2])
    #expect(try shape("derivative of cost by weights[0]") == [3, 2])
    #expect(try shape("derivative of activations[1] by w1") == [3, 1])
    #expect(
      try evaluator.evaluate(Formula("derivative of zs[0] by x").expression)
        == evaluator.evaluate(.name("weights[0]"))
    )
  }

  @Test("The formula of a slope is in the graph's own names")
  func formulas() throws {
    let evaluator = try evaluator(.nndl)
    func formula(_ p: String, _ q: String) throws -> String? {
      try evaluator.derivativeFormula(of: Formula(p).expression, by: Formula(q).expression)?.text
    }
    #expect(try formula("z4", "w7") == "activations[1][0, 0]")
    #expect(try formula("a4", "z4") == "sigmoid_prime(zs[1][0, 0])")
    #expect(try formula("z4", "w1") == "w7*derivative of activations[1][0, 0] by w1")
    #expect(try formula("n1", "w7") == nil)
  }

  @Test(
    "What has no derivative is refused in words",
    arguments: [
      ("derivative of cost by 3", "`3` is no quantity to differentiate by"),
      ("derivative of zs.shape by w1", "`.shape` of a list of 2"),
      (
        "derivative of weights[0] by weights[1]",
        "the derivative of a 3×2 matrix by a 1×3 matrix has no shape of its own"
      ),
      ("derivative of w7 by w8", "`w7` does not depend on `w8`"),
      ("derivative of n1 by w3", "`n1` does not depend on `w3`"),
      ("derivative of w7 by `w7 new`", "`w7` does not depend on `w7 new`"),
      (
        "derivative of weights[0][0] by weights[1][0]",
        "`weights[0][0]` does not depend on `weights[1][0]`"
      ),
      ("derivative of argmax([w1, w2]) by w1", "`argmax` gives a place, which has no derivative"),
    ]
  )
  func refusals(text: String, message: String) throws {
    let formula = try Formula(text).expression
    do {
      _ = try evaluator(.nndl).evaluate(formula)
      Issue.record("no error")
    } catch let error as EvaluationError {
      #expect(error.message == message)
    }
  }
}
