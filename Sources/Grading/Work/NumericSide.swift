import Formulas
import Homework

/// A side of a calculation that holds numbers alone, with the doubt that its printed digits leave.
struct NumericSide {
  let value: Double
  /// How far the value may be off because its numbers were rounded; infinite for too many of them.
  let doubt: Double
  /// The unit of the last place, for a side that is one number.
  let unit: Double?
  /// True for a whole number, or for a calculation with nothing but whole numbers.
  let isWhole: Bool
  /// The factors of a product, for a side that is one.
  let factors: [Double]
  /// What is calculated, where more than one step is made.
  private let expression: Expression?
  /// The most decimals of a number in it.
  private let decimals: Int

  /// Reads a side; nil if it holds a name or cannot be read.
  ///
  /// `exact`: Numbers that are given, and have no doubt.
  init?(_ written: String, reader: NumberReader, exact: Set<Double>) {
    var text = Self.withoutWords(written)
    if reader.decimalMark == .comma { text = Self.withoutThousands(text) }
    if !Self.isFraction(text), case .number(let number) = reader.read(text) {
      value = number.value
      doubt = 0
      isWhole = number.value == number.value.rounded() && number.lastPlace >= 0
      unit = number.isExact && !isWhole ? 0 : number.unit
      factors = []
      expression = nil
      decimals = 0
      return
    }
    if let product = Self.product(text, reader: reader, exact: exact) {
      self = product
      return
    }
    guard text.hasDigit, !Self.holdsVector(text), Self.holdsNumbersOnly(text),
      !Self.beginsWithWord(text),
      text.utf8.count < 300,
      let formula = try? Formula(text, notation: .student(names: [])),
      formula.references.isEmpty, let value = Self.value(of: formula.expression), value.isFinite
    else { return nil }
    if case .number = formula.expression { return nil }
    self.value = value
    self.expression = formula.expression
    decimals = Self.decimals(in: text)
    unit = nil
    isWhole =
      value == value.rounded() && formula.expression.numbers.allSatisfy { $0 == $0.rounded() }
      && Self.wholeWithDecimals(text).isEmpty
    factors = Self.factors(of: formula.expression).compactMap(Self.value)
    var doubt = 0.0
    var count = 0
    let printed = Self.wholeWithDecimals(text)
    Self.forEachNumber(formula.expression) { path, number in
      let known = printed[abs(number)]
      count += 1
      guard count <= Self.mostNumbers, known != nil || !exact.contains(abs(number)) else { return }
      let half = known ?? Self.halfUnit(of: number)
      guard half > 0 else { return }
      let moved = Self.replacing(formula.expression, path, by: number + half)
      if let other = Self.value(of: moved), other.isFinite { doubt += abs(other - value) }
    }
    self.doubt = count <= Self.mostNumbers ? doubt : .infinity
  }

