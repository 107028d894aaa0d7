import Foundation
import Testing

/// `checker tables`: what changes, what never does, and what is refused.
struct TablesCommandTests {
  /// y² for two y, by hand.
  private static let block = """
    ```yaml table
    rows: {y: "0.5, 2"}
    columns: {square: "y^2"}
    format: 2 decimals
    ```
    """

  private static let table =
    "| y   | square |\n| --- | ------ |\n| 0.5 | 0.25   |\n| 2   | 4.00   |"

  @Test("a table is inserted below its block, once")
  func insertion() throws {
    let scratch = try Scratch()
    try scratch.write("Before.\n\n\(Self.block)\nAfter.\n", to: "c.md")
    #expect(try Tool(["tables", "c.md"], in: scratch.url).status == 0)
    #expect(
      try scratch.text("c.md") == "Before.\n\n\(Self.block)\n\n\(Self.table)\n\nAfter.\n"
    )
    let first = try scratch.data("c.md")
    #expect(try Tool(["tables", "c.md"], in: scratch.url).status == 0)
    #expect(try scratch.data("c.md") == first)
    #expect(try Tool(["tables", "--check", "c.md"], in: scratch.url).status == 0)
  }

  @Test(
    "line endings, a byte order mark and a missing final newline stay as they were",
    arguments: ["\n", "\r\n"],
    ["", "\u{FEFF}"]
  )
  func bytes(_ newline: String, _ mark: String) throws {
    let scratch = try Scratch()
    let stale = Self.table.replacing("0.25", with: "0.26")
    let text = "\(mark)# A\t \n\nx  \n\n\(Self.block)\n\n\(stale)\n\nzürich €"
    try scratch.write(text.replacing("\n", with: newline), to: "c.md")
    let run = try Tool(["tables", "c.md"], in: scratch.url)
    #expect(run.status == 0)
    #expect(run.errors.contains("row 0.5, column square: 0.26 stands here, computed is 0.25"))
    let wanted = text.replacing("0.26", with: "0.25").replacing("\n", with: newline)
    #expect(try scratch.data("c.md") == Data(wanted.utf8))
  }

  @Test("rows of formulas need no network, and may be vectors")
  func formulaRows() throws {
    let scratch = try Scratch()
    try scratch.write(
      "```yaml table\nrows: {q: [\"[1, 2] + [3, 4]\", \"2 + 3\"]}\ncolumns: {v: \"q\"}\n```\n",
      to: "c.md"
    )
    #expect(try Tool(["tables", "c.md"], in: scratch.url).status == 0)
    let lines = try scratch.text("c.md").split(separator: "\n").suffix(2)
    #expect(lines == ["| [1, 2] + [3, 4] | [4, 6] |", "| 2 + 3           | 5      |"])
  }

  @Test("--check prints a diff, names the cell and changes nothing")
  func check() throws {
    let scratch = try Scratch()
    let stale = "\(Self.block)\n\n\(Self.table.replacing("4.00", with: "4.01"))\n"
    try scratch.write(stale, to: "c.md")
    let run = try Tool(["tables", "--check", "c.md"], in: scratch.url)
    #expect(run.status == 1)
    #expect(
      run.errors
        == "c.md:10:9: warning: row 2, column square: 4.01 stands here, computed is 4.00\n"
    )
    #expect(
      run.output.contains("-| 2   | 4.01   |\n") && run.output.contains("+| 2   | 4.00   |\n")
    )
    #expect(run.output.hasPrefix("--- c.md\n+++ c.md (computed)\n@@ -4,7 +4,7 @@\n"))
    #expect(try scratch.text("c.md") == stale)
  }

  @Test("a block inside a longer fence or a quote is not run")
  func examples() throws {
    let scratch = try Scratch()
    let quoted = Self.block.split(separator: "\n").map { "> \($0)" }.joined(separator: "\n")
    let text = "````markdown\n\(Self.block)\n````\n\n\(quoted)\n"
    try scratch.write(text, to: "c.md")
    #expect(try Tool(["tables", "c.md"], in: scratch.url).status == 0)
    #expect(try scratch.text("c.md") == text)
  }

  @Test("text directly below a table and a table of somebody else are errors, and nothing is lost")
  func refusals() throws {
    let scratch = try Scratch()
    let texts = [
      "\(Self.block)\n\n\(Self.table)\nA sentence.\n",
      "\(Self.block)\n\n| other | table |\n| --- | --- |\n| 1 | 2 |\n",
    ]
    let messages = [
      """
      c.md:11:1: error: the text "A sentence." stands directly below the table and is one of its rows
        help: put a blank line above it

      """,
      """
      c.md:7:1: error: the table after the block is not its own: the corner is "other", \
      the block writes "y"
        help: put a line of text between the block and this table, or delete the table

      """,
    ]
    for (text, message) in zip(texts, messages) {
      try scratch.write(text, to: "c.md")
      let run = try Tool(["tables", "c.md"], in: scratch.url)
      #expect(run.status == 2)
      #expect(run.errors == message)
      #expect(try scratch.text("c.md") == text)
    }
  }

  @Test("an error in one block leaves all files untouched, and all errors are reported")
  func errors() throws {
    let scratch = try Scratch()
    let good = "\(Self.block)\n"
    let bad = """
      ```yaml table
      rows: {y: "0.5, 2"}
      columns: {square: "y^2 + activation"}
      ```

      ```yaml table
      row: {y: "1"}
      columns: {square: "y^2"}
      ```

      ```yaml table
      rows: {y: [1, 2}
      ```

      """
    try scratch.write(good, to: "a.md")
    try scratch.write(bad, to: "b.md")
    let run = try Tool(["tables", "a.md", "b.md"], in: scratch.url)
    #expect(run.status == 2)
    #expect(try scratch.text("a.md") == good)
    #expect(run.errors.contains("b.md:3:26: error: `activation` is not known here"))
    #expect(run.errors.contains("b.md:7:1: error: a table has no key \"row\""))
    #expect(run.errors.contains("help: did you mean `rows`?"))
    #expect(run.errors.contains("b.md:12:"))
  }

  @Test("a table written by hand is compared at its printed digits and never rewritten")
  func checked() throws {
    let scratch = try Scratch()
    let block = Self.block.replacing("format: 2 decimals", with: "mode: check")
    let right = "\(block)\n\n| y | square |\n|---|---|\n| 0.5 | **0.3** |\n| 2 | 4 |\n"
    try scratch.write(right, to: "c.md")
    #expect(try Tool(["tables", "c.md"], in: scratch.url).status == 0)
    let wrong = right.replacing("0.3", with: "0.35")
    try scratch.write(wrong, to: "c.md")
    let run = try Tool(["tables", "c.md"], in: scratch.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("row 0.5, column square: **0.35** stands here, computed is 0.25"))
    #expect(try scratch.text("c.md") == wrong)
  }
}
