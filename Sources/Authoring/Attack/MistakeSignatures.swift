import Exercises
import Formulas

/// For each known mistake, what it makes of all asked values at the precision asked for.
struct MistakeSignatures {
  /// A mistake in a teacher's words, made everywhere (no place) or in the formula of one quantity.
  struct Mistake: Hashable {
    let message: String
    let place: String?

    var words: String { place.map { "\(message), in \($0)" } ?? message }
  }

  /// The mistakes in the order in which they were found.
  private(set) var mistakes: [Mistake] = []
  private var signatures: [Mistake: [Int: Double]] = [:]

  /// Mistakes that few make would only clutter the comparison.
  private static let highestRank = 1

  init(_ bench: ExerciseBench) {
    var slot = 0
    for group in bench.table.groups {
      let widest = Self.widest(of: group.mutants)
      for mistake in widest.order where signatures[mistake] == nil {
        signatures[mistake] = [:]
        mistakes.append(mistake)
      }
      for (index, target) in group.targets.enumerated() {
        for (element, right) in target.right.enumerated() {
          for mistake in widest.order {
            guard let value = widest.mutants[mistake]?.values[index][element],
              let shown = Self.shown(value, right, target.quantity.precision)
            else { continue }
            signatures[mistake]?[slot] = shown
          }
          slot += 1
        }
      }
    }
  }

  /// Of mutants with the same words and place the one that changes most.
  private static func widest(
    of mutants: [MutationTable.Mutant]
  ) -> (mutants: [Mistake: MutationTable.Mutant], order: [Mistake]) {
    var widest: [Mistake: MutationTable.Mutant] = [:]
    var order: [Mistake] = []
    func take(_ mutant: MutationTable.Mutant, at place: String?) {
      let mistake = Mistake(message: mutant.message, place: place)
      guard let known = widest[mistake] else {
        widest[mistake] = mutant
        order.append(mistake)
        return
      }
      if mutant.extent > known.extent { widest[mistake] = mutant }
    }
    for mutant in mutants where mutant.rank <= highestRank && !isSwap(mutant.message) {
      if mutant.rank < 1 { take(mutant, at: nil) }
      if let place = mutant.place { take(mutant, at: place) }
    }
    return (widest, order)
  }

  /// True for two givens in each other's place: that two of them are equal is the author's choice.
  private static func isSwap(_ message: String) -> Bool {
    message.hasSuffix(" are swapped") && message != "y and a are swapped"
  }

  /// A wrong value as far as it is looked at; nil if that is the right one.
  private static func shown(
    _ value: Double,
    _ right: ExpectedNumber,
    _ precision: Precision
  ) -> Double? {
    if abs(value - right.value) <= 1e-9 * max(abs(value), right.largestTerm) { return nil }
    let expected = ExpectedNumber(value, base: right.base)
    guard let place = precision.askedPlace(of: expected) else { return value }
    let unit = PowersOfTen.power(place)
    return (value / unit).rounded() * unit
  }

  func has(_ mistake: Mistake) -> Bool { signatures[mistake] != nil }

  /// True if the mistake changes nothing that is asked for.
  func isRight(_ mistake: Mistake) -> Bool { signatures[mistake]?.isEmpty ?? true }

  func areAlike(_ first: Mistake, _ second: Mistake) -> Bool {
    signatures[first] == signatures[second]
  }

  /// The mistakes made everywhere that give the same wrong values, where there are several.
  var groups: [[Mistake]] {
    var members: [[Int: Double]: [Mistake]] = [:]
    for mistake in mistakes where mistake.place == nil && !isRight(mistake) {
      members[signatures[mistake] ?? [:], default: []].append(mistake)
    }
    let groups = members.values.filter { $0.count > 1 }
    return groups.sorted {
      (mistakes.firstIndex(of: $0[0]) ?? 0) < (mistakes.firstIndex(of: $1[0]) ?? 0)
    }
  }
}
