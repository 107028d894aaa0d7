import Exercises
import Formulas
import Markdown

/// Mistakes that the precision asked for would let pass.
struct ToleranceCheck: ExerciseCheck {
  static let name = "tolerance"
  static let summary = "a precision at which the value of a known mistake counts as right"

  private struct Accepted {
    let target: MutationTable.Target
    let mutant: MutationTable.Mutant
    let values: [Double]
  }

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    // An answer is one declaration: `dE/d{p}` stands for all of its parameters and cells.
    var byAnswer: [Int: [String: Tally]] = [:]
    for group in bench.table.groups {
      for mutant in group.mutants {
        for (target, values) in zip(group.targets, mutant.values) where target.isChanged(values) {
          var tally = byAnswer[target.quantity.offset]?[mutant.message] ?? Tally()
          tally.changed += 1
          if target.accepts(values, with: target.quantity.precision) {
            tally.accepted.append(Accepted(target: target, mutant: mutant, values: values))
          } else if target.mayBeRounded(values) {
            tally.rounded.append(Accepted(target: target, mutant: mutant, values: values))
          }
          byAnswer[target.quantity.offset, default: [:]][mutant.message] = tally
        }
      }
    }
    let unclear = Set(
      PrecisionCheck().findings(in: bench).filter { $0.severity == .error }.map(\.offset)
    )
    return byAnswer.sorted { $0.key < $1.key }.compactMap { _, tallies in
      // A mistake that most of the answer's cells show is caught there.
      let accepted = tallies.values.filter { 2 * $0.accepted.count > $0.changed }
        .flatMap(\.accepted)
      // What passes as rounding on the way passes for some students alone: a warning.
      let rounded = tallies.values.filter { 2 * ($0.accepted + $0.rounded).count > $0.changed }
        .flatMap(\.rounded)
      let inOrder = (accepted.isEmpty ? rounded : accepted).sorted {
        ($0.mutant.message, $0.target.title) < ($1.mutant.message, $1.target.title)
      }
      guard let quantity = inOrder.first?.target.quantity,
        !unclear.contains(quantity.precisionOffset ?? quantity.offset)
      else { return nil }
      return finding(inOrder, bench, isRounded: accepted.isEmpty)
    }
  }

  /// How many cells of an answer a mistake changes, and those in which it would pass.
  private struct Tally {
    var changed = 0
    var accepted: [Accepted] = []
    /// Those in which it would pass as rounding on the way.
    var rounded: [Accepted] = []
  }

  private func finding(
    _ accepted: [Accepted],
    _ bench: ExerciseBench,
    isRounded: Bool
  ) -> LintFinding {
    let quantity = accepted[0].target.quantity
    var lines: [String] = []
    for one in accepted {
      let (wrong, right) = Self.shown(one.values, one.target.right.map(\.value))
      let line = "\(one.target.title): \(wrong) where \(right) is right (\(one.mutant.message))"
      if !lines.contains(line) { lines.append(line) }
    }
    let messages = Set(accepted.map(\.mutant.message)).count
    return LintFinding(
      Self.name,
      isRounded ? .warning : .error,
      in: bench.exercise.source,
      at: quantity.precisionOffset ?? quantity.offset,
      "\"\(quantity.declaration)\" to \(quantity.precision.description.inWords(of: quantity)) accepts "
        + "\(messages == 1 ? "a known mistake" : "\(messages) known mistakes")"
        + (isRounded ? " from a student who rounds on the way" : ""),
      help: Self.help(quantity, bench),
      notes: lines,
      answer: quantity.declaration
    )
  }

  /// Two values with as many digits as show that they differ.
  private static func shown(_ wrong: [Double], _ right: [Double]) -> (String, String) {
    func list(_ values: [Double], _ digits: Int) -> String {
      let texts = values.map { DecimalText.significant($0, digits: digits) }
      return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
    let digits = (5...15).first { list(wrong, $0 - 1) != list(right, $0 - 1) } ?? 16
    return (list(wrong, digits), list(right, digits))
  }

  // MARK: - What to ask for instead

  /// More digits than this nobody computes by hand.
  private static let mostDigits = 8

  private static func help(_ quantity: ExerciseQuantity, _ bench: ExerciseBench) -> String {
    let targets = bench.table.groups.flatMap { group in
      group.targets.indices.compactMap { index in
        group.targets[index].quantity.offset == quantity.offset
          ? (target: group.targets[index], values: group.mutants.map { $0.values[index] }) : nil
      }
    }
    func isSafe(_ precision: Precision) -> Bool {
      !targets.contains { target, mutants in
        let own = precision.of(target.quantity)
        return mutants.contains { target.isChanged($0) && target.accepts($0, with: own) }
      }
    }
    var ladder: [Precision] = []
    switch quantity.precision {
    case .decimals: ladder = (1...mostDigits).map { .decimals($0) }
    case .ofChange(_, let base):
      ladder = (1...mostDigits).map { .ofChange(.digits($0), from: base) }
    default: ladder = (3...mostDigits).map { .digits($0) }
    }
    if let base = base(of: quantity) {
      let change = (2...4).map { Precision.ofChange(.digits($0), from: base) }.first(where: isSafe)
      let instead = change.map { "to: \($0.description.inWords(of: quantity))" }
      return instead.map { "use \($0), or ask for the gradient instead" }
        ?? "no precision is safe here: ask for the gradient or the change instead"
    }
    guard let loosest = ladder.first(where: isSafe) else {
      return "no precision up to \(mostDigits) digits is safe here: ask for a part of the "
        + "computation that shows the mistake, or change the givens"
    }
    return "use to: \(loosest.description), the loosest that accepts none of them, or other givens"
  }

  /// What the value is a small change of, as in `p - eta * gradient of p`; nil for other formulas.
  private static func base(of quantity: ExerciseQuantity) -> String? {
    if case .ofChange = quantity.precision { return nil }
    guard case .binary(.subtract, .name(let base), let step)? = quantity.expression,
      step.names.contains("eta") || step.names.contains("η")
    else { return nil }
    return base
  }
}

extension Precision {
  /// The same precision for another parameter of a `for`.
  fileprivate func of(_ quantity: ExerciseQuantity) -> Precision {
    guard case .ofChange(let precision, _) = self else { return self }
    if case .ofChange(_, let base) = quantity.precision { return .ofChange(precision, from: base) }
    if case .binary(.subtract, .name(let base), _)? = quantity.expression {
      return .ofChange(precision, from: base)
    }
    return self
  }
}

extension String {
  /// The author's own words: with the symbol of a `for` where the parameter's name stands.
  fileprivate func inWords(of quantity: ExerciseQuantity) -> String {
    guard quantity.declaration != quantity.name, let from = firstRange(of: " of the change from "),
      let open = quantity.declaration.firstIndex(of: "{"),
      let close = quantity.declaration.firstIndex(of: "}")
    else { return self }
    return String(self[..<from.upperBound])
      + quantity.declaration[quantity.declaration.index(after: open)..<close]
  }
}
