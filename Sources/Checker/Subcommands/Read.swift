import ArgumentParser
import Exercises
import Grading
import Markdown
import Terminal

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

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, page, json

    // Said here, because the library finds it out by reflection at every start.
    static let allValueStrings = ["text", "page", "json"]
  }

  @Option(
    help: ArgumentHelp(
      "How the echo is written: value by value (text), or beside the lines of the homework (page; on a terminal, if nothing else is said)."
    )
  )
  var format: Format?

  @Option(
    help: ArgumentHelp(
      "Say how one line was read: what its labels name, what else they might have named, how it is said.",
      valueName: "line[:column]"
    )
  )
  var why: String?

  func validate() throws {
    guard let why else { return }
    guard place(why) != nil else {
      throw ValidationError("--why wants LINE or LINE:COLUMN, for example 37:12, not \(why)")
    }
    guard files.count == 1 else {
      throw ValidationError("--why wants one homework, not \(files.count)")
    }
  }

  private func place(_ text: String) -> (line: Int, column: Int?)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count <= 2, let first = parts.first, let line = first, line > 0 else { return nil }
    if parts.count == 2 { return parts[1].map { (line, $0) } }
    return (line, nil)
  }

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
      if let why, let place = place(why) {
        let lines = try run.explanation(line: place.line, column: place.column)
        Console.out((["\(files[0]):\(why)"] + lines).joined(separator: "\n    ") + "\n")
        return .success
      }
      let style = Console.style
      for result in run.results() {
        let homework = try result.get()
        switch format ?? (style.hasColor ? .page : .text) {
        case .page: Console.out(ReadPage.text(homework, style: style))
        case .text: Console.out(ReadReport.text(homework))
        case .json: Console.out(EchoJSON.text(homework) + "\n")
        }
      }
      return .success
    }
  }
}
