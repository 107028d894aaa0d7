import Grading
import Markdown

/// What was understood of a homework as JSON, in the shape that docs/json.md describes.
enum EchoJSON {
  static func text(_ homework: GradedHomework) -> String {
    JSON.object([
      ("version", .number(Double(JSONReport.version))),
      ("submission", .string(homework.source.path)),
      ("assignment", .string(homework.assignment)),
      ("questions", .array(homework.exercises.map { question($0, homework.source) })),
      ("findings", .array(findings(homework))),
      (
        "unread",
        .array(
          homework.unreadLines.map { .array([.number($0.lowerBound), .number($0.upperBound)]) }
        )
      ),
      ("diagnostics", .array(homework.diagnostics.map(JSONReport.diagnostic))),
    ]).text()
  }

  private static func question(_ exercise: GradedExercise, _ source: SourceText) -> JSON {
    .object([
      ("id", .string(exercise.id)),
      ("label", .string(exercise.label)),
      ("title", .string(exercise.title)),
      ("line", .number(exercise.line)),
      ("statements", .array(exercise.statements.map { statement($0, source) })),
      (
        "missing", .array(exercise.items.filter { $0.outcome == .missing }.map { open($0, source) })
      ),
      ("human", .array(exercise.items.filter { $0.outcome == .human }.map { open($0, source) })),
    ])
  }

  private static func statement(_ item: GradedItem, _ source: SourceText) -> JSON {
    let location = item.range.map { source.location(at: $0.lowerBound) }
    let isOpen = item.outcome == .unreadable || item.outcome == .ambiguous
    return .object([
      ("name", .string(item.name)),
      ("at", .object(item.at.map { ($0.name, .number($0.value)) })),
      ("line", .number(location?.line)),
      ("column", .number(location?.column)),
      ("text", .string(item.text)),
      ("read", .string(item.read)),
      ("last_place", .number(item.lastPlace)),
      ("note", .string(isOpen ? item.note : nil)),
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
