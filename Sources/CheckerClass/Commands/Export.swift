import ArgumentParser
import Classroom
import Exercises
import Gradebook
import Markdown
import Terminal

/// Grades for learning platforms and spreadsheets.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the grades of an assignment for Canvas, Moodle or a spreadsheet.",
    discussion: """
      canvas   the columns of Canvas's own export: Student, ID, SIS User ID, SIS Login ID, Section, and the \
      assignment as --column calls it there
      moodle   the columns of Moodle's grading worksheet: Identifier, Full name, Email address, Grade, \
      Feedback comments
      csv      all that is known

      What Canvas and Moodle call a student stands in the roster, in columns of these names. With --partial, points \
      that still wait for a person count as 0.

      Exit status: 0 done; 1 some students are left out, each is said; 2 it could not be done.
      """
  )

  enum Target: String, ExpressibleByArgument, CaseIterable {
    case canvas, moodle, csv
  }

  @Argument(help: "canvas, moodle or csv.")
  var target: Target

  @OptionGroup var options: GradesOptions

  @Option(help: "What the platform calls the assignment: 'Homework 1 (12345)'.")
  var column: String?

  func run() throws {
    try CheckerClass.run {
      let grades = try options.grades(in: options.book.open())
      Console.out(
        GradeSheet(target: target, column: column ?? options.assignment, grades: grades.all).text
      )
      return grades.isWhole ? .success : ExitCode(1)
    }
  }
}

/// The columns of each platform.
struct GradeSheet {
  let target: Export.Target
  let column: String
  let grades: [Grade]

  var text: String {
    ([header] + grades.map(row)).map(CSVText.line).joined()
  }

  private var header: [String] {
    switch target {
    case .canvas: ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column]
    case .moodle:
      ["Identifier", "Full name", "Email address", "Grade", "Maximum Grade", "Feedback comments"]
    case .csv:
      [
        "student", "name", "group", "file", "score", "possible", "pending", "days late", "penalty",
        "grade",
      ]
    }
  }

  private func row(_ grade: Grade) -> [String] {
    let standing = grade.standing
    func other(_ names: String...) -> String? {
      names.lazy.compactMap { name in
        standing.others.first { $0.key.lowercased() == name.lowercased() }?.value
      }.first
    }
    let name = standing.name.isEmpty ? standing.student : standing.name
    let score = ReportScores.text(grade.score)
    let late = grade.days > 0 ? "\(grade.days) \(grade.days == 1 ? "day" : "days") late" : ""
    switch target {
    case .canvas:
      return [
        name, other("Canvas ID", "Canvas") ?? standing.student, other("SIS User ID") ?? "",
        other("SIS Login ID", "login") ?? "", standing.section, score,
      ]
    case .moodle:
      let number = other("Moodle ID", "Identifier", "Participant") ?? standing.student
      return [
        number.hasPrefix("Participant") ? number : "Participant \(number)", name,
        other("Email address", "email") ?? "", score, ReportScores.text(standing.possible), late,
      ]
    case .csv:
      return [
        standing.student, standing.name, standing.section, standing.file,
        ReportScores.text(standing.score), ReportScores.text(standing.possible),
        ReportScores.text(standing.pending), "\(grade.days)", ReportScores.text(grade.penalty),
        score,
      ]
    }
  }
}
