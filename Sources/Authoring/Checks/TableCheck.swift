import Exercises
import Markdown

/// Tables, pictures and values in sentences that are not what their blocks compute.
struct TableCheck: LintCheck {
  static let name = "tables"
  static let summary = "a computed table, picture or value in a sentence that is out of date"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let update = TableUpdate(chapter)
    let stale = update.differences.map { difference in
      LintFinding(
        Self.name,
        Diagnostic(
          path: difference.path,
          location: difference.location,
          message: difference.message,
          help: "checker tables \(difference.path ?? "")"
        )
      )
    }
    return update.errors.map { LintFinding(Self.name, $0) } + stale
  }
}
