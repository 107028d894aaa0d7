import Foundation

/// Homework on the cross-entropy of chosen y and a, and its minima.
///
/// The truth is computed here with Foundation's `log`.
struct CostHomework {
  static let layouts = [
    "wide", "key last", "turned", "labelled axes", "long", "long with terms", "keys last", "lying",
    "table for each y", "table under a heading for each y", "caption in the header", "blank keys",
    "conditions over columns", "calls in a list", "named calls in math", "lines of names",
    "keys and a colon", "sentences", "program output", "nested list", "latex array",
  ]

  private var choices: Choices
  private var written: [GeneratedHomework.Written] = []

  static func homework(_ choices: Choices) -> GeneratedHomework {
    var homework = CostHomework(choices: choices)
    return homework.make()
  }

  private struct Cell {
    let y: Double
    let a: Double
    var text: String
  }

  private static func cost(_ y: Double, _ a: Double) -> Double {
    -(y * log(a) + (1 - y) * log(1 - a))
  }

  private static func plain(_ value: Double) -> String { "\(value)" }

  private mutating func make() -> GeneratedHomework {
    let layout = choices.pick("layout", Self.layouts)
    let form = choices.pick("table", Drawing.forms, plain: 0.3)
    let notation = choices.pick("number", NumberWriting.notations, plain: 0.3)
    let wrongShare = choices.pick("wrong", [0.0, 0.15], plain: 0.3)
    var draw = choices.generator("values")
    let pool = stride(from: 5, through: 95, by: 5).map { Double($0) / 100 }
    let ys = Array(pool.shuffled(using: &draw).prefix(3))
    let avalues = pool.shuffled(using: &draw).prefix(Int.random(in: 3...9, using: &draw)).sorted()
    let isTable = ![
      "calls in a list", "named calls in math", "lines of names", "sentences", "program output",
    ]
    .contains(layout)
    let context: NumberWriting.Context =
      layout == "named calls in math" || layout == "latex array"
      ? .math : layout == "program output" ? .code : isTable ? .cell : .line
    let isMarked = choices.pick("marks", [false, true], plain: 0.6)
    let holdsMarkdown = Drawing.holdsMarkdown(form)
    let mark = choices.pick(
      "mark",
      ["**%**", "<mark>%</mark>", "==%==", "`%`", "%[^1]", "*%*", "<b>%</b>", "%<sup>2</sup>"]
    )
    var cells: [[String]] = []
    for y in ys {
      var row: [String] = []
      for a in avalues {
        let isWrong = Double.random(in: 0..<1, using: &draw) < wrongShare
        var spoiler = draw
        _ = draw.next()
        var text = NumberWriting.text(
          Self.cost(y, a),
          decimals: 4,
          notation: notation,
          context: context,
          spoil: { isWrong ? NumberWriting.spoiled($0, &spoiler) : $0 }
        )
        let isPlainNotation = notation == "plain" || notation == "more digits" || notation == "cut"
        if isMarked, isTable, holdsMarkdown, isPlainNotation, layout != "latex array",
          Double.random(in: 0..<1, using: &draw) < 0.3
        {
          text = mark.replacing("%", with: text)
        }
        written.append(.init(name: "C", at: ["y": y, "a": a], text: text, isRight: !isWrong))
        row.append(text)
      }
      cells.append(row)
    }
    var body = body(layout, form, ys, Array(avalues), cells)
    if wrongShare == 0, choices.pick("minima", [false, true], plain: 0.4) {
      body += "\n\n" + minima(ys, Array(avalues))
    }
    return GeneratedHomework(
      text: Framing.homework(
        body,
        title: "Where is the cross-entropy smallest?",
        number: 1,
        &choices
      ),
      written: written,
      layout: "cost: " + layout,
      choices: choices
    )
  }

  // MARK: - Layouts

