import Formulas

/// How a student rounds, seen from what is printed: so many digits, or so many decimals.
struct WorkingPrecision {
  /// The ways that fit what is printed equally well.
  let roundings: [Tape.Rounding]

  init(_ readings: [Reading]) {
    let numbers = readings.flatMap(\.numbers).filter { !$0.isExact && $0.value != 0 }
    let decimals = Self.mostFrequent(numbers.map { max(0, -$0.lastPlace) })
    let digits = Self.mostFrequent(numbers.map(\.significantDigits))
    guard let decimals, let digits, digits.value > 0 else {
      roundings = []
      return
    }
    var roundings: [Tape.Rounding] = []
    if digits.count >= decimals.count { roundings.append(.digits(digits.value)) }
    if decimals.count >= digits.count { roundings.append(.decimals(decimals.value)) }
    self.roundings = roundings
  }

  /// The largest part that rounding takes off a value or adds to it.
  func halfUnit(of value: Double) -> Double {
    roundings.map { $0.halfUnit(of: value) }.max() ?? 0
  }

  private static func mostFrequent(_ values: [Int]) -> (value: Int, count: Int)? {
    var counts: [Int: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
