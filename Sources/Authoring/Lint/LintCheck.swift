import Exercises
import Markdown

/// A check of a chapter: a file of its own under `Checks`, and a line in `LintChecks`.
protocol LintCheck: Sendable {
  /// The name that reports show and waivers name.
  static var name: String { get }
  /// What it finds, for the documentation and for SARIF.
  static var summary: String { get }

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding]
}

/// A check of an exercise with one set of numbers, repeated for many students' numbers.
protocol ExerciseCheck: Sendable {
  static var name: String { get }
  static var summary: String { get }

  func findings(in bench: ExerciseBench) -> [LintFinding]
}

/// All checks, in the order of `docs/lint.md`.
package enum LintChecks {
  static let chapter: [any LintCheck] = [
    BlockCheck(), TableCheck(), PipeCheck(), LinkCheck(), IdentifierCheck(), NameCheck(),
    QuestionCheck(), AnswerInTextCheck(), UntestedCheck(), TrainingCheck(),
  ]

  static let exercise: [any ExerciseCheck] = [
    GivenCheck(), KeyCheck(), EngineCheck(), DerivativeCheck(), PrecisionCheck(), ToleranceCheck(),
    AuthorMistakeCheck(), IdentifiabilityCheck(), QuestionTestCheck(), UncheckedCheck(),
  ]

  /// Name and summary of every check, for the documentation and for reports.
  package static var all: [(name: String, summary: String)] {
    chapter.map { (type(of: $0).name, type(of: $0).summary) }
      + exercise.map { (type(of: $0).name, type(of: $0).summary) }
      + [(VariantSweep.name, VariantSweep.summary), (Waivers.name, Waivers.summary)]
  }
}
