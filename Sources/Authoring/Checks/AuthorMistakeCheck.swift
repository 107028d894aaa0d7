import Exercises
import Formulas

/// `or`, `when` and `usable` against the value they belong to.
struct AuthorMistakeCheck: ExerciseCheck {
  static let name = "alternatives"
  static let summary =
    "an \"or\" that is the value of a mistake, a \"when\" that is right, a \"usable\" that leaves the "
    + "right value out"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    var findings: [LintFinding] = []
    var reported: Set<String> = []
    func report(_ quantity: ExerciseQuantity, at offset: Int, _ message: String, _ help: String) {
      guard reported.insert("\(offset) \(message.prefix(20))").inserted else { return }
      findings.append(
        LintFinding(
          Self.name,
          in: bench.exercise.source,
          at: offset,
          message,
          help: help,
          answer: quantity.declaration
        )
      )
    }
    for quantity in bench.exercise.quantities {
      guard case .value = quantity.kind else { continue }
      for keys in bench.cells(of: quantity) {
        guard let right = (try? bench.value(of: quantity, at: keys))?.number,
          let evaluator = try? bench.evaluator(for: quantity, at: keys)
        else { continue }
        let title = quantity.name + ExerciseBench.place(keys)
        if let usable = quantity.usable, !usable.contains(right) {
          report(
            quantity,
            at: quantity.offset,
            "\(title) is \(DecimalText.significant(right, digits: 4)), which \"usable: "
              + "\(usable.text)\" leaves out",
            "widen it: what a student gets right has to be usable"
          )
        }
        for mistake in quantity.knownMistakes {
          guard let wrong = (try? evaluator.evaluate(mistake.expression, at: keys))?.number,
            isSame(wrong, right)
          else { continue }
          // One cell may hide it; all of them may not.
          guard bench.cells(of: quantity).count == 1 || isSameEverywhere(mistake, quantity, bench)
          else { continue }
          report(
            quantity,
            at: mistake.placed.offset,
            "the mistake foreseen here has the right value, \(DecimalText.significant(right, digits: 4))",
            "mend its formula, or choose givens with which it differs"
          )
        }
      }
    }
    return findings + alternatives(bench) + formulas(bench)
  }

  private func isSame(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-9 * max(abs(left), abs(right), 1e-300)
  }

  private func isSameEverywhere(
    _ mistake: ExerciseQuantity.KnownMistake,
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench
  ) -> Bool {
    bench.cells(of: quantity).allSatisfy { keys in
      guard let right = (try? bench.value(of: quantity, at: keys))?.number,
        let evaluator = try? bench.evaluator(for: quantity, at: keys),
        let wrong = (try? evaluator.evaluate(mistake.expression, at: keys))?.number
      else { return false }
      return isSame(wrong, right)
    }
  }

  /// Alternatives of a formula that are not equal to it, and so never count.
  private func formulas(_ bench: ExerciseBench) -> [LintFinding] {
    bench.exercise.quantities.compactMap { quantity in
      guard case .formula = quantity.kind, !quantity.alternatives.isEmpty else { return nil }
      let equality = FormulaEquality(quantity, of: bench.computation)
      let unequal = quantity.alternatives.first { alternative in
        if case .equal = equality.compare(alternative) { return false }
        return true
      }
      guard let unequal else { return nil }
      return LintFinding(
        Self.name,
        in: bench.exercise.source,
        at: quantity.offset,
        "\"\(quantity.name)\": \(unequal.text) in \"or\" is not equal to the formula, and never counts",
        help: "mend it, or drop it: every formula that is equal is right without being named",
        answer: quantity.declaration
      )
    }
  }

  /// Alternatives that give exactly what a known mistake gives.
  private func alternatives(_ bench: ExerciseBench) -> [LintFinding] {
    var findings: [LintFinding] = []
    var reported: Set<Int> = []
    for group in bench.table.groups {
      for (index, target) in group.targets.enumerated() {
        let quantity = target.quantity
        guard !quantity.alternatives.isEmpty, target.right.count == 1,
          let evaluator = try? bench.evaluator(for: quantity, at: target.keys)
        else { continue }
        for alternative in quantity.alternatives {
          guard let other = (try? evaluator.evaluate(alternative, at: target.keys))?.number,
            target.isChanged([other]),
            let mutant = group.mutants.first(where: { isSame($0.values[index][0], other) }),
            reported.insert(quantity.offset).inserted
          else { continue }
          findings.append(
            LintFinding(
              Self.name,
              in: bench.exercise.source,
              at: quantity.offset,
              "\(target.title): \"or\" accepts \(DecimalText.significant(other, digits: 5)) where "
                + "\(DecimalText.significant(target.right[0].value, digits: 5)) is right; "
                + "that is the value of a mistake (\(mutant.message))",
              help: "drop it, or move it into \"when\" with a credit",
              answer: quantity.declaration
            )
          )
        }
      }
    }
    return findings
  }
}
