import Exercises
import Formulas
import Markdown

/// The text of a question against what the exercise computes with.
struct QuestionCheck: LintCheck {
  static let name = "question"
  static let summary =
    "a number or precision in the question that the exercise does not have, or a drawn number that "
    + "the question does not show"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    // Exercises of one section share its text, which is read once.
    let statement = GivenChain.value
    let precision = #/(\d{1,9})\s+(decimal|significant|digits)/#
    var sections: [Range<Int>: (written: WrittenStatements, digits: Set<Digits>)] = [:]
    return chapter.exercises.flatMap { exercise in
      let section =
        sections[exercise.section]
        ?? (
          WrittenStatements(in: exercise.section, of: chapter, pattern: statement),
          Self.digits(in: exercise.question, precision)
        )
      sections[exercise.section] = section
      let statements = GivenStatements(exercise, in: section.written)
      return wrongNumbers(statements, exercise) + hiddenDraws(statements, exercise, chapter)
        + precisions(exercise, said: section.digits)
    }
  }

  private func finding(
    _ exercise: Exercise,
    _ offset: Int,
    _ severity: Diagnostic.Severity,
    _ message: String,
    _ help: String
  ) -> LintFinding {
    LintFinding(Self.name, severity, in: exercise.source, at: offset, message, help: help)
  }

  /// `$w_3 = 0.8$` where the exercise is given 0.9.
  private func wrongNumbers(
    _ statements: GivenStatements,
    _ exercise: Exercise
  ) -> [LintFinding] {
    statements.all.compactMap { statement in
      // What a marker computes is compared with the tables.
      guard !statement.isComputed else { return nil }
      if exercise.draws.contains(where: { $0.name == statement.name }) {
        return finding(
          exercise,
          statement.offset,
          .error,
          "`\(statement.name)` is drawn, and the question says \(statement.text) to everybody",
          "show each student's own: <!--= \(statement.name) -->\(statement.text)<!--/-->"
        )
      }
      guard let values = statements.values(of: statement.name),
        values.count == statement.numbers.count,
        !zip(values, statement.numbers).allSatisfy({ $1.isRounded($0) })
      else { return nil }
      let own = values.map { DecimalText.shortest($0) }
      let shown = own.count == 1 ? own[0] : "(\(own.joined(separator: ", ")))"
      return finding(
        exercise,
        statement.offset,
        .error,
        "the question says \(statement.name) = \(statement.text), the exercise is given \(shown)",
        "mend one of them, or let the text compute it: <!--= \(statement.name) -->\(shown)<!--/-->"
      )
    }
  }

  /// A drawn given that no sentence of the question shows, itself or in what is made of it.
  private func hiddenDraws(
    _ statements: GivenStatements,
    _ exercise: Exercise,
    _ chapter: Chapter
  ) -> [LintFinding] {
    guard !exercise.draws.isEmpty else { return [] }
    let sentences = chapter.sentences
    let first = sentences.partitioningIndex {
      $0.marker.range.lowerBound >= exercise.section.lowerBound
    }
    let inSection = sentences[first...].prefix {
      $0.marker.range.lowerBound < exercise.section.upperBound
    }
    var shown = Set(inSection.flatMap(\.names))
    for given in exercise.givens.reversed() where shown.contains(given.name) {
      shown.formUnion(given.formula.expression.names)
    }
    return exercise.draws.compactMap { draw in
      guard !shown.contains(draw.name), !statements.all.contains(where: { $0.name == draw.name })
      else { return nil }
      if case .digits = draw.rule { return nil }
      return finding(
        exercise,
        draw.offset,
        .error,
        "`\(draw.name)` is drawn for each student, and the question does not show it",
        "write it into the question: <!--= \(draw.name) -->…<!--/-->"
      )
    }
  }

  /// The precisions that a text names.
  private static func digits(
    in text: String,
    _ pattern: Regex<(Substring, Substring, Substring)>
  ) -> Set<Digits> {
    Set(
      text.matches(of: pattern).compactMap { match in
        Int(match.1).map { Digits(count: $0, areDecimals: match.2 == "decimal") }
      }
    )
  }

  /// "with 5 decimals" over answers that are asked for with 3.
  private func precisions(_ exercise: Exercise, said: Set<Digits>) -> [LintFinding] {
    guard !said.isEmpty else { return [] }
    var counts: Set<Digits> = []
    var first: ExerciseQuantity?
    for quantity in exercise.quantities where quantity.isAsked && quantity.precisionOffset != nil {
      guard let own = quantity.precision.digits else { continue }
      counts.insert(own)
      first = first ?? quantity
    }
    // Every precision that the text names is one that some answer asks for.
    let unasked = said.subtracting(counts).min { ($0.count, $0.text) < ($1.count, $1.text) }
    guard let first, let count = unasked else { return [] }
    return [
      finding(
        exercise,
        first.precisionOffset ?? first.offset,
        .warning,
        "the question asks for \(count.text), and no answer does",
        "say the same in \"to\" and in the text"
      )
    ]
  }
}

/// A number of digits, or of decimals.
private struct Digits: Hashable {
  let count: Int
  let areDecimals: Bool

  var text: String { "\(count) \(areDecimals ? "decimals" : "digits")" }
}

extension Precision {
  /// The digits or decimals that it names.
  fileprivate var digits: Digits? {
    switch self {
    case .digits(let count): Digits(count: count, areDecimals: false)
    case .decimals(let count): Digits(count: count, areDecimals: true)
    case .ofChange(let precision, _): precision.digits
    case .absolute, .relative, .exactly: nil
    }
  }
}
