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
    // By what a careless reader sees, the first id.
    var first: [String: String] = [:]
    for id in subject.survey.exercises.keys {
      let plain = Self.plain(id)
      first[plain] = min(first[plain] ?? id, id)
    }
    let near = chapter.exercises.compactMap { exercise -> LintFinding? in
      guard let twin = first[Self.plain(exercise.id)], twin < exercise.id else { return nil }
      return LintFinding(
        Self.name,
        in: exercise.source,
        at: exercise.offset,
        "the id \"\(exercise.id)\" is nearly \"\(twin)\"",
        help: "give one of them a name that nobody mistakes"
      )
    }
    return doubles + near
  }

  private static func plain(_ id: String) -> String {
    id.asciiLowercased.filter { $0 != "-" && $0 != "_" }
  }
}
