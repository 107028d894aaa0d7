import Exercises

/// The student's computation for each network that an exercise uses.
final class Sheets {
  private let judge: ExerciseJudge
  private var sheets: [String: Sheet?] = [:]

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The sheet that a reading's quantity is on; nil if it cannot be recomputed as numbers.
  func sheet(of reading: Reading) -> Sheet? {
    let quantity = judge.exercise.quantities[reading.quantity]
    guard reading.keys.isEmpty, quantity.keys.isEmpty else { return nil }
    let name = quantity.network?.name ?? ""
    if let known = sheets[name] { return known }
    let sheet = judge.computation.tape(of: quantity).map { Sheet(judge, $0) }
    sheets[name] = .some(sheet)
    return sheet
  }
}
