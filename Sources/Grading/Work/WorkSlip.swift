import Formulas

/// What went wrong at a sign between numbers: what the numbers give, and the slip that gives what is
/// written instead.
struct WorkSlip {
  private let work: NumericSide
  private let result: NumericSide
  private let recent: [Double]

  /// `recent`: Factors of the calculations before, one of which may have slipped in.
  init(_ left: NumericSide, _ right: NumericSide, recent: [Double]) {
    (work, result) = left.unit == nil ? (left, right) : (right, left)
    self.recent = recent
  }

  var note: String {
    let value =
      "the numbers give \(DecimalText.significant(work.value, digits: max(3, resultDigits)))"
    return slip.map { "\(value): \($0)" } ?? value
  }

  private var resultDigits: Int {
    guard let unit = result.unit, unit > 0,
      let leading = WrittenNumber.leadingPlace(of: result.value),
      let last = WrittenNumber.leadingPlace(of: unit * 1.5)
    else { return 4 }
    return min(12, leading - last + 1)
  }

  private func fits(_ value: Double) -> Bool {
    let allowed =
      (result.unit ?? 0) * (1 + 1e-9) + work.doubt * abs(value / work.value) + 1e-9 * abs(value)
    return value.isFinite && abs(result.value - value) <= allowed
  }

  private var slip: String? {
    if fits(-work.value) { return "the sign is the other way round" }
    if let digits = digitSlip { return digits }
    for power in [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6] {
      if fits(work.value * PowersOfTen.power(power)) || fits(-work.value * PowersOfTen.power(power))
      {
        let places = abs(power) == 1 ? "one place" : "\(abs(power)) places"
        return "the decimal point slipped by \(places)"
      }
    }
    if work.factors.count > 1 {
      for factor in work.factors where factor != 0 && abs(factor) != 1 {
        if fits(work.value / factor) || fits(-work.value / factor) {
          return "the factor \(DecimalText.shortest(factor)) was left out"
        }
      }
      for factor in work.factors where factor != 0 {
        // A factor twice, or another one in its place.
        if abs(factor) != 1, fits(work.value * factor) {
          return "the factor \(DecimalText.shortest(factor)) was taken twice"
        }
        for other in recent where !work.factors.contains(other) && resultDigits >= 3 {
          if abs(other) != abs(factor), fits(work.value / factor * other) {
            return "\(DecimalText.shortest(other)) was used for \(DecimalText.shortest(factor))"
          }
        }
      }
    }
    if fits(2 * work.value) { return "it is twice as large" }
    if fits(work.value / 2) { return "it is half as large" }
    return nil
  }

  /// A slip in the digits; the last one alone may be rounding.
  private var digitSlip: String? {
    guard let unit = result.unit, resultDigits >= 3,
      let slip = DigitSlip(result.value, for: work.value, unit: unit)
    else { return nil }
    if case .another(isLast: true) = slip { return nil }
    return slip.words
  }
}
