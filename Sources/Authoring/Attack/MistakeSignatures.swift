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

  /// A wrong value that a mistake gives, and the place of the right one among all that are asked.
  private struct Wrong: Hashable {
    let slot: Int
    let value: Double
  }

  /// The mistakes in the order in which they were found.
  private(set) var mistakes: [Mistake] = []
  /// The place of each mistake among them.
  private var places: [Mistake: Int] = [:]
  /// For each mistake what it makes wrong, in the order of what is asked.
  private var signatures: [[Wrong]] = []

  /// Mistakes that few make would only clutter the comparison.
  private static let highestRank = 1

  init(_ bench: ExerciseBench) {
    var slot = 0
    for group in bench.table.groups {
      let widest = Self.widest(of: group.mutants)
      let mutants = widest.map { (signature: place(of: $0.mistake), values: $0.mutant.values) }
      for (index, target) in group.targets.enumerated() {
        for (element, right) in target.right.enumerated() {
          for mutant in mutants {
            let value = mutant.values[index][element]
            guard let shown = Self.shown(value, right, target.quantity.precision) else { continue }
            signatures[mutant.signature].append(Wrong(slot: slot, value: shown))
          }
          slot += 1
        }
      }
    }
  }

  private mutating func place(of mistake: Mistake) -> Int {
    if let known = places[mistake] { return known }
    places[mistake] = mistakes.count
    mistakes.append(mistake)
    signatures.append([])
    return mistakes.count - 1
  }

  /// Of mutants with the same words and place the one that changes most, in the order of the first.
  private static func widest(
    of mutants: [MutationTable.Mutant]
  ) -> [(mistake: Mistake, mutant: MutationTable.Mutant)] {
    var widest: [(mistake: Mistake, mutant: MutationTable.Mutant)] = []
    var places: [Mistake: Int] = [:]
    func take(_ mutant: MutationTable.Mutant, at place: String?) {
      let mistake = Mistake(message: mutant.message, place: place)
      guard let known = places[mistake] else {
        places[mistake] = widest.count
        widest.append((mistake, mutant))
        return
      }
      if mutant.extent > widest[known].mutant.extent { widest[known].mutant = mutant }
    }
    for mutant in mutants where mutant.rank <= highestRank && !isSwap(mutant.message) {
      if mutant.rank < 1 { take(mutant, at: nil) }
      if let place = mutant.place { take(mutant, at: place) }
    }
    return widest
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

  func has(_ mistake: Mistake) -> Bool { places[mistake] != nil }

  /// True if the mistake changes nothing that is asked for.
  func isRight(_ mistake: Mistake) -> Bool { signature(of: mistake).isEmpty }

  func areAlike(_ first: Mistake, _ second: Mistake) -> Bool {
    signature(of: first) == signature(of: second)
  }

  private func signature(of mistake: Mistake) -> [Wrong] {
    places[mistake].map { signatures[$0] } ?? []
  }

  /// The mistakes made everywhere that give the same wrong values, where there are several.
  var groups: [[Mistake]] {
    var order: [[Wrong]] = []
    var members: [[Wrong]: [Mistake]] = [:]
    for (mistake, signature) in zip(mistakes, signatures)
    where mistake.place == nil && !signature.isEmpty {
      if members[signature] == nil { order.append(signature) }
      members[signature, default: []].append(mistake)
    }
    return order.compactMap { members[$0] }.filter { $0.count > 1 }
  }
}
