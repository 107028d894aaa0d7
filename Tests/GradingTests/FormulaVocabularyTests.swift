import Exercises
import Grading
import Testing

/// What a formula may be written in, and which spellings are one name.
struct FormulaVocabularyTests {
  private static func network(_ answers: String) -> String {
    """
    ## Slopes

    ```yaml network
    name: neuron
    layers: "2 - 1 sigmoid"
    neurons: {o: [w1, w2, b]}
    names: {a: "activations[1][0]", z: "zs[0][0]", x1: "x[0]", d: "deltas[0][0]"}
    given: {x: "[1, 2]", y: "1", w1: "0.3", w2: "0.2", b: "0.1", eta: "0.5"}
    ```

    ```yaml exercise
    id: e
    network: neuron
    answers:
    \(answers)
    ```
    """
  }

  private static let slopes = network(
    """
      formula of dC/dw1: {is: "gradient of w1", as: formula}
      formula of dC/dz: {is: "derivative of cost by z", as: formula}
      w1 new: {is: "w1 - eta*gradient of w1", to: 4 digits}
    """
  )

  /// The formula of dC/dw1 that is written, and the outcome.
  @Test(
    "Names of the engine and of answers are no formula",
    arguments: [
      ("(a - y) \\sigma'(z) x_1", Outcome.correct), ("(a-y) a (1-a) x_1", .correct),
      ("d x_1", .correct), ("nabla_w[-1][0, 0]", .wrong), ("(w_1 - w1_new)/eta", .wrong),
      ("delta x_1", .wrong), ("deltas[0] x_1", .wrong), ("nabla_b[0] x_1", .wrong),
      ("(weights[0] - weights_new[0])/eta", .wrong),
      ("cost_derivative(a, y) \\sigma'(z) x_1", .correct),
      ("gradient of w1", .wrong), ("derivative of cost by w1", .wrong),
    ]
  )
  func echoes(formula: String, outcome: Outcome) throws {
    let homework = "# 1\n\n- formula of dC/dw1: $\(formula)$\n"
    let item = try TestCourse.grade(homework, Self.slopes).item("formula of dC/dw1")
    #expect(item.outcome == outcome, "\(item)")
    if outcome == .wrong { #expect(item.note != nil) }
  }

  @Test(
    "The engine's own quantity is to be written out",
    arguments: [
      ("nabla_w[0]", "nabla_w[0]"), ("delta", "delta.T"), ("delta", "sum(delta)"),
      ("cost", "cost*1"),
      ("cost", "E"),
    ]
  )
  func engine(asked: String, written: String) throws {
    let chapter = Self.network("  v: {is: \"\(asked)\", as: formula}")
      .replacing("names: {", with: "names: {E: \"cost\", ")
    let item = try TestCourse.grade("# 1\n\n- v: `\(written)`\n", chapter).item("v")
    #expect(item.outcome == .wrong, "\(item)")
  }

  @Test("The course's own symbol for the answer is no answer; the author may allow it")
  func aliases() throws {
    let homework = "# 1\n\n- formula of dC/dz: $d$\n"
    let item = try TestCourse.grade(homework, Self.slopes).item("formula of dC/dz")
    #expect(item.outcome == .wrong)
    #expect(item.note == "`d` is another name for what is asked for")
    let allowed = Self.network(
      #"  formula of dC/dz: {is: "derivative of cost by z", as: formula, may use: [d, delta]}"#
    )
    for formula in ["d", "delta"] {
      let item = try TestCourse.grade("# 1\n\n- formula of dC/dz: $\(formula)$\n", allowed)
        .item("formula of dC/dz")
      #expect(item.outcome == .correct, "\(formula): \(item)")
    }
  }

  private static let givens = """
    ## Names

    ```yaml exercise
    id: e
    given: {n: "7", N: "4", m: "3", λ: "0.1", q: "2", theta_1: "0.5", η: "0.2", μ: "0.9", A: "[[1, 2], [3, 4]]", B: "[[1, 0], [2, 1]]", h: "[1, 2]", d: "[3, 4]", "dL/dy": "0.5"}
    answers:
      v: {is: "lambda*q/n", as: formula}
      u: {is: "μ*θ_1^2/m - eta/N", as: formula}
      P: {is: "dot(dot(A, B), A)", as: formula}
      s: {is: "dot(h, d)", as: formula}
      r: {is: "dL/dy*q", as: formula}
      k: {is: "dL/dy*q", to: 3 digits}
    ```
    """

  @Test(
    "A declared name wins, and its Greek letter and its word are one",
    arguments: [
      ("v", "\\frac{\\lambda q}{n}", Outcome.correct), ("v", "λq/n", .correct),
      ("v", "lambda q / n", .correct), ("v", "λq/N", .wrong), ("v", "λ q", .wrong),
      ("u", "\\mu \\theta_1^2/m - \\eta/N", .correct), ("u", "μ θ₁²/m − η/N", .correct),
      ("u", "mu theta_1^2/m - eta/n", .wrong), ("P", "A B A", .correct), ("P", "ABA", .correct),
      ("P", "B A A", .wrong), ("P", "A B", .wrong), ("s", "h^T d", .correct),
      ("s", "h \\cdot d", .correct),
      ("s", "h^T h", .wrong),
    ]
  )
  func declared(name: String, formula: String, outcome: Outcome) throws {
    let homework = "# 1\n\n- $\(name) = \(formula)$\n"
    let item = try TestCourse.grade(homework, Self.givens).item(name)
    #expect(item.outcome == outcome, "\(item)")
  }

  private static let products = """
    ## Products

    ```yaml exercise
    id: e
    given: {A: "[[1, 2], [3, 4]]", B: "[[1, 0], [2, 1]]", h: "[[1], [2]]", d: "[[3], [4]]", a: "0.3"}
    answers:
      P: {is: "dot(A, B)", as: formula}
      E: {is: "A*B", as: formula}
      s: {is: "dot(h.T, d)", as: formula}
      v: {is: "h*d", as: formula}
      l: {is: "log2(a)", as: formula}
    ```
    """

  /// Elements of products by hand: (A B)₁₁ = 5 and (A ⊙ B)₁₁ = 1; hᵀd = 11 and h ⊙ d = (3, 8)ᵀ.
  @Test(
    "A product of elements is none of matrices, and the other way round",
    arguments: [
      ("P", "A B", Outcome.correct), ("P", "A @ B", .correct), ("P", "np.dot(A, B)", .correct),
      ("P", "np.matmul(A, B)", .correct), ("P", "A.dot(B)", .correct),
      ("P", "\\mathbf{A}\\mathbf{B}", .correct), ("P", "A ⊙ B", .wrong),
      ("P", "A \\odot B", .wrong), ("P", "A \\circ B", .wrong), ("P", "np.multiply(A, B)", .wrong),
      ("E", "A ⊙ B", .correct), ("E", "A \\odot B", .correct), ("E", "np.multiply(A, B)", .correct),
      ("E", "A @ B", .wrong), ("E", "np.dot(A, B)", .wrong),
      ("s", "h^T d", .correct), ("s", "\\mathbf{h}^\\top\\mathbf{d}", .correct),
      ("s", "h·d", .correct), ("s", "h \\cdot d", .correct), ("s", "d^T h", .correct),
      ("s", "h[0]*d[0]+h[1]*d[1]", .correct), ("s", "h[0] d[0] + h[1] d[1]", .correct),
      ("s", "h ⊙ d", .wrong), ("s", "np.multiply(h, d)", .wrong), ("s", "h d^T", .wrong),
      ("s", "h[0]*d[0]-h[1]*d[1]", .wrong), ("s", "h[0]*d[1]+h[1]*d[0]", .wrong),
      ("s", "sum(h ⊙ d)", .correct),
      ("v", "h ⊙ d", .correct), ("v", "h^T d", .wrong), ("v", "h @ d.T", .wrong),
      ("l", "\\log_2 a", .correct), ("l", "\\log_{2}(a)", .correct), ("l", "log2(a)", .correct),
      ("l", "log₂ a", .correct), ("l", "\\ln a/\\ln 2", .correct), ("l", "\\log_{10} a", .wrong),
      ("l", "\\log a", .wrong),
    ]
  )
  func products(name: String, formula: String, outcome: Outcome) throws {
    let isCode = formula.contains("np.") || formula.contains("@") || formula.contains(".dot")
    let text = isCode ? "`\(name) = \(formula)`" : "$\(name) = \(formula)$"
    let item = try TestCourse.grade("# 1\n\n- \(text)\n", Self.products).item(name)
    #expect(item.outcome == outcome, "\(item)")
  }

  @Test("A given may be called dL/dy, and stand in a formula without quotes")
  func quotient() throws {
    // 0.5 · 2 by hand.
    #expect(try TestCourse.grade("# 1\n\nk = 1.00\n", Self.givens).item("k").outcome == .correct)
  }

  @Test(
    "Two forms of one formula are no contradiction, two formulas are",
    arguments: [
      ("v = \\lambda q/n", "v = q \\lambda/n", 0), ("v = \\lambda q/n", "v = \\lambda q/N", 1),
      ("v = 2\\lambda q/N", "v = \\lambda 2 q/N", 0), ("v = \\lambda q/N", "v = \\lambda q/m", 1),
    ]
  )
  func forms(first: String, second: String, findings: Int) throws {
    let graded = try TestCourse.grade("# 1\n\n$\(first)$\n\n$\(second)$\n", Self.givens)
    #expect(graded.findings.count == findings, "\(graded.findings)")
  }

  @Test("A chain of formulas that are not equal earns nothing, whichever comes last")
  func chains() throws {
    for (chain, outcome) in [
      ("v = \\lambda q = \\lambda q/n", Outcome.inconsistent),
      ("v = \\lambda q/n = \\lambda q", .wrong), ("v = q \\lambda/n = \\lambda q/n", .correct),
      // What is not known here is a step, and no candidate.
      ("v = g h q = \\lambda q/n", .correct),
    ] {
      let graded = try TestCourse.grade("# 1\n\n$\(chain)$\n", Self.givens)
      let item = try graded.item("v")
      #expect(item.outcome == outcome, "\(chain): \(item)")
      #expect((item.points == Fraction(1)) == (outcome == .correct), "\(chain)")
    }
  }

  private static let constants = """
    ## Constants

    ```yaml exercise
    id: e
    answers:
      q: {is: "pi/2", to: 4 digits}
      r: {is: "sqrt(3/2)", to: 4 digits}
      t: {is: "ln(10)", to: 4 digits}
      k: {is: "exp(2)", to: 4 digits}
      p: {is: "-1/sqrt(2)", to: 4 digits}
      s: {is: "sqrt(0.5)", to: 4 digits}
      u: {is: "0.25", to: 4 digits}
      v: {is: "0.1", to: 4 digits}
      c: {is: "sigmoid(2)", to: 4 digits}
      d: {is: "-ln(0.7)", to: 4 digits}
      g: {is: "(1+sqrt(5))/2", to: 4 digits}
    ```
    """

  @Test(
    "Constants are values, exact as they are",
    arguments: [
      ("q", "π/2", Outcome.correct), ("q", "$\\tfrac{\\pi}{2}$", .correct), ("q", "pi/2", .correct),
      ("q", "π/3", .wrong), ("q", "π", .wrong), ("r", "√(3/2)", .correct),
      ("r", "$\\sqrt{\\frac{3}{2}}$", .correct), ("r", "sqrt(3/2)", .correct),
      ("t", "ln 10", .correct),
      ("t", "$\\ln 10$", .correct), ("t", "ln(2)", .wrong), ("k", "e^2", .correct),
      ("k", "$e^{2}$", .correct),
      ("k", "exp(2)", .correct), ("p", "-1/√2", .correct), ("p", "-sqrt(2)/2", .correct),
      ("p", "$-\\frac{\\sqrt{2}}{2}$", .correct), ("p", "√2/2", .wrong),
      ("q", "½π", .correct), ("q", "0.5π", .correct), ("q", "0.5·π", .correct),
      ("r", "√1.5", .correct), ("r", "√(1.5)", .correct), ("r", "√3/√2", .correct),
      ("r", "1.5^0.5", .correct), ("r", "(3/2)^{1/2}", .correct), ("r", "√1.6", .wrong),
      ("t", "ln 2 + ln 5", .correct), ("t", "ln 2 + ln 6", .wrong), ("k", "e^{1+1}", .correct),
      ("s", "2^{-1/2}", .correct), ("s", "√½", .correct), ("s", "2**(-1/2)", .correct),
      ("u", "2^{-2}", .correct), ("u", "2^{-3}", .wrong), ("u", "$\\tfrac{1}{4}$", .correct),
      ("v", "$\\tfrac{1}{10}$", .correct), ("v", "10^{-1}", .correct), ("g", "(1+√5)/2", .correct),
    ]
  )
  func constant(name: String, value: String, outcome: Outcome) throws {
    let item = try TestCourse.grade("# 1\n\n\(name) = \(value)\n", Self.constants).item(name)
    #expect(item.outcome == outcome, "\(item)")
  }

  @Test("A calculation that somebody left undone is no constant")
  func undone() throws {
    for (name, value) in [
      ("q", "π + π - 3π/2"), ("q", "0.5·0.5·2·π"), ("k", "e·e"), ("c", "1/(1 + e^{-2})"),
      ("d", "-ln 0.7"), ("u", "0.5*0.3+0.1"), ("u", "0.5*0.5"), ("u", "0.5^2"), ("s", "√(0.2+0.3)"),
    ] {
      let item = try TestCourse.grade("# 1\n\n\(name) = \(value)\n", Self.constants).item(name)
      #expect(!item.outcome.isAccepted, "\(value): \(item)")
    }
  }
}
