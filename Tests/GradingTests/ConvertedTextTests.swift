import Exercises
import Grading
import Testing

/// What converters and copying leave of a text: drawn bullets, page numbers, pandoc's scripts, answer sheets.
struct ConvertedTextTests {
  private static let layers = """
    # Layers

    ## Counts

    ```yaml exercise
    id: counts
    given: {z_0: "3"}
    answers:
      size: {is: "(26, 26, 8)", called: [output size]}
      parameters: {is: "(3*3*1 + 1)*8", called: [number of parameters], to: exactly}
      z_1: {is: "z_0*1.5 - 1", to: exactly}
      error: {is: "10^(-3)", to: exactly}
    ```
    """

  private static func outcomes(_ homework: String) throws -> [Outcome] {
    try TestCourse.grade("## Counts\n\n" + homework + "\n", layers).exercises[0].items.map(
      \.outcome
    )
  }

  @Test(
    "Each drawn bullet is an item, whatever the lines between them say",
    arguments: [
      "Convolution Layer:\n   •   Input Size: 28x28x1\n   •   Output Size: 26x26x8\nParameter Calculation:\n   •   Number of parameters: 80",
      "◦ Output Size: 26x26x8\n◦ Number of parameters:\n80",
      "▪ output size: (26, 26, 8)\n▪ parameters: (9 + 1) · 8 = 80",
    ]
  )
  func bullets(homework: String) throws {
    #expect(try Self.outcomes(homework).prefix(2) == [.correct, .correct])
  }

  @Test("The number of a page is no part of the line before it")
  func pages() throws {
    let page = "parameters = 72 + 8 = 80\n" + String(repeating: " ", count: 60) + "2"
    #expect(try Self.outcomes(page)[1] == .correct)
  }

  @Test(
    "Scripts as pandoc writes them belong to their names and numbers",
    arguments: ["*z*~1~ = 3 × 1.5 − 1 = 3.5", "z~1~ = 3.5", "*z*~1~: 3.5"]
  )
  func scripts(homework: String) throws {
    #expect(try Self.outcomes(homework)[2] == .correct)
    #expect(try Self.outcomes("the error is 10^-3^")[3] == .correct)
    // No script: a sum of powers, and two estimates.
    #expect(try Self.outcomes("z_1 = 3.5, for x^2+y^2 and ~0.5 or ~0.6")[2] == .correct)
  }

  @Test("The comments of an answer sheet are its headings")
  func sheet() throws {
    let sheet = """
      ```
      # Fill in the values behind the colons.

      ######################
      ## Counts (4 points)
      ######################

      # Question 1.a (/1): What is the number of parameters?
      counts_1_a: 80

      # Question 1.b (/1): What is z_1?
      counts_1_b: 3.50
      ```
      """
    let graded = try TestCourse.grade(sheet + "\n", Self.layers)
    #expect(graded.outcomes("z_1") == [.correct] || graded.outcomes("z_1") == [.human])
    #expect(graded.unreadLines.isEmpty || !graded.outcomes("parameters").contains(.missing))
  }

  @Test(
    "Tags that end in another block than they begin in end no run",
    arguments: [
      "<p><!-- a\n\n<!-- b", "x\n\n<div>\n<!-- a\n\n</div>",
      "<table>\n<!-- a\n\nb\n\n<!-- c -->", "<h1>a\n\n<!-- b -->\n\n</h1>",
      "<p>a</p><h2>b\n\n<p>c</p>\n\nd</h2>",
    ]
  )
  func unclosed(html: String) throws {
    #expect(try Self.outcomes("parameters = 80\n\n" + html)[1] == .correct)
  }
}
