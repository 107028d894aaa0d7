import Formulas

/// Where the value of a drawn given comes from.
package enum DrawRule: Sendable {
  /// One of these, each as likely.
  case choices([Formula])
  /// Digits of the student's ID, read as one number.
  case digits(DigitsOfID)

  /// Which digits of an ID: `last 2 digits of ID`.
  package enum DigitsOfID: Hashable, Sendable {
    case first(Int), last(Int)
    /// The digit at a place, counted from 1, or from the end with −1.
    case digit(Int)
    case sum
  }

  package struct Problem: Error, Sendable {
    package let message: String
    package let help: String?
  }

  static let help =
    "write numbers or a range, \"1, 2, 5\" or \"0.1 ... 0.9 by 0.1\", a list of formulas, "
    + "or \"last 2 digits of ID\""

  /// Reads `0.1 ... 0.9 by 0.1`, `1, 2, 5`, `last 2 digits of ID`, `digit 3 of ID`, `sum of digits of ID`.
  package init(_ text: String) throws(Problem) {
    if text.hasSuffix(" of ID") {
      guard let digits = Self.digits(text.words.dropLast(2).map(String.init)) else {
        throw Problem(
          message: "\"\(text)\" does not say which digits",
          help: "allowed: first N digits of ID, last N digits of ID, digit N of ID, "
            + "sum of digits of ID"
        )
      }
      self = .digits(digits)
      return
    }
    let list: ValueList
    do throws(ValueList.Problem) {
      list = try ValueList(text)
    } catch {
      throw Problem(message: error.message, help: Self.help)
    }
    var formulas: [Formula] = []
    for entry in list.entries {
      let text = DecimalText.shortest(entry.value)
      guard let formula = (try? Formula(entry.text)) ?? (try? Formula(text)) else {
        throw Problem(message: "\"\(entry.text)\" is not a number", help: Self.help)
      }
      formulas.append(formula)
    }
    self = .choices(formulas)
  }

  private static func digits(_ words: [String]) -> DigitsOfID? {
    if words == ["sum", "of", "digits"] { return .sum }
    guard words.count >= 2, let count = Int(words[1]), (-15...15).contains(count), count != 0 else {
      return nil
    }
    switch (words.count, words[0]) {
    case (2, "digit"): return .digit(count)
    case (3, "first") where words[2].hasPrefix("digit") && count > 0: return .first(count)
    case (3, "last") where words[2].hasPrefix("digit") && count > 0: return .last(count)
    default: return nil
    }
  }

  /// The value for a student.
  ///
  /// Throws a `Problem` if the ID has too few digits.
  func value(
    for name: String,
    _ seed: VariantSeed,
    attempt: Int
  ) throws(Problem) -> Formula {
    switch self {
    case .choices(let formulas):
      return formulas[seed.choice(of: formulas.count, for: name, attempt: attempt)]
    case .digits(let which):
      guard let number = which.number(in: seed.student.digits),
        let formula = try? Formula(String(number))
      else {
        throw Problem(
          message: "the ID \"\(seed.student.text)\" has too few digits for `\(name)`",
          help: "the exercise wants the \(which.text) of it"
        )
      }
      return formula
    }
  }
}

extension DrawRule.DigitsOfID {
  /// The number that digits make; nil if there are too few.
  func number(in digits: [Int]) -> Int? {
    let chosen: ArraySlice<Int>
    switch self {
    case .first(let count):
      guard digits.count >= count else { return nil }
      chosen = digits.prefix(count)
    case .last(let count):
      guard digits.count >= count else { return nil }
      chosen = digits.suffix(count)
    case .digit(let place):
      let index = place > 0 ? place - 1 : digits.count + place
      guard digits.indices.contains(index) else { return nil }
      chosen = digits[index...index]
    case .sum: return digits.isEmpty ? nil : digits.reduce(0, +)
    }
    return chosen.reduce(0) { 10 * $0 + $1 }
  }

  package var text: String {
    switch self {
    case .first(let count): "first \(count) digits"
    case .last(let count): "last \(count) digits"
    case .digit(let place): "digit \(place)"
    case .sum: "sum of the digits"
    }
  }
}
