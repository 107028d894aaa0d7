import Grading
import Markdown
import Testing

/// Remarks stand where the value stands, to the byte.
struct PositionTests {
  /// What a value can stand in: lines of Markdown in which `VALUE` is one.
  static let frames = [
    "dE/dw7 = VALUE",
    "- dE/dw7 = VALUE",
    "* one\n* two\n\n  dE/dw7 = VALUE",
    "3. dE/dw7 = VALUE",
    "1. - dE/dw7 = VALUE",
    "> dE/dw7 = VALUE",
    "> words\n> dE/dw7 = VALUE",
    "> words\ndE/dw7 = VALUE",
    "> - dE/dw7 = VALUE",
    "-\tdE/dw7 = VALUE",
    "-\tone\n\n\tdE/dw7 = VALUE",
    "   dE/dw7 =\tVALUE",
    "    dE/dw7 = VALUE",
    "```\ndE/dw7 = VALUE\n```",
    "- ```\n  dE/dw7 = VALUE\n  ```",
    "> ~~~\n> dE/dw7 = VALUE\n> ~~~",
    "$dE/dw_7 = VALUE$",
    "$$\ndE/dw_7 = VALUE\n$$",
    "\\[ \\frac{\\partial E}{\\partial w_7} = VALUE \\]",
    "$$\\begin{aligned}\nx &= 1 \\\\\n\\frac{dE}{dw_7} &= VALUE\n\\end{aligned}$$",
    "**dE/dw7** = **VALUE**",
    "dE/dw7 = `VALUE`",
    "dE/dw7 = <mark>VALUE</mark>",
    "| name | value |\n| --- | --- |\n| dE/dw7 | VALUE |",
    "| name | value |\n| --- | --- |\n| dE/dw7 | **VALUE** |",
    "> | name | value |\n> | --- | --- |\n> | dE/dw7 | VALUE |",
    "- | name | value |\n  | --- | --- |\n  | dE/dw7 | VALUE |",
    "| größe | 値 |\n| --- | --- |\n| dE/dw7 | VALUE |",
    "name\tvalue\ndE/dw7\tVALUE\ndE/dw8\t0.1",
    "a line\nand dE/dw7 = VALUE\nand more",
    "first\\\ndE/dw7 = VALUE",
    "∂E/∂w₇ = VALUE",
    "𝜕E/𝜕w₇ ≈ VALUE 😀",
    "&Ouml; &amp; dE/dw7 = VALUE",
    "<!-- a note -->\ndE/dw7 = VALUE",
    "<!-- a\nnote -->\n\ndE/dw7 = VALUE",
  ]

  /// What stands before the frame in the file.
  static let openings = ["", "Größe ∂ 😀 é\n\n", "\u{FEFF}", "\u{FEFF}# Ö\n\n", "\n\n\t\n"]

  @Test(
    "a value is found at its line and column",
    arguments: frames,
    openings
  )
  func position(frame: String, opening: String) throws {
    for ending in ["\n", "\r\n"] {
      for value in ["-0.0255", "−0.0255", "-2.55 \\cdot 10^{-2}", "１.５"] {
        let lines = (opening + frame.replacing("VALUE", with: value) + "\n").split(
          separator: "\n",
          omittingEmptySubsequences: false
        )
        let text = lines.joined(separator: ending)
        let graded = try TestCourse.grade(text, TestCourse.step)
        let place = try #require(Self.place(of: value, in: lines), "\(frame)")
        let statements = graded.exercises[0].statements.filter { $0.name == "dE/dw7" }
        let found = statements.compactMap { $0.range?.lowerBound }.map(graded.source.location)
        #expect(
          found == [place],
          "\(frame) \(opening) \(value) \(statements.map { $0.text ?? "" })"
        )
      }
    }
  }

  /// Counted here by hand: lines and columns from 1, a byte order mark not counted.
  private static func place(of value: String, in lines: [Substring]) -> Markdown.SourceLocation? {
    for (index, line) in lines.enumerated() {
      guard let start = line.firstRange(of: value)?.lowerBound else { continue }
      let before = line[..<start].drop { $0 == "\u{FEFF}" }
      return Markdown.SourceLocation(
        line: index + 1,
        column: before.utf8.count + 1,
        editorColumn: before.utf16.count + 1
      )
    }
    return nil
  }
}
