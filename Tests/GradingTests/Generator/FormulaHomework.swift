import Foundation

/// Homework on a formula, with its values at three inputs; formulas right in many forms, or wrong.
///
/// The truth is computed here: one sigmoid neuron, z = 1.2 · 0.5 + 0.8 x + 0.9.
struct FormulaHomework {
  static let layouts = [
    "formula in math", "formula in code", "formula in a chain", "formula in aligned",
    "plain formula",
    "values in a table", "values lying", "values in lines", "values at conditions",
    "values in a sentence", "values after keys",
  ]

  private static let right = [
    "(a - y)\\sigma'(z) x_j", "x_j (\\sigma(z) - y) \\sigma(z)(1-\\sigma(z))", "(a-y)a(1-a)x_j",
    "\\left(a-y\\right)\\cdot\\sigma'\\left(z\\right)\\cdot x_j", "-(y-a)a(1-a)x_j",
    "\\frac{(a-y)e^{-z}x_j}{(1+e^{-z})^2}", "x_j\\left(a^2-a^3-y a+y a^2\\right)",
    "(a-y) \\odot \\sigma'(z) \\, x_j", "\\big(a-y\\big)\\,\\sigma^{\\prime}(z)\\; x_{j}",
    "\\frac{1}{n}\\sum_x (a-y)\\sigma'(z) x_j",
  ]
  private static let wrong = [
    "(a-y)x_j", "(a+y)\\sigma'(z)x_j", "(a-y)\\sigma(z)x_j", "(a-y)\\sigma'(z)",
    "2(a-y)\\sigma'(z)x_j", "(a-y)a(1+a)x_j", "(y-a)\\sigma'(z)x_j", "(a-y)\\sigma'(z)x_j^2",
  ]
  private static let rightPlain = [
    "(a-y)*σ'(z)*x_j", "(a − y) · σ′(z) · x_j", "x_j*(σ(z)-y)*σ(z)*(1-σ(z))",
    "(a - y) * sigmoid_prime(z) * x_j", "(a-y) a (1-a) x_j", "(a-y)*a*(1-a)*x_j",
  ]
  private static let wrongPlain = [
    "(a-y)*x_j", "(a-y)*σ(z)*x_j", "(a-y)*a*x_j", "(y-a)*σ'(z)*x_j", "(a-y)*σ'(z)",
  ]

  static func gradient(_ x: Double) -> Double {
    let a = 1 / (1 + exp(-(0.6 + 0.8 * x + 0.9)))
    return a * a * (1 - a) * x
  }

  static func homework(_ choices: Choices) -> GeneratedHomework {
    var choices = choices
    let layout = choices.pick("layout", layouts)
    let isWrong = choices.pick("wrong", [false, true], plain: 0.4)
    var written: [GeneratedHomework.Written] = []
    let body: String
    if layout.contains("formula") {
      let isPlain = layout == "plain formula" || layout == "formula in code"
      let formula = choices.pick(
        isWrong ? "wrong formula" : "right formula",
        isPlain ? (isWrong ? wrongPlain : rightPlain) : (isWrong ? wrong : right)
      )
      written.append(.init(name: "formula of dC/dw_j", text: formula, isRight: !isWrong))
      body = formulaBody(layout, formula, &choices)
    } else {
      body = valueBody(layout, isWrong, &choices, &written)
    }
    return GeneratedHomework(
      text: Framing.homework(body, title: "The x_j term", number: 3, &choices),
      written: written,
      layout: "formula: " + layout,
      choices: choices
    )
  }

  private static func formulaBody(
    _ layout: String,
    _ formula: String,
    _ choices: inout Choices
  ) -> String {
    let label = choices.pick(
      "label",
      ["\\frac{\\partial C}{\\partial w_j}", "\\partial C/\\partial w_j", "\\frac{dC}{dw_j}"]
    )
    let factors =
      "\\frac{\\partial C}{\\partial a}\\frac{\\partial a}{\\partial z}\\frac{\\partial z}{\\partial w_j}"
    switch layout {
    case "formula in math": return "The gradient: $\(label) = \(formula)$"
    case "formula in code": return "- formula: `\(formula)`"
    case "formula in a chain": return "$$\(label) = \(factors) = \(formula)$$"
    case "formula in aligned":
      return "$$\\begin{aligned}\(label) &= \(factors) \\\\ &= \(formula)\\end{aligned}$$"
    default: return "dC/dw_j = \(formula)"
    }
  }

  private static func valueBody(
    _ layout: String,
    _ isWrong: Bool,
    _ choices: inout Choices,
    _ written: inout [GeneratedHomework.Written]
  ) -> String {
    var draw = choices.generator("values")
    let bad = isWrong ? Int.random(in: 1...2, using: &draw) : -1
    let notation = choices.pick("number", NumberWriting.notations, plain: 0.4)
    let context: NumberWriting.Context =
      layout == "values at conditions" ? .math : layout.contains("table") ? .cell : .line
    let inputs = [0, 0.01, 1]
    var values: [String] = []
    for (index, x) in inputs.enumerated() {
      let value = gradient(x)
      var spoiler = draw
      _ = draw.next()
      let text =
        x == 0
        ? "0"
        : NumberWriting.text(
          value,
          decimals: 3 - Int(floor(log10(value))),
          notation: notation,
          context: context,
          spoil: { index == bad ? NumberWriting.spoiled($0, &spoiler) : $0 }
        )
      written.append(.init(name: "dC/dw_j", at: ["x_j": x], text: text, isRight: index != bad))
      values.append(text)
    }
    let x = ["0", "0.01", "1"]
    func equals(_ text: String) -> String {
      text.replacing("= ≈", with: "≈").replacing("= \\approx", with: "\\approx")
    }
    switch layout {
    case "values in a table":
      let form = choices.pick("table", Drawing.forms)
      return Drawing.table([["x_j", "dC/dw_j"]] + zip(x, values).map { [$0, $1] }, form: form)
    case "values lying":
      return Drawing.table([["x_j"] + x, ["dC/dw_j"] + values], form: "gfm")
    case "values in lines":
      return zip(x, values).map { equals("- x_j = \($0): dC/dw_j = \($1)") }.joined(separator: "\n")
    case "values at conditions":
      return zip(x, values).map {
        equals("$\\left.\\frac{\\partial C}{\\partial w_j}\\right|_{x_j=\($0)} = \($1)$")
      }.joined(separator: "\n\n")
    case "values in a sentence":
      return
        "dC/dw_j is \(values[0]) for x_j = 0, \(values[1]) for x_j = 0.01 and \(values[2]) for x_j = 1."
    default: return zip(x, values).map { "- for x_j = \($0): \($1)" }.joined(separator: "\n")
    }
  }
}
