import Matrices
import Testing

@testable import Formulas

struct EvaluatorTests {
  /// The same in Python 3 (`**` for `^`) and NumPy 2.4.6; numbers by hand where they are whole.
  @Test(
    "Formulas of numbers have Python's values",
    arguments: [
      ("-2^2", -4), ("2^3^2", 512), ("2^-1", 0.5), ("1 - 2 - 3", -4), ("8/4/2", 1), ("2*3^2", 18),
      ("6/2*3", 9), ("-3 + 5", 2), ("ln(e)", 1), ("e^0", 1), ("exp(0)", 1), ("sigmoid(0)", 0.5),
      ("max(1, 3, 2)", 3), ("min(4)", 4), ("sum([1, 2, 3])", 6), ("mean([1, 2, 6])", 3),
      ("dot([1, 2], [3, 4])", 11), ("[1, 2] @ [3, 4]", 11), ("len([1, 2, 3])", 3),
      ("argmax([1, 5, 2])", 1), ("argmax([0.3, 0.1 + 0.2])", 0), ("argmax([0.1 + 0.2, 0.3])", 0),
      ("argmin([0.1 + 0.2, 0.3])", 0), ("argmax([100.1 - 100, 0.1])", 0),
      ("argmax([0.1, 100.1 - 100, 0.2])", 2), ("argmax([0.3, 0.3000000001])", 1),
      ("argmin([3, 1, 1])", 1), ("abs(-3)", 3), ("sqrt(16)", 4), ("round(2.5)", 2),
      ("round(-3.5)", -4), ("sign(-2)", -1),
      ("relu(-2)", 0), ("relu(2)", 2), ("relu_prime(0)", 0), ("floor(-1.5)", -2), ("ceil(1.2)", 2),
      ("log10(1000)", 3), ("log2(8)", 3), ("softmax([0, 0])[1]", 0.5), ("tanh(0)", 0),
      ("cost_derivative(3, 1)", 2), ("pi - π", 0), ("sigmoid_prime(0)", 0.25),
      ("sum([[1, 2], [3, 4]])", 10), ("zeros(3, 1).shape[0]", 3), ("ones((2, 3)).shape[-1]", 3),
      ("sum(ones(4))", 4), ("1e-3 * 1000", 1), ("0.1 + 0.2", 0.30000000000000004),
    ]
  )
  func numbers(text: String, expected: Double) throws {
    #expect(try value(text) == .number(expected))
  }

