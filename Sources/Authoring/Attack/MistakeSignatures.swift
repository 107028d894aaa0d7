import Exercises
import Formulas

/// For each known mistake, what it makes of all asked values at the precision asked for.
struct MistakeSignatures {
  /// The mistakes in a teacher's words, in the order in which they were found.
  private(set) var mistakes: [String] = []
  private var signatures: [String: [Int: Double]] = [:]

  /// Mistakes that few make would only clutter the comparison.
  private static let highestRank = 0

  init(_ bench: ExerciseBench) {
    var slot = 0
    for group in bench.table.groups {
      // Of the same words the one that changes most: the mistake made everywhere.
      var widest: [String: MutationTable.Mutant] = [:]
      var order: [String] = []
      for mutant in group.mutants where mutant.rank <= Self.highestRank {
        guard let known = widest[mutant.message] else {
          widest[mutant.message] = mutant
          order.append(mutant.message)
          continue
        }
        if mutant.extent > known.extent { widest[mutant.message] = mutant }
      }
      for message in order {
        if signatures[message] == nil {
          signatures[message] = [:]
          mistakes.append(message)
        }
      }
      for (index, target) in group.targets.enumerated() {
        for (element, right) in target.right.enumerated() {
          for message in order {
            guard let value = widest[message]?.values[index][element] else { continue }
            guard let shown = Self.shown(value, right, target.quantity.precision) else { continue }
            signatures[message]?[slot] = shown
          }
          slot += 1
        }
      }
    }
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
    let shown = (value / unit).rounded() * unit
    return shown == (right.value / unit).rounded() * unit ? nil : shown
  }

  func has(_ message: String) -> Bool { signatures[message] != nil }

  /// True if the mistake changes nothing that is asked for.
  func isRight(_ message: String) -> Bool { signatures[message]?.isEmpty ?? true }

  func areAlike(_ first: String, _ second: String) -> Bool {
    signatures[first] == signatures[second]
  }

  /// The mistakes that give the same wrong values, where there are several.
  var groups: [[String]] {
    var members: [[Int: Double]: [String]] = [:]
    for message in mistakes where !isRight(message) {
      members[signatures[message] ?? [:], default: []].append(message)
    }
    let groups = members.values.filter { $0.count > 1 }
    return groups.sorted {
      (mistakes.firstIndex(of: $0[0]) ?? 0) < (mistakes.firstIndex(of: $1[0]) ?? 0)
    }
  }

  /// How many different signatures there are: the more, the better the data.
  var distinctCount: Int { Set(signatures.values).count }
}
