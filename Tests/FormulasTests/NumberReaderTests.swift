import Testing

@testable import Formulas

/// A text, its value, the place of its last digit, whether it is exact, and how it is echoed.
///
/// Places and exactness follow DESIGN.md, "Numbers as written": a number with a decimal point has
/// doubt in its last place; integers, powers of ten and simple fractions are exact.
struct NumberCase: Sendable, CustomTestStringConvertible {
  let text: String
  let value: Double
  let lastPlace: Int?
  let isExact: Bool?
  let echo: String?

  init(
    _ text: String,
    _ value: Double,
    place: Int? = nil,
    exact: Bool? = nil,
    echo: String? = nil
  ) {
    self.text = text
    self.value = value
    lastPlace = place
    isExact = exact
    self.echo = echo
  }

  var testDescription: String { text }
}

struct NumberReaderTests {
  static let numbers: [NumberCase] = [
    NumberCase("5", 5, place: 0, exact: true, echo: "5"),
    NumberCase("0.50", 0.5, place: -2, exact: false, echo: "0.50"),
    NumberCase("007", 7, place: 0, exact: true),
    // Signs: ASCII, U+2212, U+2013, fullwidth.
    NumberCase("-0.5", -0.5, place: -1, exact: false, echo: "-0.5"),
    NumberCase("−0.5", -0.5, place: -1, exact: false, echo: "-0.5"),
    NumberCase("–0.5", -0.5, place: -1, exact: false, echo: "-0.5"),
    NumberCase("－0.5", -0.5, place: -1, exact: false, echo: "-0.5"),
    NumberCase("- 0.5", -0.5, place: -1),
    NumberCase("+5", 5, place: 0, exact: true, echo: "5"),
    NumberCase("＋5", 5, place: 0, exact: true),
    NumberCase("-0", 0, place: 0, exact: true),
    // A point without digits on one side.
    NumberCase(".5", 0.5, place: -1, exact: false, echo: "0.5"),
    NumberCase("-.5", -0.5, place: -1, exact: false, echo: "-0.5"),
    NumberCase("5.", 5, place: 0, exact: false),
    // Powers of ten.
    NumberCase("1e-3", 0.001, place: -3, exact: true),
    NumberCase("1E3", 1000, place: 3, exact: true),
    NumberCase("2.50e2", 250, place: 0, exact: false),
    NumberCase("1.5e+03", 1500, place: 2, exact: false),
    NumberCase("3.2×10⁻⁴", 0.00032, place: -5, exact: false, echo: "3.2e-4"),
    NumberCase("3.2 x 10^-4", 0.00032, place: -5, exact: false, echo: "3.2e-4"),
    NumberCase("3.2 \\times 10^{-4}", 0.00032, place: -5, exact: false),
    NumberCase("3.2·10^(-4)", 0.00032, place: -5, exact: false),
    NumberCase("3.2*10**-4", 0.00032, place: -5, exact: false),
    NumberCase("3.2 × 10^{−4}", 0.00032, place: -5, exact: false),
    NumberCase("-4.70316 \\cdot 10^{-4}", -0.000470316, place: -9, exact: false),
    NumberCase("1.5×10³", 1500, place: 2),
    NumberCase("1.5×10⁺³", 1500, place: 2),
    NumberCase("1 \\times 10^{-4}", 0.0001, place: -4, exact: true),
    // Digits in groups.
    NumberCase("1{,}234.5", 1234.5, place: -1, exact: false, echo: "1234.5"),
    NumberCase("250,112", 250_112, place: 0, exact: true, echo: "250112"),
    NumberCase("1,234,567.25", 1_234_567.25, place: -2),
    NumberCase("1 234", 1234, place: 0, exact: true, echo: "1234"),
    NumberCase("1\u{A0}234", 1234, place: 0, exact: true),
    NumberCase("1\u{2009}234.5", 1234.5, place: -1, exact: false),
    NumberCase("1\u{202F}234\u{202F}567", 1_234_567, place: 0, exact: true),
    NumberCase("1\\,234", 1234, place: 0, exact: true),
    // Fractions.
    NumberCase("½", 0.5, exact: true, echo: "1/2"),
    NumberCase("−¾", -0.75, exact: true, echo: "-3/4"),
    NumberCase("1/3", 1.0 / 3, exact: true, echo: "1/3"),
    NumberCase("-1/3", -1.0 / 3, exact: true, echo: "-1/3"),
    NumberCase("1 / 3", 1.0 / 3, exact: true),
    NumberCase("\\frac{1}{3}", 1.0 / 3, exact: true, echo: "1/3"),
    NumberCase("-\\dfrac{2}{3}", -2.0 / 3, exact: true),
    NumberCase("\\tfrac12", 0.5, exact: true, echo: "1/2"),
    // Percent.
    NumberCase("91.4%", 0.914, place: -3, exact: false, echo: "91.4%"),
    NumberCase("91.4 \\%", 0.914, place: -3, exact: false, echo: "91.4%"),
    NumberCase("91.42％", 0.9142, place: -4, exact: false),
    // Other digits and marks.
    NumberCase("٠٫٥٢", 0.52, place: -2, exact: false, echo: "0.52"),
    NumberCase("٢٥٠٬١١٢", 250_112, place: 0, exact: true),
    NumberCase("०.५", 0.5, place: -1),
    NumberCase("０．５", 0.5, place: -1, exact: false, echo: "0.5"),
    NumberCase("\u{A0}0.5\u{2009}", 0.5, place: -1),
    NumberCase("0.5\u{200B}", 0.5, place: -1, echo: "0.5"),
    // About.
    NumberCase("≈0.5", 0.5, place: -1, exact: false),
    NumberCase("≈ −0.5", -0.5, place: -1, exact: false),
    NumberCase("\\approx 0.5", 0.5, place: -1),
    NumberCase("~0.5", 0.5, place: -1),
    NumberCase("~ 12", 12, place: 0),
    // As NumPy and PyTorch print.
    NumberCase("1.", 1, place: 0, exact: false),
    NumberCase("np.float64(0.5)", 0.5, place: -1, exact: false, echo: "0.5"),
    NumberCase("np.float64(-1.5e-05)", -0.000015, place: -6),
    NumberCase("tensor(0.5000)", 0.5, place: -4, exact: false),
    NumberCase("3.e-04", 0.0003, place: -4, exact: false),
    NumberCase("0.30000000000000004", 0.30000000000000004, place: -17, exact: false),
  ]

