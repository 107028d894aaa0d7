import Grading
import Testing

/// Formulas over names that the homework makes up, and headers that write formulas.
struct FormulaHomeworkTests {
  private static let term = """
    ## The x_j term

    ```yaml network
    name: one-neuron
    layers: "2 - 1 sigmoid"
    neurons: {output: [w_i, w_j, b]}
    names: {x_j: "x[1]", z: "zs[0][0]", a: "activations[-1][0]"}
    ```

    ```yaml exercise
    id: term
    network: one-neuron
    answers:
      formula of dC/dw_j: {is: "gradient of w_j", as: formula, points: 1}
    ```
    """

  @Test(
    "a name that the homework defines holds in its formulas",
    arguments: [
      "Let $q = a - y$ and $s = \\sigma'(z)$.\n\n$dC/dw_j = q\\,s\\,x_j$",
      "$\\frac{\\partial C}{\\partial w_j} = \\delta x_j$ where $\\delta = (a-y)\\sigma'(z)$",
      "`e = a - y`\n`d = e * a * (1 - a)`\n\n`dC/dw_j = d * x_j`",
      "δ = a − y\n\nδ = (a − y) σ'(z)\n\n∂C/∂w_j = δ x_j",
      "The error is $\\delta = a - y$.\n\n$dC/dw_j = \\delta \\sigma'(z) x_j$",
    ]
  )
  func defined(homework: String) throws {
    let graded = try TestCourse.grade(homework, Self.term)
    #expect(try graded.item("formula of dC/dw_j").outcome == .correct)
  }

  @Test(
    "a wrong formula is wrong under any name",
    arguments: [
      "Let $q = a - y$.\n\n$dC/dw_j = q x_j$",
      "δ = (a − y) σ'(z)\n\nδ = a − y\n\n∂C/∂w_j = δ x_j",
    ]
  )
  func wrong(homework: String) throws {
    let graded = try TestCourse.grade(homework, Self.term)
    #expect(try graded.item("formula of dC/dw_j").outcome == .wrong)
  }

  @Test(
    "a name without a meaning is no wrong answer",
    arguments: ["dC/dw_j = q x_j", "q = q + 1\n\ndC/dw_j = q x_j"]
  )
  func unknown(homework: String) throws {
    let graded = try TestCourse.grade(homework, Self.term)
    #expect(try graded.item("formula of dC/dw_j").outcome == .unreadable)
  }

  /// −y ln a − (1−y) ln(1−a) and its terms at y = 0.2, by mpmath.
  @Test(
    "a header with another formula than its column is noted once",
    arguments: [
      ("(1-y) ln(a)", "C", "(1-y) ln(1-a)"),
      ("(1-y) ln(1-a)", "$C = y \\ln a - (1-y)\\ln(1-a)$", "C"),
      ("(1-y) ln(1-a)", "$C = -y \\ln a - (1-y)\\ln(1-a)$", nil),
    ]
  )
  func header(second: String, third: String, noted: String?) throws {
    let homework = """
      | y | a | y ln a | \(second) | \(third) |
      |---|---|---|---|---|
      | 0.2 | 0.1 | -0.4605 | -0.0843 | 0.5448 |
      | 0.2 | 0.2 | -0.3219 | -0.1785 | 0.5004 |
      | 0.2 | 0.3 | -0.2408 | -0.2853 | 0.5261 |
      """
    let graded = try TestCourse.grade(homework, TestCourse.costs)
    #expect(graded.outcomes("C").prefix(3) == [.correct, .correct, .correct])
    let notes = graded.exercises[0].statements.filter { $0.note != nil }
    #expect(notes.map(\.name) == (noted.map { [$0] } ?? []))
    #expect(notes.allSatisfy { $0.note?.hasPrefix("the header says \"") ?? false })
  }
}
