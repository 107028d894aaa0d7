import Classroom
import Exercises
import Gradebook
import Markdown
import Terminal

/// The course of a class: its assignments, and what each is graded with.
struct ClassCourse {
  let path: String
  let course: Course
  private let networks: [(name: String, text: String)]
  private let tool: String

  /// - Throws: `Diagnostics` of the course and its chapters.
  init(_ location: CourseLocation) throws {
    path = try location.path(for: nil)
    let reader = CourseReader(path: path, files: Files.forCourses)
    course = try reader.course()
    networks = try reader.blocks().flatMap { chapter in
      chapter.blocks.filter { $0.kind == .network }.map { block in
        let source = chapter.document.source
        return (
          name: block.node?.entry("name")?.scalar ?? "",
          text: source.string(in: chapter.document.blocks[block.index].range)
        )
      }
    }
    // Another build may judge otherwise: the executable itself says which one it is.
    tool = Digest.sha256(try Files.contents(of: WorkerProgram.path))
  }

  var assignments: [String] { course.assignments.map(\.name) }

  /// What an assignment is graded with now; nil if the course does not have it.
  func version(of assignment: String) -> GradingVersion? {
    guard let found = course.assignment(named: assignment) else { return nil }
    var settings = course.settings
    // When it is due changes no grading.
    settings.deadlines = [:]
    settings.late = Lateness()
    settings.data = nil
    return GradingVersion(
      assignment: found.name,
      exercises: found.questions.map { question in
        GradingVersion.Exercise(
          id: question.exercise.id,
          text: "label: \(question.label)\n\(text(of: question.exercise))"
        )
      },
      settings: "\(settings)",
      tool: tool
    )
  }

  /// The section of an exercise, and the networks that it names.
  private func text(of exercise: Exercise) -> String {
    let names = Set(
      ([exercise.network] + exercise.quantities.map(\.network)).compactMap { $0?.name }
    )
    let used = networks.filter { names.contains($0.name) }.map(\.text)
    return ([exercise.source.string(in: exercise.section)] + used).joined(separator: "\n")
  }

  /// The share of a homework's points that its lateness costs, and the days.
  func lateness(_ assignment: String, date: Int?, saysLate: Bool, grace: Double) -> (
    days: Int, penalty: Fraction
  ) {
    let rule = course.settings.late
    guard let deadline = course.settings.deadlines[assignment] else {
      // A platform that says late knows the deadline better.
      let days = saysLate && grace < 1 ? 1 : 0
      return (days, rule.penalty(days: days))
    }
    let days = date.map { rule.days(late: $0 - deadline, forgiven: grace) } ?? (saysLate ? 1 : 0)
    return (days, rule.penalty(days: days))
  }
}

/// The program that grades one homework after the other: `checker`, beside this one.
enum WorkerProgram {
  static let path: String = {
    let own = Files.resolved("/proc/self/exe") ?? Files.absolute(CommandLine.arguments[0])
    return "\(Files.parent(of: own))/checker"
  }()
}
