import Exercises
import Formulas

/// One name for two answers of an exercise, or for an answer and a given.
struct NameCheck: LintCheck {
  static let name = "names"
  static let summary =
    "a name of an answer that another answer of the exercise, or one of its givens, has too"

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
      return findings + namesOfGivens(exercise)
    }
  }

  /// Answers that bear the name of a given: a student who says the given again would answer.
  private func namesOfGivens(_ exercise: Exercise) -> [LintFinding] {
    let givens = Dictionary(
      exercise.givens.map { (SymbolName.canonical($0.name), $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
    var reported: Set<String> = []
    return exercise.quantities.compactMap { quantity in
      guard
        let name = ([quantity.name] + quantity.called).first(where: { name in
          givens[SymbolName.canonical(name)] != nil
        }), let given = givens[SymbolName.canonical(name)],
        // A quantity that is only known may say that the given is one of its values.
        quantity.isAsked || quantity.expression != .name(given),
        reported.insert(quantity.declaration).inserted
      else { return nil }
      return LintFinding(
        Self.name,
        in: exercise.source,
        at: quantity.offset,
        "\"\(name)\" is the name of a given and of the answer \"\(quantity.name)\"",
        help:
          "call the answer otherwise, as in \"\(given) new\": who says the given again means no answer",
        answer: quantity.declaration
      )
    }
  }
}
