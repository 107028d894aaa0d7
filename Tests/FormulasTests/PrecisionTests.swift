import Foundation
import Testing

@testable import Formulas

struct JudgeCase: Sendable, CustomTestStringConvertible {
  let precision: String
  let expected: Double
  let base: Double?
  let text: String
  let fit: Judgement.Fit
  let note: String?

  init(
    _ precision: String,
    _ expected: Double,
    from base: Double? = nil,
    _ text: String,
    _ fit: Judgement.Fit,
    note: String? = nil
  ) {
    self.precision = precision
    self.expected = expected
    self.base = base
    self.text = text
    self.fit = fit
    self.note = note ?? (fit == .truncated ? "cut instead of rounded" : nil)
  }

  var testDescription: String { "\(text) for \(expected) to \(precision)" }
}

/// The rule is DESIGN.md's "Precision" and "Zero"; every row follows from a sentence there.
struct PrecisionJudgeTests {
  private static let beyond = "right to the place asked for, not in the digits after it"
  private static let sum = "the last digit is off, as when rounded terms are added up"
  private static let noDigit = "shows no digit of the change from p"

  static let cases: [JudgeCase] = [
    // Right within half a unit of the last place printed, with the digits asked for: 0.71355817.
    JudgeCase("4 digits", 0.71355817, "0.7136", .correct),
    JudgeCase("4 digits", 0.71355817, "0.71356", .correct),
    JudgeCase("4 digits", 0.71355817, "0.71355817", .correct),
    JudgeCase("4 decimals", 0.71355817, "0.7136", .correct),
    JudgeCase("4 digits", -0.71355817, "-0.7136", .correct),
    // Cut: nearer to zero than the value, by less than a unit.
    JudgeCase("4 digits", 0.71355817, "0.7135", .truncated),
    JudgeCase("4 digits", 0.71355817, "0.71355", .truncated),
    JudgeCase("4 digits", -0.71355817, "-0.7135", .truncated),
    // A unit off on either side.
    JudgeCase("4 digits", 0.71355817, "0.7137", .wrong),
    JudgeCase("4 digits", 0.71355817, "0.7134", .wrong),
    JudgeCase("4 digits", 0.71355817, "-0.7136", .wrong),
    // Away from zero is not a cut.
    JudgeCase("4 digits", 0.71351, "0.7136", .wrong),
    // Fewer digits, right as far as they go, rounded or cut.
    JudgeCase("4 digits", 0.71355817, "0.714", .coarse),
    JudgeCase("4 digits", 0.71355817, "0.713", .coarse),
    JudgeCase("4 digits", 0.71355817, "0.7", .coarse),
    JudgeCase("4 digits", 0.71355817, "0.72", .wrong),
    JudgeCase("4 digits", 0.91424, "91.42%", .correct),
    JudgeCase("4 digits", 0.91424, "91.4%", .coarse),
    JudgeCase("4 digits", 0.71355817, "0.713…", .coarse),
    // No non-zero digit of the quantity is there: nothing is shown, nothing is coarse.
    JudgeCase("4 digits", 0.31355817, "0", .wrong),
    JudgeCase("4 digits", 0.0005271, "0.00", .wrong),
    // Wrong digits beyond the place asked for cost nothing and are noted.
    JudgeCase("4 digits", 0.71355817, "0.713560", .correct, note: beyond),
    JudgeCase("4 digits", 0.71355817, "0.71353", .correct, note: beyond),
    JudgeCase(
      "4 digits",
      0.71355817,
      "0.71364",
      .correct,
      note: "right to the place asked for, not in the digits after it"
    ),
    JudgeCase("4 digits", 3, "3.0001", .correct, note: beyond),
    // Dropped final zeros are not fewer digits.
    JudgeCase("4 digits", 0.5, "0.5", .correct),
    JudgeCase("4 digits", 0.50003, "0.5", .correct),
    JudgeCase("4 digits", 0.49996, "0.5", .correct),
    JudgeCase("4 digits", 0.49996, "0.50", .correct),
    JudgeCase("4 digits", 0.4999, "0.5", .coarse),
    JudgeCase("4 digits", 3, "3", .correct),
    JudgeCase("4 digits", 120_000, "1.2e5", .correct),
    JudgeCase("3 digits", -0.00470016, "-0.0047", .correct),
    // Rounding carries into a new leading digit.
    JudgeCase("4 digits", 9.99996, "10.00", .correct),
    JudgeCase("4 digits", 9.99996, "10", .correct),
    JudgeCase("4 digits", 9.99996, "9.999", .truncated),
    // Both roundings of a tie, at the place asked for and with fewer or more digits.
    JudgeCase("1 digit", 2.5, "2", .correct),
    JudgeCase("1 digit", 2.5, "3", .correct),
    JudgeCase("2 decimals", -0.125, "-0.12", .correct),
    JudgeCase("2 decimals", -0.125, "-0.13", .correct),
    JudgeCase("4 decimals", 0.12345, "0.1234", .correct),
    JudgeCase("4 decimals", 0.12345, "0.1235", .correct),
    JudgeCase("4 digits", 0.0625, "0.062", .coarse),
    JudgeCase("4 digits", 0.0625, "0.063", .coarse),
    // Places above the point.
    JudgeCase("4 digits", 12345.678, "12346", .correct),
    JudgeCase("4 digits", 12345.678, "1.235e4", .correct),
    JudgeCase("4 digits", 12345.678, "1.234e4", .truncated),
    JudgeCase("4 digits", 12345.678, "12350", .correct),
    // Zero: only what is printed as zero, or lies below the asked place.
    JudgeCase("4 decimals", 0, "0", .correct),
    JudgeCase("4 decimals", 0, "-0.0", .correct),
    JudgeCase("4 digits", 0, "0.000", .correct),
    JudgeCase("4 decimals", 0, "0.00004", .correct),
    JudgeCase("4 decimals", 0, "0.00006", .wrong),
    JudgeCase("4 digits", 0, "0.00001", .wrong),
    JudgeCase("exactly", 0, "0", .correct),
    JudgeCase("exactly", 0, "0.1", .wrong),
    JudgeCase("absolute 0.01", 0, "0.005", .correct),
    JudgeCase("absolute 0.01", 0, "0.02", .wrong),
    JudgeCase("relative 0.01", 0, "0.001", .wrong),
    // Below the place asked for, the expected value prints as zero.
    JudgeCase("4 decimals", 0.00003, "0.0000", .correct),
    JudgeCase("4 decimals", 0.00003, "0", .correct),
    JudgeCase("4 decimals", 0.00003, "0.00003", .correct),
    // The change 0.0052713 from 1 has to be right to three digits: to 0.00001.
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.00527", .correct),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.0052713", .correct),
    JudgeCase("3 digits of the change from p", 1.0052763, from: 1, "1.00527", .truncated),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.00528", .wrong),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.00526", .wrong),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.0053", .coarse),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.005", .coarse),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1.01", .wrong, note: noDigit),
    JudgeCase("3 digits of the change from p", 1.0052713, from: 1, "1", .wrong, note: noDigit),
    JudgeCase("3 digits of the change from p", 0.9947287, from: 1, "0.99473", .correct),
    JudgeCase("3 digits of the change from p", 0.9947287, from: 1, "1.00", .wrong),
    // The change is 0.25 exactly: final zeros may be dropped.
    JudgeCase("3 digits of the change from p", 1.25, from: 1, "1.25", .correct),
    JudgeCase("2 decimals of the change from p", 1.0052713, from: 1, "1.01", .correct),
    JudgeCase("absolute 0.0001 of the change from p", 1.0052713, from: 1, "1.0053", .correct),
    JudgeCase("relative 0.01 of the change from p", 1.0052713, from: 1, "1.0053", .correct),
    JudgeCase("relative 0.01 of the change from p", 1.0052713, from: 1, "1.0054", .wrong),
    // Two units from the ninth digit on: 1/3 is 0.333333333333…
    JudgeCase("9 digits", 1.0 / 3, "0.333333333", .correct),
    JudgeCase("9 digits", 1.0 / 3, "0.333333334", .correct, note: sum),
    JudgeCase("9 digits", 1.0 / 3, "0.333333335", .correct, note: sum),
    JudgeCase("9 digits", 1.0 / 3, "0.333333332", .correct, note: sum),
    JudgeCase("9 digits", 1.0 / 3, "0.333333336", .wrong),
    JudgeCase("8 digits", 1.0 / 3, "0.33333335", .wrong),
    JudgeCase("4 digits", 1.0 / 3, "0.333333336", .correct, note: beyond),
    // Absolute and relative: the ends belong to it, whatever floating point makes of them.
    JudgeCase("absolute 0.01", 0.7136, "0.72", .correct),
    JudgeCase("absolute 0.01", 0.7136, "0.7236", .correct),
    JudgeCase("absolute 0.01", 0.7136, "0.7036", .correct),
    JudgeCase("absolute 0.01", 0.7136, "0.73", .wrong),
    JudgeCase("absolute 0.01", 0.7136, "0.7", .coarse),
    JudgeCase("absolute 0.1", 0.5, "0.6", .correct),
    JudgeCase("relative 0.01", 200, "202", .correct),
    JudgeCase("relative 0.01", 200, "198", .correct),
    JudgeCase("relative 0.01", 200, "203", .wrong),
    JudgeCase("relative 0.01", -200, "-202", .correct),
    JudgeCase("relative 0.01", -200, "202", .wrong),
    // Exactly: every digit printed, and the whole value; nothing less counts in part.
    JudgeCase("exactly", 250_112, "250,112", .correct),
    JudgeCase("exactly", 250_112, "250000", .wrong),
    JudgeCase("exactly", 250_112, "2.5e5", .wrong),
    JudgeCase("exactly", 3, "3.0", .correct),
    JudgeCase("exactly", 3, "3.1", .wrong),
    JudgeCase("exactly", 3, "2.9999999999", .wrong),
    JudgeCase("exactly", 0.5, "1/2", .correct),
    JudgeCase("exactly", 1.0 / 3, "\\frac{1}{3}", .correct),
    // NaN and infinities equal nothing, not even themselves (and cannot be written).
    JudgeCase("4 digits", .nan, "0", .wrong),
    JudgeCase("4 digits", .infinity, "1e300", .wrong),
    JudgeCase("absolute 0.1", .nan, "0", .wrong),
    JudgeCase("exactly", -.infinity, "1", .wrong),
  ]

  @Test("A number is judged at its last place, then by the digits asked for", arguments: cases)
  func judges(judged: JudgeCase) throws {
    let judgement = try Precision(judged.precision).judge(
      written(judged.text),
      against: ExpectedNumber(judged.expected, base: judged.base)
    )
    #expect(judgement == Judgement(judged.fit, note: judged.note))
  }

  @Test("A written NaN or infinity equals nothing")
  func writtenNotFinite() throws {
    for value in [Double.nan, .infinity, -.infinity] {
      let written = WrittenNumber(value: value, lastPlace: 0, text: "?")
      for expected in [0, 1, value] {
        let judgement = Precision.standard.judge(written, against: ExpectedNumber(expected))
        #expect(judgement.fit == .wrong)
      }
    }
  }

  @Test("An expected value below 1e-12 of its largest term is zero")
  func relativeZero() throws {
    let rest = ExpectedNumber(1e-17, largestTerm: 1)
    #expect(rest.value == 0)
    #expect(try Precision.standard.judge(written("0"), against: rest).fit == .correct)
    #expect(ExpectedNumber(1e-11, largestTerm: 1).value == 1e-11)
    #expect(ExpectedNumber(1e-30).value == 1e-30)
    #expect(
      try Precision.standard.judge(written("0"), against: ExpectedNumber(1e-30)).fit == .wrong
    )
  }

  /// "Digits beyond it that are wrong cost nothing": without them, 0.71361 is the 0.7136 that is
  /// correct, 0.71350 the 0.7135 that is a cut, and 12340 the 1.234e4 that is a cut.
  @Test(
    "Leaving away wrong digits after the asked place never helps",
    arguments: [
      (0.71355817, "0.71361"), (0.71355817, "0.71350"), (12345.678, "12340"),
      (-0.71355817, "-0.71361"),
    ]
  )
  func wrongDigitsBeyond(expected: Double, text: String) throws {
    let judgement = try Precision.digits(4).judge(written(text), against: ExpectedNumber(expected))
    #expect(judgement.fit == .correct || judgement.fit == .truncated)
  }

  /// "Fewer give coarse, if at least one non-zero digit of the quantity is there": the first digit
  /// of 0.71355817 stands one place after that of 1.
  @Test(
    "A number that ends before the first digit of the quantity is not coarse",
    arguments: [(0.71355817, "1"), (0.00713, "0.01"), (71.3, "1e2")]
  )
  func noDigitThere(expected: Double, text: String) throws {
    let judgement = try Precision.digits(4).judge(written(text), against: ExpectedNumber(expected))
    #expect(judgement.fit == .wrong)
  }
}

