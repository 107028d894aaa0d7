import Grading
import Testing

/// Formulas of a two-layer network, element by element and as matrices, in both conventions.
struct FormulaRelationTests {
  private static func chapter(_ weights: String) -> String {
    """
    ## Gradients

    ```yaml network
    name: two-layers
    layers: "2 - 3 sigmoid - 2 sigmoid"
    weights: \(weights)
    neurons: {hidden 1: [w1_11, w1_12, b1_1], hidden 2: [w1_21, w1_22, b1_2], hidden 3: [w1_31, w1_32, b1_3], output 1: [w2_11, w2_12, w2_13, b2_1], output 2: [w2_21, w2_22, w2_23, b2_2]}
    names: {W1: "weights[0]", W2: "weights[1]", a1: "activations[1]", a2: "activations[2]", z1: "zs[0]", z2: "zs[1]", δ1: "deltas[0]", δ2: "deltas[1]", a1_1: "activations[1][0]", a2_1: "activations[2][0]", a2_2: "activations[2][1]", z1_1: "zs[0][0]", z2_1: "zs[1][0]", x_1: "x[0]", y_1: "y[0]", y_2: "y[1]", δ2_1: "deltas[1][0]", δ2_2: "deltas[1][1]"}
    ```

    ```yaml exercise
    id: gradients
    network: two-layers
    answers:
      matrix of dC/dW2: {is: "nabla_w[1]", as: formula}
      error of layer 1: {is: "deltas[0]", as: formula}
      matrix of dC/dW1: {is: "nabla_w[0]", as: formula}
      dC/dw2_11: {is: "gradient of w2_11", as: formula}
      dC/dw1_11: {is: "gradient of w1_11", as: formula}
      w2_11 new: {is: "w2_11 - eta * gradient of w2_11", as: formula}
    ```
    """
  }

  /// A formula, the answer it is written for, and what is said of it: `correct`, or part of the mistake.
  static let cases: [(name: String, formula: String, words: String)] = [
    ("matrix of dC/dW2", "\\delta_2 a_1^T", "correct"),
    ("matrix of dC/dW2", "((a_2 - y) \\odot \\sigma'(z_2)) a_1^T", "correct"),
    ("matrix of dC/dW2", "a_1^T \\delta_2", "correct"),
    ("matrix of dC/dW2", "a_1 \\delta_2^T", "transpose"),
    ("matrix of dC/dW2", "-\\delta_2 a_1^T", "sign"),
    ("matrix of dC/dW2", "2 \\delta_2 a_1^T", "2 times"),
    ("matrix of dC/dW2", "\\eta \\delta_2 a_1^T", "eta"),
    ("matrix of dC/dW2", "\\frac{1}{2} \\delta_2 a_1^T", "half"),
    ("error of layer 1", "W_2^T \\delta_2 \\odot \\sigma'(z_1)", "correct"),
    ("error of layer 1", "\\sigma'(z_1) \\odot (W_2^T \\delta_2)", "correct"),
    ("error of layer 1", "\\delta_2 W_2^T \\odot \\sigma'(z_1)", "correct"),
    ("error of layer 1", "W_2^T \\delta_2 \\odot \\sigma(z_1)", "where σ′(z) belongs"),
    ("error of layer 1", "W_2^T \\delta_2", "σ′(z) was left out"),
    (
      "error of layer 1", "(W^{(2)})^{\\mathsf T} \\delta^{(2)} \\odot \\sigma'(z^{(1)})", "correct"
    ),
    ("error of layer 1", "-(W_2^T \\delta_2) \\odot \\sigma'(z_1)", "sign"),
    ("matrix of dC/dW1", "\\delta_1 x^T", "correct"),
    ("matrix of dC/dW1", "x^T \\delta_1", "correct"),
    ("matrix of dC/dW1", "(W_2^T \\delta_2 \\odot \\sigma'(z_1)) x^T", "correct"),
    ("dC/dw2_11", "(a2_1 - y_1) a2_1 (1 - a2_1) a1_1", "correct"),
    ("dC/dw2_11", "(a2_1 - y_1) \\sigma'(z2_1) a1_1", "correct"),
    ("dC/dw2_11", "(y_1 - a2_1) \\sigma'(z2_1) a1_1", "sign"),
    ("dC/dw2_11", "(a2_1 - y_1) a1_1", "left out"),
    ("dC/dw2_11", "(a2_1 - y_1) \\sigma'(z2_1)", "a1_1 was left out"),
    ("dC/dw2_11", "2 (a2_1 - y_1) \\sigma'(z2_1) a1_1", "2 times"),
    ("dC/dw2_11", "\\frac{1}{n} \\sum_x (a2_1 - y_1) \\sigma'(z2_1) a1_1", "correct"),
    ("dC/dw2_11", "\\sum_x (a2_1 - y_1) \\sigma'(z2_1) a1_1", "division by n is missing"),
    ("dC/dw1_11", "(δ2_1 w2_11 + δ2_2 w2_21) \\sigma'(z1_1) x_1", "correct"),
    ("dC/dw1_11", "(δ2_1 w2_11 + δ2_2 w2_21) a1_1 (1 - a1_1) x_1", "correct"),
    ("dC/dw1_11", "(δ2_1 w2_11 + δ2_2 w2_21) \\sigma'(z1_1)", "left out"),
    ("dC/dw1_11", "δ2_1 w2_11 \\sigma'(z1_1) x_1", ""),
    ("w2_11 new", "w2_11 - \\eta (a2_1 - y_1) \\sigma'(z2_1) a1_1", "correct"),
    ("w2_11 new", "w2_11 + \\eta (a2_1 - y_1) \\sigma'(z2_1) a1_1", "gradient ascent"),
    ("w2_11 new", "w2_11 - (a2_1 - y_1) \\sigma'(z2_1) a1_1", "learning rate was left out"),
  ]

