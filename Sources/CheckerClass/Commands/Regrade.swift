import ArgumentParser
import Exercises
import Gradebook
import Markdown
import Terminal

/// Grades a gradebook again with the course as it is now, and says who moves and why.
struct Regrade: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Grade a gradebook again with the course as it is now, and say who moves.",
    discussion: """
      Only what was not graded with the same exercises and the same tool is graded. Old results stay in the \
      gradebook; what people decided holds where the student wrote the same, and is listed where it does not.

      Exit status: 0 done; 2 it could not be done.
      """
  )

  @Argument(help: "The assignments; all of the gradebook without one.")
  var assignments: [String] = []

  @OptionGroup var book: BookOptions

  @Option(help: "The course: a course.yml, or the folder that holds one.")
  var course: String?

  @Flag(help: "Say what would change, and leave the gradebook as it is.")
  var dryRun = false

  @Option(help: "How many seconds a homework may take.")
  var seconds: Double = 10

  func run() throws {
    try CheckerClass.run {
      let course = try ClassCourse(CourseLocation(named: course))
      let book = try book.open()
      let run = BookRun(book, course, reveal: nil, seconds: seconds)
      for name in assignments.isEmpty ? try book.assignments() : assignments {
        guard let version = course.version(of: name) else {
          throw Diagnostic(
            message: "the course has no assignment \"\(name)\"",
            help: NearMiss.help(name, among: course.assignments)
          )
        }
        var count = 0
        let regrading = try book.regrade(with: version, isDry: dryRun) {
          waiting,
          keep throws(Diagnostic) in
          count = waiting.count
          try run.grade(waiting, keep: keep) { _ in }
        }
        Console.out(
          RegradingReport(version.assignment, regrading, graded: count, isDry: dryRun).text
        )
      }
      return .success
    }
  }
}
