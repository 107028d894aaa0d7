import Exercises
import Grading
import Testing

/// What stands beside an answer and is said of another time, input, network or person never takes its
/// place, and gives no points to a wrong one.
struct StrangerTests {
  private static let chapter = TestCourse.oneNeuron

  static let strangers = [
    // Another time.
    "### After the update\n\na = 0.7012", "With the new weights:\n\na = 0.7012",
    "Second forward pass: a = 0.7012", "After the step, a = 0.7012.",
    "a = 0.7012 after the update.",
    "a = 0.7012 (after the update)", "Nach dem Update ist a = 0.7012.",
    "Con los nuevos pesos a = 0.7012.", "After two steps a = 0.72",
    // Another input.
    "For x = (2, 1): a = 0.9", "With x = (2, 1) I get a = 0.9.", "a = 0.9 for x = (2, 1)",
    "If b = 0 then a = 0.65.", "With α = 3: a = 0.9", "Without the bias a = 0.65.",
    // Another network, part or person.
    "For the first network a = 0.98.", "In a) we had a = 0.982.", "In class we had a = 0.61.",
    "a = 0.61 in the book.", "The book says a = 0.61.", "a = 0.61 (book)",
    // No result.
    "Wrong: a = 0.7", "a = 0.7 (wrong)", "a = 0.7 ❌", "a = 0.7 was a typo.",
    "Anna thinks that a = 0.7.", "Somebody claims a = 0.7.", "Lisa's a = 0.7", "Deleted: a = 0.7",
    "It is wrong to say that a = 0.7.", "We had a = 0.7. That was wrong.", "a no es 0.7.",
    "A common mistake is a = 0.7.", "My guess was a = 0.6.", "Estimate: a ≈ 0.7",
    "numerically: a = 0.6771", "We want a = 1.", "Ideally a = 0.99.",
    // Something made of it.
    "1 - output = 0.323", "y - output = 0.323", "a decreased by 0.0006", "a has 4 decimals",
    "a: 5 digits",
  ]

  @Test("The right answer stays right", arguments: strangers)
  func right(stranger: String) throws {
    let graded = try TestCourse.grade("## 1\n\na = 0.6770\n\n\(stranger)\n", Self.chapter)
    #expect(graded.outcomes("a") == [.correct], "\(graded.exercises[0].statements)")
  }

  @Test("A wrong answer gets nothing from a right number beside it", arguments: strangers)
  func wrong(stranger: String) throws {
    let right = stranger.replacing(/0\.7012|0\.6[15]?\b|0\.7\b|0\.982?|0\.9\b|0\.72|0\.99|0\.6771/)
    { _ in
      "0.6770"
    }
    let graded = try TestCourse.grade("## 1\n\na = 0.5111\n\n\(right)\n", Self.chapter)
    #expect(graded.outcomes("a").allSatisfy { !$0.isAccepted }, "\(right)")
  }

  @Test(
    "What only sounds like a stranger is wrong where it is wrong",
    arguments: [
      "Next, forward pass: a = 0.5111", "Numerical values: a = 0.5111",
      "We start with the forward pass and get a = 0.5111.", "I try to be exact: a = 0.5111",
      "### Numerical example\n\na = 0.5111", "Der Fehler ist klein, denn a = 0.5111",
    ]
  )
  func familiar(homework: String) throws {
    let graded = try TestCourse.grade("## 1\n\n\(homework)\n", Self.chapter)
    #expect(graded.outcomes("a") == [.wrong], "\(graded.exercises[0].statements)")
  }

  @Test("A new weight is no stranger below its step")
  func new() throws {
    let homework = "## 1\n\na = 0.6770\n\n### After the update\n\nw new = 0.4494\n"
    let graded = try TestCourse.grade(homework, Self.chapter)
    #expect(graded.outcomes("w new") == [.correct])
  }
}
