/// How near to the expected value a number has to be: the defaults and the rule, in one place.
package indirect enum Precision: Hashable, Sendable {
  /// n significant digits of the expected value.
  case digits(Int)
  /// n digits after the point.
  case decimals(Int)
  /// At most this far away.
  case absolute(Double)
  /// At most this fraction of the expected value away.
  case relative(Double)
  /// Every digit that is printed, and the whole value.
  case exactly
  /// The same, applied to the change from another quantity: `3 digits of the change from p`.
  case ofChange(Precision, from: String)

  /// What an author who says nothing gets: tight enough to tell the known mistakes apart.
  package static let standard = Precision.digits(4)

  /// The precision in an author's words, as it is written after `to:`.
  package var description: String {
    switch self {
    case .digits(let n): n == 1 ? "1 digit" : "\(n) digits"
    case .decimals(let n): n == 1 ? "1 decimal" : "\(n) decimals"
    case .absolute(let x): "absolute \(DecimalText.shortest(x))"
    case .relative(let x): "relative \(DecimalText.shortest(x))"
    case .exactly: "exactly"
    case .ofChange(let precision, let base): "\(precision.description) of the change from \(base)"
    }
  }

  /// True if values that differ may be one at this precision.
  package var isRounded: Bool {
    switch self {
    case .exactly: false
    case .ofChange(let precision, _): precision.isRounded
    case .digits, .decimals, .absolute, .relative: true
    }
  }

  package enum Problem: Error, Sendable {
    case unknown(String)
  }

  /// Reads `4 decimals`, `3 digits of the change from p`, `absolute 0.01`, `exactly`.
  package init(_ text: String) throws(Problem) {
    let marker = " of the change from "
    let parts = text.parts(around: marker)
    if parts.count == 2 {
      self = .ofChange(try Precision(parts[0]), from: parts[1])
      return
    }
    let words = text.words.map(String.init)
    switch words.count == 2 ? words[1] : words.count == 1 ? words[0] : "" {
    case "digits", "digit":
      guard let n = Int(words[0]), (1...15).contains(n) else { throw .unknown(text) }
      self = .digits(n)
    case "decimals", "decimal":
      guard let n = Int(words[0]), (0...15).contains(n) else { throw .unknown(text) }
      self = .decimals(n)
    case "exactly" where words.count == 1: self = .exactly
    default:
      guard words.count == 2, let x = Double(words[1]), x > 0, x.isFinite else {
        throw .unknown(text)
      }
      switch words[0] {
      case "absolute": self = .absolute(x)
      case "relative": self = .relative(x)
      default: throw .unknown(text)
      }
    }
  }
}

/// An expected value, with what its precision needs to know.
package struct ExpectedNumber: Hashable, Sendable {
  package let value: Double
  /// The size of the largest term that went into it; below 1e-12 of it, the value is zero.
  package let largestTerm: Double
  /// The value that a change is counted from.
  package let base: Double?

  package init(_ value: Double, largestTerm: Double? = nil, base: Double? = nil) {
    let scale = max(abs(value), largestTerm ?? 0)
    self.value = abs(value) < 1e-12 * scale ? 0 : value
    self.largestTerm = scale
    self.base = base
  }
}

extension Precision {
  /// The place (as a power of ten) down to which an answer has to be right; nil if every place.
  package func askedPlace(of expected: ExpectedNumber) -> Int? {
    switch self {
    case .decimals(let n): return -n
    case .digits(let n):
      return WrittenNumber.leadingPlace(of: expected.value).map { $0 - n + 1 }
    case .ofChange(let precision, _):
      let change = ExpectedNumber(
        expected.value - (expected.base ?? 0),
        largestTerm: expected.largestTerm
      )
      return precision.askedPlace(of: change)
    case .absolute, .relative, .exactly: return nil
    }
  }

  /// The largest distance that `absolute` and `relative` allow.
  package func allowedDistance(from expected: ExpectedNumber) -> Double? {
    switch self {
    case .absolute(let x): x
    case .relative(let x): x * abs(expected.value)
    case .ofChange(.absolute(let x), _): x
    case .ofChange(.relative(let x), _): x * abs(expected.value - (expected.base ?? 0))
    default: nil
    }
  }

  /// The expected value as a student would print it.
  package func print(_ expected: ExpectedNumber) -> String {
    if let place = askedPlace(of: expected) {
      // 1.204e24 rather than 25 digits of which four are meant.
      if let leading = WrittenNumber.leadingPlace(of: expected.value), leading > 15 {
        let digits = min(max(1, leading - place + 1), 15)
        return DecimalText.significant(expected.value, digits: digits)
      }
      let text = DecimalText.fixed(expected.value, decimals: max(0, -place))
      let isTiny = -place > 9 && abs(expected.value) < 1e-4
      return isTiny ? DecimalText.significant(expected.value, digits: digitsToPrint) : text
    }
    if let distance = allowedDistance(from: expected),
      let place = WrittenNumber.leadingPlace(of: distance)
    {
      return DecimalText.fixed(expected.value, decimals: max(0, -place + 1))
    }
    return DecimalText.plain(expected.value)
  }

  private var digitsToPrint: Int {
    if case .digits(let n) = self { n } else { 6 }
  }
}