  private mutating func body(
    _ layout: String,
    _ form: String,
    _ ys: [Double],
    _ avalues: [Double],
    _ cells: [[String]]
  ) -> String {
    let y = ys.map(Self.plain)
    let a = avalues.map(Self.plain)
    let isMarkdown = Drawing.holdsMarkdown(form)
    let names = choices.pick(
      "letters",
      isMarkdown
        ? [
          ["y", "a", "C"], ["$y$", "$a$", "$C$"], ["**y**", "**a**", "**C**"], ["у", "а", "С"],
          ["𝑦", "𝑎", "𝐶"], ["desired output y", "activation a", "cost C"],
        ] : [["y", "a", "C"]],
      plain: 0.5
    )
    let corner = choices.pick("corner", ["y \\ a", "y / a", "y\\a"], plain: 0.5)
    let pairs = ys.indices.flatMap { row in avalues.indices.map { (row, $0) } }
    func turned(_ rows: [[String]]) -> [[String]] {
      rows[0].indices.map { column in rows.map { $0[column] } }
    }
    let long = pairs.map { [y[$0], a[$1], cells[$0][$1]] }
    switch layout {
    case "key last":
      return Drawing.table([a + [names[0]]] + ys.indices.map { cells[$0] + [y[$0]] }, form: form)
    case "turned":
      let back = corner == "y / a" ? "a / y" : "a \\ y"
      return Drawing.table(
        turned([[back] + a] + ys.indices.map { [y[$0]] + cells[$0] }),
        form: form
      )
    case "labelled axes":
      // Without outer pipes a blank corner is no cell.
      let hasPipes =
        Drawing.holdsMarkdown(form) && form != "tabs" && form != "gfm without outer pipes"
      let blank = hasPipes ? "" : "C"
      return Drawing.table(
        [[blank] + a.map { "a = \($0)" }] + ys.indices.map { ["y = \(y[$0])"] + cells[$0] },
        form: form
      )
    case "long": return Drawing.table([names] + long.shuffled(using: &order), form: form)
    case "keys last":
      return Drawing.table(
        [[names[2], names[0], names[1]]] + long.map { [$0[2], $0[0], $0[1]] },
        form: form
      )
    case "long with terms":
      let rows = pairs.map { row, column in
        let first = ys[row] * log(avalues[column])
        let second = (1 - ys[row]) * log(1 - avalues[column])
        return [
          y[row], a[column], NumberWriting.rounded(first, 4), NumberWriting.rounded(second, 4),
          cells[row][column],
        ]
      }
      return Drawing.table(
        [[names[0], names[1], "y ln a", "(1-y) ln(1-a)", names[2]]] + rows,
        form: form
      )
    case "lying": return Drawing.table(turned([names] + long), form: form)
    case "table for each y", "table under a heading for each y":
      return ys.indices.map { row in
        let caption = layout == "table for each y" ? "For y = \(y[row]):" : "### y = \(y[row])"
        let table = [["a", "C"]] + avalues.indices.map { [a[$0], cells[row][$0]] }
        return caption + "\n\n" + Drawing.table(table, form: form)
      }.joined(separator: "\n\n")
    case "caption in the header":
      return ys.indices.map { row in
        Drawing.table(
          [["y = \(y[row])", ""], ["a", "C"]] + avalues.indices.map { [a[$0], cells[row][$0]] },
          form: "gfm"
        )
      }.joined(separator: "\n\n")
    case "blank keys":
      let rows = pairs.map { [$1 == 0 ? y[$0] : "", a[$1], cells[$0][$1]] }
      return Drawing.table([["y", "a", "C"]] + rows, form: "gfm")
    case "conditions over columns":
      let heads = y.map {
        choices.pick("condition", ["C (y = \($0))", "y = \($0)", "C for y = \($0)"])
      }
      return Drawing.table(
        turned([[names[1]] + a] + ys.indices.map { [heads[$0]] + cells[$0] }),
        form: form
      )
    case "calls in a list":
      return pairs.map { "- C(\(y[$0]), \(a[$1])) = \(cells[$0][$1])" }.joined(separator: "\n")
    case "named calls in math":
      return pairs.map { "- $C(y=\(y[$0]), a=\(a[$1])) = \(cells[$0][$1])$" }.joined(
        separator: "\n"
      )
      .replacing("= \\approx", with: "\\approx")
    case "lines of names":
      return pairs.map { "y = \(y[$0]), a = \(a[$1]), C = \(cells[$0][$1])  " }.joined(
        separator: "\n"
      )
      .replacing("= ≈", with: "≈")
    case "keys and a colon":
      return pairs.map { "- y = \(y[$0]), a = \(a[$1]): \(cells[$0][$1])" }.joined(separator: "\n")
    case "sentences":
      return pairs.map { "For y = \(y[$0]) and a = \(a[$1]) the cost C is \(cells[$0][$1])." }
        .joined(separator: "\n\n")
    case "program output":
      return "```\n"
        + pairs.map { "y=\(y[$0]) a=\(a[$1]) C=\(cells[$0][$1])" }.joined(separator: "\n") + "\n```"
    case "nested list":
      return ys.indices.map { row in
        "- y = \(y[row])\n"
          + avalues.indices.map { "  - a = \(a[$0]): C = \(cells[row][$0])" }.joined(
            separator: "\n"
          )
      }.joined(separator: "\n")
    case "latex array":
      let rows = [["y", "a", "C"]] + long
      return "$$\n\\begin{array}{c|cc}\n"
        + rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\\n")
        + "\n\\end{array}\n$$"
    default:
      return Drawing.table([[corner] + a] + ys.indices.map { [y[$0]] + cells[$0] }, form: form)
    }
  }

  private var order: SplitMix {
    get { choices.generator("order") }
    set { _ = newValue }
  }

  private mutating func minima(_ ys: [Double], _ avalues: [Double]) -> String {
    let style = choices.pick(
      "minima style",
      ["line", "sentence", "table", "words", "list", "turned table"]
    )
    var rows: [(y: String, minimum: String, a: String)] = []
    for y in ys {
      guard let best = avalues.min(by: { Self.cost(y, $0) < Self.cost(y, $1) }) else { continue }
      let text = NumberWriting.rounded(Self.cost(y, best), 4)
      rows.append((Self.plain(y), text, Self.plain(best)))
      written.append(.init(name: "minimum", at: ["y": y], text: text, isRight: true))
      written.append(.init(name: "argmin", at: ["y": y], text: Self.plain(best), isRight: true))
    }
    switch style {
    case "sentence":
      return rows.map { "The minimum for y = \($0.y) is \($0.minimum) at a = \($0.a)." }
        .joined(separator: "\n\n")
    case "words":
      return rows.map { "With y = \($0.y) the lowest cost \($0.minimum) is reached at a = \($0.a)" }
        .joined(separator: "\n\n")
    case "list":
      return rows.map { "* y = \($0.y): min C = \($0.minimum) (a = \($0.a))" }.joined(
        separator: "\n"
      )
    case "table":
      return Drawing.table(
        [["y", "smallest C", "at a"]] + rows.map { [$0.y, $0.minimum, $0.a] },
        form: "gfm"
      )
    case "turned table":
      return Drawing.table(
        [
          ["y"] + rows.map(\.y), ["minimum"] + rows.map(\.minimum), ["argmin"] + rows.map(\.a),
        ],
        form: "gfm"
      )
    default:
      return rows.map { "For y = \($0.y): smallest C = \($0.minimum) at a = \($0.a)" }
        .joined(separator: "\n\n")
    }
  }
}
