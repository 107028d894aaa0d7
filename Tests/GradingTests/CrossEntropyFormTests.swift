import Testing

@testable import Grading

/// The cross-entropy as people write it, right and with a lost sign or bracket (NNDL, chapter 3, equation 57).
struct CrossEntropyFormTests {
  @Test(
    "Both terms have one sign in every right way to write it",
    arguments: [
      "-[y ln a + (1-y) ln(1-a)]", "-y \\ln a - (1-y) \\ln(1-a)", "−(y·ln(a) + (1 − y)·ln(1 − a))",
      "-\\frac{1}{n} \\sum_x \\left[y \\ln a + (1-y) \\ln (1-a)\\right]",
      "-\\frac1m\\sum_{i=1}^m y^{(i)}\\log h(x^{(i)}) + (1-y^{(i)})\\log(1-h(x^{(i)}))",
      "-\\frac1m\\sum_i y_i\\log h_i - \\frac1m\\sum_i (1-y_i)\\log(1-h_i)",
      "\\frac{-1}{m} \\left( \\log \\left(A\\right) Y^T + \\log\\left(1-A\\right)(1-Y)^T \\right)",
    ]
  )
  func right(formula: String) throws {
    let signs = try #require(CrossEntropyForm.signs(in: formula))
    #expect(signs.plain == signs.complement)
  }

  @Test(
    "A lost bracket or sign gives the terms different signs",
    arguments: [
      "-(y^i \\log \\hat{y}) + (1-y^i) \\log(1-\\hat{y}^i)", "-y ln(a) + (1-y) ln(1-a)",
      "-\\frac{1}{m} \\sum_{i=1}^{m} y^{(i)} \\log(\\hat{y}^{(i)}) - (1 - y^{(i)})\\log(1 - \\hat{y}^{(i)})",
      "y \\log a - (1-y) \\log(1-a)",
    ]
  )
  func slips(formula: String) throws {
    let signs = try #require(CrossEntropyForm.signs(in: formula))
    #expect(signs.plain != signs.complement)
  }

  @Test(
    "Other formulas with logarithms are left alone",
    arguments: [
      "ln(1-a)", "y ln a", "\\log p - \\log(1-p)", "\\ln\\frac{a}{1-a}", "-\\sum_k y_k \\ln a_k",
    ]
  )
  func others(formula: String) {
    #expect(CrossEntropyForm.signs(in: formula) == nil)
  }

  @Test("A likelihood has no minus, a cost has one")
  func cost() throws {
    func findings(_ homework: String) throws -> Int {
      try TestCourse.grade("## One neuron\n\n" + homework + "\n", TestCourse.oneNeuron).findings
        .count
    }
    #expect(try findings("$$C = y\\ln(a)+(1-y)\\ln(1-a)$$") == 1)
    #expect(try findings("The log-likelihood is $$C = y\\ln(a)+(1-y)\\ln(1-a)$$") == 0)
    #expect(try findings("$$l = y\\ln(a)+(1-y)\\ln(1-a)$$") == 0)
    #expect(
      try findings(
        "The loss of logistic regression is $-(y \\log \\hat{y})+(1-y)\\log(1-\\hat{y})$."
      ) == 1
    )
  }
}
