import Formulas

/// What a student may choose for a key: `at least 3 strictly between 0 and 1`.
package struct ChoiceRule: Hashable, Sendable {
  package let text: String
  package let minimum: Int
  package let interval: ValueInterval?
  /// The key for each value of which the count holds: `for each y`.
  package let forEach: String?

  package struct Problem: Error, Sendable {
    package let message: String
  }

  /// Reads `[at least] N [strictly] [between A and B] [for each KEY]`.
  package init(_ text: String) throws(Problem) {
    var words = text.split(separator: " ").map(String.init)[...]
    func take(_ expected: String...) -> Bool {
      guard words.starts(with: expected) else { return false }
      words = words.dropFirst(expected.count)
      return true
    }
    _ = take("at", "least")
    guard let count = words.popFirst().flatMap({ Int($0) }), (1...10_000).contains(count) else {
      throw Problem(message: "\"\(text)\" does not say how many values are chosen")
    }
    minimum = count
    interval = try ValueInterval(takenFrom: &words, of: text)
    if take("for", "each") {
      guard let key = words.popFirst() else {
        throw Problem(message: "\"for each\" names no key in \"\(text)\"")
      }
      forEach = key
    } else {
      forEach = nil
    }
    guard words.isEmpty else {
      throw Problem(message: "\"\(words.joined(separator: " "))\" is not understood in \"\(text)\"")
    }
    self.text = text
  }

  /// True if a value lies inside the rule's interval.
  package func allows(_ value: Double) -> Bool { interval?.contains(value) ?? value.isFinite }

  /// Values that fulfil the rule, with few decimals, evenly spaced: what a key shows.
  package var example: ValueList {
    let lower = interval?.lower ?? 0
    let upper = interval?.upper ?? 1
    let isClosed = interval.map { !$0.isStrict } ?? false
    let steps = isClosed ? max(minimum - 1, 1) : minimum + 1
    let width = (upper - lower) / Double(steps)
    // As few decimals as keep the values apart and inside.
    let decimals = max(0, -(WrittenNumber.leadingPlace(of: width) ?? 0) + 1)
    let first = isClosed ? 0 : 1
    let entries = (first..<(first + minimum)).map { index in
      let text = DecimalText.fixed(lower + Double(index) * width, decimals: decimals)
      return ValueList.Entry(value: Double(text) ?? 0, text: Self.withoutZeros(text))
    }
    return ValueList(entries)
  }

  private static func withoutZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var digits = text[...]
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    return String(digits.hasSuffix(".") ? digits.dropLast() : digits)
  }
}
