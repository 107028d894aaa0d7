import Exercises
import Formulas

/// Mistakes that these givens hide, and pairs that they cannot tell apart.
///
/// Symmetric weights hide a transpose, a = ½ hides a sign, inputs of 1 hide that they were forgotten.
/// What no givens at all could show is left out, and so is what a given of 0 hides: that is meant.
struct IdentifiabilityCheck: ExerciseCheck {
  static let name = "identifiability"
  static let summary = "mistakes that the givens hide or cannot tell apart, though others could"

  private typealias Mistake = MistakeSignatures.Mistake

  /// What is wrong with the givens.
  private struct Weakness {
    let hidden: [Mistake]
    let confused: [[Mistake]]

    var isNone: Bool { hidden.isEmpty && confused.isEmpty }
    var size: Int { hidden.count + confused.reduce(0) { $0 + $1.count - 1 } }
  }

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    let own = MistakeSignatures(bench)
    guard own.mistakes.count > 1 else { return [] }
    let (proposals, others) = (bench.alternatives.proposals, bench.alternatives.signatures)
    guard !others.isEmpty else { return [] }
    let weakness = Self.weakness(of: own, others)
    guard !weakness.isNone else { return [] }
    var notes = weakness.hidden.map { "hidden: \($0.words)" }
    notes += weakness.confused.map {
      "the same wrong numbers: " + $0.map(\.words).joined(separator: " | ")
    }
    return [
      LintFinding(
        Self.name,
        .warning,
        in: bench.exercise.source,
        at: bench.exercise.offset,
        Self.message(weakness, bench.exercise.id),
        help: Self.help(weakness, proposals, bench, others),
        notes: notes
      )
    ]
  }

  private static func weakness(
    of own: MistakeSignatures,
    _ others: [MistakeSignatures]
  ) -> Weakness {
    // A mistake is hidden by this data only if other data shows it.
    var hidden = own.mistakes.filter { mistake in
      own.isRight(mistake) && others.contains { $0.has(mistake) && !$0.isRight(mistake) }
    }
    // What is hidden everywhere is not said once more for each formula.
    let everywhere = Set(hidden.filter { $0.place == nil }.map(\.message))
    hidden.removeAll { $0.place != nil && everywhere.contains($0.message) }
    let confused = own.groups.compactMap { group -> [Mistake]? in
      let separable = separated(group.filter { !hidden.contains($0) }, others)
      return separable.count > 1 ? separable : nil
    }
    return Weakness(hidden: hidden, confused: confused)
  }

  /// One of each set of mistakes that some other data tells from the rest.
  private static func separated(_ group: [Mistake], _ others: [MistakeSignatures]) -> [Mistake] {
    var kept: [Mistake] = []
    for mistake in group {
      let isNew = kept.allSatisfy { known in
        others.contains { $0.has(mistake) && $0.has(known) && !$0.areAlike(mistake, known) }
      }
      if isNew { kept.append(mistake) }
    }
    return kept
  }

  private static func message(_ weakness: Weakness, _ id: String) -> String {
    var parts: [String] = []
    switch weakness.hidden.count {
    case 0: break
    case 1: parts.append("hide a mistake (\(weakness.hidden[0].words))")
    default: parts.append("hide \(weakness.hidden.count) mistakes")
    }
    if let first = weakness.confused.first {
      parts.append(
        weakness.confused.count == 1 && first.count == 2
          ? "give the same wrong numbers for two mistakes (\(first[0].words); \(first[1].words))"
          : "give the same wrong numbers for different mistakes"
      )
    }
    return "the givens of \"\(id)\" \(parts.joined(separator: ", and "))"
  }

  /// The one given that should change, or values for all that can tell the mistakes apart.
  private static func help(
    _ weakness: Weakness,
    _ proposals: GivenProposals,
    _ bench: ExerciseBench,
    _ others: [MistakeSignatures]
  ) -> String? {
    var best: (text: String, size: Int)?
    for (name, exercise) in proposals.single(of: bench) {
      let size = Self.weakness(of: MistakeSignatures(bench.with(exercise)), others).size
      guard size < best?.size ?? weakness.size else { continue }
      best = ("given: \(proposals.text(of: exercise, names: [name]))", size)
      if size == 0 { break }
    }
    if let best, best.size == 0 { return "another value shows it, such as \(best.text)" }
    let all = zip(proposals.all, others)
      .map { (exercise: $0, size: Self.weakness(of: $1, others).size) }
      .min { $0.size < $1.size }
    if let all, all.size < best?.size ?? weakness.size {
      return "these givens show more: given: \(proposals.text(of: all.exercise))"
    }
    return best.map { "another value shows some of them, such as \($0.text)" }
  }
}
