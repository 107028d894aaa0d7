/// What stands around an answer: headings, prose, line endings, the question's own text.
enum Framing {
  static func homework(
    _ body: String,
    title: String,
    number: Int,
    _ choices: inout Choices
  ) -> String {
    let heading = choices.pick(
      "heading",
      [
        "## \(number). \(title)", "## Q\(number)", "## \(title)", "**Question \(number)**",
        "# Exercise \(number)", "## \(number)", "Question \(number):", "**\(number).**",
        "### Answer to question \(number)", "## Aufgabe \(number)", "\(title)\n-----",
      ],
      plain: 0.3
    )
    let before = choices.pick(
      "before",
      ["", "# Homework 1\n\n", "My name is on the sheet.\n\n", "---\nassignment: hw\n---\n\n"],
      plain: 0.4
    )
    let lead = choices.pick(
      "lead",
      ["", "Here are my results.\n\n", "I used a small program.\n\n", "![plot](plot.png)\n\n"],
      plain: 0.5
    )
    let after = choices.pick("after", ["", "\n\nThis is what I expected."], plain: 0.6)
    var text = before + heading + "\n\n" + lead + body + after + "\n"
    switch choices.pick("bytes", ["plain", "crlf", "mark", "no final newline"], plain: 0.6) {
    case "crlf": text = text.replacing("\n", with: "\r\n")
    case "mark": text = "\u{FEFF}" + text
    case "no final newline": text.removeLast()
    default: break
    }
    return text
  }
}