  @Test("A number keeps its value, its last place and its text", arguments: numbers)
  func reads(number: NumberCase) {
    guard case .number(let found) = NumberReader().read(number.text) else {
      Issue.record("\(NumberReader().read(number.text))")
      return
    }
    #expect(found.value == number.value)
    if let place = number.lastPlace { #expect(found.lastPlace == place) }
    if let isExact = number.isExact { #expect(found.isExact == isExact) }
    if let echo = number.echo { #expect(found.text == echo) }
    #expect(!found.isCut)
  }

  @Test(
    "An ellipsis says that the writer cut",
    arguments: [
      ("0.0034…", 0.0034, -4), ("0.333...", 0.333, -3), ("0.333 …", 0.333, -3),
      ("0.333\\ldots", 0.333, -3), ("-0.66\\dots", -0.66, -2),
    ]
  )
  func ellipsis(text: String, value: Double, place: Int) {
    guard case .number(let found) = NumberReader().read(text) else {
      Issue.record("\(NumberReader().read(text))")
      return
    }
    #expect(found.value == value && found.lastPlace == place && found.isCut && !found.isExact)
  }

  /// DESIGN.md counts powers of ten among what is exact; students write η = 10^{-3} like this.
  @Test(
    "A bare power of ten is an exact number",
    arguments: [("10^{-3}", 0.001), ("10⁻³", 0.001), ("10^4", 10_000), ("-10^{-4}", -0.0001)]
  )
  func barePower(text: String, value: Double) {
    guard case .number(let found) = NumberReader().read(text) else {
      Issue.record("\(NumberReader().read(text))")
      return
    }
    #expect(found.value == value && found.isExact)
  }

  @Test(
    "With a decimal comma, points group",
    arguments: [
      ("0,5", 0.5, -1), ("-0,50", -0.5, -2), ("1.234,5", 1234.5, -1), ("1.234", 1234, 0),
      ("1 234,5", 1234.5, -1), ("3,2e-4", 0.00032, -5), ("91,4 %", 0.914, -3), (",5", 0.5, -1),
      ("12", 12, 0),
    ]
  )
  func comma(text: String, value: Double, place: Int) {
    let reading = NumberReader(decimalMark: .comma).read(text)
    guard case .number(let found) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(found.value == value && found.lastPlace == place)
  }

  @Test(
    "Where both marks are allowed, what can be read in one way only is read",
    arguments: [
      ("0,5", 0.5), ("0.5", 0.5), ("0.123", 0.123), ("0,123", 0.123), ("12,5", 12.5),
      ("1234.567", 1234.567), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1_234_567),
      ("1,234,567", 1_234_567), ("1234", 1234),
    ]
  )
  func either(text: String, value: Double) {
    let reading = NumberReader(decimalMark: .either).read(text)
    guard case .number(let found) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(found.value == value)
  }

  @Test(
    "What can be read in two ways is ambiguous, and says both",
    arguments: [
      (
        "1,234", DecimalMark.either, [1234, 1.234],
        "the mark may group thousands or start the decimals"
      ),
      (
        "1.234", .either, [1.234, 1234], "the mark may group thousands or start the decimals"
      ),
      (
        "-1,234", .either, [-1234, -1.234],
        "the mark may group thousands or start the decimals"
      ),
      (
        "1,234%", .either, [12.34, 0.01234],
        "the mark may group thousands or start the decimals"
      ),
      (
        "1 2/3", .point, [5.0 / 3, 4],
        "a space before a fraction adds in one reading and groups digits in the other"
      ),
      (
        "-1 1/2", .point, [-1.5, -5.5],
        "a space before a fraction adds in one reading and groups digits in the other"
      ),
    ] as [(String, DecimalMark, [Double], String)]
  )
  func ambiguous(text: String, mark: DecimalMark, values: [Double], reason: String) {
    let reading = NumberReader(decimalMark: mark).read(text)
    guard case .ambiguous(let numbers, let found) = reading else {
      Issue.record("\(reading)")
      return
    }
    // 1 + 2/3 and 5/3 may differ in the last bit.
    let areClose = zip(numbers, values).allSatisfy { abs($0.value - $1) < 1e-15 }
    #expect(areClose && numbers.count == values.count)
    #expect(found == reason)
  }

  @Test(
    "What is outside the grammar is unreadable as a whole, and says why",
    arguments: [
      ("1.2.3", "a second decimal mark"),
      ("0. 0.7412", "two numbers, or a stray one"),
      ("1 e10", "two numbers, or a stray one"),
      ("0.5 0.6", "two numbers, or a stray one"),
      ("1 23", "two numbers, or a stray one"),
      ("nan", "not a finite number"), ("NaN", "not a finite number"),
      ("inf", "not a finite number"), ("-inf", "not a finite number"),
      ("∞", "not a finite number"), ("−∞", "not a finite number"),
      ("1e400", "beyond the range of numbers"), ("1e-400", "beyond the range of numbers"),
      ("1e999999", "the exponent is too large"),
      ("0.l118", "the letter l among the digits"), ("1O", "the letter O among the digits"),
      ("0,5", "a comma that does not group thousands; decimals follow a point here"),
      ("12,34", "a comma that does not group thousands; decimals follow a point here"),
      ("1.5,000", "a grouping mark after the decimals"),
      ("1/0", "a fraction with 0 below"), ("\\frac{1}{0}", "a fraction with 0 below"),
      ("5 apples", "not a number from \" apples\" on"),
      ("--5", "not a number from \"-5\" on"),
      ("2^3", "not a number from \"^3\" on"),
      ("0x1F", "not a number from \"x1F\" on"),
      ("1e5.5", "a second decimal point"),
      ("5e", "not a number from \"e\" on"),
      ("1...5", "not a number from \"5\" on"),
      ("x1", "not a number from \"x1\" on"),
    ]
  )
  func unreadable(text: String, reason: String) {
    #expect(NumberReader().read(text) == .unreadable(reason: reason))
  }

  /// No course writes `1 234,567` for 1234567: the writer means a decimal comma, so that reading it
  /// would be a silent guess (DESIGN.md, first promise).
  @Test(
    "Two different grouping marks in one number are refused",
    arguments: ["1 234,567", "1,234 567"]
  )
  func mixedGroups(text: String) {
    guard case .number(let number) = NumberReader().read(text) else { return }
    Issue.record("read as \(number.text)")
  }

  @Test("Text without digits is no number", arguments: ["", "abc", "-", "…", "a + b", "%", " "])
  func notANumber(text: String) {
    #expect(NumberReader().read(text) == .notANumber)
  }

  @Test("Inside brackets neither spaces nor commas group")
  func brackets() {
    let reader = NumberReader(context: .brackets)
    #expect(reader.read("1 234") == .unreadable(reason: "two numbers, or a stray one"))
    #expect(reader.read("1,234") == .unreadable(reason: "not a number from \",234\" on"))
    guard case .number(let number) = reader.read("-1.5e-3") else {
      Issue.record("-1.5e-3")
      return
    }
    #expect(number.value == -0.0015)
  }

  @Test("Hostile texts are read quickly and never trap")
  func hostile() {
    for text in [
      "\\" + String(repeating: "a", count: 50_000) + "1", String(repeating: "1", count: 200_000),
      String(repeating: "1,111", count: 20_000), String(repeating: "1 ", count: 50_000),
      String(repeating: "\\frac", count: 20_000) + "1", String(repeating: "…", count: 50_000) + "1",
      "1e" + String(repeating: "9", count: 50_000), "1/" + String(repeating: "9", count: 50_000),
      "10^" + String(repeating: "⁹", count: 50_000), String(repeating: "(", count: 50_000) + "1",
    ] {
      expectFast(String(text.prefix(20))) {
        if case .number(let number) = NumberReader().read(text) {
          Issue.record("read as \(number.text.prefix(20))")
        }
      }
    }
  }
}

struct WrittenNumberTests {
  @Test(
    "Significant digits stand from the first non-zero digit to the last place",
    arguments: [
      ("0.0050", 2), ("12", 2), ("100", 3), ("1.00e2", 3), ("0", 0), ("0.00", 0),
      ("-4.70316e-4", 6),
    ]
  )
  func significantDigits(text: String, digits: Int) throws {
    #expect(try written(text).significantDigits == digits)
  }

  @Test(
    "The leading place is exact at powers of ten and next to them",
    arguments: [
      (1.0, 0), (9.999999999999998, 0), (10, 1), (0.1, -1), (0.09999999999999999, -2), (1000, 3),
      (999.9999999999999, 2), (1e22, 22), (1e23, 23), (1e-7, -7), (-0.001, -3), (5e-324, -324),
      (1.7976931348623157e308, 308), (123456.789, 5),
    ]
  )
  func leadingPlace(value: Double, place: Int) {
    #expect(WrittenNumber.leadingPlace(of: value) == place)
  }

  @Test("Zero and what is not finite have no leading place")
  func noLeadingPlace() {
    for value in [0, -0.0, .nan, .infinity] {
      #expect(WrittenNumber.leadingPlace(of: value) == nil)
    }
  }
}
