/// How a formula is delimited.
enum MathDelimiter: UInt8 {
  case dollar, dollars, dollarBacktick, parenthesis, bracket, environment
  /// `\\(…\\)` and `\\[…\\]`, whose backslashes a converter has escaped.
  case escapedParenthesis, escapedBracket

  /// Whether the formula stands on its own and may hold blank lines.
  var isDisplay: Bool {
    switch self {
    case .dollars, .bracket, .escapedBracket, .environment: true
    case .dollar, .dollarBacktick, .parenthesis, .escapedParenthesis: false
    }
  }

  /// How many backslashes stand before the bracket that opens or closes the formula.
  var backslashes: Int { self == .escapedParenthesis || self == .escapedBracket ? 2 : 1 }

  /// The byte that closes the formula when it follows its backslashes.
  var backslashedClosing: UInt8? {
    switch self {
    case .parenthesis, .escapedParenthesis: .closeParenthesis
    case .bracket, .escapedBracket: .closeBracket
    case .dollar, .dollars, .dollarBacktick, .environment: nil
    }
  }

  /// The byte that, after its backslashes, opens the next formula, so that this one has no end.
  var backslashedOpening: UInt8? {
    switch self {
    case .parenthesis, .escapedParenthesis: .openParenthesis
    case .bracket, .escapedBracket: .openBracket
    case .dollar, .dollars, .dollarBacktick, .environment: nil
    }
  }
}

/// The lines that the search for the end of a formula has gone over.
struct CrossedBarriers {
  private var hasBlank = false
  /// Whether the formula now holds what is more likely a new block.
  private(set) var isDoubtful = false

  /// Notes a line, and returns whether the formula that opened on another one may go on into it.
  mutating func cross<Lines: SpanLines>(
    into line: Int,
    of lines: Lines,
    from opening: Int,
    _ math: MathDelimiter
  ) -> Bool {
    let barrier = lines.barrier(before: line)
    switch barrier {
    case .none:
      return true
    case .wall:
      return false
    case .blank:
      hasBlank = true
      isDoubtful = true
      return math.isDisplay
    case .heading:
      isDoubtful = true
      return math.isDisplay && !hasBlank
    case .marker:
      guard barrier == lines.barrier(before: opening) else { return true }
      isDoubtful = true
      return math.isDisplay
    }
  }
}
