import Exercises
import Formulas

/// The exercise with other givens, of the same kind and size, that no symmetry ties together.
struct GivenProposals {
  let all: [Exercise]
  private let names: [String]

  private static let count = 6

  init(_ bench: ExerciseBench) {
    let exercise = bench.exercise
    // Targets and rates stay: they carry a meaning of their own.
    let names = exercise.givens.map(\.name).filter { $0 != "y" && $0 != "eta" }
    self.names = names
    var proposals: [Exercise] = []
    for seed in 0..<Self.count {
      var generator = SeededGenerator(seed: UInt64(seed) &+ 17)
      let givens = exercise.givens.map { given -> Exercise.Given in
        guard names.contains(given.name) else { return given }
        let moved = Self.moved(given.formula.expression, &generator)
        guard let formula = try? Formula(moved.text) else { return given }
        return given.with(formula)
      }
      let other = exercise.with(givens: givens)
      let isSound = bench.with(other).valued.allSatisfy { _, quantity in
        let own = bench.with(other)
        return own.cells(of: quantity).prefix(2).allSatisfy {
          ((try? own.value(of: quantity, at: $0))?.isFinite) ?? false
        }
      }
      if isSound { proposals.append(other) }
    }
    all = proposals
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
    // Weights between 0.1 and 1 lie where a sigmoid still moves; larger numbers keep their size.
    let size = abs(value) > 1 ? abs(value) : 0.9
    let range = abs(value) > 1 ? 0.6 * size...1.3 * size : 0.1...size
    let drawn = (generator.uniform(range) * 100).rounded() / 100
    let isNegative = value < 0 || (value == 0 && generator.next() % 2 == 0)
    return isNegative ? -drawn : drawn
  }

  /// The givens of a proposal as an author writes them.
  func text(of exercise: Exercise) -> String {
    let own = exercise.givens.filter { names.contains($0.name) }
    let parts = own.map { given in
      let name = given.name.utf8.contains { $0 == 0x5B } ? "\"\(given.name)\"" : given.name
      return "\(name): \"\(given.formula.formula.text)\""
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}
