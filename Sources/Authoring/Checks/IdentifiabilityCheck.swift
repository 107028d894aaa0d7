import Exercises
import Formulas

/// Mistakes that these givens hide, and pairs that they cannot tell apart.
///
/// Symmetric weights hide a transpose, a = ½ hides a sign. A mistake counts where it is made everywhere
/// at once; what no givens at all could show is left out.
struct IdentifiabilityCheck: ExerciseCheck {
  static let name = "identifiability"
  static let summary = "mistakes that the givens hide or cannot tell apart, though others could"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    let own = MistakeSignatures(bench)
    guard own.mistakes.count > 1 else { return [] }
    let proposals = GivenProposals(bench)
    let others = proposals.all.map { MistakeSignatures(bench.with($0)) }
    guard !others.isEmpty else { return [] }
    // A mistake is hidden by this data only if other data shows it.
    let hidden = own.mistakes.filter { message in
      own.isRight(message) && others.contains { $0.has(message) && !$0.isRight(message) }
    }
    let confused = own.groups.compactMap { group -> [String]? in
      let apart = group.filter { !hidden.contains($0) }
      let separable = Self.separated(apart, others)
      return separable.count > 1 ? separable : nil
    }
    guard !hidden.isEmpty || !confused.isEmpty else { return [] }
    let best = others.indices.max { others[$0].distinctCount < others[$1].distinctCount }
    let proposal = best.map { proposals.text(of: proposals.all[$0]) } ?? ""
    var notes = hidden.map { "hidden: \($0)" }
    notes += confused.map { "alike: " + $0.joined(separator: " | ") }
    var parts: [String] = []
    if !hidden.isEmpty { parts.append("hide \(Self.count(hidden.count, "mistake"))") }
    if !confused.isEmpty {
      parts.append("cannot tell apart \(Self.count(confused.count, "group")) of mistakes")
    }
    return [
      LintFinding(
        Self.name,
        .warning,
        in: bench.exercise.source,
        at: bench.exercise.offset,
        "the givens of \"\(bench.exercise.id)\" \(parts.joined(separator: " and "))",
        help: proposal.isEmpty ? nil : "these can: given: \(proposal)",
        notes: notes
      )
    ]
  }

  private static func count(_ number: Int, _ word: String) -> String {
    number == 1 ? "a \(word)" : "\(number) \(word)s"
  }

  /// One of each set of mistakes that some other data tells from the rest.
  private static func separated(_ group: [String], _ others: [MistakeSignatures]) -> [String] {
    var kept: [String] = []
    for message in group {
      let isNew = kept.allSatisfy { known in
        others.contains { $0.has(message) && $0.has(known) && !$0.areAlike(message, known) }
      }
      if isNew { kept.append(message) }
    }
    return kept
  }
}
