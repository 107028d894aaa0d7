import Exercises
import Markdown

/// Runs the tests of an exercise.
struct QuestionTestCheck: ExerciseCheck {
  static let name = "tests"
  static let summary = "a question test whose answer does not get what it must get"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    bench.tests.flatMap { test -> [LintFinding] in
      let run = QuestionTestRun(test, on: bench)
      guard let first = run.failures.first else { return [] }
      return [
        LintFinding(
          Self.name,
          in: bench.exercise.source,
          at: first.offset,
          "the test \"\(test.name)\" of \"\(bench.exercise.id)\" fails: \(first.message)",
          notes: run.failures.dropFirst().map(\.message) + [
            "the answer was: \(Self.line(run.answer))"
          ]
        )
      ]
    }
  }

  private static let longest = 200

  /// An answer on one line, as far as a report shows it.
  private static func line(_ answer: String) -> String {
    let line = answer.split(whereSeparator: \.isNewline).joined(separator: " / ")
    return line.count > longest ? "\(line.prefix(longest)) …" : line
  }
}
