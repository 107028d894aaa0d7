import ArgumentParser
import Exercises
import Grading
import Markdown
import Terminal
import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Grades what comes through a pipe, for a program that grades a class: a crash here is one homework's.
///
/// A request has four fields: what the homework is called, its assignment, its student, its bytes; empty ones are
/// not known. An answer has two: `graded` with the report as a line of JSON, or `failed` with the reasons.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Grade what comes through a pipe.",
    shouldDisplay: false
  )

  @OptionGroup var courseOptions: CourseOptions

  @Option var reveal: Reveal?

  /// What one homework may take; far more than any needs.
  private static let mostMemory: rlim_t = 3 << 30

  func run() throws {
    try Checker.run {
      var limit = rlimit(rlim_cur: Self.mostMemory, rlim_max: Self.mostMemory)
      #if canImport(Glibc)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      #else
        setrlimit(RLIMIT_AS, &limit)
      #endif
      let path = try courseOptions.location.path(for: nil)
      let course = try CourseReader(path: path, files: Files.forCourses).course()
      let graders = AssignmentGraders(assignment: nil, student: nil)
      var requests = Frame.Reader(STDIN_FILENO)
      while let request = try? requests.read(), request.count == 4 {
        guard Frame.write(answer(request, graders, course, path), to: STDOUT_FILENO) else { break }
      }
      return .success
    }
  }

  private func answer(
    _ request: [[UInt8]],
    _ graders: AssignmentGraders,
    _ course: Course,
    _ coursePath: String
  ) -> [[UInt8]] {
    func text(_ place: Int) -> String? {
      request[place].isEmpty ? nil : String(decoding: request[place], as: UTF8.self)
    }
    let name = text(0) ?? "homework"
    do {
      let submission = try GradingRun.submission(request[3], path: name)
      let grader = try graders.grader(
        for: submission,
        at: name,
        course,
        coursePath,
        assignment: text(1),
        student: text(2)
      )
      let graded = grader.grade(submission)
      let ceiling = course.settings.reveal
      let shown = graded.revealing(min(ceiling, reveal ?? ceiling))
      return [Array("graded".utf8), CompactReport(shown, student: text(2)).line]
    } catch {
      let problems = (error as? Diagnostics)?.all ?? [error as? Diagnostic].compactMap(\.self)
      let message = problems.map { problem in
        let place = problem.location.map { "line \($0.line): " } ?? ""
        return place + problem.message
      }.joined(separator: "; ")
      return [Array("failed".utf8), Array(message.utf8)]
    }
  }
}
