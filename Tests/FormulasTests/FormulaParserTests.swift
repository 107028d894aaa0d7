import Testing

@testable import Formulas

struct FormulaParserTests {
  @Test(
    "Operators bind as in Python, with ^ as **",
    arguments: [
      ("a - b - c", "(a - b) - c"), ("a / b / c", "(a / b) / c"), ("a / b * c", "(a / b) * c"),
      ("a + b * c", "a + (b * c)"), ("a * b ^ c", "a * (b ^ c)"), ("-a ^ 2", "-(a ^ 2)"),
      ("a ^ b ^ c", "a ^ (b ^ c)"), ("a ^ -b", "a ^ (-b)"), ("-a * b", "(-a) * b"),
      ("a - -b", "a - (-b)"), ("a ** 2", "a ^ 2"), ("a @ b @ c", "(a @ b) @ c"),
      ("a @ b + c", "(a @ b) + c"), ("+a", "a"), ("a − b – c", "a - b - c"),
      ("a[0].shape", "(a[0]).shape"), ("a.T", "transpose(a)"), ("a.transpose()", "transpose(a)"),
      ("a.T.shape[0]", "(transpose(a).shape)[0]"), ("np.dot(a, b)", "dot(a, b)"),
      ("np.transpose(a)", "transpose(a)"),
      ("a.dot(b).T", "transpose(dot(a, b))"), ("e^(-z)", "exp(-z)"), ("[1, 2,]", "[1, 2]"),
      ("self.weights[-1]", "weights[-1]"), ("gradient of w[0] + 1", "(gradient of w[0]) + 1"),
      ("log(a)", "ln(a)"), ("σ(z)", "sigmoid(z)"), ("sum(a)", "sum((a))"),
    ]
  )
  func precedence(text: String, bracketed: String) throws {
    #expect(try tree(text) == tree(bracketed))
  }

