import Exercises
import Formulas

/// Finds the mistakes that produce exactly what a student wrote, by making them.
///
/// Every mistake is made with the exact values and with the student's own. Chance matches are the
/// danger: a mistake whose value is near the right one names nothing, a number with few digits says
/// nothing alone, and what explains several numbers comes before what explains one.
struct MistakeSearch {
  private let sheet: Sheet
  private let mutations: [TapeMutation]
  /// For each mistake the values of the whole tape.
  private let mutated: [[Double]]

  /// A mistake's value within this share of the right one names nothing: last digits differ for many
  /// reasons.
  private static let near = 0.02
  private static let mostTies = 3

  init(_ sheet: Sheet) {
    self.sheet = sheet
    let tape = sheet.tape
    mutations = tape.mutations
    mutated = mutations.map { mutation in
      var values = tape.values
      tape.tape.compute(mutation.start..<tape.tape.count, with: mutation, in: &values)
      return values
    }
  }

  /// The mistake behind each of some wrong readings, in a teacher's words.
  ///
  /// `slips`: The readings that a slip of the pen explains.
  func mistakes(behind wrong: [Int], slips: Set<Int>) -> [Int: String] {
    let found = wrong.map { (position: $0, mutations: candidates(for: $0)) }
    var counts = [Int](repeating: 0, count: mutations.count)
    for (_, candidates) in found {
      for index in candidates { counts[index] += 1 }
    }
    // The same words for two places are one mistake.
    var countOf: [String: Int] = [:]
    for (index, count) in counts.enumerated() {
      countOf[mutations[index].message] = max(countOf[mutations[index].message] ?? 0, count)
    }
    var mistakes: [Int: String] = [:]
    for (position, candidates) in found {
      let most = candidates.map { countOf[mutations[$0].message] ?? 0 }.max() ?? 0
      if slips.contains(position), most < 2 { continue }
      let best = candidates.filter { countOf[mutations[$0].message] == most }
      guard let rank = best.map({ mutations[$0].rank }).min() else { continue }
      let numbers = sheet.judge.readings[position].numbers
      let digits = numbers.map(\.significantDigits).max() ?? 0
      // One number of few digits fits many mistakes.
      let isConfirmed = most > 1 || numbers.count > 1
      guard digits >= (isConfirmed ? 3 : rank == 0 ? 4 : 5) else { continue }
      var messages: [String] = []
      for index in best where mutations[index].rank == rank {
        if !messages.contains(mutations[index].message) {
          messages.append(mutations[index].message)
        }
      }
      guard messages.count <= Self.mostTies else { continue }
      mistakes[position] = messages.joined(separator: ", or ")
    }
    return mistakes
  }

  /// The mistakes that give what is written, with exact values or with the student's.
  private func candidates(for position: Int) -> [Int] {
    let reading = sheet.judge.readings[position]
    let numbers = reading.numbers
    guard let targets = sheet.tape.blocks[reading.quantity]?.nodes, targets.count == numbers.count
    else { return [] }
    let right = targets.map { sheet.tape.values[$0] }
    let own = sheet.written(before: position)
    let ownRight = own.map { own -> [Double] in
      var values = own.values
      sheet.tape.tape.compute(own.order, in: &values)
      return targets.map { values[$0] }
    }
    let inCone = Set(own?.order ?? [])
    return mutations.indices.filter { index in
      if explains(numbers, targets.map { mutated[index][$0] }, right) { return true }
      guard let own, let ownRight,
        mutations[index].edits.keys.contains(where: inCone.contains)
      else { return false }
      var values = own.values
      sheet.tape.tape.compute(own.order, with: mutations[index], in: &values)
      return explains(numbers, targets.map { values[$0] }, ownRight)
    }
  }

  /// True if values are what is written, at its last place, and not what is right.
  private func explains(
    _ numbers: [WrittenNumber],
    _ values: [Double],
    _ right: [Double]
  ) -> Bool {
    var differs = false
    for (place, number) in numbers.enumerated() {
      let value = values[place]
      guard value.isFinite,
        abs(number.value - value) <= 0.5 * number.unit * (1 + 1e-9) + 4 * abs(value).ulp
      else { return false }
      if abs(value - right[place]) > Self.near * abs(right[place]) { differs = true }
    }
    return differs
  }
}
