import Exercises
import Formulas
import Grading
import Markdown
import Yaml

/// Reads the `yaml tests` blocks of a chapter.
struct QuestionTestReader {
  /// By the first byte of the exercise: two may have one id by mistake.
  private var byExercise: [Int: [QuestionTest]] = [:]
  /// What is wrong with the blocks.
  private(set) var problems: [Diagnostic] = []

  static let keys = ["answer", "gets"]

  init(_ chapter: Chapter, _ settings: CourseSettings) {
    let reader = YamlReader(source: chapter.document.source)
    let exercises = TestedExercises(chapter)
    for block in chapter.blocks where block.kind == .tests {
      guard let entries = reader.mapping(block.node, of: "a block of tests", at: block.offset),
        let exercise = exercises.exercise(of: block, entries, reader)
      else { continue }
      for entry in entries where entry.key != "exercise" || entry.value.scalar == nil {
        if let test = Self.test(entry, exercise, settings, reader) {
          byExercise[exercise.offset, default: []].append(test)
        }
      }
    }
    problems = reader.diagnostics
  }

  func tests(of exercise: Exercise) -> [QuestionTest] { byExercise[exercise.offset] ?? [] }

  private static func test(
    _ entry: YamlEntry,
    _ exercise: Exercise,
    _ settings: CourseSettings,
    _ reader: YamlReader
  ) -> QuestionTest? {
    guard
      let fields = reader.fields(
        entry.value,
        of: "the test \"\(entry.key)\"",
        allowed: keys,
        at: entry.keyOffset
      )
    else { return nil }
    guard let answer = fields["answer"]?.value, let gets = fields["gets"] else {
      reader.report(
        at: entry.keyOffset,
        "the test \"\(entry.key)\" wants \"answer\" with a text and \"gets\" with outcomes",
        help: "{answer: \"C = 0.69\", gets: {C: coarse}}"
      )
      return nil
    }
    guard let text = reader.text(answer, of: "answer") else { return nil }
    let template: AnswerTemplate
    do throws(AnswerTemplate.Problem) {
      template = try AnswerTemplate(text, notation: settings.notation)
    } catch {
      reader.report(at: answer.offset, error.message, help: error.help)
      return nil
    }
    let expectations = expectations(gets, exercise, reader)
    guard !expectations.isEmpty else { return nil }
    return QuestionTest(
      name: entry.key,
      answer: template,
      expectations: expectations,
      offset: entry.keyOffset
    )
  }

  /// Reads `correct`, or `{C: correct, "dC/dw": "wrong: σ′(z) was left out"}`.
  private static func expectations(
    _ field: YamlEntry,
    _ exercise: Exercise,
    _ reader: YamlReader
  ) -> [QuestionTest.Expectation] {
    if let text = field.value.scalar {
      return expectation(text, of: nil, at: field.value.offset, reader).map { [$0] } ?? []
    }
    return (reader.mapping(field.value, of: "gets") ?? []).compactMap { entry in
      let name = entry.key.parts(around: " at ")[0]
      guard exercise.quantities.contains(where: { $0.name == name || $0.name == entry.key }) else {
        reader.report(
          at: entry.keyOffset,
          "the exercise has no answer \"\(name)\"",
          help: NearMiss.help(name, among: exercise.quantities.map(\.name))
        )
        return nil
      }
      guard let text = reader.text(entry.value, of: entry.key) else { return nil }
      return expectation(text, of: entry.key, at: entry.keyOffset, reader)
    }
  }

  private static func expectation(
    _ text: String,
    of title: String?,
    at offset: Int,
    _ reader: YamlReader
  ) -> QuestionTest.Expectation? {
    let parts = text.parts(around: ":").map(\.trimmedBytes)
    guard let outcome = Outcome(rawValue: parts[0]) else {
      reader.report(
        at: offset,
        "\"\(parts[0])\" is no outcome",
        help: NearMiss.help(parts[0], among: Outcome.allCases.map(\.rawValue))
      )
      return nil
    }
    return QuestionTest.Expectation(
      title: title,
      outcome: outcome,
      mistake: parts.count == 2 ? parts[1] : nil,
      offset: offset
    )
  }
}
