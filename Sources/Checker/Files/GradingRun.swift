import Exercises
import Grading
import Homework
import Markdown
import Synchronization
import Terminal
import Workers

/// Grades files: each course is read once, each assignment prepared once, on all cores.
final class GradingRun: Sendable {
  private let files: [String]
  private let location: CourseLocation
  private let assignment: String?
  private let reveal: Reveal?
  private let isEcho: Bool
  private let graders: AssignmentGraders

  /// A run over files of any courses.
  ///
  /// - Parameters:
  ///   - files: The paths of the homework, as they are reported.
  ///   - location: Where the courses of the files are.
  ///   - assignment: The assignment of all files, if neither front matter nor file name tells.
  ///   - reveal: What a report may show at most; the course's ceiling if nil.
  ///   - student: The ID of the student, where exercises differ and the front matter names none.
  ///   - isEcho: True for `read`, which shows what was read and judges nothing.
  init(
    _ files: [String],
    _ location: CourseLocation,
    assignment: String?,
    reveal: Reveal?,
    student: String? = nil,
    isEcho: Bool = false
  ) {
    self.files = files
    self.location = location
    self.assignment = assignment
    self.reveal = reveal
    self.isEcho = isEcho
    graders = AssignmentGraders(assignment: assignment, student: student)
  }

  /// Hands out the report of each file, or why there is none, in the order of the files: each as soon
  /// as those before it are there.
  func forEach(_ deliver: @Sendable (Result<GradedHomework, Diagnostics>) -> Void) {
    guard let first = files.first else { return }
    // A single homework is read while its course is.
    let (submission, courses) = Workers.all.both(
      { [self] in Self.attempt { try self.submission(at: first) } },
      { [self] in self.courses() }
    )
    let isAlone = files.count == 1
    let grade = { @Sendable [self] (index: Int) in
      Self.attempt {
        let path = files[index]
        let submission = index == 0 ? try submission.get() : try self.submission(at: path)
        let coursePath = try location.path(for: path)
        guard let course = try courses[coursePath]?.get() else {
          preconditionFailure("the course \(coursePath) of a file was not read")
        }
        let workers: Workers = isAlone ? .all : .one
        let grader = try graders.grader(for: submission, at: path, course, coursePath)
        var graded = grader.grade(submission, workers: workers, findsByValue: !isEcho)
        if isEcho { graded.echo = grader.echo(of: submission) }
        let ceiling = course.settings.reveal
        return isEcho ? graded : graded.revealing(min(ceiling, reveal ?? ceiling))
      }
    }
    Workers.all.forEach(Array(files.indices), grade, deliver: deliver)
  }

  /// The report of each file, or why there is none, in the order of the files.
  func results() -> [Result<GradedHomework, Diagnostics>] {
    let results = Mutex<[Result<GradedHomework, Diagnostics>]>([])
    forEach { result in results.withLock { $0.append(result) } }
    return results.withLock { $0 }
  }

  /// How a line of the first file was read, in words.
  ///
  /// - Parameters:
  ///   - line: The line, from 1.
  ///   - column: Of the line only the sentence at this column, from 1; all of it if nil.
  /// - Returns: Lines of words.
  /// - Throws: `Diagnostic` or `Diagnostics` if the homework or its course cannot be read, or there is no such line.
  func explanation(line: Int, column: Int?) throws -> [String] {
    guard let path = files.first else { return [] }
    let submission = try self.submission(at: path)
    let source = submission.source
    guard line >= 1, line <= source.lineStarts.count else {
      throw Diagnostic(
        path: path,
        message: "there is no line \(line)",
        help: "allowed: 1 to \(source.lineStarts.count)"
      )
    }
    let coursePath = try location.path(for: path)
    guard let course = try courses()[coursePath]?.get() else { return [] }
    let grader = try graders.grader(for: submission, at: path, course, coursePath)
    let start = source.lineStarts[line - 1]
    let end = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    var range = start..<end
    if let column, let place = range.first(where: { source.location(at: $0).column == column }) {
      range = place..<(place + 1)
    }
    return grader.explanation(of: submission, at: range)
  }

  private static func attempt<Value>(_ body: () throws -> Value) -> Result<Value, Diagnostics> {
    do {
      return .success(try body())
    } catch let error as Diagnostics {
      return .failure(error)
    } catch let error as Diagnostic {
      return .failure(Diagnostics([error]))
    } catch {
      preconditionFailure("grading a file threw \(error)")
    }
  }

  // MARK: - Courses and assignments

  /// The courses of all files by the paths of their `course.yml`.
  private func courses() -> [String: Result<Course, Diagnostics>] {
    var courses: [String: Result<Course, Diagnostics>] = [:]
    var names: [String: [String]] = [:]
    for file in files {
      guard let path = try? location.path(for: file) else { continue }
      names[path, default: []].append(assignment ?? Self.likelyAssignment(of: file))
    }
    for (path, names) in names {
      courses[path] = Self.attempt {
        try CourseReader(path: path, files: Files.forCourses).course(for: names)
      }
    }
    return courses
  }

  /// The assignment that a file's front matter or its name seems to say, before it is read.
  private static func likelyAssignment(of file: String) -> String {
    for line in Files.beginning(of: file).split(separator: 0x0A).prefix(12) {
      let text = String(decoding: line, as: UTF8.self)
      guard text.hasPrefix("assignment:") else { continue }
      return text.dropFirst("assignment:".count).filter { !" \"'\r\t".contains($0) }
    }
    return Files.name(of: file)
  }

  // MARK: - Homework

  private func submission(at path: String) throws -> Submission {
    try Self.submission(Files.contents(of: path), path: path)
  }

  /// A homework as it is read before anybody knows its assignment.
  ///
  /// - Throws: A `Diagnostic` if it is empty, too large, or no text.
  static func submission(_ bytes: [UInt8], path: String) throws(Diagnostic) -> Submission {
    do throws(SourceError) {
      let source = try SourceText(bytes, path: path)
      guard source.bytes.contains(where: { $0 > 0x20 }) else {
        throw SourceError(message: "the homework is empty")
      }
      let submission = Submission(try Document(parsing: source, dialect: .homework))
      if let problem = submission.sizeProblem { throw SourceError(message: problem) }
      return submission
    } catch {
      throw error.diagnostic(path: path)
    }
  }
}