/// Random values whose exact decimal digits come from the C library (`%.200f` prints them all).
struct PrecisionPropertyTests {
  /// The digits of a value's exact expansion, cut at a place, as an integer in units of that place.
  private static func cut(_ value: Double, at place: Int) -> [UInt8] {
    let text = String(format: "%.200f", abs(value))
    let parts = text.split(separator: ".")
    let digits = Array((parts[0] + parts[1]).utf8).map { $0 - 48 }
    return Array(digits.prefix(parts[0].utf8.count - place))
  }

  private static func nextDigit(_ value: Double, after place: Int) -> UInt8 {
    cut(value, at: place - 1).last ?? 0
  }

  private static func adding(_ change: Int, to digits: [UInt8]) -> [UInt8]? {
    var result = digits
    for _ in 0..<abs(change) {
      var index = result.count - 1
      while index >= 0, result[index] == (change > 0 ? 9 : 0) {
        result[index] = change > 0 ? 0 : 9
        index -= 1
      }
      if index < 0 {
        guard change > 0 else { return nil }
        result.insert(1, at: 0)
      } else {
        result[index] = change > 0 ? result[index] + 1 : result[index] - 1
      }
    }
    return result
  }

  /// The number as a student writes it: with a point, or with a power of ten.
  private static func text(_ digits: [UInt8], place: Int, isNegative: Bool) -> String {
    let whole = digits.map(String.init).joined()
    let sign = isNegative ? "-" : ""
    if place > 0 { return "\(sign)\(whole)e\(place)" }
    let padded = String(repeating: "0", count: max(0, 1 - place - whole.count)) + whole
    let point = padded.index(padded.endIndex, offsetBy: place)
    return place == 0 ? sign + padded : "\(sign)\(padded[..<point]).\(padded[point...])"
  }

