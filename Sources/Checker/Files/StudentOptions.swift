import ArgumentParser
import Exercises
import Markdown

/// Whose numbers are meant, where an exercise has other ones for every student.
struct StudentOptions: ParsableArguments {
  @Option(help: "The ID of the student whose numbers are meant; without it, those of the chapter.")
  var student: String?

  /// The assignment with the student's numbers, or as the chapter shows it.
  func variant(of assignment: Assignment) throws(Diagnostic) -> Assignment {
    guard let student else { return assignment }
    return try assignment.variant(for: try Self.id(student))
  }

  static func id(_ text: String) throws(Diagnostic) -> StudentID {
    guard let id = StudentID(text) else {
      throw Diagnostic(
        message: "--student \"\(text)\" is no ID",
        help: "write its letters and digits"
      )
    }
    return id
  }
}
