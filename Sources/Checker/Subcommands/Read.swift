import ArgumentParser
import Exercises
import Grading
import Markdown

/// Prints what was understood of a homework and what was not.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print what was understood of a homework, and what was not.",
    discussion: "Nothing is judged: run it before you hand in."
  )

  @Argument(help: "The homework, as Markdown.")
  var files: [String]

  @OptionGroup var courseOptions: CourseOptions

  @Option(help: "The assignment, if neither front matter nor file name tells.")
  var assignment: String?

  func run() throws {
    try Checker.run {
      var graders = GraderCache(options: courseOptions, assignment: assignment)
      for file in files {
        Console.out(ReadReport.text(try graders.grade(file, reveal: nil, isEcho: true)))
      }
      return .success
    }
  }
}
