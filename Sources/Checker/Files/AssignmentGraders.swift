import Exercises
import Grading
import Homework
import Markdown
import Synchronization
import Terminal

/// The graders of assignments, each prepared once, whoever asks for them.
final class AssignmentGraders: Sendable {
  private let assignment: String?
  private let student: String?
  private let graders = Mutex<[String: HomeworkGrader]>([:])

  /// - Parameters:
  ///   - assignment: The assignment of all files, if neither front matter nor file name tells.
  ///   - student: The ID of the student, where exercises differ and the front matter names none.
  init(assignment: String?, student: String?) {
    self.assignment = assignment
    self.student = student
  }

  /// The grader of a homework.
  ///
  /// - Throws: A `Diagnostic` if the course has no such assignment, or nobody says whose numbers it is about.
  func grader(
    for submission: Submission,
    at path: String,
    _ known: Course,
    _ coursePath: String
  ) throws -> HomeworkGrader {
    try grader(
      for: submission,
      at: path,
      known,
      coursePath,
      assignment: assignment,
      student: student
    )
  }

  /// `assignment`, `student`: Those of this homework, where the caller knows them.
  func grader(
    for submission: Submission,
    at path: String,
    _ known: Course,
    _ coursePath: String,
    assignment: String?,
    student: String?
  ) throws -> HomeworkGrader {
    let name =
      assignment ?? submission.assignmentName ?? Assignment.key(of: Files.name(of: path))
    var course = known
    if course.isPartial, course.assignment(named: name) == nil {
      // The file meant another assignment than it seemed to.
      course = try CourseReader(path: coursePath, files: Files.forCourses).course()
    }
    // A homework names an assignment; a single exercise is graded only if whoever grades says so.
    let alone = assignment.flatMap(course.alone)
    guard let found = course.assignment(named: name) ?? alone else {
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
    if found.isVaried {
      // Everybody has other numbers: such a grader serves one homework.
      let id = try owner(of: submission, at: path, found, named: student)
      return HomeworkGrader(
        try found.variant(for: id),
        settings: course.settings,
        student: id.text
      )
    }
    return graders.withLock { graders in
      let id = coursePath + "\n" + found.name
      if let grader = graders[id] { return grader }
      let grader = HomeworkGrader(found, settings: course.settings)
      graders[id] = grader
      return grader
    }
  }

  /// Whose numbers a homework is about.
  private func owner(
    of submission: Submission,
    at path: String,
    _ assignment: Assignment,
    named student: String?
  ) throws(Diagnostic) -> StudentID {
    let named = try student.map(StudentOptions.id)
    var ids = named.map { [$0] } ?? []
    for text in submission.students {
      guard let id = StudentID(text) else {
        throw Diagnostic(
          path: path,
          message: "the front matter names the student \"\(text.prefix(40))\", which is no ID",
          help: "an ID has letters and digits, for example student: 123456"
        )
      }
      if !ids.contains(id) { ids.append(id) }
    }
    if ids.count == 1 { return ids[0] }
    guard ids.isEmpty else {
      throw Diagnostic(
        path: path,
        message:
          "whose homework it is is said in two ways: \(ids.map(\.text).joined(separator: ", "))",
        help: "leave one of them"
      )
    }
    throw Diagnostic(
      path: path,
      message: "\"\(assignment.name)\" has other numbers for every student, and the homework does "
        + "not say whose it is",
      help: "write `student: ID` into the front matter, or say --student ID"
    )
  }
}