  /// `25.664 + 650` as a course with decimal commas means it: points between groups of three digits.
  private static func withoutThousands(_ text: String) -> String {
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= 0x30 && bytes[index] <= 0x39
    }
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == 0x2E, isDigit(index - 1), (1...3).allSatisfy({ isDigit(index + $0) }),
        !isDigit(index + 4)
      {
        // `0.125` is a decimal number in any course.
        let before = bytes[..<index].reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }
        if before.count < 4, before.last != 0x30 { continue }
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// True for `[ 2 1 -1 ]`: several numbers between brackets are no product.
  private static func holdsVector(_ text: String) -> Bool {
    text.utf8.split(separator: 0x5B).dropFirst().contains { part in
      let numbers = part.prefix { $0 != 0x5D }.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x3B }
      return numbers.count > 1 && numbers.allSatisfy { Double(String(Substring($0))) != nil }
    }
  }

  /// False where a name stands in the text: it is not worth reading as a formula.
  private static func holdsNumbersOnly(_ text: String) -> Bool {
    var word: [UInt8] = []
    for byte in text.utf8 {
      if (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A {
        word.append(byte)
      } else {
        guard mayStand(word) else { return false }
        word = []
      }
    }
    return mayStand(word) && !["∂", "ŷ", "δ", "α", "η", "Δ", "∇"].contains(where: text.has)
  }

  private static func mayStand(_ word: [UInt8]) -> Bool {
    guard !word.isEmpty else { return true }
    let text = String(decoding: word, as: UTF8.self)
    return commands.contains(text) || Function.named[text] != nil
  }

  private static let commands: Set<String> = [
    "cdot", "times", "frac", "tfrac", "dfrac", "left", "right", "e", "E", "sigma", "approx", "big",
    "Big", "bigl", "bigr", "quad", "log", "lg", "ld", "np", "math", "text", "mathrm", "pi", "x",
    "operatorname", "logistic", "ast", "div", "over", "lbrack", "rbrack", "boxed",
  ]

  /// A product of plain numbers, as most calculations are, without reading it as a formula.
  private static func product(
    _ text: String,
    reader: NumberReader,
    exact: Set<Double>
  ) -> NumericSide? {
    guard text.utf8.count < 300, !text.utf8.contains(0x2F), !text.utf8.contains(0x5E) else {
      return nil
    }
    let parts = FactorTies.factors(of: text)
    guard parts.count > 1 else { return nil }
    var numbers: [WrittenNumber] = []
    for part in parts {
      guard case .number(let number) = reader.read(part.text), number.value != 0 else { return nil }
      numbers.append(number)
    }
    let value = numbers.reduce(1) { $0 * $1.value }
    let doubt = numbers.reduce(0.0) { doubt, number in
      guard number.lastPlace < 0, !exact.contains(abs(number.value)) else { return doubt }
      return doubt + abs(value / number.value) * 0.5 * number.unit
    }
    return NumericSide(
      value: value,
      doubt: doubt,
      unit: nil,
      isWhole: value == value.rounded() && numbers.allSatisfy { $0.lastPlace >= 0 },
      factors: numbers.map(\.value)
    )
  }

  private init(value: Double, doubt: Double, unit: Double?, isWhole: Bool, factors: [Double]) {
    self.value = value
    self.doubt = doubt
    self.unit = unit
    self.isWhole = isWhole
    self.factors = factors
    expression = nil
    decimals = 0
  }

  /// The number of the calculation that was copied with a slip of the pen from an earlier one, if with that the
  /// calculation gives a result; both numbers.
  func miscopied(from earlier: [Double], for result: NumericSide) -> (own: Double, meant: Double)? {
    guard let expression, let unit = result.unit else { return nil }
    var found: (own: Double, meant: Double)?
    Self.forEachNumber(expression) { path, number in
      let step = 2 * Self.halfUnit(of: number)
      guard found == nil, step > 0 else { return }
      for meant in earlier where abs(meant - abs(number)) < 0.5 * abs(number) {
        let signed = number < 0 ? -meant : meant
        guard signed != number, DigitSlip(number, for: signed, unit: step) != nil,
          let value = Self.value(of: Self.replacing(expression, path, by: signed)),
          abs(value - result.value) <= unit * (1 + 1e-6)
        else { continue }
        found = (number, signed)
        return
      }
    }
    return found
  }

  /// What comes out if each step of the calculation but the last is rounded: to the digits that a result is
  /// printed with, 0.1 − 0.3·0.361116 is 0.1 − 0.108335 for somebody who writes six of them, or to the decimals
  /// that stand in the calculation.
  func rounded(like result: NumericSide) -> [Double] {
    guard let expression, let unit = result.unit, unit > 0,
      let first = WrittenNumber.leadingPlace(of: result.value),
      let last = WrittenNumber.leadingPlace(of: unit), first >= last
    else { return [] }
    let ways = [Tape.Rounding.digits(first - last + 1), .decimals(decimals)]
    return ways.compactMap { Self.value(of: expression.mappingChildren(Self.rounding($0))) }
  }

  /// The most digits behind a point, zeros too: `0.0290` has four.
  private static func decimals(in text: String) -> Int {
    text.utf8.split(separator: 0x2E).dropFirst().map { part in
      part.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    }.max() ?? 0
  }

  private static func rounding(_ rounding: Tape.Rounding) -> (Expression) -> Expression {
    func rounded(_ part: Expression) -> Expression {
      let steps = part.mappingChildren(rounded)
      switch steps {
      case .number, .negate: return steps
      default: return Self.value(of: steps).map { .number(rounding.rounded($0)) } ?? steps
      }
    }
    return rounded
  }

  /// True for `46/50`: a calculation, where the number itself is what comes of it.
  private static func isFraction(_ text: String) -> Bool {
    text.hasPrefix("\\frac") || text.hasPrefix("\\tfrac") || text.hasPrefix("\\dfrac")
      || (text.utf8.contains(0x2F)
        && text.utf8.allSatisfy { $0 >= 0x2E && $0 <= 0x39 || $0 == 0x20 || $0 == 0x2D })
  }

  /// A calculation without the sentence before it and the unit behind it: `the recall of the 8 is
  /// 192/212`, `4,096 parameters`.
  private static func withoutWords(_ text: String) -> String {
    guard text.utf8.contains(0x20), text.utf8.count < 300 else { return text }
    let words = text.words
    func isWord(_ word: Substring) -> Bool {
      word.utf8.count > 1 && word.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        && Function.named[String(word)] == nil
    }
    var end = words.count
    while end > 1, isWord(words[end - 1]), words[end - 1].utf8.count > 3 { end -= 1 }
    // Before a calculation stands `is`; other words may be part of a name.
    let start = words[..<end].lastIndex { ["is", "are", "ist", "sind"].contains($0) }
    let kept = words[(start.map { $0 + 1 } ?? 0)..<end]
    guard
      kept.first.map({ $0.utf8.first.map { $0 >= 0x28 && $0 <= 0x39 || $0 == 0x5C } ?? false })
        ?? false
    else { return text }
    return kept.joined(separator: " ")
  }

  /// True for words and names, which stand before most values.
  private static func beginsWithWord(_ text: String) -> Bool {
    let word = text.utf8.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    return !word.isEmpty && word.count < text.utf8.count && String(Substring(word)) != "e"
      && Function.named[String(Substring(word))] == nil
  }

  /// The doubt of each number costs a computation of the whole side.
  static let mostNumbers = 40

  private static func value(of expression: Expression) -> Double? {
    (try? Evaluator(graph: Graph()).evaluate(expression))?.number
  }

  /// Half a unit of the last place that a number with a decimal point was printed with, as far as its
  /// value shows it; 0 for whole numbers.
  static func halfUnit(of number: Double) -> Double {
    guard number != number.rounded(), number.isFinite else { return 0 }
    let text = DecimalText.shortest(abs(number))
    if let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      let digits = text[..<exponent].drop { $0 != "." }.dropFirst().count
      let power = Int(text[text.index(after: exponent)...]) ?? 0
      return 0.5 * PowersOfTen.power(power - digits)
    }
    let decimals = text.drop { $0 != "." }.dropFirst().count
    return decimals == 0 ? 0 : 0.5 * PowersOfTen.power(-decimals)
  }

  /// Whole numbers that are printed with decimals, `1.000`, with half a unit of their last place.
  private static func wholeWithDecimals(_ text: String) -> [Double: Double] {
    var found: [Double: Double] = [:]
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= 0x30 && bytes[index] <= 0x39
    }
    for point in bytes.indices where bytes[point] == 0x2E && isDigit(point - 1) {
      var end = point + 1
      while end < bytes.count, bytes[end] == 0x30 { end += 1 }
      guard end > point + 1, !isDigit(end) else { continue }
      var start = point
      while isDigit(start - 1) { start -= 1 }
      guard let whole = Double(String(decoding: bytes[start..<point], as: UTF8.self)) else {
        continue
      }
      found[whole] = 0.5 * PowersOfTen.power(point + 1 - end)
    }
    return found
  }

  /// The factors of a product, signs apart.
  private static func factors(of expression: Expression) -> [Expression] {
    switch expression {
    case .binary(.multiply, let left, let right): factors(of: left) + factors(of: right)
    case .negate(let x): factors(of: x)
    default: [expression]
    }
  }

  // MARK: - Numbers of an expression

  private static func forEachNumber(
    _ expression: Expression,
    _ path: [Int] = [],
    _ body: ([Int], Double) -> Void
  ) {
    // An exponent and the base of a power of ten are exact.
    if case .binary(.power, let base, _) = expression {
      if case .number(10) = base { return }
      forEachNumber(base, path + [0], body)
      return
    }
    if case .number(let value) = expression { body(path, value) }
    for (index, child) in expression.children.enumerated() {
      forEachNumber(child, path + [index], body)
    }
  }

  private static func replacing(_ expression: Expression, _ path: [Int], by value: Double)
    -> Expression
  {
    guard let first = path.first else { return .number(value) }
    var index = -1
    return expression.mappingChildren { child in
      index += 1
      return index == first ? replacing(child, Array(path.dropFirst()), by: value) : child
    }
  }
}
