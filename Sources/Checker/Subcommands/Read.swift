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
  @OptionGroup var studentOptions: StudentOptions

  @Option(help: "The assignment, if neither front matter nor file name tells.")
  var assignment: String?

  @Option(help: "How the echo is written.")
  var format: Grade.Format = .text

  func run() throws {
    try Checker.run {
      let run = GradingRun(
        files,
        courseOptions.location,
        assignment: assignment,
        reveal: nil,
        student: studentOptions.student,
        isEcho: true
      )
      for result in run.results() {
        let homework = try result.get()
        switch format {
        case .text: Console.out(ReadReport.text(homework))
        case .json: Console.out(EchoJSON.text(homework) + "\n")
        }
      }
      return .success
    }
  }
}
