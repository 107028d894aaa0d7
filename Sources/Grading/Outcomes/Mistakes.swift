import Exercises
import Formulas

/// Slips that produce exactly the number that a student wrote.
struct Mistakes {
  private let judge: ExerciseJudge

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The mistake in a teacher's words, or nil if none explains the number.
  ///
  /// Below three significant digits a match may be chance, and nothing is said.
  func explain(
    _ number: WrittenNumber,
    _ reading: Reading,
    expected: ExpectedNumber
  ) -> String? {
    guard number.significantDigits >= 3 else { return nil }
    return slip(number, expected) ?? neighbour(number, reading)
  }

  private func slip(_ number: WrittenNumber, _ expected: ExpectedNumber) -> String? {
    func fits(_ value: Double) -> Bool { number.isRounded(value) }
    if fits(-expected.value) { return "the sign is the other way round" }
    if let slip = DigitSlip(number.value, for: expected.value, unit: number.unit) {
      return slip.words
    }
    for power in [1, -1, 2, -2, 3, -3] where fits(expected.value * PowersOfTen.power(power)) {
      return
        "the decimal point slipped by \(abs(power) == 1 ? "one place" : "\(abs(power)) places")"
    }
    return nil
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