  private func failures(
    _ value: Double,
    _ precision: Precision,
    asked: Int,
    atMost digits: Int
  ) throws -> [String] {
    var failures: [String] = []
    let expected = ExpectedNumber(value)
    func judge(_ digits: [UInt8]?, _ place: Int) throws -> (Judgement.Fit, String)? {
      guard let digits else { return nil }
      let text = Self.text(digits, place: place, isNegative: value < 0)
      return (precision.judge(try written(text), against: expected).fit, text)
    }
    let leading = try #require(WrittenNumber.leadingPlace(of: value))
    let finer = [6, 11, 15].map { leading - $0 + 1 }.filter { $0 < asked }
    for place in [asked] + finer {
      let cut = Self.cut(value, at: place)
      let next = Self.nextDigit(value, after: place)
      let rounded = next >= 5 ? Self.adding(1, to: cut) : cut
      if let (fit, text) = try judge(rounded, place), fit != .correct {
        failures.append("\(value) to \(precision.description): rounded \(text) is \(fit)")
      }
      if let (fit, text) = try judge(cut, place), fit != .correct, fit != .truncated {
        failures.append("\(value) to \(precision.description): cut \(text) is \(fit)")
      }
    }
    // One unit at the asked place further away than the two digits around the truth.
    let cut = Self.cut(value, at: asked)
    for wrong in [Self.adding(-1, to: cut), Self.adding(2, to: cut)] {
      if let (fit, text) = try judge(wrong, asked), fit != .wrong {
        failures.append("\(value) to \(precision.description): \(text), a unit off, is \(fit)")
      }
    }
    return failures
  }

