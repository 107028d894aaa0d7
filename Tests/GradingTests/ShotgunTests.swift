import Exercises
import Grading
import Testing

/// More than two different values of one quantity are shots at it.
struct ShotgunTests {
  private static let chapter = """
    ## Cost

    ```yaml exercise
    id: cost
    given: {a: "0.3"}
    answers:
      C: {is: "-ln(a)", to: 4 decimals}
      accuracy: {measured: between 0 and 1}
    ```
    """

  // −ln 0.3 = 1.2040 (Python, math.log).
  @Test(
    "Which of many is meant, only the writer knows",
    arguments: [
      (["1.2040"], Outcome.correct), (["1.2", "1.2040"], .correct),
      (["1.2040", "1.2040"], .correct),
      (["1.1000", "1.2040"], .ambiguous), (["1.1000", "1.3000", "1.2040"], .ambiguous),
      (["1.2040", "1.1000", "1.3000"], .ambiguous), (["1.2", "1.204", "1.2040", "1.20"], .correct),
    ]
  )
  func shots(values: [String], outcome: Outcome) throws {
    let homework = "# 1\n\n" + values.map { "C = \($0)\n\n" }.joined()
    let graded = try TestCourse.grade(homework, Self.chapter)
    let item = try graded.item("C")
    #expect(item.outcome == outcome, "\(item)")
    if outcome == .ambiguous { #expect(item.points == .zero) }
  }

  @Test("Columns of one name are one quantity, written as often")
  func columns() throws {
    let homework = """
      # 1

      | a | C | C | C |
      |---|---|---|---|
      | 0.3 | 1.1000 | 1.2040 | 1.3000 |
      """
    let keyed = """
      ## Cost

      ```yaml exercise
      id: cost
      answers:
        C: {at: {a: "0.3"}, is: "-ln(a)", to: 4 decimals}
      ```
      """
    #expect(try TestCourse.grade(homework, keyed).item("C").outcome == .ambiguous)
    let two = homework.replacingOccurrences(" | 1.3000 |", with: " |").replacingOccurrences(
      " C | C | C |\n|---",
      with: " C | C |\n"
    )
    let graded = try TestCourse.grade(two, keyed)
    #expect(graded.findings.count == 1, "\(graded.findings)")
  }

  @Test("What an experiment gave may change from epoch to epoch")
  func measured() throws {
    let homework = "# 1\n\naccuracy = 0.81\n\naccuracy = 0.87\n\naccuracy = 0.92\n"
    #expect(try TestCourse.grade(homework, Self.chapter).item("accuracy").outcome == .unverifiable)
  }
}

extension String {
  fileprivate func replacingOccurrences(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
