import Formulas
import Matching

/// How a student rounds, seen from what is printed: so many digits, or so many decimals.
struct WorkingPrecision {
  /// The way that fits most of what is printed; none where nothing is.
  let roundings: [Tape.Rounding]

  /// Where both ways fit, `asksDecimals` decides: true if decimals are asked for.
  init(_ readings: [Reading], asksDecimals: Bool) {
    let numbers = readings.flatMap(\.numbers).filter { !$0.isExact && $0.value != 0 }
    let decimals = Self.mostFrequent(numbers.map { max(0, -$0.lastPlace) })
    let digits = Self.mostFrequent(numbers.map(\.significantDigits))
    guard let decimals, let digits, digits.value > 0 else {
      roundings = []
      return
    }
    let areDecimals =
      decimals.count == digits.count ? asksDecimals : decimals.count > digits.count
    roundings = [areDecimals ? .decimals(decimals.value) : .digits(digits.value)]
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