  @Test(
    "Indices count from 0, and from the end when negative",
    arguments: [
      ("v[0]", 5), ("v[-1]", 7), ("v[-3]", 5), ("m[1, 0]", 4), ("m[-1, -1]", 6), ("m[1][0]", 4),
      ("m[0][-1]", 3), ("column[1]", 9), ("column[-1]", 9), ("column[1, 0]", 9), ("list[1][0]", 2),
      ("m.shape[1]", 3), ("list[-1, 0]", 2),
    ]
  )
  func indexing(text: String, expected: Double) throws {
    let givens: [String: Value] = [
      "v": .vector([5, 6, 7]), "column": .matrix(Matrix(column: [8, 9])),
      "m": .matrix(Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])),
      "list": .list([.number(1), .vector([2, 3])]),
    ]
    #expect(try value(text, givens) == .number(expected))
  }

  @Test("Shapes, transposes and products are NumPy's")
  func matrices() throws {
    let m = Value.matrix(Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6]))
    let givens = ["m": m, "c": .matrix(Matrix(column: [1, 2])), "v": .vector([1, 2, 3])]
    #expect(try value("m.shape", givens) == .shape([2, 3]))
    #expect(try value("m.T.shape", givens) == .shape([3, 2]))
    #expect(try value("v.shape", givens) == .shape([3]))
    #expect(try value("sum(v).shape", givens) == .shape([]))
    #expect(try value("(3, 1)") == .shape([3, 1]))
    #expect(try value("dot(m, v)", givens) == .matrix(Matrix(column: [14, 32])))
    #expect(try value("dot(transpose(c), m)", givens) == .matrix(Matrix(row: [9, 12, 15])))
    #expect(
      try value("c @ c.T", givens) == .matrix(Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 4]))
    )
    #expect(
      try value("[[1, 2], [3, 4]]") == .matrix(Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]))
    )
    #expect(try value("[[1, 2], [3]]") == .list([.vector([1, 2]), .vector([3])]))
    #expect(try value("2*[1, 2] + 1") == .vector([3, 5]))
    #expect(try value("[1, 2]*[3, 4]") == .vector([3, 8]))
    // A bare vector takes the orientation of the matrix beside it.
    #expect(try value("c + [1, 1]", givens) == .matrix(Matrix(column: [2, 3])))
    #expect(try value("c.T + [1, 1]", givens) == .matrix(Matrix(row: [2, 3])))
  }

  /// C(y, a) = (a − y)², over a = 0.1 … 0.9.
  private var table: Evaluator {
    get throws {
      var graph = Graph()
      graph.add(Quantity(name: "C", keys: ["y", "a"], formula: try tree("(a - y)^2")))
      graph.add(Quantity(name: "low", keys: ["y"], formula: try tree("argmin(C over a)")))
      return Evaluator(graph: graph, givens: ["k": .number(2)]) { key, _ in
        key == "a" ? (1...9).map { Double($0) / 10 } : key == "y" ? [0.2, 0.5] : nil
      }
    }
  }

  @Test("Quantities have keys: `over` runs through them, `C(a: y)` sets them")
  func keys() throws {
    let table = try table
    let at = [KeyValue(key: "y", value: 0.5)]
    func number(_ text: String, _ keys: [KeyValue]) throws -> Double {
      try #require(try table.evaluate(tree(text), at: keys).number)
    }
    #expect(try number("min(C over a)", at) == 0)
    #expect(try number("argmin(C over a)", at) == 0.5)
    #expect(try abs(number("max(C over a)", at) - 0.16) < 1e-15)
    #expect(try number("argmax(C over a)", at) == 0.1)
    #expect(try number("C(a: y)", at) == 0)
    #expect(try abs(number("C(a: y + 0.1)", at) - 0.01) < 1e-15)
    #expect(try abs(number("C(a: 1, y: 0)", []) - 1) < 1e-15)
    #expect(try number("low", at) == 0.5)
    #expect(try number("sum(k over a)", at) == 18)
    #expect(try number("mean(a over a)", at) == 0.5)
    #expect(try number("sum(sum(1 over a) over y)", []) == 18)
    #expect(
      try table.value(
        of: Cell(name: "C", at: [KeyValue(key: "y", value: 1), KeyValue(key: "a", value: 0)])
      ) == .number(1)
    )
  }

  @Test("A written value stands in for a computed one, also for what builds on it")
  func overrides() throws {
    var graph = Graph()
    graph.add("a", try tree("2"))
    graph.add("b", try tree("a + 1"))
    graph.add("c", try tree("b * 10"))
    let evaluator = Evaluator(graph: graph, overrides: [Cell(name: "b"): .number(5)])
    #expect(try evaluator.value(of: Cell(name: "c")) == .number(50))
  }

  @Test("Sums without a key of their own run over the examples, and n is their number")
  func examples() throws {
    let evaluator = Evaluator(
      graph: Graph(),
      examples: [["x": .number(1)], ["x": .number(2)], ["x": .number(6)]]
    )
    #expect(try evaluator.evaluate(tree("1/n*sum(x over x)")) == .number(3))
    #expect(try evaluator.evaluate(tree("max(x over i)")) == .number(6))
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    let help: String?

    init(_ text: String, _ message: String, help: String? = nil) {
      self.text = text
      self.message = message
      self.help = help
    }

    var testDescription: String { text }
  }

  static let refused: [Refused] = [
    Refused("activatons", "`activatons` is not known here", help: "did you mean `activations`?"),
    Refused("v[3]", "index 3 of a vector of 3", help: "allowed: 0 to 2, or -1 to -3 from the end"),
    Refused(
      "v[-4]",
      "index -4 of a vector of 3",
      help: "allowed: 0 to 2, or -1 to -3 from the end"
    ),
    Refused(
      "m[0, 3]",
      "index 3 of a 2×3 matrix",
      help: "allowed: 0 to 2, or -1 to -3 from the end"
    ),
    Refused("v[0, 1]", "2 indices into a vector of 3"),
    Refused("v[0.5]", "`0.5` should be a whole number"),
    Refused(
      "m + m.T",
      "`+` of `m` (2, 3) and `transpose(m)` (3, 2): elementwise operations want equal shapes; one of them looks transposed"
    ),
    Refused(
      "dot(m, m)",
      "`dot` of `m` (2, 3) and `m` (2, 3): the inner sizes 3 and 2 differ; the second looks transposed"
    ),
    Refused(
      "v + [1, 2]",
      "`+` of `v` (3,) and `[1, 2]` (2,): elementwise operations want equal shapes"
    ),
    Refused(
      "dot(v, [1, 2])",
      "`dot` of `v` (3,) and `[1, 2]` (2,): the inner sizes 3 and 2 differ"
    ),
    Refused("activations + 1", "`activations` is not known here"),
    Refused("m.shape + 1", "arithmetic on a shape"),
    Refused("m.shape.shape", "`.shape` of a shape"),
    Refused("zeros(0)", "sizes are one or two whole numbers from 1"),
    Refused("zeros(1.5, 2)", "sizes are one or two whole numbers from 1"),
    Refused("zeros(v)", "a size is a number, not a vector of 3"),
    Refused(
      "zeros(1000000, 1000000)",
      "1000000×1000000 elements are too many",
      help: "at most 1000000 are allowed"
    ),
    Refused("9^9^9^9", "a power too large for a number"),
    Refused("min([])", "`min` of nothing"), Refused("argmax([])", "`argmax` of nothing"),
    Refused("len(3)", "`len` of a number"), Refused("transpose((1, 2))", "`transpose` of a shape"),
    Refused("min(v over a)", "nothing says which values `a` takes"),
    Refused("gradient of v", "there is no gradient of `v`"),
    Refused("C(bcd: 1)", "`C` has no key `bcd`", help: "allowed: a"),
    Refused("C(a: v)", "the key `a` wants a number"),
    Refused("C", "`C` needs a value for its key `a`"),
    Refused("D(a: 1)", "`D` is not a quantity"),
    Refused("loop", "the formula calls itself, or is nested too deep"),
  ]

  @Test("What has no value says why", arguments: refused)
  func refuses(formula: Refused) throws {
    var graph = Graph()
    graph.add(Quantity(name: "C", keys: ["a"], formula: try tree("a")))
    graph.add("loop", try tree("pool + 1"))
    graph.add("pool", try tree("loop + 1"))
    var givens: [String: Value] = [
      "v": .vector([1, 2, 3]),
      "m": .matrix(Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])),
    ]
    if formula.text == "activatons" { givens["activations"] = .list([]) }
    let evaluator = Evaluator(graph: graph, givens: givens)
    try expectFast(formula.text) {
      let expression = try tree(formula.text)
      let error = #expect(throws: EvaluationError.self) { try evaluator.evaluate(expression) }
      #expect(error?.message == formula.message)
      if formula.help != nil || formula.message.contains("elements") {
        #expect(error?.help == formula.help)
      }
    }
  }

  /// zeros(1000000, 1) and zeros(1, 1000000) are allowed; their product has 10¹² elements.
  @Test("A product is measured before it is made")
  func hugeProduct() async {
    await #expect(processExitsWith: .success) {
      _ = try? Evaluator(graph: Graph()).evaluate(
        Formula("dot(zeros(1000000, 1), zeros(1, 1000000))").expression
      )
    }
  }

  /// 28 × 28 inputs written out are 784 terms; the formula is far below 4000 characters.
  @Test("A long sum is no deep one")
  func longSum() throws {
    let text = "a" + String(repeating: "+a", count: 783)
    #expect(try value(text, ["a": .number(1)]) == .number(784))
  }

  @Test("Hostile formulas are bounded in time")
  func bounded() throws {
    try expectFast("nested sums") {
      var text = "a"
      for _ in 0..<9 { text = "sum(\(text) over a)" }
      let evaluator = Evaluator(graph: Graph()) { _, _ in (0..<2).map(Double.init) }
      let sum = try evaluator.evaluate(tree(text)).number
      #expect(sum?.isFinite == true)
    }
    let evaluator = Evaluator(graph: Graph()) { _, _ in (0..<1000).map(Double.init) }
    let error = #expect(throws: EvaluationError.self) {
      try evaluator.evaluate(tree("sum(sum(sum(a over c) over b) over a)"))
    }
    #expect(error?.message == "the formula takes more than 2000000 steps")
  }
}

struct StringBytesTests {
  @Test("Bytes are searched, replaced and trimmed")
  func bytes() {
    #expect("aébé".has("bé") && !"aé".has("éa") && !"a".has("") && "ab".has("ab"))
    #expect("a-b-c".replacingBytes(of: "-", with: "−") == "a−b−c")
    #expect(
      "aaa".replacingBytes(of: "aa", with: "b") == "ba"
        && "x".replacingBytes(of: "y", with: "") == "x"
    )
    #expect(
      " \t a b\r\n".trimmedBytes == "a b" && "  ".trimmedBytes == "" && "é".trimmedBytes == "é"
    )
    #expect("a1".hasDigit && "½".hasDigit && "٣".hasDigit && !"aé".hasDigit)
    #expect("1a".hasLetter && "é".hasLetter && !"1 − 2".hasLetter)
  }
}