  @Test("Trees are what the text says")
  func trees() throws {
    #expect(
      try tree("dot(delta, transpose(activations[-2]))")
        == .call(
          "dot",
          [
            .name("delta"),
            .call("transpose", [.index(.name("activations"), [.negate(.number(2))])]),
          ]
        )
    )
    #expect(try tree("min(C over a)") == .over(.min, .name("C"), "a"))
    #expect(
      try tree("C(a: y, b: 2)")
        == .quantity("C", [.init(key: "a", value: .name("y")), .init(key: "b", value: .number(2))])
    )
    #expect(try tree("(3, 1)") == .tuple([.number(3), .number(1)]))
    #expect(try tree("(3,)") == .tuple([.number(3)]))
    #expect(try tree("(3)") == .number(3))
    #expect(
      try tree("nabla_w[-1].shape") == .shape(.index(.name("nabla_w"), [.negate(.number(1))]))
    )
    #expect(try tree("`w1 new` - w1") == .binary(.subtract, .name("w1 new"), .name("w1")))
    #expect(try tree("w[1, 2]") == .index(.name("w"), [.number(1), .number(2)]))
    #expect(try tree("sum(x*(a-y) over x)").names == ["x", "a", "y"])
  }

  @Test("Names are known with their bytes")
  func references() throws {
    let formula = try Formula("η*nabla_w[0] + `b new`")
    #expect(
      formula.references == [
        .init(name: "η", range: 0..<2), .init(name: "nabla_w", range: 3..<10),
        .init(name: "b new", range: 16..<23),
      ]
    )
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let text: String
    let range: Range<Int>
    let message: String
    let help: String?

    init(_ text: String, _ range: Range<Int>, _ message: String, help: String? = nil) {
      self.text = text
      self.range = range
      self.message = message
      self.help = help
    }

    var testDescription: String { text }
  }

  static let refused: [Refused] = [
    Refused("", 0..<0, "an empty formula"),
    Refused("  ", 2..<2, "an empty formula"),
    Refused("a +", 3..<3, "the formula ends where an operand should stand"),
    Refused("2 a", 2..<3, "`a` cannot follow here", help: "write `*` between factors"),
    Refused("a)", 1..<2, "`)` cannot follow here"),
    Refused(
      "a, b",
      1..<2,
      "a comma outside brackets",
      help: "write [a, b] for a vector and (a, b) for a shape"
    ),
    Refused("(a + b", 6..<6, "`)` is missing, found the end"),
    Refused("[a, b)", 5..<6, "`]` is missing, found `)`"),
    Refused("a + * b", 4..<5, "a number, a name or a bracket should stand here, not `*`"),
    Refused("η # b", 3..<4, "`#` has no meaning in a formula"),
    Refused("a · b", 2..<4, "`·` has no meaning in a formula"),
    Refused("a + 1e999", 4..<9, "`1e999` is too large for a number"),
    Refused("a*`w1 new", 2..<9, "a name in backquotes without an end"),
    Refused("2*ln a", 2..<4, "`(` is missing after the function `ln`"),
    Refused("ln(a, b)", 0..<2, "`ln` takes 1 argument, found 2"),
    Refused("2*dot(a)", 2..<5, "`dot` takes 2 arguments, found 1"),
    Refused("zeros()", 0..<5, "`zeros` takes 1 to 2 arguments, found 0"),
    Refused("min(C over 3)", 11..<12, "a key is missing after `over`, found `3`"),
    Refused("min(C over a", 12..<12, "`)` is missing after `over a`, found the end"),
    Refused("max(a, b", 8..<8, "`)` is missing after the arguments of `max`, found the end"),
    Refused(
      "1 + foo(3)",
      4..<7,
      "`foo` is not a function",
      help: "a quantity is called with its keys, as in C(a: y)"
    ),
    Refused("sigmod(3)", 0..<6, "`sigmod` is not a function", help: "did you mean `sigmoid`?"),
    Refused("C(a: y", 6..<6, "`)` is missing after the keys of `C`, found the end"),
    Refused("a.foo", 2..<5, "`.foo` is not known", help: "allowed: .shape, .T, .transpose()"),
    Refused("a.", 2..<2, "a name is missing after `.`, found the end"),
    Refused("a.dot(b, c)", 2..<5, "`.dot` takes one argument, found 2"),
    Refused("a.dot b", 6..<7, "`(` is missing after `dot`, found `b`"),
    Refused("a.transpose(b)", 12..<13, "`)` is missing after `transpose(`, found `b`"),
    Refused(
      String(repeating: "a", count: 5000),
      0..<1,
      "a formula of 5000 characters",
      help: "at most 4000 are allowed"
    ),
    Refused(
      String(repeating: "-", count: 200) + "a",
      160..<161,
      "nested too deep",
      help: "at most 80 brackets, signs or functions inside each other"
    ),
  ]

  @Test("What is wrong with a formula is said in words, at its bytes", arguments: refused)
  func refuses(formula: Refused) {
    #expect(throws: FormulaError(at: formula.range, formula.message, help: formula.help)) {
      try Formula(formula.text)
    }
  }

  @Test(
    "200 nested brackets are refused in words, whichever they are",
    arguments: ["(", "[", "a["]
  )
  func nested(bracket: String) {
    expectFast(bracket) {
      let error = #expect(throws: FormulaError.self) {
        try Formula(String(repeating: bracket, count: 200))
      }
      #expect(error?.message == "nested too deep")
    }
  }

  /// Dropping an argument in silence gives another number than the author meant.
  @Test(
    "Reductions of one argument refuse two",
    arguments: [("argmin(3, 1)", 6), ("argmax(1, 3)", 6)]
  )
  func arity(text: String, end: Int) {
    let name = text.prefix(end)
    #expect(throws: FormulaError(at: 0..<end, "`\(name)` takes 1 argument, found 2")) {
      try Formula(text)
    }
  }

  /// The second argument of NumPy's `sum` is an axis, and a number has none.
  @Test(
    "A sum along an axis wants a matrix and an axis",
    arguments: [
      ("sum(1, 2)", "an axis is 0 (down the rows) or 1 (along the columns)"),
      ("sum(1, 0)", "`sum` along an axis wants a matrix, not a number"),
      ("mean([1, 2], 0)", "`mean` along an axis wants a matrix, not a vector of 2"),
    ]
  )
  func axes(text: String, message: String) throws {
    let formula = try Formula(text).expression
    #expect(throws: EvaluationError(message)) {
      try Evaluator(graph: Graph()).evaluate(formula)
    }
  }

  @Test("The first unknown name is refused at its bytes, with a near miss")
  func unknownNames() throws {
    let known: Set<String> = ["η", "activations"]
    func check(_ text: String) throws {
      try Formula(text).check(known: { known.contains($0) }, suggestions: { known.sorted() })
    }
    try check("η*activations[-1]")
    #expect(
      throws: FormulaError(
        at: 3..<13,
        "`activatons` is not known here",
        help: "did you mean `activations`?"
      )
    ) { try check("η*activatons[0] + foo") }
    #expect(
      throws: FormulaError(
        at: 0..<3,
        "`foo` is not known here",
        help: "give it in `given`, name it in the network's `names`, or ask for it in `answers`"
      )
    ) { try check("foo") }
  }

  @Test("The picture of an error has its caret under the place")
  func picture() {
    let error = FormulaError(at: 3..<6, "x")
    #expect(error.picture(of: "η*foo") == "    η*foo\n      ^^^")
    #expect(FormulaError(at: 2..<2, "x").picture(of: "a+") == "    a+\n      ^")
    #expect(FormulaError(at: 9..<12, "x").picture(of: "a+") == "    a+\n      ^")
  }
}

