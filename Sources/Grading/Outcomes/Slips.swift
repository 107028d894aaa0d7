import Exercises
import Formulas

/// Slips of the pen: what was meant is right, or follows, and was written down otherwise.
struct Slips {
  private let judge: ExerciseJudge

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The slip that makes a written number of one of the values that may have been meant.
  ///
  /// Below three significant digits a match may be chance, and nothing is said.
  func slip(_ number: WrittenNumber, for meant: [Double]) -> String? {
    guard number.significantDigits >= 2, number.value != 0 else { return nil }
    let right = meant.first
    let meant = meant.filter { $0.isFinite && $0 != 0 && !number.isRounded($0) }
    if meant.contains(where: { number.isRounded(-$0) }) { return Self.sign }
    guard number.significantDigits >= 3 else { return nil }
    for value in meant {
      guard let slip = DigitSlip(number.value, for: value, unit: number.unit) else { continue }
      // One digit of four is another one beside some of the values that rounding on the way can give.
      let isChance = value != right && number.significantDigits < Self.manyDigits
      if case .another = slip, isChance { continue }
      return slip.words
    }
    for power in Self.powers {
      for value in meant where number.isRounded(value * PowersOfTen.power(power)) {
        let places = abs(power) == 1 ? "one place" : "\(abs(power)) places"
        return "the decimal point slipped by \(places)"
      }
    }
    return nil
  }

  private static let manyDigits = 5

  static let sign = "the sign is the other way round"

  /// True if a slip is a sign, in a matrix that of every wrong element.
  static func isSign(_ slip: String?) -> Bool {
    slip?.parts(around: "; ").allSatisfy { $0.hasSuffix(sign) } ?? false
  }

  private static let powers = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]

  /// The place from which a number was copied: another value of the homework, of the same question.
  func copy(_ number: WrittenNumber, _ position: Int) -> String? {
    guard number.significantDigits >= 3, number.value != 0 else { return nil }
    let own = judge.readings[position]
    let others = judge.positions(of: number.value).filter { other in
      let reading = judge.readings[other]
      return other != position && (reading.quantity != own.quantity || reading.keys != own.keys)
    }
    // What stands nearest is what the eye falls on.
    guard let nearest = others.min(by: { abs($0 - position) < abs($1 - position) }) else {
      return nil
    }
    let reading = judge.readings[nearest]
    let line = judge.source.line(at: reading.span.range.lowerBound)
    return "that is the value of \(judge.exercise.quantities[reading.quantity].name), line \(line)"
  }

  /// The slip in a matrix: what happened to its wrong elements, if it is the same or they are few.
  func slip(
    in numbers: [WrittenNumber],
    wrong: [Int],
    columns: Int,
    _ position: Int,
    meant: (Int) -> [Double]
  ) -> String? {
    guard !wrong.isEmpty, wrong.count <= 2 || wrong.count < numbers.count else { return nil }
    var words: [String] = []
    for index in wrong.prefix(3) {
      let number = numbers[index]
      let others = numbers.indices.filter { $0 != index && numbers[$0].value == number.value }
      let neighbour = others.first { abs($0 - index) == 1 || abs($0 - index) == columns }
      let own =
        slip(number, for: meant(index))
        ?? (neighbour != nil && number.significantDigits >= 2
          ? "that is the value of its neighbour" : nil)
        ?? copy(number, position)
      guard let own else { return nil }
      let place =
        columns == numbers.count || columns == 1
        ? "element \(index + 1)" : "row \(index / columns + 1), column \(index % columns + 1)"
      words.append("\(place): \(own)")
    }
    return wrong.count > 3 ? nil : words.joined(separator: "; ")
  }
}
