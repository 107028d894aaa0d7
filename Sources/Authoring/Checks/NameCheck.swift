import Exercises

/// One name for two answers of an exercise.
struct NameCheck: LintCheck {
  static let name = "names"
  static let summary = "a name in \"called\" that another answer of the exercise has too"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    chapter.exercises.flatMap { exercise -> [LintFinding] in
      var owners: [String: ExerciseQuantity] = [:]
      var findings: [LintFinding] = []
      for quantity in exercise.quantities where owners[quantity.name] == nil {
        owners[quantity.name] = quantity
      }
      for quantity in exercise.quantities {
        for name in quantity.called {
          guard let owner = owners[name], owner.name != quantity.name else {
            owners[name] = quantity
            continue
          }
          // The same number under another name, as a whole and as one of its parts, is no harm.
          if owner.expression == quantity.expression { continue }
          findings.append(
            LintFinding(
              Self.name,
              in: exercise.source,
              at: quantity.offset,
              "\"\(name)\" is a name of \"\(quantity.name)\" and of \"\(owner.name)\"",
              help: "a student who writes it means one of them: take it out of the other",
              answer: quantity.declaration
            )
          )
        }
      }
      return findings
    }
  }
}
