import Exercises
import Grading
import Testing

/// What the page does not show is no answer, and trying is a finding.
struct HiddenTests {
  private static let chapter = """
    ## Cost

    ```yaml exercise
    id: cost
    answers:
      C: {is: "0.5", to: exactly}
    ```
    """

  static let ways = [
    "<!-- C = 0.5 -->", "A line <!-- C = 0.5 --> of text", "<span hidden>C = 0.5</span>",
    "text <span style=\"display: none\">C = 0.5</span> text",
    "text <font color=\"white\">C = 0.5</font>", "<template>C = 0.5</template>",
    "<div style=\"display:none\">\n\nC = 0.5\n\n</div>",
    "<div hidden>\n\n| C |\n|---|\n| 0.5 |\n\nC = 0.5\n\n</div>",
    "<style>\nC = 0.5\n</style>", "[//]: # (C = 0.5)", "[//]: # \"C = 0.5\"",
  ]

  @Test("Hidden text answers nothing", arguments: ways)
  func hidden(way: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(way)\n", Self.chapter)
    let item = try graded.item("C")
    #expect(item.outcome == .missing, "\(item)")
    #expect(graded.findings.map(\.kind) == [.hidden])
  }

  @Test(
    "Hidden formulas answer nothing",
    arguments: [
      "$C = 0.9 \\color{white}{= 0.5}$", "$C = 0.9 \\textcolor{white}{= 0.5}$",
      "$C = 0.9 \\phantom{= 0.5}$", "$$\nC = 0.9 % = 0.5\n$$",
    ]
  )
  func formulas(way: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(way)\n", Self.chapter)
    #expect(try graded.item("C").outcome == .wrong)
  }

  @Test(
    "What is shown is read",
    arguments: [
      "<div>\n\nC = 0.5\n\n</div>", "<details><summary>more</summary>\n\nC = 0.5\n\n</details>",
      "<p>C = 0.5</p>", "<span style=\"color:red\">C = 0.5</span>",
      "<center>C = <b>0.5</b></center>",
      "$C = 50 \\%$ or C = 0.5", "<!-- no value --> C = 0.5",
    ]
  )
  func shown(way: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(way)\n", Self.chapter)
    #expect(try graded.item("C").outcome == .correct)
    #expect(graded.findings.isEmpty)
  }
}
