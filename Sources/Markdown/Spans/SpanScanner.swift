/// Finds where spans of math and code end, in time that grows with the text only.
///
/// What begins first wins, except that a code span keeps its dollar signs even inside a formula. A
/// `$` follows Pandoc's rule: no white space after the opening one, neither white space before nor a
/// digit after the closing one, so that "it costs $5 and $6" stays prose. A blank after
/// the opening one is allowed before what only math holds.
struct SpanScanner<Lines: SpanLines> {
  let bytes: UnsafeBufferPointer<UInt8>
  let lines: Lines
  /// For each way to delimit math, the offset before which no search succeeds.
  private var mathFailures = SIMD8<Int>(repeating: -1)
  private var environmentFailures = 0
  /// What is known about the backticks up to `backticksEnd`: the last run of each length.
  private var lastBackticks: [Int] = []
  private var backticksEnd = -1

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: Lines) {
    self.bytes = bytes
    self.lines = lines
  }

  /// A place in the lines.
  struct Position {
    var line: Int
    var offset: Int
  }

  /// A span that was found.
  struct Span {
    enum Kind { case math(display: Bool), code }
    let kind: Kind
    let content: Range<Int>
    let end: Position
  }

  /// What stands at a byte that could begin a span.
  enum Outcome {
    case span(Span)
    /// So many bytes are literal text.
    case text(length: Int)
    /// A delimiter of math without its partner; so many bytes are literal text.
    case unclosed(length: Int)
  }

  /// Reads what begins at a `$`, a backslash or a backtick.
  mutating func read(at start: Position) -> Outcome {
    let end = lines[start.line].upperBound
    switch bytes[start.offset] {
    case .backtick:
      return readCode(at: start)
    case .dollar:
      return readDollar(at: start)
    default:
      guard start.offset + 1 < end else { return .text(length: 1) }
      let next = bytes[start.offset + 1]
      if next == .openParenthesis { return readMath(.parenthesis, at: start, length: 2) }
      if next == .openBracket {
        let outcome = readMath(.bracket, at: start, length: 2)
        if case .span(let span) = outcome, isBracketed(span, from: start) {
          return .text(length: 2)
        }
        return outcome
      }
      if next == .dollar { return escapedDollars(at: start) ?? .text(length: 2) }
      if next == .backslash, let span = escapedMath(at: start) { return .span(span) }
      if HTMLTag(bytes: bytes, end: end).has("\\begin{", at: start.offset) {
        return readMath(.environment, at: start, length: 7)
      }
      return .text(length: next.isPunctuation ? 2 : 1)
    }
  }

  /// Reads `\\(…\\)` or `\\[…\\]`, of which some converters escape the bracket, too.
  private mutating func escapedMath(at start: Position) -> Span? {
    let end = lines[start.line].upperBound
    var bracket = start.offset + 2
    if bracket + 1 < end, bytes[bracket] == .backslash { bracket += 1 }
    guard bracket < end else { return nil }
    let math: MathDelimiter
    switch bytes[bracket] {
    case .openParenthesis: math = .escapedParenthesis
    case .openBracket: math = .escapedBracket
    default: return nil
    }
    let length = bracket + 1 - start.offset
    guard case .span(let span) = readMath(math, at: start, length: length) else { return nil }
    return span
  }

  /// True for `\[1.7, 2.5\]`: a bracket that a converter has escaped around a list of numbers, and no formula.
  private func isBracketed(_ span: Span, from start: Position) -> Bool {
    var hasDigit = false
    var hasComma = false
    for byte in bytes[span.content] {
      if byte == .backslash || byte == .equals { return false }
      if span.end.line > start.line, byte.isLetter { return false }
      hasDigit = hasDigit || byte.isDigit
      hasComma = hasComma || byte == .comma
    }
    guard hasDigit, !hasComma else { return hasDigit }
    // One number is a list where a list or a value goes on.
    var line = start.line
    var before = start.offset
    while line >= 0 {
      while before > lines[line].lowerBound, bytes[before - 1].isBlank { before -= 1 }
      if before > lines[line].lowerBound {
        return bytes[before - 1] == .equals || bytes[before - 1] == .comma || before == start.offset
      }
      line -= 1
      guard line >= max(0, start.line - 1) else { return false }
      before = lines[line].upperBound
    }
    return false
  }

  /// Reads `\$z = 0.5\$` and `\$\$ … \$\$`: dollars that a converter has escaped, around what only math holds.
  private func escapedDollars(at start: Position) -> Outcome? {
    let first = lines[start.line].upperBound
    let mark = HTMLTag(bytes: bytes, end: first).has("\\$\\$", at: start.offset) ? 4 : 2
    var hasNotation = false
    var position = Position(line: start.line, offset: start.offset + mark)
    let limit = start.offset + Self.longestEscapedMath
    while position.offset < limit {
      let end = lines[position.line].upperBound
      guard position.offset + 1 < end else {
        guard let next = nextLine(after: position) else { return nil }
        position = next
        continue
      }
      switch bytes[position.offset] {
      case .backslash where bytes[position.offset + 1] == .dollar:
        guard hasNotation else { return nil }
        if mark == 4, !HTMLTag(bytes: bytes, end: end).has("\\$\\$", at: position.offset) {
          return nil
        }
        let content = start.offset + mark..<position.offset
        position.offset += mark
        return .span(Span(kind: .math(display: mark == 4), content: content, end: position))
      case .backslash:
        hasNotation = true
        position.offset += 1
      case .underscore, .equals, UInt8(ascii: "^"): hasNotation = true
      case .backtick: return nil
      default: break
      }
      position.offset += 1
    }
    return nil
  }

  private static var longestEscapedMath: Int { 4000 }

  private mutating func readDollar(at start: Position) -> Outcome {
    let end = lines[start.line].upperBound
    let run = LeafStart(bytes: bytes).run(at: start.offset, before: end)
    let next = start.offset + run
    // Three dollars, or a row of them, are an ornament.
    if run == 2 || run == 4 { return readMath(.dollars, at: start, length: 2) }
    guard run == 1, next < end else { return .text(length: run) }
    if bytes[next] == .backtick {
      let outcome = readMath(.dollarBacktick, at: start, length: 2)
      if case .span = outcome { return outcome }
    }
    guard !bytes[next].isWhitespace else {
      return spacedMath(at: start) ?? .text(length: 1)
    }
    // `$-$0.5`: a sign alone, which a digit may follow.
    if next + 1 < end, bytes[next] == .hyphen || bytes[next] == .plus, bytes[next + 1] == .dollar {
      let after = Position(line: start.line, offset: next + 2)
      return .span(Span(kind: .math(display: false), content: next..<next + 1, end: after))
    }
    let outcome = readMath(.dollar, at: start, length: 1)
    if case .unclosed = outcome, isAmount(at: next, before: end) { return .text(length: 1) }
    return outcome
  }

  /// Reads `$ w_7 = 0.5 $`: a blank after the opening dollar, before what only math holds.
  ///
  /// On one line a sign of equality, a script or a command tells it; over several a command does.
  private func spacedMath(at start: Position) -> Outcome? {
    var isNotation = false
    var hasCommand = false
    var position = Position(line: start.line, offset: start.offset + 1)
    let limit = start.offset + Self.longestSpacedMath
    while position.offset < limit {
      guard position.offset < lines[position.line].upperBound else {
        guard let next = nextLine(after: position) else { return nil }
        position = next
        continue
      }
      switch bytes[position.offset] {
      case .backslash: hasCommand = true
      case .underscore, .equals, UInt8(ascii: "^"): isNotation = true
      case .backtick: return nil
      case .dollar:
        guard hasCommand || isNotation && position.line == start.line else { return nil }
        let content = start.offset + 1..<position.offset
        position.offset += 1
        return .span(Span(kind: .math(display: false), content: content, end: position))
      default: break
      }
      position.offset += 1
    }
    return nil
  }

  /// The start of the line below, unless something else begins there.
  private func nextLine(after position: Position) -> Position? {
    let next = position.line + 1
    guard next < lines.count, lines.barrier(before: next) == .none else { return nil }
    return Position(line: next, offset: lines[next].lowerBound)
  }

  private static var longestSpacedMath: Int { 800 }

  /// Returns whether the text after a `$` is a plain amount of money.
  private func isAmount(at start: Int, before end: Int) -> Bool {
    var offset = start
    while offset < end, bytes[offset].isDigit || bytes[offset] == .period || bytes[offset] == .comma
    {
      offset += 1
    }
    guard offset > start, offset < end else { return offset > start }
    switch bytes[offset] {
    case .colon, .exclamation, .closeParenthesis, .pipe, .star, .semicolon, .questionMark:
      return true
    default: return bytes[offset].isWhitespace
    }
  }

  private mutating func readMath(
    _ math: MathDelimiter,
    at start: Position,
    length: Int
  ) -> Outcome {
    let index = Int(math.rawValue)
    guard start.offset >= mathFailures[index] else { return .unclosed(length: length) }
    var search = MathSearch(math, in: bytes, lines, from: start, length: length)
    switch search.run(&self) {
    case .found(let end, let closing):
      let content =
        math == .environment ? start.offset..<end.offset : start.offset + length..<closing
      return .span(Span(kind: .math(display: math.isDisplay), content: content, end: end))
    case .stopped(let offset):
      environmentFailures += math == .environment ? 1 : 0
      // An outer environment without an end does not speak for the inner ones; but not for ever.
      if math != .environment || environmentFailures > 3 { mathFailures[index] = offset }
      return .unclosed(length: length)
    }
  }

  // MARK: - Code

  /// Reads a code span: a run of backticks up to the next run of the same length.
  mutating func readCode(at start: Position) -> Outcome {
    let leaf = LeafStart(bytes: bytes)
    let length = leaf.run(at: start.offset, before: lines[start.line].upperBound)
    let isShort = length < Self.longestRememberedRun
    if start.offset < backticksEnd, !isShort || lastBackticks[length] <= start.offset {
      return .text(length: length)
    }
    var position = Position(line: start.line, offset: start.offset + length)
    while true {
      let end = lines[position.line].upperBound
      while position.offset < end {
        guard bytes[position.offset] == .backtick else {
          position.offset += 1
          continue
        }
        let run = leaf.run(at: position.offset, before: end)
        if run == length {
          let content = start.offset + length..<position.offset
          position.offset += run
          return .span(Span(kind: .code, content: content, end: position))
        }
        position.offset += run
      }
      guard let next = nextLine(after: position) else { break }
      position = next
    }
    rememberBackticks(from: start, to: position)
    return .text(length: length)
  }

  private static var longestRememberedRun: Int { 80 }

  /// Notes the last run of each length, after a search went to the end in vain.
  private mutating func rememberBackticks(from start: Position, to stop: Position) {
    guard start.offset >= backticksEnd else { return }
    let leaf = LeafStart(bytes: bytes)
    lastBackticks = [Int](repeating: -1, count: Self.longestRememberedRun)
    backticksEnd = stop.offset
    for line in start.line...stop.line {
      var offset = line == start.line ? start.offset : lines[line].lowerBound
      let end = lines[line].upperBound
      while offset < end {
        guard bytes[offset] == .backtick else {
          offset += 1
          continue
        }
        let run = leaf.run(at: offset, before: end)
        if run < Self.longestRememberedRun { lastBackticks[run] = offset }
        offset += run
      }
    }
  }
}
