import Exercises
import Grading
import Markdown
import Testing

/// What an author may say about wrong values: `when`, `usable`, and `measured` instead of `is`.
struct AuthorsKeysTests {
  private static let foreseen = """
    ## Cost

    ```yaml exercise
    id: cost
    given: {y: "0.2", a: "0.3"}
    answers:
      C: {is: "-(y*ln(a) + (1-y)*ln(1-a))", to: 4 digits, points: 2, when: {is: "-(y*log10(a) + (1-y)*log10(1-a))", say: "log10 is what the calculator's log key gives", credit: 1/2}}
    ```
    """

  /// By mpmath: C = 0.526135 with ln, 0.228498 with log10, 0.759052 with log2.
  @Test("an author's own mistake comes first, in the author's words and with its credit")
  func known() throws {
    let graded = try TestCourse.grade("C = 0.2285", Self.foreseen)
    let item = try graded.item("C")
    #expect(item.outcome == .wrong)
    #expect(item.mistake == "log10 is what the calculator's log key gives")
    #expect(item.points == Fraction(1))
    let other = try TestCourse.grade("C = 0.7591", Self.foreseen).item("C")
    #expect(other.mistake == "this is what you get with log2 instead of ln")
    #expect(other.points == .zero)
  }

  private static func chain(_ usable: String) -> String {
    """
    ## Chain

    ```yaml exercise
    id: chain
    given: {z: "0.4"}
    answers:
      a: {is: "sigmoid(z)", to: 4 digits\(usable)}
      slope: {is: "a*(1 - a)", to: 4 digits}
    ```
    """
  }

  @Test("from a wrong value outside of what is usable nothing is carried")
  func usable() throws {
    // 1.5 · (1 − 1.5) = −0.75
    let homework = "a = 1.5\n\nslope = -0.75"
    #expect(try TestCourse.grade(homework, Self.chain("")).outcomes("slope") == [.carried])
    let usable = Self.chain(", usable: strictly between 0 and 1")
    #expect(try TestCourse.grade(homework, usable).outcomes("slope") == [.wrong])
    // 0.7 · 0.3 = 0.21
    let inside = "a = 0.7\n\nslope = 0.21"
    #expect(try TestCourse.grade(inside, usable).outcomes("slope") == [.carried])
  }

  private static func measured(_ credit: String) -> String {
    """
    ## Train

    ```yaml exercise
    id: train
    answers:
      test accuracy: {measured: between 0 and 1, points: 2\(credit)}
    ```
    """
  }

  @Test("a measured number is plausible, implausible, or contradicts another one")
  func plausible() throws {
    let open = try TestCourse.grade("The test accuracy is 0.818.", Self.measured(""))
    #expect(open.outcomes("test accuracy") == [.unverifiable])
    #expect(open.pending == Fraction(2))
    let trusted = try TestCourse.grade("test accuracy = 81.8 %", Self.measured(", credit: 1/2"))
    #expect(trusted.outcomes("test accuracy") == [.unverifiable])
    #expect(trusted.score == Fraction(1))
    #expect(trusted.pending == .zero)
    let outside = try TestCourse.grade("test accuracy = 1.2", Self.measured(""))
    #expect(outside.outcomes("test accuracy") == [.wrong])
    let impossible = try TestCourse.grade(
      "On 150 test images the test accuracy is 0.9150.",
      Self.measured(", credit: 1")
    )
    #expect(impossible.outcomes("test accuracy") == [.inconsistent])
    #expect(impossible.score == .zero)
    #expect(
      try impossible.item("test accuracy").note?.contains("not possible with 150 rows") ?? false
    )
  }

  @Test(
    "what is wrong with these keys is said at its place",
    arguments: [
      (
        "{is: \"y\", measured: between 0 and 1}",
        "6:16: error: an answer is either computed (\"is\"), or \"measured\", or \"human\""
      ),
      (
        "{measured: 0 to 1}",
        "6:17: error: \"0 to 1\" does not say between which two numbers\n"
          + "  help: for example measured: strictly between 0 and 1, or: anything"
      ),
      (
        "{is: \"y\", usable: between 1 and 0}",
        "6:24: error: \"between 1 and 0\" does not say between which two numbers\n"
          + "  help: for example usable: strictly between 0 and 1"
      ),
      (
        "{is: \"y\", when: {is: \"2*y\"}}",
        "6:22: error: a mistake in \"when\" wants \"is\" with its formula and \"say\" with what to say\n"
          + "  help: when: {is: \"y*log10(a)\", say: \"log10 was used\"}"
      ),
      (
        "{is: \"y\", when: {is: \"2*q\", say: \"twice\"}}",
        "6:30: error: `q` is not known here\n  help: give it in `given`, name it in the network's "
          + "`names`, or ask for it in `answers`\n    2*q\n      ^"
      ),
      (
        "{is: \"y\", when: {is: \"2*y\", say: \"twice\", credit: 3/2}}",
        "6:56: error: a credit is a fraction from 0 to 1, such as 1/2"
      ),
      (
        "{is: \"y\", credit: 1/2}",
        "6:16: error: \"credit\" belongs to \"measured\", or into \"when\"\n"
          + "  help: when: {is: \"…\", say: \"…\", credit: 1/2}"
      ),
    ]
  )
  func errors(answer: String, message: String) throws {
    let chapter = """
      ```yaml exercise
      id: e
      given: {y: "1"}
      answers:

        C: \(answer)
      ```
      """
    var chapters = [Chapter(try Document(parsing: SourceText(chapter), limits: .chapter))]
    CourseReader.link(&chapters, notation: CourseSettings().notation)
    #expect(chapters[0].diagnostics.map(\.formatted) == [message])
  }
}
