import Foundation

/// Homework on one step of gradient descent by hand: gradients, new weights, shapes, matrices.
///
/// The truth is computed here: a forward and a backward pass of a 2-3-1 network, written out.
struct StepHomework {
  static let layouts = [
    "lines", "colons", "list in math", "chains", "chains over lines", "aligned", "quantity table",
    "lying table", "parameter table", "parameters across", "sentences", "code", "separate lists",
    "boxed",
  ]

  /// What the exercise of the test's chapter gives, and what follows.
  enum Truth {
    static let x = [0.6, -0.4]
    static let hidden = [[0.5, -0.3], [0.8, 0.4], [-0.6, 0.9]]
    static let hiddenBiases = [0.1, -0.2, 0.3]
    static let output = [0.7, -0.5, 0.4]
    static let outputBias = -0.1
    static let eta = 0.5

    static func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

    static let h: [Double] = (0..<3).map { row in
      let z: Double = hidden[row][0] * x[0] + hidden[row][1] * x[1] + hiddenBiases[row]
      return sigmoid(z)
    }
    static let a: Double = sigmoid(
      output[0] * h[0] + output[1] * h[1] + output[2] * h[2] + outputBias
    )
    static let delta = (a - 1) * a * (1 - a)
    static let deltas: [Double] = (0..<3).map { delta * output[$0] * h[$0] * (1 - h[$0]) }

    /// A parameter with its value before the step and its gradient.
    struct Parameter {
      let name: String
      let before: Double
      let gradient: Double
    }

    static let parameters: [Parameter] = {
      var all: [Parameter] = []
      for row in 0..<3 {
        for column in 0..<2 {
          let gradient = deltas[row] * x[column]
          all.append(
            .init(name: "w\(2 * row + column + 1)", before: hidden[row][column], gradient: gradient)
          )
        }
      }
      for row in 0..<3 {
        all.append(.init(name: "w\(row + 7)", before: output[row], gradient: delta * h[row]))
        all.append(.init(name: "b\(row + 1)", before: hiddenBiases[row], gradient: deltas[row]))
      }
      all.append(.init(name: "b4", before: outputBias, gradient: delta))
      return all
    }()
  }

  private var choices: Choices
  private var written: [GeneratedHomework.Written] = []

  static func homework(_ choices: Choices) -> GeneratedHomework {
    var homework = StepHomework(choices: choices)
    return homework.make()
  }

  /// Decimals for a number of significant digits.
  private static func decimals(_ value: Double, _ digits: Int) -> Int {
    max(0, digits - 1 - Int(floor(log10(abs(value)))))
  }

  private mutating func make() -> GeneratedHomework {
    let layout = choices.pick("layout", Self.layouts)
    let notation = choices.pick("number", NumberWriting.notations, plain: 0.3)
    let wrongShare = choices.pick("wrong", [0.0, 0.2], plain: 0.3)
    var draw = choices.generator("values")
    let isMath = ["list in math", "chains", "aligned", "boxed"].contains(layout)
    let context: NumberWriting.Context =
      isMath ? .math : layout == "code" ? .code : layout.contains("table") ? .cell : .line
    let parameters = Truth.parameters.shuffled(using: &draw).prefix(4)
    var entries: [(name: String, before: Double, gradient: String, after: String, value: Double)] =
      []
    for parameter in parameters {
      let (name, before, gradient) = (parameter.name, parameter.before, parameter.gradient)
      let isWrong = Double.random(in: 0..<1, using: &draw) < wrongShare
      var spoiler = draw
      _ = draw.next()
      let slope = NumberWriting.text(
        gradient,
        decimals: Self.decimals(gradient, 4),
        notation: notation,
        context: context,
        spoil: { isWrong ? NumberWriting.spoiled($0, &spoiler) : $0 }
      )
      // The digits of the change are what counts: as many decimals as its third digit has.
      let change = Truth.eta * gradient
      let after = NumberWriting.text(
        before - change,
        decimals: Self.decimals(change, 3),
        notation: notation == "cut" || notation == "ellipsis" ? "plain" : notation,
        context: context
      )
      entries.append((name, before, slope, after, gradient))
      written.append(.init(name: "dE/d\(name)", text: slope, isRight: !isWrong))
      written.append(.init(name: "\(name) new", text: after, isRight: true))
    }
    let body = body(layout, entries.map { ($0.name, $0.before, $0.gradient, $0.after) })
    return GeneratedHomework(
      text: Framing.homework(body, title: "One step by hand", number: 2, &choices),
      written: written,
      layout: "step: " + layout,
      choices: choices
    )
  }

  private typealias Entry = (name: String, before: Double, gradient: String, after: String)

