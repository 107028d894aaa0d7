import Formulas

/// From where to where values lie: `strictly between 0 and 1`.
package struct ValueInterval: Hashable, Sendable {
  package let lower: Double
  package let upper: Double
  /// True without the ends.
  package let isStrict: Bool

  /// Reads `[strictly] between A and B`.
  package init(_ text: String) throws(ChoiceRule.Problem) {
    var words = text.split(separator: " ").map(String.init)[...]
    guard let interval = try Self(takenFrom: &words, of: text), words.isEmpty else {
      throw ChoiceRule.Problem(message: "\"\(text)\" does not say between which two numbers")
    }
    self = interval
  }

  /// Takes an interval from the words of a rule; nil if none begins there.
  init?(takenFrom words: inout ArraySlice<String>, of text: String) throws(ChoiceRule.Problem) {
    let isStrict = words.first == "strictly"
    if isStrict { words.removeFirst() }
    guard words.first == "between" else {
      guard !isStrict else {
        throw ChoiceRule.Problem(message: "\"strictly\" wants \"between A and B\"")
      }
      return nil
    }
    words.removeFirst()
    guard let lower = words.popFirst().flatMap(Self.number), words.popFirst() == "and",
      let upper = words.popFirst().flatMap(Self.number), lower < upper, (upper - lower).isFinite
    else {
      throw ChoiceRule.Problem(message: "\"\(text)\" does not say between which two numbers")
    }
    self.lower = lower
    self.upper = upper
    self.isStrict = isStrict
  }

  private static func number(_ text: String) -> Double? {
    if case .number(let number) = NumberReader(context: .brackets).read(text) {
      number.value
    } else {
      nil
    }
  }

  package func contains(_ value: Double) -> Bool {
    isStrict ? value > lower && value < upper : value >= lower && value <= upper
  }

  package var text: String {
    (isStrict ? "strictly " : "")
      + "between \(DecimalText.shortest(lower)) and \(DecimalText.shortest(upper))"
  }
}
