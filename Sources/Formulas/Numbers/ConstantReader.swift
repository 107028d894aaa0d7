/// Reads constants that are written as they are: `π/2`, `√1.5`, `√3/√2`, `ln 10`, `e²`, `\tfrac{\pi}{2}`, `2^{-2}`.
///
/// A constant is written with a root, a power, a logarithm, π or e because a decimal could only round it. What can be
/// calculated (`0.5·0.3`, `π + π`, `e·e`) and what a network computes (`1/(1 + e^{-2})`, `-ln 0.7`) was left undone,
/// and is no value.
package enum ConstantReader {
  /// No constant is written in more bytes than this.
  private static let longest = 60

  /// The constant that a text is, exact as far as a double goes; nil for anything else.
  package static func read(_ text: String) -> WrittenNumber? {
    guard text.utf8.count <= longest, mayHold(text) else { return nil }
    guard let plain = plain(text),
      let formula = try? Formula(plain, notation: .student(names: [])),
      isConstant(formula.expression),
      let value = ScalarProgram(formula.expression, variables: ["e"])?([Elementary.exp(1)]),
      value.isFinite
    else { return nil }
    return .fraction(value, text: text)
  }

  /// True if one of the signs of a constant stands in the text; a plain number has none.
  private static func mayHold(_ text: String) -> Bool {
    text.utf8.contains {
      $0 >= 0x80 || $0 == 0x65 || $0 == 0x69 || $0 == 0x6C || $0 == 0x71 || $0 == 0x5E
    } || text.has("**")
  }

  /// The text with `√2` and `√{2}` as calls, and `½` as a fraction; nil for `2½`, which is no product.
  private static func plain(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if let (above, below) = Glyphs.vulgarFraction(scalar) {
        if result.last?.isNumber ?? false { return nil }
        result += "(\(above)/\(below))"
      } else if scalar != "√" {
        result.unicodeScalars.append(scalar)
      } else if rest.first == "(" || rest.first == "{" {
        result += "sqrt"
      } else if let (above, below) = rest.first.flatMap(Glyphs.vulgarFraction) {
        result += "sqrt(\(above)/\(below))"
        rest.removeFirst()
      } else {
        let argument = rest.prefix { (0x30...0x39).contains($0.value) || $0 == "." || $0 == "π" }
        result += "sqrt(\(String(argument)))"
        rest = rest.dropFirst(argument.count)
      }
    }
    return result
  }
}

// MARK: - What a constant is

extension ConstantReader {
  /// A sum of roots, logarithms and whole numbers, over a whole number; or one product.
  private static func isConstant(_ expression: Expression) -> Bool {
    switch expression {
    case .negate(let x): return isConstant(x)
    case .binary(.divide, let sum, let divisor) where isSum(sum):
      return isWhole(divisor) && isConstant(sum)
    case .binary(.add, _, _), .binary(.subtract, _, _):
      let terms = expression.terms.map(\.unsigned)
      return Set(terms).count == terms.count
        && terms.contains { !isWhole($0) }
        && terms.allSatisfy { isWhole($0) || isRootOrLogarithm($0) }
    default: return isProduct(expression)
    }
  }

  private static func isSum(_ expression: Expression) -> Bool {
    switch expression {
    case .binary(.add, _, _), .binary(.subtract, _, _): true
    default: false
    }
  }

  /// Factors that no calculation joins to one: different ones, at most one of which is no root, times or over
  /// whole numbers or one decimal.
  private static func isProduct(_ expression: Expression) -> Bool {
    let (factors, divisors) = expression.quotient
    let all = (factors + divisors).map(\.unsigned)
    let plain = all.filter { isRational($0) }
    let others = all.filter { !isRational($0) }
    guard Set(others).count == others.count, others.allSatisfy(isIrrational) else { return false }
    if others.isEmpty {
      // `2^{-2}`, `1/2^3`, and a fraction in any notation; a plain number is read elsewhere.
      return plain.allSatisfy(isWholeOrPower) && factors.count == 1 && divisors.count <= 1
        && (divisors.count == 1 || plain.contains { !isWhole($0) })
    }
    return others.filter { !isRoot($0) }.count <= 1
      && (plain.count == 1 || plain.allSatisfy(isWholeOrPower))
  }

  private static func isWhole(_ expression: Expression) -> Bool {
    if case .number(let value) = expression {
      return value == value.rounded() && abs(value) < 1e6
    }
    return false
  }

  /// A number as it is written, decimals included.
  private static func isNumber(_ expression: Expression) -> Bool {
    if case .number(let value) = expression { return value != .pi && abs(value) < 1e6 }
    return false
  }

  /// A whole number, or one to a whole power: `10^3`, `2^{-2}`.
  private static func isWholeOrPower(_ expression: Expression) -> Bool {
    if case .binary(.power, let base, let exponent) = expression {
      return isWhole(base) && isWhole(exponent.unsigned)
    }
    return isWhole(expression)
  }

  private static func isRational(_ expression: Expression) -> Bool {
    isNumber(expression) || isWholeOrPower(expression)
  }

  /// A number, a fraction of whole ones, or a small calculation with them, as in `e^{1+1}`.
  private static func isArgument(_ expression: Expression, allowing number: (Expression) -> Bool)
    -> Bool
  {
    switch expression {
    case .negate(let x): isArgument(x, allowing: number)
    case .binary(.power, _, _): isWholeOrPower(expression)
    case .binary(_, let left, let right):
      isArgument(left, allowing: isWhole) && isArgument(right, allowing: isWhole)
    default: number(expression)
    }
  }

  private static func isIrrational(_ expression: Expression) -> Bool {
    switch expression {
    case .number(.pi), .name("e"): true
    case .call("exp", let arguments): isArgument(arguments[0], allowing: isWhole)
    case .binary(.power, .number(.pi), let exponent): isWhole(exponent.unsigned)
    default: isRootOrLogarithm(expression)
    }
  }

  private static func isRootOrLogarithm(_ expression: Expression) -> Bool {
    if case .call(let name, let arguments) = expression, ["ln", "log10", "log2"].contains(name) {
      return isArgument(arguments[0], allowing: isWhole)
    }
    return isRoot(expression)
  }

  /// `√1.5`, `2^{-1/2}`, `1.5^0.5`, `√π`.
  private static func isRoot(_ expression: Expression) -> Bool {
    switch expression {
    case .call("sqrt", let arguments):
      if case .number(.pi) = arguments[0] { return true }
      return isArgument(arguments[0], allowing: isNumber)
    case .binary(.power, let base, let exponent):
      let isFraction = !isWhole(exponent.unsigned) && isArgument(exponent, allowing: isNumber)
      return isFraction && isArgument(base, allowing: isNumber)
    default: return false
    }
  }
}

extension Expression {
  /// The expression without a sign before it.
  fileprivate var unsigned: Expression {
    if case .negate(let x) = self { x.unsigned } else { self }
  }

  /// The factors above and below the stroke.
  fileprivate var quotient: (above: [Expression], below: [Expression]) {
    switch self {
    case .negate(let x): return x.quotient
    case .binary(.multiply, let left, let right):
      let (a, b) = (left.quotient, right.quotient)
      return (a.above + b.above, a.below + b.below)
    case .binary(.divide, let left, let right):
      let (a, b) = (left.quotient, right.quotient)
      return (a.above + b.below, a.below + b.above)
    default: return ([self], [])
    }
  }
}
