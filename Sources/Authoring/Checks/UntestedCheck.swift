import Exercises

/// Exercises whose grading nobody has tried.
struct UntestedCheck: LintCheck {
  static let name = "untested"
  static let summary = "an exercise without a yaml tests block"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let reader = QuestionTestReader(chapter, subject.settings)
    let problems = reader.problems
    let untested = chapter.exercises.filter { reader.tests(of: $0).isEmpty }.map { exercise in
      LintFinding(
        Self.name,
        .warning,
        in: exercise.source,
        at: exercise.offset,
        "the exercise \"\(exercise.id)\" has no test",
        help: "checker lint --propose \(exercise.source.path ?? "") writes a first set"
      )
    }
    return problems.map { LintFinding(QuestionTestCheck.name, $0) } + untested
  }
}
