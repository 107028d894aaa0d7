import Exercises
import Markdown

/// Ids of exercises that stand twice, or that only a careful reader tells apart.
struct IdentifierCheck: LintCheck {
  static let name = "ids"
  static let summary =
    "an id that belongs to two exercises, or differs from another by case or hyphens"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let path = chapter.document.source.path
    let doubles = subject.survey.doubles.filter { $0.path == path }
      .map { LintFinding(Self.name, $0) }
    let near = chapter.exercises.compactMap { exercise -> LintFinding? in
      let twin = subject.survey.exercises.values
        .filter { $0.id != exercise.id && Self.plain($0.id) == Self.plain(exercise.id) }
        .min { $0.id < $1.id }
      guard let twin, twin.id < exercise.id else { return nil }
      return LintFinding(
        Self.name,
        in: exercise.source,
        at: exercise.offset,
        "the id \"\(exercise.id)\" is nearly \"\(twin.id)\"",
        help: "give one of them a name that nobody mistakes"
      )
    }
    return doubles + near
  }

  private static func plain(_ id: String) -> String {
    id.asciiLowercased.filter { $0 != "-" && $0 != "_" }
  }
}
