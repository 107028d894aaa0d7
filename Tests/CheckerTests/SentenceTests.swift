import Foundation
import Testing

/// Values in sentences: computed like tables, and refused where Markdown would show something else.
struct SentenceTests {
  /// 0.6931 is ln 2, rounded; 0.25 is 0.5².
  @Test("values and cells are written, once, and everything else stays")
  func values() throws {
    let scratch = try Scratch()
    let text = """
      # A

      The cost is <!--= -ln(0.5) | 4 decimals -->x<!--/-->, `<!--= 1 -->` is code.

      ```yaml table
      name: squares
      rows: {y: "0.5, 2"}
      columns: {square: "y^2"}
      ```

      | y   | square |
      | --- | ------ |
      | 0.5 | 0.25   |
      | 2   | 4      |

      > Quoted: <!--= cell 0.50, square --><!--/--> and <!--= cell 2, square of squares -->5<!--/-->.
      > A vector is <!--= [1, 2]*0.5 -->?<!--/-->.

      """
    try scratch.write(text, to: "c.md")
    let run = try Tool(["tables", "c.md"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "c.md:3:44: warning: a value in a sentence: x stands here, computed is 0.6931"
      )
    )
    let wanted = text.replacing("-->x<!--/", with: "-->0.6931<!--/")
      .replacing("square --><!--/", with: "square -->0.25<!--/")
      .replacing("-->5<!--/", with: "-->4<!--/").replacing("-->?<!--/", with: "-->(0.5, 1)<!--/")
    #expect(try scratch.text("c.md") == wanted)
    #expect(try Tool(["tables", "--check", "c.md"], in: scratch.url).status == 0)
  }

  @Test(
    "what would be shown otherwise is refused and explained",
    arguments: [
      (
        "<!--= 1 -->1<!--/--> starts",
        "c.md:1:1: error: a value at the start of a line: Markdown would take the whole line for HTML"
      ),
      (
        "a <!--= 1--2 -->1<!--/-->",
        "c.md:1:3: error: `--` inside a comment: CommonMark 0.30 prints such a comment as text"
      ),
      (
        "a $x = <!--= 1 -->1<!--/-->$",
        "c.md:1:3: error: a value inside a formula, where it would be printed as text"
      ),
      ("a <!--= 1 --> b", "c.md:1:3: error: a value that is not closed in this paragraph"),
      ("a <!--/--> b", "c.md:1:3: error: <!--/--> closes no value"),
      ("a <!--= b | 2 digits -->1<!--/-->", "c.md:1:9: error: `b` is not known here"),
      (
        "a <!--= 1 | 4 decimalz -->1<!--/-->",
        "c.md:1:9: error: \"4 decimalz\" is neither a format nor a network\n"
          + "  help: did you mean `4 decimals`?"
      ),
      ("a <!--= 1/0 -->1<!--/-->", "c.md:1:9: error: the formula has no finite value"),
      ("a <!--= cell 1, b -->1<!--/-->", "c.md:1:3: error: there is no computed table above"),
      (
        "| a |\n| --- |\n| <!--= 1 -->1<!--/--> |",
        "c.md:3:3: error: a value inside a table, where `|` ends the cell"
      ),
    ]
  )
  func refused(text: String, message: String) throws {
    let scratch = try Scratch()
    try scratch.write(text + "\n", to: "c.md")
    let run = try Tool(["tables", "c.md"], in: scratch.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
    #expect(try scratch.text("c.md") == text + "\n")
  }
}
