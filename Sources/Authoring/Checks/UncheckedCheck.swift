import Exercises

/// What a limit leaves out, so that no check switches itself off in silence.
struct UncheckedCheck: ExerciseCheck {
  static let name = "unchecked"
  static let summary = "what was not looked at, because there is too much of it"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    let reasons = bench.table.unchecked + EngineCheck.unchecked(in: bench)
    guard !reasons.isEmpty else { return [] }
    return [
      LintFinding(
        Self.name,
        .note,
        in: bench.exercise.source,
        at: bench.exercise.offset,
        "not all of the exercise \"\(bench.exercise.id)\" was checked",
        notes: reasons
      )
    ]
  }
}
