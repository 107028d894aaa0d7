import Exercises
import Grading
import Homework
import Markdown
import Terminal

/// The report as JSON, in the shape that docs/json.md describes.
enum JSONReport {
  static let version = 1

  static func text(_ homework: GradedHomework) -> String {
    JSON.object([
      ("version", .number(Double(version))),
      ("submission", .string(homework.source.path)),
      ("assignment", .string(homework.assignment)),
      ("student", .string(homework.student)),
      ("score", number(homework.score)),
      ("possible", number(homework.possible)),
      ("pending", number(homework.pending)),
      ("exercises", .array(homework.exercises.map { exercise($0, homework.source) })),
      ("work", .array(homework.work.map { work($0, homework.source) })),
      ("findings", .array(homework.findings.map { finding($0, homework.source) })),
      ("diagnostics", .array(homework.diagnostics.map(diagnostic))),
    ]).text()
  }

  private static func number(_ fraction: Fraction) -> JSON { .number(fraction.value) }

  private static func exercise(_ exercise: GradedExercise, _ source: SourceText) -> JSON {
    .object([
      ("id", .string(exercise.id)),
      ("title", .string(exercise.title)),
      ("score", number(exercise.score)),
      ("possible", number(exercise.possible)),
      ("line", .number(exercise.line)),
      ("items", .array(exercise.items.map { item($0, source) })),
      ("statements", .array(exercise.statements.map { item($0, source) })),
    ])
  }

  private static func item(_ item: GradedItem, _ source: SourceText) -> JSON {
    let location = item.range.map { source.location(at: $0.lowerBound) }
    return .object([
      ("name", .string(item.name)),
      ("at", .object(item.at.map { ($0.name, .number($0.value)) })),
      ("outcome", .string(item.outcome.rawValue)),
      ("basis", .string(item.basis.rawValue)),
      ("precision", .string(item.precision?.rawValue)),
      ("line", .number(location?.line)),
      ("column", .number(location?.column)),
      ("text", .string(item.text)),
      ("read", .string(item.read)),
      ("expected", .string(item.expected)),
      ("note", .string(item.note)),
      ("mistake", .string(item.mistake)),
      (
        "from",
        .array(
          item.from.map {
            .object([("name", .string($0.name)), ("line", .number($0.line))])
          }
        )
      ),
      ("points", number(item.points)),
      ("possible", number(item.possible)),
    ])
  }

  private static func work(_ step: WorkStep, _ source: SourceText) -> JSON {
    let location = source.location(at: step.range.lowerBound)
    let holds: JSON = step.holds.map(JSON.bool) ?? .null
    return .object([
      ("line", .number(location.line)),
      ("column", .number(location.column)),
      ("text", .string(step.text)),
      ("holds", holds),
      ("note", .string(step.note)),
    ])
  }

  static func finding(_ finding: Finding, _ source: SourceText) -> JSON {
    .object([
      ("kind", .string(finding.kind.rawValue)),
      ("message", .string(finding.message)),
      (
        "places",
        .array(
          finding.places.map { range in
            let location = source.location(at: range.lowerBound)
            return .object([
              ("line", .number(location.line)), ("column", .number(location.column)),
              ("text", .string(source.string(in: range))),
            ])
          }
        )
      ),
    ])
  }

  static func diagnostic(_ diagnostic: Diagnostic) -> JSON {
    .object([
      ("severity", .string(diagnostic.severity.rawValue)),
      ("line", .number(diagnostic.location?.line)),
      ("column", .number(diagnostic.location?.column)),
      ("message", .string(diagnostic.message)),
    ])
  }
}
