import Markdown

/// A formula: its text, its tree, and where it names what.
package struct Formula: Hashable, Sendable {
  package let text: String
  package let expression: Expression
  /// Every name with its first place in the text.
  package let references: [Reference]

  package struct Reference: Hashable, Sendable {
    package let name: String
    package let range: Range<Int>
  }

  /// Reads a formula.
  ///
  /// - Throws: `FormulaError` at its place, in the words of an author.
  package init(_ text: String, notation: Notation = .author) throws(FormulaError) {
    var parser = FormulaParser(
      tokens: try Lexer.tokens(of: text, notation: notation),
      notation: notation
    )
    expression = try parser.whole()
    references = parser.references
    self.text = text
  }

  /// Refuses the first name that is not known, with its place and a near miss.
  package func check(known: (String) -> Bool, suggestions: () -> [String]) throws(FormulaError) {
    for reference in references where !known(reference.name) {
      var help = "give it in `given`, name it in the network's `names`, or ask for it in `answers`"
      if let near = NearMiss.nearest(to: reference.name, among: suggestions()) {
        help = "did you mean `\(near)`?"
      }
      throw FormulaError(at: reference.range, "`\(reference.name)` is not known here", help: help)
    }
  }
}

/// A recursive descent over the tokens; both notations share it.
struct FormulaParser {
  private let tokens: [Token]
  private let notation: Notation
  private var index = 0
  private var depth = 0
  private(set) var references: [Formula.Reference] = []

  private static let deepest = 80

  init(tokens: [Token], notation: Notation) {
    self.tokens = tokens
    self.notation = notation
  }

  private var current: Token { tokens[min(index, tokens.count - 1)] }

  private mutating func take(_ mark: String) -> Bool {
    guard current.isMark(mark) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ mark: String, after what: String) throws(FormulaError) {
    guard take(mark) else {
      throw FormulaError(
        at: current.range,
        "`\(mark)` is missing after \(what), found \(current.description)"
      )
    }
  }

  mutating func whole() throws(FormulaError) -> Expression {
    guard current.kind != .end else {
      throw FormulaError(at: current.range, "an empty formula")
    }
    let expression = try sum()
    if current.isMark(","), !notation.isFree {
      throw FormulaError(
        at: current.range,
        "a comma outside brackets",
        help: "write [a, b] for a vector and (a, b) for a shape"
      )
    }
    guard current.kind == .end else {
      throw FormulaError(
        at: current.range,
        "\(current.description) cannot follow here",
        help: startsOperand(current) ? "write `*` between factors" : nil
      )
    }
    return expression
  }

  /// Counts a level of nesting: every way to nest goes through a sign or an operand.
  private mutating func deepen() throws(FormulaError) {
    depth += 1
    guard depth <= 2 * Self.deepest else {
      throw FormulaError(
        at: current.range,
        "nested too deep",
        help: "at most \(Self.deepest) brackets, signs or functions inside each other"
      )
    }
  }

