import Exercises
import Formulas
import Grading
import Markdown
import Testing

/// The key's homework gets full marks on everything but prose; the empty template gets nothing.
struct KeyHomeworkTests {
  private func homework(_ chapter: String, isFilled: Bool) throws -> String {
    let assignment = try TestCourse.assignment(chapter)
    let writer = HomeworkWriter(assignment, notation: CourseSettings().notation)
    guard isFilled else { return try writer.template() }
    return writer.homework(
      filledWith: try assignment.questions.map { try ExerciseKey($0.exercise) }
    )
  }

  @Test(
    "the accepted numbers, half a unit up and down, are written as people write them",
    arguments: [
      (1.204e24, "1.2035e24 … 1.2045e24"),
      (6.02214e-23, "6.0216e-23 … 6.0226e-23"),
      (12.3456, "12.341 … 12.351, or cut 12.34"), (123_456, "123406 … 123506, or cut 123400"),
    ]
  )
  func accepted(_ value: Double, _ text: String) {
    #expect(Precision.digits(4).acceptedRange(of: ExpectedNumber(value)) == text)
  }

  @Test("the key is right", arguments: [TestCourse.costs, TestCourse.step])
  func key(_ chapter: String) throws {
    let graded = try TestCourse.grade(try homework(chapter, isFilled: true), chapter)
    for item in graded.exercises.flatMap(\.items) where item.outcome != .correct {
      #expect(item.name == "why equal values hardly learn", "\(item.title): \(item.outcome)")
    }
    #expect(graded.findings.isEmpty)
    #expect(graded.unreadLines.isEmpty)
  }

  @Test("the template is all missing", arguments: [TestCourse.costs, TestCourse.step])
  func template(_ chapter: String) throws {
    let graded = try TestCourse.grade(try homework(chapter, isFilled: false), chapter)
    #expect(graded.score == .zero)
    #expect(graded.exercises.flatMap(\.items).allSatisfy { $0.outcome == .missing })
    #expect(graded.exercises.flatMap(\.statements).isEmpty)
    #expect(graded.findings.isEmpty)
    #expect(graded.unreadLines.isEmpty)
  }
}
