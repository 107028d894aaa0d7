import ArgumentParser
import Exercises
import Grading
import Markdown

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
    case text, json
  }

  @Argument(help: "The homework, as Markdown.")
  var files: [String]

  @OptionGroup var courseOptions: CourseOptions

  @Option(help: "The assignment, if neither front matter nor file name tells.")
  var assignment: String?

  @Option(help: "How the report is written.")
  var format: Format = .text

  @Option(help: "Show no more than this: none, outcome, hint or full; the course sets the ceiling.")
  var reveal: Reveal?

  @Option(help: "Exit with 1 if a homework reaches less than this percentage.")
  var failUnder: Double?

  func run() throws {
    try Checker.run {
      var graders = GraderCache(options: courseOptions, assignment: assignment)
      var graded: [GradedHomework] = []
      var hasFailed = false
      for file in files {
        do {
          graded.append(try graders.grade(file, reveal: reveal))
        } catch let error as Diagnostics {
          Console.report(error.all)
          hasFailed = true
        } catch let error as Diagnostic {
          Console.report([error])
          hasFailed = true
        }
      }
      switch format {
      case .text:
        let renderer = TextReport(style: Console.style)
        Console.out(graded.map(renderer.text).joined(separator: "\n"))
        if files.count > 1 { Console.out("\n" + renderer.summary(graded)) }
      case .json:
        for homework in graded { Console.out(JSONReport.text(homework) + "\n") }
      }
      if hasFailed { return ExitCode(2) }
      if let failUnder {
        let isUnder = graded.contains {
          100 * $0.score.value < failUnder * $0.possible.value - 1e-9
        }
        return isUnder ? ExitCode(1) : .success
      }
      return .success
    }
  }
}

extension Reveal: ExpressibleByArgument {}

/// Graders for the courses and assignments of a run, each made once.
struct GraderCache {
  let options: CourseOptions
  let assignment: String?
  private var courses: [String: Course] = [:]
  private var graders: [String: HomeworkGrader] = [:]

  init(options: CourseOptions, assignment: String?) {
    self.options = options
    self.assignment = assignment
  }

  /// A homework as it was read, with its course and assignment.
  struct Opened {
    let submission: Submission
    let course: Course
    let assignment: Assignment
    let coursePath: String
  }

  mutating func open(_ path: String) throws -> Opened {
    let submission = try Self.submission(path)
    let coursePath = try options.coursePath(for: path)
    let course =
      try courses[coursePath] ?? CourseReader(path: coursePath, files: Files.forCourses).course()
    courses[coursePath] = course
    let name =
      assignment ?? submission.assignmentName ?? Assignment.key(of: Self.fileName(path))
    guard let found = course.assignment(named: name) else {
      let names = course.assignments.map(\.name)
      let from =
        assignment != nil
        ? "--assignment" : submission.assignmentName != nil ? "the front matter" : "the file's name"
      throw Diagnostic(
        path: path,
        message: "the course has no assignment \"\(name)\" (from \(from))",
        help: names.isEmpty
          ? "\(coursePath) names no assignments"
          : NearMiss.help(name, among: names)
      )
    }
    return Opened(
      submission: submission,
      course: course,
      assignment: found,
      coursePath: coursePath
    )
  }

  /// `isEcho`: True for `read`, which shows what was read and judges nothing.
  mutating func grade(
    _ path: String,
    reveal: Reveal?,
    isEcho: Bool = false
  ) throws -> GradedHomework {
    let opened = try open(path)
    let id = opened.coursePath + "\n" + opened.assignment.name
    let grader = graders[id] ?? HomeworkGrader(opened.assignment, settings: opened.course.settings)
    graders[id] = grader
    let ceiling = opened.course.settings.reveal
    let graded = grader.grade(opened.submission)
    return isEcho ? graded : graded.revealing(min(ceiling, reveal ?? ceiling))
  }

  private static func fileName(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  private static func submission(_ path: String) throws -> Submission {
    let bytes = try Files.contents(of: path)
    do throws(SourceError) {
      let source = try SourceText(bytes, path: path)
      guard source.bytes.contains(where: { $0 > 0x20 }) else {
        throw SourceError(message: "the homework is empty")
      }
      let submission = Submission(try Document(parsing: source))
      if let problem = submission.sizeProblem { throw SourceError(message: problem) }
      return submission
    } catch {
      throw error.diagnostic(path: path)
    }
  }
}
