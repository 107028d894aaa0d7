import Exercises

/// The student's computation for each network that an exercise uses.
final class Sheets {
  private let judge: ExerciseJudge
  private var sheets: [String: Sheet?] = [:]

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The mistakes behind wrong readings, as far as the sheets tell.
  func mistakes(_ judged: [Judged]) -> [Int: String] {
    var wrong: [ObjectIdentifier: (sheet: Sheet, positions: [Int])] = [:]
    for (position, reading) in judge.readings.enumerated() where judged[position].outcome == .wrong
    {
      guard let sheet = sheet(of: reading) else { continue }
      wrong[ObjectIdentifier(sheet), default: (sheet, [])].positions.append(position)
    }
    var mistakes: [Int: String] = [:]
    for (sheet, positions) in wrong.values {
      let slips = Set(positions.filter { judged[$0].mistake != nil })
      let found = MistakeSearch(sheet).mistakes(behind: positions, slips: slips)
      mistakes.merge(found) { first, _ in first }
    }
    return mistakes
  }

  /// The sheet that a reading's quantity is on; nil if it cannot be recomputed as numbers.
  func sheet(of reading: Reading) -> Sheet? {
    let quantity = judge.exercise.quantities[reading.quantity]
    guard reading.keys.isEmpty, quantity.keys.isEmpty, !reading.numbers.isEmpty else {
      return nil
    }
    let name = quantity.network?.name ?? ""
    if let known = sheets[name] { return known }
    let sheet = judge.computation.tape(of: quantity).map { Sheet(judge, $0) }
    sheets[name] = .some(sheet)
    return sheet
  }
}
