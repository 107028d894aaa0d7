import Foundation
import Testing

/// A student's own numbers, from the question to the report.
struct VariantCommandTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write("assignments: {hw1: {1: own}}\nreveal: full\n", to: "course.yml")
    try scratch.write(
      """
      # C

      ## Own numbers

      Let $w =$ <!--= w -->?<!--/--> and $x = 3$. Compute the product.

      ```yaml exercise
      id: own
      draw: {w: "0.1 ... 1.9 by 0.1"}
      given: {x: "3"}
      answers: {product: {is: "w*x", to: exactly, points: 2}}
      ```

      """,
      to: "chapters/c.md"
    )
    return scratch
  }

  /// Tests/Goldens/variants.py: the student s0042 draws place 11 of the 19 for hw1, which is 1.2.
  @Test("question, template, key and report show the student's own numbers")
  func road() throws {
    let scratch = try scratch()
    let variant = try Tool(["variant", "hw1", "--student", "S-0042"], in: scratch.url)
    #expect(variant.output.contains("w = 1.2   one of 19"), "\(variant.output)\(variant.errors)")
    #expect(variant.output.contains("Let $w =$ 1.2 and $x = 3$."))
    let template = try Tool(["template", "hw1", "--student", "s0042"], in: scratch.url)
    #expect(template.output.hasPrefix("---\nassignment: hw1\nstudent: s0042\n---\n"))
    #expect(template.output.contains("> Let $w =$ 1.2 and $x = 3$."))
    #expect(!template.output.contains("<!--"))
    let key = try Tool(["key", "hw1", "--student", "s0042"], in: scratch.url)
    #expect(key.output.contains("3.6"))
    try scratch.write(
      template.output.replacing("- product =", with: "- product = 3.6"),
      to: "hw1.md"
    )
    let graded = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(graded.output.hasPrefix("hw1.md   for s0042   2 of 2 points"), "\(graded.output)")
  }

  @Test("a homework that does not say whose it is is not guessed at")
  func nobody() throws {
    let scratch = try scratch()
    try scratch.write("product = 3.6\n", to: "hw1.md")
    let run = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(run.status == 2)
    #expect(
      run.errors == """
        hw1.md: error: "hw1" has other numbers for every student, and the homework does not say whose \
        it is
          help: write `student: ID` into the front matter, or say --student ID

        """
    )
    let own = try Tool(["grade", "hw1.md", "--student", "s0042"], in: scratch.url)
    #expect(own.output.hasPrefix("hw1.md   for s0042   2 of 2 points"), "\(own.output)")
    let other = try Tool(["grade", "hw1.md", "--student", "1"], in: scratch.url)
    #expect(other.output.hasPrefix("hw1.md   for 1   0 of 2 points"), "\(other.output)")
    try scratch.write("---\nstudent: 1\nid: 2\n---\nproduct = 3.6\n", to: "hw1.md")
    let two = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(two.status == 2)
    #expect(
      two.errors == """
        hw1.md: error: whose homework it is is said in two ways: 1, 2
          help: leave one of them

        """
    )
    try scratch.write("---\nstudent: 1, 2\n---\nproduct = 3.6\n", to: "hw1.md")
    let none = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(none.errors.hasPrefix("hw1.md: error: the front matter names the student \"1, 2\""))
  }
}
