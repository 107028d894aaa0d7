import Exercises
import Grading
import Testing

/// Points, shares of points, and what a course takes off.
struct CreditTests {
  private static let chapter = """
    ## Chain

    ```yaml exercise
    id: chain
    given: {z: "0.4"}
    answers:
      a: {is: "sigmoid(z)", to: 4 digits, points: 2}
      slope: {is: "a*(1 - a)", to: 4 digits, points: 2}
      twice: {is: "2*a", to: 4 digits, points: 1}
    ```
    """

  /// σ(0.4) = 0.598688, its slope 0.240261, its double 1.197375 (mpmath).
  private func grade(_ homework: String, _ change: (inout Credit) -> Void = { _ in }) throws
    -> GradedHomework
  {
    var settings = CourseSettings()
    change(&settings.credit)
    return try TestCourse.grade(homework, Self.chapter, settings: settings)
  }

  @Test("full, half and no points by default")
  func defaults() throws {
    #expect(try grade("a = 0.5987\n\nslope = 0.24\n\ntwice = 1.3").score == Fraction(3))
    #expect(try grade("a = 0.5986\n\nslope = 0.2403\n\ntwice = 1.197").score == Fraction(5))
    // 0.62 · 0.38 = 0.2356
    let carried = try grade("a = 0.62\n\nslope = 0.2356\n\ntwice = 1.24")
    #expect(carried.outcomes("slope") == [.carried])
    #expect(carried.score == Fraction(3))
  }

  @Test("a course may give less for cut and carried numbers")
  func shares() throws {
    let cut = try grade("a = 0.5986") { $0.truncated = Fraction(3, 4) }
    #expect(cut.score == Fraction(3, 2))
    let carried = try grade("a = 0.62\n\nslope = 0.2356") { $0.carried = Fraction(1, 2) }
    #expect(carried.score == Fraction(1))
  }

  @Test("a wrong answer takes points off only where the course says so, and never below 0")
  func penalty() throws {
    let homework = "a = 0.5987\n\ntwice = 1.3"
    #expect(try grade(homework).score == Fraction(2))
    #expect(try grade(homework) { $0.penalty = Fraction(1, 4) }.score == Fraction(7, 4))
    #expect(try grade("twice = 1.3") { $0.penalty = Fraction(1, 4) }.score == .zero)
  }

  @Test("the same homework gets the same score and the same words")
  func same() throws {
    let homework = "a = 0.62\n\nslope = 0.2356\n\ntwice = 12.4"
    let first = try grade(homework)
    for _ in 0..<5 {
      let again = try grade(homework)
      #expect(again.score == first.score)
      #expect(
        again.exercises[0].items.map { "\($0.outcome) \($0.mistake ?? "") \($0.note ?? "")" }
          == first.exercises[0].items.map { "\($0.outcome) \($0.mistake ?? "") \($0.note ?? "")" }
      )
    }
  }
}