  @Test("formulas are equal, or differ in a way that has a name", arguments: cases)
  func relation(name: String, formula: String, words: String) throws {
    let homework = "| quantity | formula |\n|---|---|\n| \(name) | $\(formula)$ |\n"
    let graded = try TestCourse.grade(homework, Self.chapter("nndl"))
    let item = try graded.item(name)
    if words == "correct" {
      #expect(item.outcome == .correct, "\(item)")
    } else {
      #expect(item.outcome == .wrong, "\(item)")
      #expect(
        words.isEmpty ? item.mistake == nil : item.mistake?.contains(words) ?? false,
        "\(item)"
      )
    }
  }

  private static let batch = """
    ## Batch

    ```yaml network
    name: batch
    layers: "2 - 1 sigmoid"
    weights: row
    cost: cross-entropy
    batch: mean
    names: {X: "x", A: "activations[1]", n: "batch_size"}
    ```

    ```yaml exercise
    id: batch
    network: batch
    given: {x: "[[1, 2], [3, 4], [5, 7]]", y: "[[0], [1], [1]]"}
    answers:
      dC/dW: {is: "nabla_w[0]", as: formula}
    ```
    """

  @Test(
    "a batch's gradient is divided by its examples",
    arguments: [
      ("\\frac{1}{n} X^T (A - y)", "correct"), ("X^T (A - y)/3", "correct"),
      ("X^T (A - y)", "the division by n is missing"),
      ("\\frac{1}{n^2} X^T (A - y)", "divided by n once too often"),
    ]
  )
  func batch(formula: String, words: String) throws {
    let homework = "| quantity | formula |\n|---|---|\n| dC/dW | $\(formula)$ |\n"
    let item = try TestCourse.grade(homework, Self.batch).item("dC/dW")
    #expect(words == "correct" ? item.outcome == .correct : item.outcome == .wrong, "\(item)")
    if words != "correct" { #expect(item.mistake?.contains(words) ?? false, "\(item)") }
  }

  @Test("in a course with rows the products stand the other way round")
  func rows() throws {
    for (formula, outcome) in [("a_1^T \\delta_2", Outcome.correct), ("\\delta_2 a_1^T", .correct)]
    {
      let homework = "| quantity | formula |\n|---|---|\n| matrix of dC/dW2 | $\(formula)$ |\n"
      let graded = try TestCourse.grade(homework, Self.chapter("row"))
      #expect(try graded.item("matrix of dC/dW2").outcome == outcome)
    }
  }

  @Test("what has no value anywhere is not wrong")
  func undefined() throws {
    let homework = "| quantity | formula |\n|---|---|\n| dC/dw2_11 | $\\ln(-1 - a1_1^2)$ |\n"
    let graded = try TestCourse.grade(homework, Self.chapter("nndl"))
    #expect(try graded.item("dC/dw2_11").outcome == .unverifiable)
  }
}
