import ArgumentParser
import Exercises
import Grading
import Markdown
import Synchronization
import Terminal

/// Grades homework and says, place by place, what is right and what is not.
struct Grade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade homework and say, place by place, what is right and what is not.",
    discussion: """
      The course is the nearest course.yml above a file, or --course. The assignment is named by \
      the front matter (assignment: hw1), or by the file: hw1.md, HW1_final (2).md.

      Exit status: 0 done; 1 --fail-under was not reached; 2 a file could not be graded.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, gradescope, github, junit

    // Said here, because the library finds it out by reflection at every start.
    static let allValueStrings = ["text", "json", "gradescope", "github", "junit"]
  }

  @Argument(help: "The homework, as Markdown.")
  var files: [String]

  @OptionGroup var courseOptions: CourseOptions

  @Option(help: "The assignment, if neither front matter nor file name tells.")
  var assignment: String?

  @OptionGroup var studentOptions: StudentOptions

  @Option(
    help:
      "How the report is written; gradescope is the results.json of an autograder, github annotations."
  )
  var format: Format = .text

  @Option(help: "Show no more than this: none, outcome, hint or full; the course sets the ceiling.")
  var reveal: Reveal?

  @Option(help: "Exit with 1 if a homework reaches less than this percentage.")
  var failUnder: Double?

  @Flag(help: "Give every number that follows from a mistake a line of its own.")
  var verbose = false

  func validate() throws {
    guard format != .gradescope || files.count == 1 else {
      throw ValidationError("--format gradescope is the result of one homework: name one file")
    }
    guard let failUnder else { return }
    guard (0...100).contains(failUnder) else {
      throw ValidationError("--fail-under wants a percentage from 0 to 100, not \(failUnder)")
    }
  }

  func run() throws {
    try Checker.run {
      try Self.report(
        GradingRun(
          files,
          courseOptions.location,
          assignment: assignment,
          reveal: reveal,
          student: studentOptions.student
        ),
        format: format,
        failUnder: failUnder,
        isVerbose: verbose
      )
    }
  }

  /// Grades files without any option.
  ///
  /// Parsing options takes as long as grading a question, and nearly every call has none.
  static func run(files: [String]) throws {
    try Checker.run {
      try report(GradingRun(files, CourseLocation(named: nil), assignment: nil, reveal: nil))
    }
  }

  /// Columns of a report that a web page shows.
  private static let platformWidth = 100

  private static func report(
    _ run: GradingRun,
    format: Format = .text,
    failUnder: Double? = nil,
    isVerbose: Bool = false
  ) throws -> ExitCode {
    let renderer = TextReport(style: Console.style, isVerbose: isVerbose)
    let reported = Mutex<(graded: [GradedHomework], files: Int)>(([], 0))
    // Each report is printed when it is there: a file that takes long holds back none before it.
    run.forEach { result in
      reported.withLock { reported in
        reported.files += 1
        switch result {
        case .success(let homework):
          switch format {
          case .text:
            Console.out(PaintedText(reported.graded.isEmpty ? "" : "\n") + renderer.text(homework))
          case .json: Console.out(JSONReport.text(homework) + "\n")
          case .gradescope:
            let plain = ReportStyle(width: Self.platformWidth, hasColor: false)
            let report = TextReport(style: plain, isVerbose: isVerbose).text(homework)
            Console.out(PlatformReport.gradescope(homework, report: report.written) + "\n")
          case .github: Console.out(PlatformReport.annotations(homework))
          case .junit: break
          }
          reported.graded.append(homework)
        case .failure(let error): Console.report(error.all)
        }
      }
    }
    let (graded, files) = reported.withLock { $0 }
    if format == .junit { Console.out(PlatformReport.junit(graded)) }
    if format == .text, files > 1 { Console.out("\n" + renderer.summary(graded)) }
    if graded.count < files { return ExitCode(2) }
    if let failUnder {
      let isUnder = graded.contains {
        100 * $0.score.value < failUnder * $0.possible.value - 1e-9
      }
      return isUnder ? ExitCode(1) : .success
    }
    return .success
  }
}

extension Reveal: ExpressibleByArgument {
  package static let allValueStrings = Reveal.allCases.map(\.rawValue)
}