  @Test(
    "Rounded and cut numbers fit at any length, a unit off does not: n digits",
    arguments: 1...8
  )
  func digits(count: Int) throws {
    var generator = SplitMix64(state: UInt64(count))
    var failures: [String] = []
    for _ in 0..<400 {
      let exponent = Double.random(in: -7...7, using: &generator)
      let value = pow(10, exponent) * (Bool.random(using: &generator) ? 1 : -1)
      let leading = try #require(WrittenNumber.leadingPlace(of: value))
      failures += try self.failures(
        value,
        .digits(count),
        asked: leading - count + 1,
        atMost: count
      )
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }

  @Test("The same for n decimals", arguments: 0...6)
  func decimals(count: Int) throws {
    var generator = SplitMix64(state: UInt64(100 + count))
    var failures: [String] = []
    for _ in 0..<400 {
      // At least one digit before the place asked for, at most eight.
      let exponent = Double.random(in: Double(1 - count)...3, using: &generator)
      let value = pow(10, exponent) * (Bool.random(using: &generator) ? 1 : -1)
      guard abs(value) * pow(10, Double(count)) < 1e8 else { continue }
      failures += try self.failures(value, .decimals(count), asked: -count, atMost: count)
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }
}

struct PrecisionTests {
  @Test(
    "A precision is read from an author's words, and written in them again",
    arguments: [
      ("4 digits", Precision.digits(4)), ("1 digit", .digits(1)), ("4 decimals", .decimals(4)),
      ("1 decimal", .decimals(1)), ("0 decimals", .decimals(0)), ("exactly", .exactly),
      ("absolute 0.01", .absolute(0.01)), ("relative 0.001", .relative(0.001)),
      ("3 digits of the change from p", .ofChange(.digits(3), from: "p")),
      ("exactly of the change from w4", .ofChange(.exactly, from: "w4")),
    ]
  )
  func reading(text: String, precision: Precision) throws {
    #expect(try Precision(text) == precision)
    #expect(precision.description == text)
  }

  @Test(
    "Nothing else is a precision",
    arguments: [
      "", "4", "digits", "0 digits", "16 digits", "-1 decimals", "16 decimals", "4 foo",
      "absolute", "absolute 0", "absolute -1", "absolute nan", "absolute inf", "about 3",
      "4.5 digits", "4 digits exactly", "roughly exactly", "digits 4",
      "3 digits of the change from", "foo of the change from p",
    ]
  )
  func refused(text: String) {
    #expect(throws: Precision.Problem.self) { try Precision(text) }
  }

  /// By Python: f"{value:.4f}" and the like; ties do not occur.
  @Test(
    "An expected value is printed as a student would",
    arguments: [
      (Precision.digits(4), 0.500412, nil, "0.5004"), (.digits(4), 0.005271234, nil, "0.005271"),
      (.decimals(4), 0.78032, nil, "0.7803"), (.decimals(0), 12.7, nil, "13"),
      (.digits(4), 12345.678, nil, "12346"), (.digits(4), 1.23456e-12, nil, "1.235e-12"),
      (.ofChange(.digits(3), from: "p"), 1.0052713, 1, "1.00527"),
      (.exactly, 250_112, nil, "250112"), (.absolute(0.01), 0.71355817, nil, "0.714"),
      (.digits(4), 9.99996, nil, "10.000"), (.decimals(3), -0.0625, nil, "-0.062"),
    ] as [(Precision, Double, Double?, String)]
  )
  func printing(precision: Precision, value: Double, base: Double?, text: String) {
    #expect(precision.print(ExpectedNumber(value, base: base)) == text)
  }

  @Test("What is printed for a student is judged correct", arguments: 1...12)
  func printedIsCorrect(count: Int) throws {
    var generator = SplitMix64(state: UInt64(7 * count))
    for _ in 0..<200 {
      let value = pow(10, Double.random(in: -9...9, using: &generator))
      let expected = ExpectedNumber(value)
      let precision = Precision.digits(count)
      let text = precision.print(expected)
      #expect(precision.judge(try written(text), against: expected).fit == .correct, "\(value)")
    }
  }
}

struct DecimalTextTests {
  /// The C library prints the exact binary value correctly rounded, ties to even.
  @Test("Fixed decimals are those of the C library, ties included", arguments: 0...17)
  func fixed(decimals: Int) {
    var generator = SplitMix64(state: UInt64(decimals))
    var values: [Double] = [
      0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 0.0625, 1.005, 2.675, 0.285, 1e15, 1e16, 1e22,
      123_456_789.123456789, 0.1, 0.3, 1e-300, 5e-324, -1e-9, .infinity, -.infinity, 999.9995,
      0.9999999999999999, 4_503_599_627_370_495.5, 9_007_199_254_740_993,
      1.7976931348623157e308,
    ]
    for _ in 0..<2000 {
      let exponent = Double.random(in: -12...16, using: &generator)
      values.append(pow(10, exponent) * (Bool.random(using: &generator) ? 1 : -1))
      // Multiples of 2^-k are exact, so that many are ties at some number of decimals.
      let bits = Int.random(in: 1...12, using: &generator)
      values.append(Double(Int.random(in: -9999...9999, using: &generator)) / pow(2, Double(bits)))
      // Decimals that end in 5 are just above or below a tie in binary.
      values.append(
        Double(Int.random(in: 0...99_999, using: &generator) * 10 + 5)
          / pow(10, Double(decimals + 1))
      )
    }
    let wrong = values.filter {
      DecimalText.fixed($0, decimals: decimals) != String(format: "%.\(decimals)f", $0)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5).map { DecimalText.fixed($0, decimals: decimals) })")
  }

  /// Python: f"{v:.3e}" put in plain form.
  @Test(
    "Significant digits are plain where that is readable",
    arguments: [
      (0.005271234, 4, "0.005271"), (0.0052705, 3, "0.00527"), (0.99996, 4, "1.000"),
      (1, 3, "1.00"),
      (12.3456, 4, "12.35"), (-0.5, 1, "-0.5"), (9.5, 1, "10"), (1.23456e-12, 4, "1.235e-12"),
      (1.23456e20, 3, "1.23e20"), (0, 4, "0"), (9.9996e-9, 4, "1.000e-8"),
    ]
  )
  func significant(value: Double, digits: Int, text: String) {
    #expect(DecimalText.significant(value, digits: digits) == text)
  }

  @Test("Significant digits are those of the C library")
  func significantProperty() {
    var generator = SplitMix64(state: 3)
    for _ in 0..<2000 {
      let digits = Int.random(in: 1...15, using: &generator)
      let value = pow(10, Double.random(in: -15...Double(digits - 1), using: &generator))
      #expect(
        Double(DecimalText.significant(value, digits: digits))
          == Double(String(format: "%.\(digits - 1)e", value))
      )
    }
  }

  @Test(
    "The shortest text is the number again",
    arguments: [
      (0.1, "0.1"), (3, "3"), (-0.0, "0"), (100, "100"), (0.1 + 0.2, "0.30000000000000004"),
      (1e-7, "1e-07"), (-2.5, "-2.5"),
    ]
  )
  func shortest(value: Double, text: String) {
    #expect(DecimalText.shortest(value) == text)
    #expect(Double(text) == value)
  }
}
