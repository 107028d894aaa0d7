import Exercises
import Grading
import Testing

/// Titles and ids of a word and a number are labels.
struct QuestionTitleTests {
  private static func chapter(_ titles: [String], ids: [String]) -> String {
    "# Chapter\n\n"
      + zip(titles, ids).enumerated().map { index, question in
        """
        ## \(question.0)

        ```yaml exercise
        id: \(question.1)
        given: {a: "\(index + 2)"}
        answers:
          s: {is: "a + 1", to: exactly}
        ```

        """
      }.joined(separator: "\n")
  }

  @Test(
    "The heading's number or its words say which",
    arguments: [
      (["Question 1", "Question 2"], ["one", "two"], ["Question 1", "Question 2"]),
      (["Scenario 1", "Scenario 2"], ["one", "two"], ["Scenario 1", "Scenario 2"]),
      (
        ["Email spam", "Disease diagnosis"], ["scenario-1", "scenario-2"],
        ["Scenario 1: email spam", "Scenario 2: disease diagnosis"]
      ), (["Part I", "Part II"], ["one", "two"], ["Part I", "Part II"]),
    ]
  )
  func titles(titles: [String], ids: [String], headings: [String]) throws {
    let homework = "## \(headings[0])\n\ns = 3\n\n## \(headings[1])\n\ns = 4\n"
    let graded = try TestCourse.grade(homework, Self.chapter(titles, ids: ids))
    #expect(graded.exercises.flatMap(\.items).map(\.outcome) == [.correct, .correct])
    let swapped = "## \(headings[1])\n\ns = 4\n\n## \(headings[0])\n\ns = 3\n"
    let turned = try TestCourse.grade(swapped, Self.chapter(titles, ids: ids))
    #expect(turned.exercises.flatMap(\.items).map(\.outcome) == [.correct, .correct])
  }
}