  private mutating func sum() throws(FormulaError) -> Expression {
    var left = try product()
    while true {
      if take("+") {
        left = .binary(.add, left, try product())
      } else if take("-") {
        left = .binary(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(FormulaError) -> Expression {
    var left = try signed()
    while true {
      if take("*") {
        left = .binary(.multiply, left, try signed())
      } else if take("/") {
        left = .binary(.divide, left, try signed())
      } else if take("⊙") {
        left = .binary(.hadamard, left, try signed())
      } else if take("@") {
        left = .binary(.matrixProduct, left, try signed())
      } else if notation.isFree, startsOperand(current), !current.isName("over") {
        left = .binary(.multiply, left, try power())
      } else {
        return left
      }
    }
  }

  private func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .name: true
    case .mark(let mark): ["(", "[", "{", "frac", "sum"].contains(mark)
    case .end: false
    }
  }

  private mutating func signed() throws(FormulaError) -> Expression {
    try deepen()
    defer { depth -= 1 }
    if take("-") { return .negate(try signed()) }
    if take("+") { return try signed() }
    return try power()
  }

  private mutating func power() throws(FormulaError) -> Expression {
    let base = try postfix()
    guard take("^") else { return base }
    if notation.isFree, takeTransposeMark() { return .call("transpose", [base]) }
    let exponent = try signed()
    if base == .name("e"), !notation.declares("e") { return .call("exp", [exponent]) }
    return .binary(.power, base, exponent)
  }

  /// `^T`, `^{T}`, `^\top`; `^t`, where no t is given.
  private mutating func takeTransposeMark() -> Bool {
    if current.isTransposition(in: notation) {
      index += 1
      return true
    }
    if current.isMark("{"), index + 2 < tokens.count,
      tokens[index + 1].isTransposition(in: notation), tokens[index + 2].isMark("}")
    {
      index += 3
      return true
    }
    return false
  }

  private mutating func postfix() throws(FormulaError) -> Expression {
    var base = try primary()
    while true {
      if current.isMark("["), isIndex(base) {
        index += 1
        base = .index(base, try items(until: "]"))
      } else if take(".") {
        base = try attribute(of: base)
      } else if notation.isFree, current.isMark("T") {
        index += 1
        base = .call("transpose", [base])
      } else {
        return base
      }
    }
  }

  /// Students write `y[ln a]` for a product; only names that stand for lists are indexed.
  private func isIndex(_ base: Expression) -> Bool {
    guard notation.isFree else { return true }
    if current.follows || !startsIndex() { return false }
    switch base {
    case .name(let name): return Self.indexedNames.contains(name) || isWholeIndex()
    case .index, .call: return true
    default: return false
    }
  }

  /// True if a whole number stands after the bracket, or a minus and a number.
  private func startsIndex() -> Bool {
    let inner = tokens[min(index + 1, tokens.count - 1)]
    if case .number = inner.kind { return true }
    return inner.isMark("-")
  }

  /// True if nothing but whole numbers stands in the brackets: `h[0]`, and no product `y[2 ln a]`.
  private func isWholeIndex() -> Bool {
    for token in tokens[(index + 1)...] {
      switch token.kind {
      case .number(let value) where value == value.rounded(): continue
      case .mark(let mark) where mark == "," || mark == "-": continue
      default: return token.isMark("]")
      }
    }
    return false
  }

  private static let indexedNames: Set<String> = [
    "activations", "zs", "nabla_w", "nabla_b", "weights", "biases", "deltas", "x", "y",
  ]

  private mutating func attribute(of base: Expression) throws(FormulaError) -> Expression {
    let token = current
    guard case .name(let name) = token.kind else {
      throw FormulaError(at: token.range, "a name is missing after `.`, found \(token.description)")
    }
    index += 1
    if Self.prefixes.contains(base.text) {
      references.removeLast()
      return try named(name, token)
    }
    switch name {
    case "shape": return .shape(base)
    case "T": return .call("transpose", [base])
    case "transpose":
      if take("(") { try expect(")", after: "`transpose(`") }
      return .call("transpose", [base])
    case "dot":
      try expect("(", after: "`dot`")
      let arguments = try items(until: ")")
      guard arguments.count == 1 else {
        throw FormulaError(at: token.range, "`.dot` takes one argument, found \(arguments.count)")
      }
      return .call("dot", [base, arguments[0]])
    default:
      throw FormulaError(
        at: token.range,
        "`.\(name)` is not known",
        help: "allowed: .shape, .T, .transpose()"
      )
    }
  }

  /// What code writes before a function of ours.
  private static let prefixes: Set<String> = ["np", "numpy", "self", "math", "torch"]

  private mutating func items(until close: String) throws(FormulaError) -> [Expression] {
    var items: [Expression] = []
    if take(close) { return items }
    while true {
      items.append(try sum())
      if take(",") {
        if take(close) { return items }
        continue
      }
      guard take(close) else {
        throw FormulaError(
          at: current.range,
          "`\(close)` is missing, found \(current.description)"
        )
      }
      return items
    }
  }
}

// MARK: - Operands

extension FormulaParser {
  private mutating func primary() throws(FormulaError) -> Expression {
    try deepen()
    defer { depth -= 1 }
    let token = current
    switch token.kind {
    case .number(let value):
      index += 1
      return .number(value)
    case .name(let name):
      index += 1
      return try named(name, token)
    case .mark("("):
      index += 1
      let items = try items(until: ")")
      let isTuple = items.count != 1 || tokens[index - 2].isMark(",")
      return isTuple ? .tuple(items) : items[0]
    case .mark("["):
      index += 1
      let items = try items(until: "]")
      if notation.isFree, items.count == 1 { return items[0] }
      return .list(items)
    case .mark("{") where notation.isFree:
      index += 1
      let inner = try sum()
      try expect("}", after: "a group")
      return inner
    case .mark("frac"):
      index += 1
      if let digits = digitFraction() { return digits }
      let numerator = try primary()
      return .binary(.divide, numerator, try primary())
    case .mark("sum"):
      index += 1
      return try sumOverExamples()
    case .mark(let mark):
      throw FormulaError(
        at: token.range,
        "a number, a name or a bracket should stand here, not `\(mark)`"
      )
    case .end:
      throw FormulaError(at: token.range, "the formula ends where an operand should stand")
    }
  }

  /// `\frac12`: the two digits are two arguments.
  private mutating func digitFraction() -> Expression? {
    guard case .number(let value) = current.kind, value >= 10, value < 100,
      value == value.rounded()
    else { return nil }
    let numerator = (value / 10).rounded(.down)
    index += 1
    return .binary(.divide, .number(numerator), .number(value - 10 * numerator))
  }

  /// `\sum_x …`, `\sum_{i=1}^{n} …`: the rest of the product is summed over the examples.
  private mutating func sumOverExamples() throws(FormulaError) -> Expression {
    var symbol = "x"
    if take("_") {
      if take("{") {
        if case .name(let name) = current.kind { symbol = name }
        var open = 1
        while open > 0, current.kind != .end {
          if current.isMark("{") { open += 1 }
          if current.isMark("}") { open -= 1 }
          index += 1
        }
      } else if case .name(let name) = current.kind {
        symbol = name
        index += 1
      }
    }
    if take("^") { _ = try primary() }
    return .over(.sum, try product(), symbol)
  }

  private mutating func named(_ name: String, _ token: Token) throws(FormulaError) -> Expression {
    if name == "gradient", current.isName("of") {
      index += 1
      return .gradient(of: try postfix())
    }
    if name == "derivative", current.isName("of") {
      index += 1
      let quantity = try postfix()
      guard current.isName("by") else {
        throw FormulaError(
          at: current.range,
          "`by` is missing in `derivative of … by …`, found \(current.description)"
        )
      }
      index += 1
      return .derivative(of: quantity, by: try postfix())
    }
    if let reduction = Expression.Reduction(rawValue: name), current.isMark("(") {
      return try reduced(reduction, token)
    }
    let function = notation.function(name)
    let isDeclared = notation.declares(name)
    if let function, !isDeclared || current.isMark("(") {
      return try applied(function, name, token)
    }
    if current.isMark("("), !notation.isFree { return try quantity(name, token) }
    if name == "pi" || name == "π", !isDeclared { return .number(.pi) }
    note(name, token)
    return .name(name)
  }

  private mutating func note(_ name: String, _ token: Token) {
    if name != "e" || notation.declares("e") || !current.isMark("^") {
      references.append(Formula.Reference(name: name, range: token.range))
    }
  }

  private mutating func applied(
    _ function: String,
    _ name: String,
    _ token: Token
  ) throws(FormulaError) -> Expression {
    let arity = Function.named[function]?.arity ?? 1...1
    if take("(") {
      let arguments = try items(until: ")")
      guard arity.contains(arguments.count) else {
        throw FormulaError(
          at: token.range,
          "`\(name)` takes \(Function.describe(arity)), found \(arguments.count)"
        )
      }
      return function == "multiply"
        ? .binary(notation.isFree ? .hadamard : .multiply, arguments[0], arguments[1])
        : .call(function, arguments)
    }
    guard notation.isFree, arity.contains(1) else {
      throw FormulaError(at: token.range, "`(` is missing after the function `\(name)`")
    }
    if take("^") {
      // `\ln^2 a`, `\sigma^2(z)`
      let exponent = try primary()
      return .binary(.power, try applied(function, name, token), exponent)
    }
    if function == "sigmoid" && !startsOperand(current) {
      // A bare σ stands for an activation.
      note(name, token)
      return .name(name)
    }
    return .call(function, [try functionArgument()])
  }

  /// The argument of a function without brackets: `ln a`, `ln 2a`, `\ln\frac12`.
  private mutating func functionArgument() throws(FormulaError) -> Expression {
    let isNumber = if case .number = current.kind { true } else { false }
    var argument = try power()
    if isNumber, case .name = current.kind, !current.follows {
      argument = .binary(.multiply, argument, try power())
    }
    return argument
  }

  /// `min(C over a)`, `sum(activations[-1])`, `max(a, b)`.
  private mutating func reduced(
    _ reduction: Expression.Reduction,
    _ token: Token
  ) throws(FormulaError) -> Expression {
    index += 1
    let body = try sum()
    if current.isName("over") {
      index += 1
      guard case .name(let key) = current.kind else {
        throw FormulaError(
          at: current.range,
          "a key is missing after `over`, found \(current.description)"
        )
      }
      index += 1
      try expect(")", after: "`over \(key)`")
      return .over(reduction, body, key)
    }
    var arguments = [body]
    while take(",") { arguments.append(try sum()) }
    try expect(")", after: "the arguments of `\(reduction.rawValue)`")
    if let arity = Function.named[reduction.rawValue]?.arity, !arity.contains(arguments.count) {
      throw FormulaError(
        at: token.range,
        "`\(reduction.rawValue)` takes \(Function.describe(arity)), found \(arguments.count)"
      )
    }
    return .call(reduction.rawValue, arguments)
  }

  /// `C(a: y)`: a quantity at keys; an author's unknown function is a quantity, checked later.
  private mutating func quantity(_ name: String, _ token: Token) throws(FormulaError) -> Expression
  {
    index += 1
    note(name, token)
    var bindings: [Expression.Binding] = []
    repeat {
      guard case .name(let key) = current.kind, index + 1 < tokens.count,
        tokens[index + 1].isMark(":")
      else {
        let near = NearMiss.nearest(to: name, among: Function.named.keys.sorted())
        throw FormulaError(
          at: token.range,
          "`\(name)` is not a function",
          help: near.map { "did you mean `\($0)`?" }
            ?? "a quantity is called with its keys, as in C(a: y)"
        )
      }
      index += 2
      bindings.append(Expression.Binding(key: key, value: try sum()))
    } while take(",")
    try expect(")", after: "the keys of `\(name)`")
    return .quantity(name, bindings)
  }
}
