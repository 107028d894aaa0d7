import Exercises
import Formulas
import Grading
import Markdown

/// Answers that stand in the chapter, in the question or anywhere else that students see.
struct AnswerInTextCheck: LintCheck {
  static let name = "answer-in-text"
  static let summary = "an expected value that students can read in the chapter"

  /// In the question itself; shorter numbers stand everywhere by chance.
  private static let fewestDigits = 3
  /// In the rest of the chapter, where only the very number counts.
  private static let fewestElsewhere = 4

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let source = chapter.document.source
    let numbers = ShownNumbers(in: chapter.document)
    return chapter.exercises.flatMap { exercise -> [LintFinding] in
      guard let key = try? ExerciseKey(exercise) else { return [] }
      let givens = exercise.givens.flatMap { $0.formula.formula.expression.numbers.map { abs($0) } }
      var reported: Set<Int> = []
      return key.rows.compactMap { row in
        guard let value = Double(row.value), row.value.contains("."),
          !givens.contains(abs(value))
        else { return nil }
        let asked = Self.digits(row.value)
        let found = place(of: row, value, asked: asked, in: exercise.section, numbers) { number in
          !givens.contains(abs(number.value))
        }
        guard let found, reported.insert(found).inserted else {
          return nil
        }
        return LintFinding(
          Self.name,
          .warning,
          in: source,
          at: found,
          "the answer \(row.value) of \"\(row.name)\" in \"\(exercise.id)\" stands here",
          help: "take it out, or give the exercise other numbers than the example"
        )
      }
    }
  }

  /// The first place where students can read an answer.
  ///
  /// `asked`: How many digits it has that tell something.
  /// `isNew`: False for a number that the exercise gives.
  private func place(
    of row: ExerciseKey.Row,
    _ value: Double,
    asked: Int,
    in section: Range<Int>,
    _ numbers: ShownNumbers,
    where isNew: (WrittenNumber) -> Bool
  ) -> Int? {
    let text = String(row.value.drop { $0 == "-" })
    var places: [Int?] = []
    // Where the student chooses the values, the text shows others.
    if row.keys.isEmpty, asked >= Self.fewestElsewhere {
      places.append(numbers.first(text, outside: section))
    }
    if text.utf8.count > Self.fewestDigits + 1 { places.append(numbers.first(text, in: section)) }
    if asked >= Self.fewestDigits {
      let distance = 0.5 * PowersOfTen.power(Self.lastPlace(row.value)) * (1 + 1e-9)
      places.append(
        numbers.first(within: distance, of: value, in: section) { number in
          number.significantDigits >= max(Self.fewestDigits, min(asked, 4)) && isNew(number)
        }
      )
    }
    return places.compactMap { $0 }.min()
  }

  private static func digits(_ text: String) -> Int {
    // 0.5000 tells no more than 0.5.
    let telling = text.utf8.drop { $0 == 0x2D || $0 == 0x30 || $0 == 0x2E }
      .reversed().drop { $0 == 0x30 }
    return telling.count { $0 >= 0x30 && $0 <= 0x39 }
  }

  private static func lastPlace(_ text: String) -> Int {
    text.utf8.firstIndex(of: 0x2E).map {
      -(text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1)
    } ?? 0
  }
}
