/// Reads constants that are written as they are: `π/2`, `√(3/2)`, `ln 10`, `e²`, `\tfrac{\pi}{2}`.
///
/// A constant is one irrational number, times or over whole numbers. A sum, a decimal point or a second
/// irrational factor is a calculation that somebody left undone, and no value.
package enum ConstantReader {
  /// No constant is written in more bytes than this.
  private static let longest = 60

  /// The constant that a text is, exact as far as a double goes; nil for anything else.
  package static func read(_ text: String) -> WrittenNumber? {
    guard text.utf8.count <= longest, mayHold(text) else { return nil }
    var plain = text
    for root in ["√{", "√("] where plain.has(root) {
      plain = plain.replacingBytes(of: root, with: root == "√{" ? "sqrt{" : "sqrt(")
    }
    if plain.has("√") { plain = plain.replacingBytes(of: "√", with: "sqrt ") }
    guard
      let formula = try? Formula(plain, notation: .student(names: [])),
      kind(of: formula.expression) == .irrational,
      let value = ScalarProgram(formula.expression, variables: ["e"])?([Elementary.exp(1)]),
      value.isFinite
    else { return nil }
    return .fraction(value, text: text)
  }

  private enum Kind { case rational, irrational }

  /// True if one of the signs of a constant stands in the text; a plain number has none.
  private static func mayHold(_ text: String) -> Bool {
    text.utf8.contains { $0 >= 0x80 || $0 == 0x65 || $0 == 0x69 || $0 == 0x6C || $0 == 0x71 }
  }

  private static func kind(of expression: Expression) -> Kind? {
    switch expression {
    case .number(.pi), .name("e"): return .irrational
    case .number(let value):
      return value == value.rounded() && abs(value) < 1e6 ? .rational : nil
    case .negate(let x): return kind(of: x)
    case .binary(.multiply, let left, let right), .binary(.divide, let left, let right):
      guard let a = kind(of: left), let b = kind(of: right) else { return nil }
      return a == .irrational ? (b == .irrational ? nil : a) : b
    case .binary(.power, let base, let exponent):
      guard let kind = kind(of: base), self.kind(of: exponent) == .rational else { return nil }
      // 10^3 is a whole number, 2^(1/2) is not.
      if case .number = exponent { return kind }
      if case .negate(.number) = exponent { return kind }
      return .irrational
    case .call(let name, let arguments):
      guard ["sqrt", "ln", "log10", "log2", "exp"].contains(name), arguments.count == 1,
        kind(of: arguments[0]) == .rational
      else { return nil }
      return .irrational
    default: return nil
    }
  }
}
