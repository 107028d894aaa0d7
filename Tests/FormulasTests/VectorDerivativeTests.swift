import Testing

@testable import Formulas

/// Derivatives through plain vectors and extremes: what an intervention gives by central differences.
struct VectorDerivativeTests {
  /// Quantities that build on one another, and on givens that are numbers and plain vectors.
  private static let quantities = [
    ("s", "m*q"), ("t", "dot(m, [q, 2*q])"), ("u", "m[1]*q + m[0]*q^2"), ("o", "q*m + v"),
    ("w", "dot(M, s)"), ("r", "dot(s, M)"), ("c", "dot(col, s)"), ("e", "m*row*q"),
    ("i", "dot(s, o)"), ("k", "max(q, 0.2)"), ("l", "min(q, 0.2, 3*q)"), ("g", "max(s)"),
    ("h", "min(o) + max(m[0], q, k)"), ("x", "sum(s*v) + mean(o)"), ("b", "max(w)*min(r)"),
    ("j", "s*max(q, 2*q)"),
  ]

  private static func evaluator() throws -> Evaluator {
    var graph = Graph()
    for (name, formula) in quantities { graph.add(name, try Formula(formula).expression) }
    func value(_ text: String) throws -> Value {
      try Evaluator(graph: Graph()).evaluate(Formula(text).expression)
    }
    return Evaluator(
      graph: graph,
      givens: [
        "m": try value("[0.5, -0.3]"), "v": try value("[0.2, 0.9]"), "q": .number(0.7),
        "M": try value("[[1, 2], [3, -4]]"), "row": try value("[[0.4, 0.6]]"),
        "col": try value("[[2], [5]]"),
      ]
    )
  }

  @Test(
    "It is what an intervention gives",
    arguments: quantities.map(\.0) + ["s[1]", "o[0]", "w[1, 0]"],
    ["q", "m", "m[1]", "v[0]", "s[0]", "M[0, 1]"]
  )
  func slopes(p: String, q: String) throws {
    let evaluator = try Self.evaluator()
    let (of, by) = (try Formula(p).expression, try Formula(q).expression)
    let slopes = try Intervention(evaluator).slopes(of: of, by: by)
    do {
      let own = try evaluator.evaluate(.derivative(of: of, by: by)).elements
      #expect(own.count == slopes.count)
      for (value, slope) in zip(own, slopes) {
        let slope = try #require(slope)
        let isNear = abs(value - slope) <= 1e-6 * max(1, abs(value))
        #expect(isNear, "\(p) by \(q): \(value), \(slope)")
      }
    } catch let error as EvaluationError {
      let isMatrix = error.message.hasSuffix("has no shape of its own")
      #expect(isMatrix || error.message == "`\(p)` does not depend on `\(q)`")
      #expect(isMatrix || slopes.allSatisfy { $0 == 0 }, "\(p) by \(q): \(slopes)")
    }
  }

  @Test("What has no derivative says why, and what p is made of")
  func errors() throws {
    let evaluator = try Self.evaluator()
    func error(_ text: String) -> EvaluationError? {
      #expect(throws: EvaluationError.self) {
        try evaluator.evaluate(Formula(text).expression)
      }
    }
    #expect(
      error("derivative of argmax(m*q) by q")?.message
        == "`argmax` gives a place, which has no derivative"
    )
    let independent = error("derivative of k by v")
    #expect(independent?.message == "`k` does not depend on `v`")
    #expect(independent?.help == "it is computed from `q`")
  }
}
