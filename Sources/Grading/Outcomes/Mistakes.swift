import Exercises
import Formulas
import Matching

/// Slips that produce exactly the number that a student wrote.
struct Mistakes {
  private let judge: ExerciseJudge

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The mistake in a teacher's words, or nil if none explains the number.
  ///
  /// `meant`: Values that may have been meant: the expected one, and what follows with rounding or from
  /// the student's own.
  func explain(
    _ number: WrittenNumber,
    _ reading: Reading,
    meant: [Double]
  ) -> String? {
    Slips(judge).slip(number, for: meant)
      ?? (number.significantDigits >= 3 ? neighbour(number, reading) : nil)
  }

  /// The value of a neighbouring cell.
  private func neighbour(_ number: WrittenNumber, _ reading: Reading) -> String? {
    let quantity = judge.exercise.quantities[reading.quantity]
    for key in reading.at {
      let others = reading.keys.filter { $0.key != key.key }
      let domain = judge.domains.values(of: key.key, where: others) ?? []
      guard let position = domain.firstIndex(of: key.value) else { continue }
      for step in [1, -1] where domain.indices.contains(position + step) {
        let value = domain[position + step]
        let keys = reading.keys.map {
          $0.key == key.key ? KeyValue(key: $0.key, value: value) : $0
        }
        guard let expected = (try? judge.accepted(reading.quantity, keys))?.first else { continue }
        if quantity.precision.judge(number, against: expected).fit == .correct {
          return "that is the value at \(key.key) = \(DecimalText.shortest(value)), "
            + "the next \(step == 1 ? "larger" : "smaller") \(key.key)"
        }
      }
    }
    return nil
  }
}
