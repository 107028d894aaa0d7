import ArgumentParser
import Exercises
import Grading
import Markdown
import Terminal

/// The numbers of one student: what was drawn, and the question that shows it.
struct Variant: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "variant",
    abstract: "Show one student's numbers and the questions with them.",
    discussion: """
      The numbers follow from the student's ID, the assignment and the exercise alone: the same on \
      every machine and in every later version. `checker key` and `checker template` take --student \
      too; `checker grade` finds the student in the front matter.
      """
  )

  @Argument(help: "An assignment, or an exercise's id.")
  var name: String

  @Option(help: "The student's ID.")
  var student: String

  @OptionGroup var courseOptions: CourseOptions

  func run() throws {
    try Checker.run {
      let course = try courseOptions.location.load(for: nil)
      let id = try StudentOptions.id(student)
      let assignment = try course.assignmentOrExercise(named: name).variant(for: id)
      Console.out(
        VariantReport(notation: course.settings.notation).text(assignment, for: id)
      )
      return .success
    }
  }
}
