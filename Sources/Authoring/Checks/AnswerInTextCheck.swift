import Exercises
import Formulas
import Grading
import Markdown

/// Answers that stand in the question itself.
struct AnswerInTextCheck: LintCheck {
  static let name = "answer-in-text"
  static let summary = "an expected value that stands in the text of its own question"

  /// Shorter numbers stand everywhere by chance.
  private static let fewestDigits = 3

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    chapter.exercises.compactMap { exercise in
      guard let key = try? ExerciseKey(exercise) else { return nil }
      let source = chapter.document.source
      let own = exercise.givens.map(\.formula.formula.text)
      for row in key.rows {
        guard Double(row.value) != nil, !own.contains(row.value),
          Self.digits(row.value) >= Self.fewestDigits, row.value.has("."),
          let place = Self.place(of: row.value, in: exercise, source)
        else { continue }
        return LintFinding(
          Self.name,
          .warning,
          in: source,
          at: place,
          "the answer \(row.value) of \"\(row.name)\" stands in the text of its question",
          help: "take it out, or let the exercise have other givens than the example"
        )
      }
      return nil
    }
  }

  private static func digits(_ text: String) -> Int {
    text.utf8.drop { $0 == 0x2D || $0 == 0x30 || $0 == 0x2E }.count { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// Where a number stands whole in a section's prose and tables, outside of blocks for machines.
  private static func place(
    of number: String,
    in exercise: Exercise,
    _ source: SourceText
  ) -> Int? {
    guard exercise.question.has(number) else { return nil }
    let wanted = Array(number.utf8)
    func isPart(_ offset: Int) -> Bool {
      guard source.bytes.indices.contains(offset) else { return false }
      let byte = source.bytes[offset]
      if byte >= 0x30 && byte <= 0x39 { return true }
      // The point that ends a sentence is none of the number's.
      guard byte == 0x2E, source.bytes.indices.contains(offset + 1) else { return false }
      let next = source.bytes[offset + 1]
      return next >= 0x30 && next <= 0x39
    }
    var position = exercise.section.lowerBound
    while position + wanted.count <= exercise.section.upperBound {
      if source.bytes[position...].starts(with: wanted), !isPart(position - 1),
        !isPart(position + wanted.count)
      {
        return position
      }
      position += 1
    }
    return nil
  }
}
