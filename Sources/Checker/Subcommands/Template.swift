import ArgumentParser
import Exercises
import Grading
import Terminal

/// The homework that a student starts from: questions, empty tables, names to fill.
struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print the homework file that a student starts from."
  )

  @Argument(help: "An assignment, or an exercise's id.")
  var name: String

  @OptionGroup var courseOptions: CourseOptions
  @OptionGroup var studentOptions: StudentOptions

  func run() throws {
    try Checker.run {
      let course = try courseOptions.location.load(for: nil)
      let assignment = try studentOptions.variant(of: course.assignmentOrExercise(named: name))
      Console.out(
        try HomeworkWriter(
          assignment,
          notation: course.settings.notation,
          student: studentOptions.student
        ).template()
      )
      return .success
    }
  }
}