/// Students' formulas against the author's formula that means the same.
struct StudentNotationTests {
  @Test(
    "Students' notation is the same tree",
    arguments: [
      // Implicit products.
      ("x_j(a-y)", "x_j*(a-y)"), ("2a", "2*a"), ("ya", "y*a"), ("a y", "a*y"),
      ("(a-y)(1-a)", "(a-y)*(1-a)"),
      ("2(a-y)x", "2*(a-y)*x"), ("yln a", "y*ln(a)"), ("a(1-a)", "a*(1-a)"), ("y[ln a]", "y*ln(a)"),
      // LaTeX.
      ("-[y \\ln a + (1-y)\\ln(1-a)]", "-(y*ln(a) + (1-y)*ln(1-a))"),
      ("\\frac{a-y}{a(1-a)}", "(a-y)/(a*(1-a))"), ("\\frac12(y-a)^2", "1/2*(y-a)^2"),
      ("\\dfrac{1}{1+e^{-z}}", "1/(1+exp(-z))"), ("\\left(a-y\\right) \\cdot x_j", "(a-y)*x_j"),
      ("a \\times y", "a*y"), ("a^{2}", "a^2"), ("\\mathrm{ln}(a)", "ln(a)"),
      ("\\operatorname{ln} a", "ln(a)"), ("\\ln\\left(1-a\\right)", "ln(1-a)"),
      ("\\hat{y} - y", "y_hat - y"), ("\\sqrt{a}", "sqrt(a)"), ("\\exp(-z)", "exp(-z)"),
      ("w_{4} - \\eta a", "w4 - eta*a"), ("\\frac{1}{n}a", "1/n*a"), ("a\\,y", "a*y"),
      // Functions without brackets.
      ("ln a", "ln(a)"), ("y ln a + b", "y*ln(a) + b"), ("ln a^2", "ln(a^2)"), ("ln 2a", "ln(2*a)"),
      ("\\ln^2 a", "ln(a)^2"), ("\\ln\\frac12", "ln(1/2)"), ("log a", "ln(a)"),
      // σ and its derivative.
      ("σ(z)", "sigmoid(z)"), ("\\sigma(z)", "sigmoid(z)"), ("σ'(z)", "sigmoid_prime(z)"),
      ("σ′(z)", "sigmoid_prime(z)"), ("\\sigma'(z)", "sigmoid_prime(z)"),
      ("\\sigma^\\prime(z)", "sigmoid_prime(z)"), ("\\sigma^{\\prime}(z)", "sigmoid_prime(z)"),
      ("(a-y)σ'(z)x", "(a-y)*sigmoid_prime(z)*x"), ("xσ'(z)", "x*sigmoid_prime(z)"),
      // Look-alikes.
      ("a·(1−a)", "a*(1-a)"), ("a×y", "a*y"), ("a⋅y", "a*y"),
      ("(y-a)²", "(y-a)^2"), ("(y-a)³", "(y-a)^3"), ("a ÷ y", "a/y"), ("w₄", "w4"), ("w_4", "w4"),
      ("η", "eta"),
      ("𝑎 − 𝑦", "a - y"), ("а - у", "a - y"), ("ａ−ｙ", "a - y"), ("ηw₄", "eta*w4"),
      // Transposes.
      ("a^T", "transpose(a)"), ("a^{T}", "transpose(a)"), ("aᵀ", "transpose(a)"),
      ("a^\\top", "transpose(a)"), ("a.T", "transpose(a)"), ("b a^T", "b*transpose(a)"),
      // Sums over examples.
      ("\\sum_x x(a-y)", "sum(x*(a-y) over x)"),
      ("\\frac{1}{n}\\sum_x x_j(a-y)", "1/n*sum(x_j*(a-y) over x)"),
      ("\\sum_{i=1}^{n} a", "sum(a over i)"), ("∑_x (a-y)", "sum((a-y) over x)"),
    ]
  )
  func sameTree(student: String, author: String) throws {
    #expect(try studentTree(student) == tree(author))
  }