  private mutating func body(_ layout: String, _ entries: [Entry]) -> String {
    let slopes = choices.pick(
      "gradient label",
      [
        "dE/d%", "∂E/∂%", "`dE/d%`", "$\\frac{\\partial E}{\\partial %}$", "$\\frac{dE}{d%}$",
        "gradient of %",
      ],
      plain: 0.3
    )
    let news = choices.pick(
      "new label",
      ["% new", "%_new", "$%^{new}$", "$%'$", "new %"],
      plain: 0.3
    )
    let form = choices.pick("table", Drawing.forms, plain: 0.4)
    let isPlain = !Drawing.holdsMarkdown(form)
    func label(_ pattern: String, _ name: String) -> String {
      let plain = isPlain && layout.contains("table") || layout == "code"
      let pattern = plain ? (pattern == slopes ? "dE/d%" : "% new") : pattern
      let symbol = pattern.contains("$") ? "\(name.prefix(1))_{\(name.dropFirst())}" : name
      return pattern.replacing("%", with: symbol)
    }
    func math(_ pattern: String, _ name: String) -> String {
      let symbol = "\(name.prefix(1))_{\(name.dropFirst())}"
      return pattern == slopes
        ? "\\frac{\\partial E}{\\partial \(symbol)}" : "\(symbol)^{new}"
    }
    func equals(_ label: String, _ value: String) -> String {
      "\(label) = \(value)".replacing("= ≈", with: "≈").replacing("= \\approx", with: "\\approx")
    }
    func step(_ entry: Entry) -> String { "\(entry.before) - 0.5 \\cdot (\(entry.gradient))" }
    switch layout {
    case "colons":
      return entries.flatMap {
        ["- \(label(slopes, $0.name)): \($0.gradient)", "- \(label(news, $0.name)): \($0.after)"]
      }.joined(separator: "\n")
    case "list in math":
      return entries.flatMap {
        [
          "- $\(equals(math(slopes, $0.name), $0.gradient))$",
          "- $\(equals(math(news, $0.name), $0.after))$",
        ]
      }.joined(separator: "\n")
    case "boxed":
      return entries.flatMap { entry in
        [
          "$$\(math(slopes, entry.name)) = \\boxed{\(entry.gradient.replacing("\\approx ", with: ""))}$$",
          "$$\(math(news, entry.name)) = \\underline{\\underline{\(entry.after.replacing("\\approx ", with: ""))}}$$",
        ]
      }.joined(separator: "\n\n")
    case "chains":
      return entries.flatMap { entry in
        [
          "$$\(equals(math(slopes, entry.name), entry.gradient))$$",
          "$$\(equals("\(math(news, entry.name)) = \(step(entry))", entry.after))$$"
            .replacing("(\\approx ", with: "("),
        ]
      }.joined(separator: "\n\n")
    case "chains over lines":
      return entries.flatMap { entry in
        [
          equals(label("dE/d%", entry.name), entry.gradient),
          "\(entry.name) new = \(entry.name) - eta * dE/d\(entry.name)\n    = \(entry.after)"
            .replacing("= ≈", with: "≈"),
        ]
      }.joined(separator: "\n\n")
    case "aligned":
      let rows = entries.flatMap { entry in
        [
          equals(math(slopes, entry.name) + " &", entry.gradient),
          equals(math(news, entry.name) + " &", entry.after),
        ]
      }
      return "$$\n\\begin{aligned}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{aligned}\n$$"
    case "quantity table":
      let rows = entries.flatMap {
        [[label(slopes, $0.name), $0.gradient], [label(news, $0.name), $0.after]]
      }
      return Drawing.table([["quantity", "value"]] + rows, form: form)
    case "lying table":
      let names = entries.flatMap { [label(slopes, $0.name), label(news, $0.name)] }
      let values = entries.flatMap { [$0.gradient, $0.after] }
      return Drawing.table([["quantity"] + names, ["value"] + values], form: form)
    case "parameter table":
      let heads = choices.pick(
        "heads",
        [
          ["parameter", "gradient", "new"], ["p", "dE/dp", "p'"],
          ["weight", "derivative", "new value"],
        ]
      )
      return Drawing.table([heads] + entries.map { [$0.name, $0.gradient, $0.after] }, form: form)
    case "parameters across":
      return Drawing.table(
        [
          ["parameter"] + entries.map(\.name), ["gradient"] + entries.map(\.gradient),
          ["new"] + entries.map(\.after),
        ],
        form: form
      )
    case "sentences":
      return entries.map {
        "The gradient of \($0.name) is \($0.gradient), and \($0.name) new is \($0.after)."
      }.joined(separator: "\n\n")
    case "code":
      return "```\n"
        + entries.flatMap {
          [equals(label(slopes, $0.name), $0.gradient), equals(label(news, $0.name), $0.after)]
        }.joined(separator: "\n") + "\n```"
    case "separate lists":
      return "Gradients:\n\n"
        + entries.map { "- \($0.name): \($0.gradient)" }.joined(separator: "\n")
        + "\n\nNew values:\n\n"
        + entries.map { "- \($0.name): \($0.after)" }.joined(separator: "\n")
    default:
      return entries.flatMap {
        [
          "- " + equals(label(slopes, $0.name), $0.gradient),
          "- " + equals(label(news, $0.name), $0.after),
        ]
      }.joined(separator: "\n")
    }
  }
}
