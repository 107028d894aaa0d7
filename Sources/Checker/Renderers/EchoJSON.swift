import Grading
import Markdown
import Matching
import Terminal

/// What was understood of a homework as JSON, in the shape that docs/json.md describes.
enum EchoJSON {
  static func text(_ homework: GradedHomework) -> String {
    JSON.object([
      ("version", .number(Double(JSONReport.version))),
      ("submission", .string(homework.source.path)),
      ("assignment", .string(homework.assignment)),
      ("questions", .array(homework.exercises.map { question($0, homework) })),
      ("findings", .array(findings(homework))),
      (
        "unread",
        .array(
          homework.unreadLines.map { .array([.number($0.lowerBound), .number($0.upperBound)]) }
        )
      ),
      ("account", account(homework)),
      ("diagnostics", .array(homework.diagnostics.map(JSONReport.diagnostic))),
    ]).text()
  }

  /// How many numbers are what, and where those stand that were not understood.
  private static func account(_ homework: GradedHomework) -> JSON {
    guard let account = homework.echo?.account else { return .object([]) }
    let counts = NumberAccount.Role.allCases.map { role in
      (role.key, JSON.number(Double(account.count(role))))
    }
    let open = account.numbers.filter { $0.role == .notUnderstood }.map { range, _ in
      let location = homework.source.location(at: range.lowerBound)
      return JSON.array([.number(location.line), .number(location.column)])
    }
    return .object(counts + [("places_not_understood", .array(open))])
  }

  private static func question(_ exercise: GradedExercise, _ homework: GradedHomework) -> JSON {
    let source = homework.source
    return .object([
      ("id", .string(exercise.id)),
      ("label", .string(exercise.label)),
      ("title", .string(exercise.title)),
      ("line", .number(exercise.line)),
      ("statements", .array(exercise.statements.map { statement($0, homework) })),
      (
        "missing", .array(exercise.items.filter { $0.outcome == .missing }.map { open($0, source) })
      ),
      ("human", .array(exercise.items.filter { $0.outcome == .human }.map { open($0, source) })),
    ])
  }

  private static func statement(_ item: GradedItem, _ homework: GradedHomework) -> JSON {
    let source = homework.source
    let location = item.range.map { source.location(at: $0.lowerBound) }
    return .object([
      ("name", .string(item.name)),
      ("at", .object(item.at.map { ($0.name, .number($0.value)) })),
      ("line", .number(location?.line)),
      ("column", .number(location?.column)),
      ("text", .string(item.text)),
      ("read", .string(item.read)),
      ("last_place", .number(item.lastPlace)),
      ("note", .string(item.openNote)),
      (
        "evidence",
        .array((item.range.flatMap { homework.echo?.evidence[$0] } ?? []).map { .string($0) })
      ),
    ])
  }

  private static func open(_ item: GradedItem, _ source: SourceText) -> JSON {
    .object([
      ("name", .string(item.name)),
      ("at", .object(item.at.map { ($0.name, .number($0.value)) })),
      ("line", .number(item.range.map { source.line(at: $0.lowerBound) })),
      ("note", .string(item.note)),
    ])
  }

  private static func findings(_ homework: GradedHomework) -> [JSON] {
    homework.findings.filter { $0.kind == .ambiguous }
      .map { JSONReport.finding($0, homework.source) }
  }
}
