import ArgumentParser
import Exercises
import Grading

/// The homework that a student starts from: questions, empty tables, names to fill.
struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print the homework file that a student starts from."
  )

  @Argument(help: "An assignment, or an exercise's id.")
  var name: String

  @OptionGroup var courseOptions: CourseOptions

  func run() throws {
    try Checker.run {
      let course = try courseOptions.location.load(for: nil)
      let assignment = try course.assignmentOrExercise(named: name)
      let keys = try assignment.questions.map { try $0.exercise.key(given: []) }
      Console.out(HomeworkWriter(assignment, keys: keys, isFilled: false).text)
      return .success
    }
  }
}
