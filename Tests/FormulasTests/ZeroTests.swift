import Matrices
import Testing

@testable import Formulas

/// What is 0 but for rounding is 0, wherever it is computed; what is small is not.
struct ZeroTests {
  /// Sums of decimals that are 0 exactly (by hand), none of them in binary.
  static let zeros = [
    "0.1*1 + 0.2*1 - 0.3", "0.1 + 0.7 - 0.8", "0.3*0.7 - 0.9*0.2 - 0.03", "1 - 0.9 - 0.1",
    "3*0.1 - 0.3", "(0.1 + 0.2 - 0.3)*1000", "relu(0.1 + 0.2 - 0.3)", "0.1/3*3 + 0.2 - 0.3",
    "dot([0.1, 0.2], [1, 1]) - 0.3", "dot([0.1, 0.2, 0.3], [1, 1, -1])",
    "sum([0.1, 0.2, -0.3])", "mean([0.1, 0.2, -0.3])", "sqrt(0.01) + 0.2 - 0.3",
    "0.15 + 0.15 - 0.1 - 0.2", "1.1*1.1 - 1.21", "tanh(0.5) - tanh(0.2 + 0.3)",
    "sin(pi)", "cos(pi/2)", "tan(pi)", "sin(2*pi) + cos(-pi/2)",
  ]

  /// Small numbers that are none: values by Python's decimal module, 30 digits.
  static let small: [(String, Double)] = [
    ("1 - 0.9999999999", 1e-10), ("sigmoid(-40)*1", 4.248354255291589e-18),
    ("1e-20 - 3e-20", -2e-20), ("dot([1e-15], [1e-6])", 1e-21),
    ("exp(-50) + exp(-51)", 2.638292014016846e-22), ("0.3 - 0.2999999999999", 1e-13),
    ("(1e-9 + 1e-18) - 1e-9", 1e-18), ("sin(1e-20)", 1e-20),
    ("sin(3.14159265358979)", 3.231089148865174e-15),
  ]

  @Test("Zeros", arguments: zeros)
  func zero(text: String) throws {
    let formula = try Formula(text).expression
    #expect(try Evaluator(graph: Graph()).evaluate(formula).number == 0)
    let builder = TapeBuilder(graph: Graph(), givens: [:])
    let node = try #require(try builder.block(formula).number)
    #expect(builder.finished.values()[node] == 0, "on the tape")
    if let program = ScalarProgram(formula, variables: []) {
      #expect(program([]) == 0, "compiled")
    }
  }

  @Test("No zeros", arguments: small)
  func smallNumber(text: String, value: Double) throws {
    let formula = try Formula(text).expression
    let found = try #require(try Evaluator(graph: Graph()).evaluate(formula).number)
    #expect(abs(found - value) <= 2e-3 * abs(value), "\(found)")
    let builder = TapeBuilder(graph: Graph(), givens: [:])
    let node = try #require(try builder.block(formula).number)
    #expect(builder.finished.values()[node] == found, "on the tape")
  }

  @Test("Through names: z = w·a + b, and what depends on it")
  func names() throws {
    var graph = Graph()
    graph.add("z", try Formula("dot(w, a) + b").expression)
    graph.add("twice", try Formula("2*z").expression)
    graph.add("steep", try Formula("z/1e-20").expression)
    let evaluator = Evaluator(
      graph: graph,
      givens: ["w": .vector([0.1, 0.2]), "a": .vector([1, 1]), "b": .number(-0.3)]
    )
    for name in ["z", "twice", "steep"] {
      #expect(try evaluator.evaluate(.name(name)).number == 0, "\(name)")
    }
    // The size of a sum is that of what it is made of, one name further down.
    graph.add("product", try Formula("dot(w, a)").expression)
    graph.add("z", try Formula("product - 0.03").expression)
    let deep = Evaluator(
      graph: graph,
      givens: ["w": .vector([0.7, -0.2]), "a": .vector([0.3, 0.9])]
    )
    #expect(try deep.evaluate(.name("z")).number == 0)
  }
}
