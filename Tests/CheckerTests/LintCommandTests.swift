import Foundation
import Testing

/// `checker lint` on the command line: what it prints, in which form, and how it ends.
struct LintCommandTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      """
      # C

      ## Q, 100 %

      ```yaml exercise
      id: q
      given: {u: "0.0123"}
      answers: {a: {is: "u^2", to: 2 decimals}}
      ```

      """,
      to: "chapters/c,1.md"
    )
    return scratch
  }

  @Test("text names place, severity, check and what to do, and errors end with 1")
  func text() throws {
    let scratch = try scratch()
    let run = try Tool(["lint", "chapters"], in: scratch.url)
    #expect(run.status == 1)
    #expect(
      run.output == """
        chapters/c,1.md:5:1: warning: the exercise "q" has no test [untested]
          help: checker lint --propose chapters/c,1.md writes a first set
        chapters/c,1.md:8:30: error: a is 0.000151: with 2 decimals that is 0 [precision]
          help: write to: 4 digits
        1 chapter, 1 exercise: 1 error, 1 warning

        """
    )
    try scratch.write(
      try scratch.text("chapters/c,1.md").replacing("2 decimals", with: "3 digits"),
      to: "chapters/c,1.md"
    )
    #expect(try Tool(["lint", "chapters"], in: scratch.url).status == 0)
  }

  @Test("json, sarif and github say the same")
  func formats() throws {
    let scratch = try scratch()
    let json = try Tool(["lint", "chapters", "--format", "json"], in: scratch.url)
    #expect(json.status == 1)
    let findings = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    )
    #expect(findings.map { $0["check"] as? String } == ["untested", "precision"])
    #expect(findings[1]["line"] as? Int == 8)
    #expect(findings[1]["column"] as? Int == 30)
    let sarif = try Tool(["lint", "chapters", "--format", "sarif"], in: scratch.url)
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
    )
    #expect(log["version"] as? String == "2.1.0")
    let results = try #require(
      ((log["runs"] as? [[String: Any]])?.first?["results"]) as? [[String: Any]]
    )
    #expect(results.map { $0["ruleId"] as? String } == ["untested", "precision"])
    #expect(results.map { $0["level"] as? String } == ["warning", "error"])
    #expect(sarif.output.contains("\"uri\": \"chapters/c%2C1.md\""))
    let github = try Tool(["lint", "chapters", "--format", "github"], in: scratch.url)
    #expect(
      github.output.contains(
        "::error file=chapters/c%2C1.md,line=8,col=30,title=precision::a is 0.000151: "
          + "with 2 decimals that is 0%0Awrite to: 4 digits\n"
      ),
      "\(github.output)"
    )
  }

  @Test("a first set of tests is written once, and passes")
  func propose() throws {
    let scratch = try scratch()
    try scratch.write(
      try scratch.text("chapters/c,1.md").replacing("2 decimals", with: "3 digits"),
      to: "chapters/c,1.md"
    )
    let run = try Tool(["lint", "--propose", "chapters"], in: scratch.url)
    #expect(run.status == 0)
    #expect(run.output.contains("tests below the exercise \"q\""))
    let written = try scratch.text("chapters/c,1.md")
    #expect(written.contains("<!-- yaml tests\nexercise: q\nright:\n"))
    let lint = try Tool(["lint", "chapters"], in: scratch.url)
    #expect(lint.output == "1 chapter, 1 exercise: no errors, no warnings\n")
    _ = try Tool(["lint", "--propose", "chapters"], in: scratch.url)
    #expect(try scratch.text("chapters/c,1.md") == written)
  }

  @Test("what checker new writes lints clean, is up to date, and can be graded")
  func new() throws {
    let scratch = try Scratch()
    for arguments in [
      ["new", "chapter", "chapters/mine.md"],
      ["new", "exercise", "costs", "--chapter", "chapters/mine.md"],
      ["tables", "--check", "chapters"],
    ] {
      let run = try Tool(arguments, in: scratch.url)
      #expect(run.status == 0, "\(arguments): \(run.errors)\(run.output)")
    }
    let lint = try Tool(["lint", "chapters"], in: scratch.url)
    #expect(lint.output == "1 chapter, 2 exercises: no errors, no warnings\n")
    for name in ["hw1", "costs"] {
      let key = try Tool(["key", name, "--homework"], in: scratch.url)
      try scratch.write(key.output, to: "\(name).md")
      let graded = try Tool(
        ["grade", "\(name).md", "--assignment", name, "--fail-under", "100"],
        in: scratch.url
      )
      #expect(graded.status == 0, "\(graded.output)\(graded.errors)")
    }
    let again = try Tool(["new", "chapter", "chapters/mine.md"], in: scratch.url)
    #expect(again.status == 2)
    #expect(again.errors.hasPrefix("chapters/mine.md: error: is there already"))
  }

  @Test("what is for authors alone is published nowhere, and everything visible is")
  func comments() throws {
    let scratch = try Scratch()
    try scratch.write("assignments: {hw1: {1: q}}\n", to: "course.yml")
    try scratch.write(
      """
      # C <!-- SECRET -->

      <div class="note">
      Read this. <!-- SECRET -->
      And this.
      </div>

      <!-- SECRET --> visible.

      ## Q

      Compute <!-- SECRET
      SECRET --> it. [a <!-- SECRET --> link](x.md) `<!-- shown -->`

      - item <!-- SECRET -->

        ```yaml exercise
        id: SECRET
        ```

      | a <!-- SECRET --> | b |
      | --- | --- |
      | 1 | 2 |

      [//]: # (SECRET)

      ```yaml network
      # SECRET
      name: net # SECRET
      layers: "1 - 1 sigmoid"
      ```

      ```yaml exercise
      id: q
      answers: {a: {is: "2", to: exactly}}
      ```

      """,
      to: "chapters/c.md"
    )
    let run = try Tool(["publish", "out"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    for file in ["out/chapters/c.md", "out/homework/hw1.md"] {
      let text = try scratch.text(file)
      #expect(!text.contains("SECRET"), "\(text)")
      #expect(text.contains("`<!-- shown -->`") && text.contains("| 1 | 2 |"), "\(text)")
    }
    let chapter = try scratch.text("out/chapters/c.md")
    for line in ["<div class=\"note\">", "Read this.", "And this.", "</div>", " visible."] {
      #expect(chapter.contains(line), "\(line)")
    }
  }

  @Test("publish writes into its own folder, and touches nothing else there")
  func publish() throws {
    let scratch = try Scratch()
    _ = try Tool(["new", "chapter", "chapters/mine.md"], in: scratch.url)
    #expect(try Tool(["publish", "out"], in: scratch.url).output == "2 files in out\n")
    let chapter = try scratch.text("out/chapters/mine.md")
    #expect(!chapter.contains("yaml exercise") && !chapter.contains("<!--"))
    #expect(chapter.contains("| w1  | -0.044140 |"))
    #expect(try scratch.text("out/homework/hw1.md").contains("- dC/dw1 =\n"))
    // What somebody puts beside it stays; what is no longer published goes.
    try scratch.write("precious", to: "out/.git/HEAD")
    try scratch.write("mine", to: "out/homework/mine.txt")
    try scratch.write("assignments: {hw2: {1: mine}}\n", to: "course.yml")
    #expect(try Tool(["publish", "out"], in: scratch.url).status == 0)
    #expect(try scratch.text("out/.git/HEAD") == "precious")
    #expect(try scratch.text("out/homework/mine.txt") == "mine")
    #expect(try scratch.text("out/homework/hw2.md").hasPrefix("---\nassignment: hw2\n"))
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path + "/out/homework/hw1.md"))
    let refused = try Tool(["publish", "chapters"], in: scratch.url)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("there is a folder or file here that checker did not write"))
    #expect(FileManager.default.fileExists(atPath: scratch.url.path + "/chapters/mine.md"))
  }
}
