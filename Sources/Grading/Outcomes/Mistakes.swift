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
    func fits(_ value: Double) -> Bool {
      abs(number.value - value) <= 0.5 * number.unit * (1 + 1e-9) + 4 * abs(value).ulp
    }
    if fits(-expected.value) { return "the sign is the other way round" }
    if let digits = Self.digitSlip(number, expected.value) { return digits }
    for power in [1, -1, 2, -2, 3, -3] where fits(expected.value * PowersOfTen.power(power)) {
      return
        "the decimal point slipped by \(abs(power) == 1 ? "one place" : "\(abs(power)) places")"
    }
    return nil
  }

  /// One digit that is another, or two neighbours that are swapped.
  private static func digitSlip(_ number: WrittenNumber, _ expected: Double) -> String? {
    guard number.unit > 0, (number.value < 0) == (expected < 0),
      abs(expected) / number.unit < 1e15, abs(number.value) / number.unit < 1e15
    else { return nil }
    let written = Array(String(Int((abs(number.value) / number.unit).rounded())).utf8)
    let right = Array(String(Int((abs(expected) / number.unit).rounded())).utf8)
    guard written.count == right.count, written.count >= 3 else { return nil }
    let places = written.indices.filter { written[$0] != right[$0] }
    if places.count == 1 { return "one digit is another one" }
    if places.count == 2, places[1] == places[0] + 1, written[places[0]] == right[places[1]],
      written[places[1]] == right[places[0]]
    {
      return "two neighbouring digits are swapped"
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
