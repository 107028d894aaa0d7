import Exercises
import Formulas

/// Other givens for an exercise, with the mistakes made in each.
struct GivenAlternatives {
  let proposals: GivenProposals
  let signatures: [MistakeSignatures]

  init(_ bench: ExerciseBench) {
    let proposals = GivenProposals(bench)
    self.proposals = proposals
    signatures = proposals.all.map { MistakeSignatures(bench.with($0)) }
  }
}

/// The exercise with other givens, of the same kind and size, that no symmetry ties together.
struct GivenProposals {
  /// With all givens moved.
  let all: [Exercise]
  private let names: [String]

  private static let count = 6
  /// Each given that is moved alone is a whole exercise to look at.
  private static let mostSingle = 40

  init(_ bench: ExerciseBench) {
    // A target stays: most costs allow only some, and the classes have a meaning.
    let names = bench.exercise.givens.map(\.name).filter { $0 != "y" }
    self.names = names
    all = (0..<Self.count).compactMap { Self.proposal($0, for: bench, moving: names.contains) }
  }

  /// With one given moved, by its name, each made when it is asked for; none where there are too many to
  /// move one at a time.
  func single(of bench: ExerciseBench) -> some Sequence<(name: String, exercise: Exercise)> {
    let moved = bench.exercise.isVaried || names.count > Self.mostSingle ? [] : names
    return moved.lazy.flatMap { name in
      (0..<2).lazy.compactMap { seed in
        Self.proposal(seed, for: bench) { $0 == name }.map { (name, $0) }
      }
    }
  }

  /// The exercise with some givens moved; nil if that leaves an answer without a value.
  private static func proposal(
    _ seed: Int,
    for bench: ExerciseBench,
    moving isMoved: (String) -> Bool
  ) -> Exercise? {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 17)
    let givens = bench.exercise.givens.map { given -> Exercise.Given in
      // Every given takes its numbers, moved or not, so that one alone is as in all together.
      let moved = moved(given.formula.expression, &generator)
      guard isMoved(given.name), let formula = try? Formula(moved.text) else { return given }
      return given.with(formula)
    }
    let other = bench.exercise.with(givens: givens)
    let own = bench.with(other)
    let isSound = own.valued.allSatisfy { _, quantity in
      own.cells(of: quantity).prefix(2).allSatisfy {
        ((try? own.value(of: quantity, at: $0))?.isFinite) ?? false
      }
    }
    return isSound ? other : nil
  }

  /// A formula with other numbers in it: one decimal, of the same sign and about the same size.
  private static func moved(
    _ expression: Expression,
    _ generator: inout SeededGenerator
  ) -> Expression {
    switch expression {
    case .number(let value): return .number(moved(value, &generator))
    case .negate(let x): return .negate(moved(x, &generator))
    case .list(let items): return .list(items.map { moved($0, &generator) })
    default: return expression
    }
  }

  private static func moved(_ value: Double, _ generator: inout SeededGenerator) -> Double {
    // What is 0 is meant to be 0.
    if value == 0 { return 0 }
    // Weights between 0.1 and 1 lie where a sigmoid still moves; larger numbers keep their size.
    let size = abs(value) > 1 ? abs(value) : 0.9
    let range = abs(value) > 1 ? 0.6 * size...1.3 * size : 0.1...size
    let drawn = (generator.uniform(range) * 100).rounded() / 100
    return value < 0 ? -drawn : drawn
  }

  /// The givens of a proposal as an author writes them.
  func text(of exercise: Exercise, names chosen: [String]? = nil) -> String {
    let own = exercise.givens.filter { (chosen ?? names).contains($0.name) }
    let parts = own.map { given in
      let name = given.name.utf8.contains { $0 == 0x5B } ? "\"\(given.name)\"" : given.name
      return "\(name): \"\(given.formula.formula.text)\""
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}
