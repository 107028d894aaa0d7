import Formulas

/// A slip of the pen in the digits of a number: one that is another, or two neighbours swapped.
enum DigitSlip {
  case another(isLast: Bool)
  case swapped

  var words: String {
    switch self {
    case .another: "one digit is another one"
    case .swapped: "two neighbouring digits are swapped"
    }
  }

  /// The slip that makes one number of another; nil for numbers of fewer than three digits.
  ///
  /// `unit`: The unit of the last place that was written.
  init?(_ written: Double, for right: Double, unit: Double) {
    guard unit > 0, (written < 0) == (right < 0), abs(right) / unit < 1e15,
      abs(written) / unit < 1e15
    else { return nil }
    func digits(_ value: Double) -> [UInt8] {
      Array(String(Int((abs(value) / unit).rounded())).utf8)
    }
    let (own, other) = (digits(written), digits(right))
    guard own.count == other.count, own.count >= 3 else { return nil }
    let places = own.indices.filter { own[$0] != other[$0] }
    if places.count == 1 {
      self = .another(isLast: places[0] == own.count - 1)
    } else if places.count == 2, places[1] == places[0] + 1, own[places[0]] == other[places[1]],
      own[places[1]] == other[places[0]]
    {
      self = .swapped
    } else {
      return nil
    }
  }
}
