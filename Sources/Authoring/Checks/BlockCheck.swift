import Exercises
import Markdown

/// What the readers of blocks found: unknown keys, formulas that do not parse, shapes that do not fit.
struct BlockCheck: LintCheck {
  static let name = "blocks"
  static let summary =
    "a block that cannot be read: unknown keys, YAML slips, formulas, names, shapes, networks"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    chapter.diagnostics.map { LintFinding(Self.name, $0) }
  }
}
