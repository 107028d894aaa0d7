import Foundation

/// Homework on matrices, vectors and shapes, in every way to write them.
///
/// The truth: ∇W = xᵀδ for x = (1, 2) and given δ, written out; shapes of the exercise's network.
struct MatrixHomework {
  static let layouts = [
    "brackets", "NumPy print-out", "array", "bmatrix", "pmatrix", "LaTeX array", "rows of numbers",
    "table below the name", "session", "shape in brackets", "shape with a cross", "shape by words",
    "shape in a sentence", "letters", "shape table",
  ]

  /// x of the exercise, and the errors of its hidden layer.
  static let x = [1.0, 2.0]

  static var delta: [Double] {
    let z = [0.1 * x[0] + 0.3 * x[1], 0.2 * x[0] + 0.4 * x[1] + 0.2]
    let h = z.map { 1 / (1 + exp(-$0)) }
    let out = [0.5 * h[0] - 0.6 * h[1], -0.5 * h[0] + 0.6 * h[1] + 0.2]
    let total = exp(out[0]) + exp(out[1])
    let error = [exp(out[0]) / total, exp(out[1]) / total - 1]
    return [
      (0.5 * error[0] - 0.5 * error[1]) * h[0] * (1 - h[0]),
      (-0.6 * error[0] + 0.6 * error[1]) * h[1] * (1 - h[1]),
    ]
  }

  static func homework(_ choices: Choices) -> GeneratedHomework {
    var choices = choices
    let layout = choices.pick("layout", layouts)
    let isWrong = choices.pick("wrong", [false, true], plain: 0.5)
    let (body, written) =
      layout.contains("shape") || layout == "letters"
      ? shapes(layout, isWrong, &choices) : matrix(layout, isWrong, &choices)
    let isShape = layout.contains("shape") || layout == "letters"
    return GeneratedHomework(
      text: Framing.homework(
        body,
        title: isShape ? "Shapes of arrays" : "Matrices",
        number: isShape ? 5 : 4,
        &choices
      ),
      written: written,
      layout: "matrix: " + layout,
      choices: choices
    )
  }

  private static func matrix(
    _ layout: String,
    _ isWrong: Bool,
    _ choices: inout Choices
  ) -> (String, [GeneratedHomework.Written]) {
    var draw = choices.generator("values")
    let digits = choices.pick("digits", [4, 5, 6])
    let bad = isWrong ? Int.random(in: 0..<4, using: &draw) : -1
    let cells = x.indices.flatMap { row in delta.map { x[row] * $0 } }.enumerated().map {
      let text = NumberWriting.rounded($1, digits)
      return $0 == bad ? NumberWriting.spoiled(text, &draw) : text
    }
    let rows = [Array(cells[..<2]), Array(cells[2...])]
    let name = layout.contains("matrix") || layout == "LaTeX array" ? "\\nabla_w[0]" : "nabla_w[0]"
    let body: String
    switch layout {
    case "NumPy print-out":
      body =
        "```\n\(name) =\n[[ \(rows[0].joined(separator: " "))]\n [ \(rows[1].joined(separator: " "))]]\n```"
    case "array":
      body =
        "`\(name)` = array([[\(rows[0].joined(separator: ", "))], [\(rows[1].joined(separator: ", "))]])"
    case "bmatrix", "pmatrix":
      body =
        "$$\(name) = \\begin{\(layout)} \(rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")) \\end{\(layout)}$$"
    case "LaTeX array":
      body =
        "$$\(name) = \\left[\\begin{array}{cc} \(rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")) \\end{array}\\right]$$"
    case "rows of numbers":
      body =
        "\(name):\n\n```\n" + rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
        + "\n```"
    case "table below the name":
      body = "\(name):\n\n" + Drawing.table([["", ""]] + rows, form: "gfm")
    case "session":
      body =
        "```\n>>> \(name)\narray([[\(rows[0].joined(separator: ", "))],\n       [\(rows[1].joined(separator: ", "))]])\n```"
    default:
      body =
        "\(name) = [[\(rows[0].joined(separator: ", "))], [\(rows[1].joined(separator: ", "))]]"
    }
    return (body, [.init(name: "nabla_w[0]", text: body, isRight: !isWrong)])
  }

  private static func shapes(
    _ layout: String,
    _ isWrong: Bool,
    _ choices: inout Choices
  ) -> (String, [GeneratedHomework.Written]) {
    let right = layout == "letters" ? ["A", "B"] : ["2", "3"]
    let sizes = isWrong ? right.reversed() : right
    let (a, b) = (sizes[0], sizes[1])
    let label = layout == "letters" ? "shape of W in letters" : "shape of W"
    let cross = choices.pick(
      "cross",
      ["\(a) × \(b)", "\(a)×\(b)", "\(a) x \(b)", "$\(a) \\times \(b)$"]
    )
    let body: String
    switch layout {
    case "shape in brackets":
      body =
        "\(label): " + choices.pick("brackets", ["(\(a), \(b))", "[\(a), \(b)]", "(\(a),\(b))"])
    case "shape with a cross": body = "\(label) = \(cross)"
    case "shape by words": body = "\(label): \(a) by \(b)"
    case "shape in a sentence":
      body = choices.pick(
        "sentence",
        [
          "The shape of W is (\(a), \(b)).", "W has shape (\(a), \(b)).",
          "W is a \(a) × \(b) matrix.",
          "`W.shape` = (\(a), \(b))",
        ]
      )
    case "shape table":
      body = Drawing.table([["", "shape"], ["W", "(\(a), \(b))"]], form: "gfm")
    default:
      // Of letters alone nobody can tell; a second shape with the same letters can.
      let swapped = choices.pick(
        "letters",
        ["(\(a), \(b))", "\(a) x \(b)", "[\(a), \(b)]", "\(a)×\(b)"]
      )
      body = "shape of x in letters: (1, A)\n\n\(label): \(swapped)"
      return (body, [.init(name: label, text: swapped, isRight: !isWrong)])
    }
    return (body, [.init(name: label, text: body, isRight: !isWrong)])
  }
}
