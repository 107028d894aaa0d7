import Exercises
import Markdown

/// Tables, pictures and values in sentences that are not what their blocks compute.
struct TableCheck: LintCheck {
  static let name = "tables"
  static let summary = "a computed table, picture or value in a sentence that is out of date"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    var update = TableUpdate(chapter)
    let path = chapter.document.source.path ?? ""
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let isKnown = update.comparePrograms { subject.read(folder + $0) }
    // Values of an exercise that cannot be read are no news.
    let broken = BrokenSections(chapter)
    let differences = update.differences.filter { difference in
      guard let line = difference.location?.line else { return true }
      return !broken.holds(line: line)
    }
    let stale = differences.map { difference in
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
    let unknown = Diagnostic(
      .note,
      path: path,
      message: "the chapter's Swift was not run since it changed, so its output is not compared",
      help: "checker tables \(path)"
    )
    return update.errors.map { LintFinding(Self.name, $0) } + stale
      + (isKnown ? [] : [LintFinding(Self.name, unknown)])
  }
}
