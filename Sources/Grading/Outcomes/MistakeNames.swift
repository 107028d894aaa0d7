import Exercises
import Formulas
import Matching

/// Chooses, among the mistakes that could be behind the wrong readings of an exercise, the ones that
/// are named.
///
/// Chance matches are the danger: a number with few digits says nothing alone, what explains several
/// numbers comes before a slip of the pen, and that before what explains one.
struct MistakeNames {
  /// A wrong reading, and where to look for its mistake.
  struct Reading {
    let position: Int
    let numbers: [WrittenNumber]
    /// True if a slip of the pen explains it.
    let isSlip: Bool
    /// True if the slip is a sign, which a mistake in a difference may be behind.
    var isSign = false
    let search: MistakeSearch
  }

  /// The mistakes in a teacher's words, by the positions of the readings.
  private(set) var byPosition: [Int: String] = [:]
  /// The mistakes that were named, with the reading that each was named at.
  private(set) var named: [(position: Int, mutation: TapeMutation, search: MistakeSearch)] = []
  /// The readings for which two mistakes at once were not tried, because there are too many.
  private(set) var unpaired: [Int] = []

  private static let mostTies = 3
  /// Of mistakes that were found, so many are tried together with a second one.
  private static let mostPaired = 3

  init(_ readings: [Reading]) {
    name(readings, readings.map { $0.search.candidates(for: $0.position) }, isPair: false)
    // Two at a time: one that explains other numbers, and one more.
    let left = readings.filter { byPosition[$0.position] == nil && !$0.isSlip }
    var counts: [String: Int] = [:]
    for message in byPosition.values { counts[message, default: 0] += 1 }
    let known = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostPaired)
    guard !left.isEmpty, !known.isEmpty else { return }
    guard left.count <= Self.mostPairedReadings else {
      unpaired = left.map(\.position)
      return
    }
    let messages = Set(known.map(\.key))
    var paired: [ObjectIdentifier: MistakeSearch] = [:]
    let candidates = left.map { reading in
      let id = ObjectIdentifier(reading.search)
      let search = paired[id] ?? reading.search.together(with: messages)
      paired[id] = search
      return search.candidates(for: reading.position)
    }
    name(left, candidates, isPair: true)
  }

  private static let mostPairedReadings = 40

  private mutating func name(
    _ readings: [Reading],
    _ candidates: [MistakeSearch.Candidates],
    isPair: Bool
  ) {
    // The same words for two places are one mistake.
    var counts: [String: Int] = [:]
    var near: [String: Int] = [:]
    for found in candidates {
      let far = Set(found.mutations.map(\.message))
      for message in far { counts[message, default: 0] += 1 }
      for message in far.union(found.near.map(\.message)) { near[message, default: 0] += 1 }
    }
    // What is near the right value everywhere, early rounding, is told by many numbers alone.
    for (message, count) in near where count >= Self.telling && counts[message] ?? 0 < count {
      counts[message] = count
    }
    for (reading, found) in zip(readings, candidates) {
      let mutations =
        found.mutations + found.near.filter { (counts[$0.message] ?? 0) >= Self.confirming }
      // One mistake that explains several elements of a matrix outranks a slip of the pen at each.
      func explained(_ mutation: TapeMutation) -> Int {
        let elements = reading.isSlip ? found.elements[mutation.message] ?? 0 : 0
        return max(counts[mutation.message] ?? 0, elements)
      }
      let most = mutations.map(explained).max() ?? 0
      if reading.isSlip, most < 2, !reading.isSign { continue }
      let best = mutations.filter { explained($0) == most }
      guard let rank = best.map(\.rank).min() else { continue }
      if reading.isSlip, most < 2 {
        // `the sign is the other way round`: y − a for a − y, where that is the only way to it.
        let classic = Set(best.filter { $0.rank <= 0 }.map(\.message))
        if (1...2).contains(classic.count) {
          let message = classic.sorted().joined(separator: ", or ")
          byPosition[reading.position] = "the sign is the other way round: \(message)"
        }
        continue
      }
      let tried = found.tried.reduce(0) { $1.key <= rank ? $0 + $1.value : $0 }
      guard Self.isTelling(found.digits, most * reading.numbers.count, tried, rank: rank, isPair)
      else { continue }
      var messages: [String] = []
      for mutation in best where mutation.rank == rank && !messages.contains(mutation.message) {
        if !isPair { named.append((reading.position, mutation, reading.search)) }
        messages.append(mutation.message)
      }
      guard messages.count <= Self.mostTies else { continue }
      byPosition[reading.position] = messages.joined(separator: ", or ")
    }
  }

  /// So many other numbers make a mistake sure enough to be behind one near the right value, too.
  private static let confirming = 2
  /// So many numbers near the right ones are no chance.
  private static let telling = 3

  /// True if numbers say enough: few of the mistakes that were tried give their digits by chance.
  ///
  /// `count`: The numbers that the mistake explains.
  private static func isTelling(
    _ digits: Int,
    _ count: Int,
    _ tried: Int,
    rank: Int,
    _ isPair: Bool
  ) -> Bool {
    guard count < 2 else { return digits * count >= (isPair ? 8 : 6) }
    guard digits >= 3, !isPair else { return false }
    let chance = 0.5 * Double(tried) * PowersOfTen.power(1 - digits)
    return chance <= (rank > 0 ? 0.02 : 0.05)
  }
}