  @Test(
    "A product of elements is one of its own",
    arguments: ["a \\odot y", "a \\circ y", "a ∘ y", "a⊙y", "np.multiply(a, y)"]
  )
  func elements(student: String) throws {
    #expect(try studentTree(student) == .binary(.hadamard, .name("a"), .name("y")))
    #expect(try tree("multiply(a, y)") == tree("a*y"))
  }

  @Test("`log` means what the course says")
  func logarithm() throws {
    let notation = Notation.student(names: ["a"], logarithm: "log10")
    #expect(try Formula("\\log a", notation: notation).expression == tree("log10(a)"))
    #expect(
      try Formula("log(a)", notation: .author(logarithm: "log2")).expression == tree("log2(a)")
    )
    #expect(try studentTree("lg a") == tree("log10(a)"))
  }

  @Test(
    "What students' notation cannot read is said in words",
    arguments: [
      ("{a", 2..<2, "`}` is missing after a group, found the end"),
      ("a \\", 2..<3, "a `\\` with nothing after it"),
      ("a + ", 4..<4, "the formula ends where an operand should stand"),
      ("\\frac{a}", 8..<8, "the formula ends where an operand should stand"),
      ("a ? y", 2..<3, "`?` has no meaning in a formula"),
    ]
  )
  func refused(text: String, range: Range<Int>, message: String) {
    #expect(throws: FormulaError(at: range, message)) { try studentTree(text) }
  }

  /// Homework is untrusted, so nesting by functions has to be counted like brackets.
  ///
  /// A recursion that is not counted ends the whole process; each runs in a process of its own.
  @Test(
    "4000 characters of anything that nests are refused or read, and do not end the process",
    arguments: [
      "\\ln ", "σ ", "\\frac", "\\sum ", "gradient of ", "ln^", "-", "(", "a^", "{", "\\frac1",
      "x[",
      "ln(", "a(", "\\left(", "\\hat{", "a_{", "\\boxed{", "a'", "∑_", "\\sqrt", "a+",
    ]
  )
  func nested(unit: String) async {
    await #expect(processExitsWith: .success) { [unit] in
      expectFast(unit) {
        let text = String(repeating: unit, count: 3990 / unit.unicodeScalars.count) + "a"
        if let expression = try? studentTree(text) {
          _ = expression.text
          _ = try? Evaluator(graph: Graph()).evaluate(expression)
        }
      }
    }
  }
}
