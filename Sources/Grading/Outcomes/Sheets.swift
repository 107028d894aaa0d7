import Exercises
import Formulas

/// The student's computation for each network that an exercise uses, and for each choice of keys.
final class Sheets {
  private struct Place: Hashable {
    let network: String
    let keys: [KeyValue]
  }

  private let judge: ExerciseJudge
  private var sheets: [Place: Sheet?] = [:]
  private var searches: [Place: MistakeSearch] = [:]

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The mistakes behind wrong readings, as far as the sheets tell.
  func mistakes(_ judged: [Judged]) -> [Int: String] {
    var readings: [MistakeNames.Reading] = []
    for (position, reading) in judge.readings.enumerated()
    where
      judged[position].outcome == .wrong && !judged[position].isKnown
    {
      guard let search = search(for: reading) else { continue }
      readings.append(
        MistakeNames.Reading(
          position: position,
          numbers: reading.numbers,
          isSlip: judged[position].mistake != nil,
          search: search
        )
      )
    }
    return MistakeNames(readings).byPosition
  }

  /// The sheet that a reading's quantity is on; nil if it cannot be recomputed as numbers.
  func sheet(of reading: Reading) -> Sheet? {
    let quantity = judge.exercise.quantities[reading.quantity]
    guard reading.keys.count == quantity.keys.count, !reading.numbers.isEmpty else { return nil }
    let place = Place(network: quantity.network?.name ?? "", keys: reading.keys)
    let sheet: Sheet?
    if let known = sheets[place] {
      sheet = known
    } else {
      sheet = judge.computation.tape(of: quantity, at: reading.keys).map {
        Sheet(judge, $0, at: reading.keys)
      }
      sheets[place] = .some(sheet)
    }
    return sheet?.tape.blocks[reading.quantity] == nil ? nil : sheet
  }

  private func search(for reading: Reading) -> MistakeSearch? {
    guard let sheet = sheet(of: reading) else { return nil }
    let network = judge.exercise.quantities[reading.quantity].network?.name ?? ""
    let place = Place(network: network, keys: reading.keys)
    if let known = searches[place] { return known }
    guard searches.count < Self.mostSearches else { return nil }
    let search = MistakeSearch(sheet)
    searches[place] = search
    return search
  }

  /// Cells with mistakes beyond this many are not looked into: what they have in common is found by then.
  private static let mostSearches = 64
}
