import ArgumentParser
import Classroom
import Exercises
import Gradebook
import Markdown
import Synchronization
import Terminal

/// Grades a class: folders, archives of learning platforms, many files.
struct GradeClass: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade the homework of a class: folders, zip archives, files, - for a list of them.",
    discussion: """
      Whose homework a file is, and of which assignment, is told by its front matter, by --names, by the \
      names that Canvas, Moodle, Gradescope, Blackboard, Sakai and GitHub Classroom give, or by names such as \
      doe_hw1.md. The newest file of a student counts; with --gradebook all are kept.

      Exit status: 0 every homework that counts was graded; 1 some were not; 2 nothing could be done.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, jsonl, csv
  }

  @Argument(help: "Folders, zip archives, files; - reads a list of paths.")
  var paths: [String]

  @Option(help: "The course: a course.yml, or the folder that holds one.")
  var course: String?

  @Option(
    help: "The roster as CSV: a column ID; name, group, and whatever else files may call a student."
  )
  var roster: String?

  @Option(
    help:
      "How files are named: '{student}_*_{assignment}*'; also {name}, {number}, {file}, {digits}."
  )
  var names: String?

  @Option(help: "The assignment of files that name none.")
  var assignment: String?

  @Option(help: "Keep homework and results in this file.")
  var gradebook: String?

  @Option(help: "How the results are written: text, jsonl or csv.")
  var format: Format = .text

  @Option(help: "Show no more than this: none, outcome, hint or full; the course sets the ceiling.")
  var reveal: Reveal?

  @Option(help: "How many seconds a homework may take.")
  var seconds: Double = 10

  @Option(
    help: ArgumentHelp(
      "Grade a stable share of the students: 1/4 to 4/4; `checker merge` joins their gradebooks.",
      valueName: "i/n"
    ),
    transform: Self.share
  )
  var shard: Shard?

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds wants a number above 0 and up to 3600, not \(seconds)")
    }
  }

  func run() throws {
    try CheckerClass.run {
      Interrupt.listen()
      let course = try ClassCourse(CourseLocation(named: course))
      let pattern = try names.map(Self.pattern)
      let files = try ClassFiles(
        paths,
        names: NameReader(assignments: course.assignments, pattern: pattern)
      )
      let book = try gradebook.map { path in
        try Gradebook(path, makingNew: true, exists: Files.exists(path))
      }
      var roster: Roster?
      if let path = self.roster {
        roster = try Roster(Files.contents(of: path), path: path)
        if let roster { try book?.set(roster) }
      } else {
        roster = try book?.roster()
      }
      let only = course.assignments.count == 1 ? course.assignments.first : nil
      var list = ClassList(
        files.files,
        roster: roster,
        assignment: try assignment.map { try Self.known($0, in: course) } ?? only
      )
      if let shard { list = list.share(shard) }
      var summary = ClassSummary(list: list, problems: files.problems)
      let printer = ClassPrinter(format: format)
      if let book {
        try keep(list, in: book, &summary)
        let assignments = Set(list.current.compactMap(\.assignment)).sorted()
        for assignment in assignments {
          try BookRun(book, course, reveal: reveal, seconds: seconds).grade(assignment) { result in
            summary.add(result)
            printer.write(result)
          }
        }
        summary.failed = try book.problems()
      } else {
        grade(list, course) { result in
          summary.add(result)
          printer.write(result)
        }
      }
      printer.finish(summary)
      return Interrupt.isAsked
        ? ExitCode(Interrupt.status) : summary.isComplete ? .success : ExitCode(1)
    }
  }

  private func grade(
    _ list: ClassList,
    _ course: ClassCourse,
    _ deliver: (ClassResult) -> Void
  ) {
    let tasks = list.current.map { file in
      ClassTask(file: file.path, assignment: file.assignment ?? "", student: file.student ?? "")
    }
    let progress = ClassProgress(count: tasks.count)
    withoutActuallyEscaping(deliver) { deliver in
      let deliver = Delivery(deliver)
      ClassRun(course: course.path, reveal: reveal, seconds: seconds).run(
        tasks,
        bytes: { place, source throws(Diagnostic) in
          let file = list.current[place]
          return try HomeworkBytes.markdown(source.original(of: file), path: file.path)
        },
        deliver: { result in
          progress.clear()
          deliver.body(result)
          progress.show(result.place + 1)
          return true
        }
      )
    }
    progress.clear()
  }

  /// Keeps all files in the gradebook, older ones too.
  private func keep(_ list: ClassList, in book: Gradebook, _ summary: inout ClassSummary) throws {
    let source = HomeworkBytes()
    var arrivals: [Gradebook.Arrival] = []
    for file in list.older.map(\.file) + list.current {
      guard let assignment = file.assignment, let student = file.student else { continue }
      do throws(Diagnostic) {
        arrivals.append(
          Gradebook.Arrival(
            file,
            assignment: assignment,
            student: student,
            content: try source.original(of: file)
          )
        )
      } catch {
        summary.unread.append((file.path, error.message))
      }
      if arrivals.count >= Self.batch {
        try book.keep(arrivals)
        arrivals = []
      }
    }
    try book.keep(arrivals)
  }

  /// Homeworks that are kept at once, or not at all.
  private static let batch = 200

  private static func share(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else {
      throw ValidationError("--shard wants a share such as 2/8, not \(text)")
    }
    return shard
  }

  private static func pattern(_ text: String) throws(Diagnostic) -> NamePattern {
    do throws(NamePatternError) {
      return try NamePattern(text)
    } catch {
      throw Diagnostic(
        message: "--names: \(error.message)",
        help:
          "allowed: \(NamePatternError.allowed), * for anything, and all that stands there itself"
      )
    }
  }

  private static func known(_ name: String, in course: ClassCourse) throws(Diagnostic) -> String {
    guard let found = course.course.assignment(named: name) else {
      throw Diagnostic(
        message: "the course has no assignment \"\(name)\" (from --assignment)",
        help: NearMiss.help(name, among: course.assignments)
      )
    }
    return found.name
  }
}

extension Reveal: ExpressibleByArgument {
  package static let allValueStrings = Reveal.allCases.map(\.rawValue)
}

/// A closure that results are handed to one at a time, whichever thread has them.
struct Delivery: @unchecked Sendable {
  let body: (ClassResult) -> Void
  init(_ body: @escaping (ClassResult) -> Void) { self.body = body }
}
