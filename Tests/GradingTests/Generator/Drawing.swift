/// Draws tables as people and programs draw them.
enum Drawing {
  static let forms = [
    "gfm", "gfm without outer pipes", "gfm tight", "tabs", "tabs in code", "spaces in code",
    "print(df)", "box", "psql", "quoted gfm", "gfm in a list",
  ]

  /// Forms whose cells hold Markdown: bold, formulas and the rest.
  static func holdsMarkdown(_ form: String) -> Bool { form.contains("gfm") || form == "tabs" }

  static func table(_ rows: [[String]], form: String) -> String {
    switch form {
    case "gfm without outer pipes":
      return ([rows[0], rows[0].map { _ in "---" }] + rows.dropFirst())
        .map { $0.joined(separator: " | ") }.joined(separator: "\n")
    case "gfm tight":
      return ([rows[0], rows[0].map { _ in ":-:" }] + rows.dropFirst())
        .map { "|" + $0.joined(separator: "|") + "|" }.joined(separator: "\n")
    case "tabs": return rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    case "tabs in code": return fenced(rows.map { $0.joined(separator: "\t") })
    case "spaces in code": return fenced(aligned(rows))
    case "print(df)":
      let counted = rows.enumerated().map { index, row in
        [index == 0 ? "" : String(index - 1)] + row
      }
      return fenced(aligned(counted))
    case "box": return fenced(boxed(rows))
    case "psql": return fenced(ruled(rows))
    case "quoted gfm": return prefixed(gfm(rows), "> ")
    case "gfm in a list": return "- My results:\n\n" + prefixed(gfm(rows), "  ")
    default: return gfm(rows).joined(separator: "\n")
    }
  }

  private static func gfm(_ rows: [[String]]) -> [String] {
    ([rows[0], rows[0].map { _ in "---" }] + rows.dropFirst())
      .map { "| " + $0.joined(separator: " | ") + " |" }
  }

  private static func prefixed(_ lines: [String], _ prefix: String) -> String {
    lines.map { prefix + $0 }.joined(separator: "\n")
  }

  private static func fenced(_ lines: [String]) -> String {
    (["```"] + lines + ["```"]).joined(separator: "\n")
  }

  private static func widths(_ rows: [[String]]) -> [Int] {
    rows[0].indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
  }

  private static func padded(_ text: String, _ width: Int, right: Bool) -> String {
    let blank = String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    return right ? blank + text : text + blank
  }

  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = widths(rows)
    return rows.map { row in
      zip(row, widths).map { padded($0, $1, right: true) }.joined(separator: "  ")
    }
  }

  private static func boxed(_ rows: [[String]]) -> [String] {
    let widths = widths(rows)
    func line(_ left: String, _ middle: String, _ right: String) -> String {
      left + widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: middle) + right
    }
    func row(_ cells: [String]) -> String {
      "│"
        + zip(cells, widths).map { " " + padded($0, $1, right: false) + " " }
        .joined(separator: "│") + "│"
    }
    return [line("┌", "┬", "┐"), row(rows[0]), line("├", "┼", "┤")]
      + rows.dropFirst().map(row) + [line("└", "┴", "┘")]
  }

  private static func ruled(_ rows: [[String]]) -> [String] {
    let widths = widths(rows)
    let rule =
      "+" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+") + "+"
    func row(_ cells: [String]) -> String {
      "|"
        + zip(cells, widths).map { " " + padded($0, $1, right: false) + " " }
        .joined(separator: "|") + "|"
    }
    return [rule, row(rows[0]), rule] + rows.dropFirst().map(row) + [rule]
  }
}
