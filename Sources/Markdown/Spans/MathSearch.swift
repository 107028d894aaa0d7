/// Looks for the delimiter that closes a formula.
struct MathSearch<Lines: SpanLines> {
  typealias Position = SpanScanner<Lines>.Position

  enum Outcome {
    case found(end: Position, closing: Int)
    /// There is none before this offset, nor for any other opening delimiter before it.
    case stopped(at: Int)
  }

  private enum Step { case over(Int), close(Int), stop }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: Lines
  private let math: MathDelimiter
  private var position: Position
  private let openingLine: Int
  private var barriers = CrossedBarriers()
  private var depth = 1

  init(
    _ math: MathDelimiter,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ lines: Lines,
    from start: Position,
    length: Int
  ) {
    self.bytes = bytes
    self.lines = lines
    self.math = math
    position = Position(line: start.line, offset: start.offset + length)
    openingLine = start.line
  }

  /// Goes on until the formula closes or cannot.
  mutating func run(_ scanner: inout SpanScanner<Lines>) -> Outcome {
    while true {
      let end = lines[position.line].upperBound
      guard position.offset < end else {
        let next = position.line + 1
        guard next < lines.count,
          barriers.cross(into: next, of: lines, from: openingLine, math)
        else { return .stopped(at: end) }
        position = Position(line: next, offset: lines[next].lowerBound)
        continue
      }
      let step: Step
      switch bytes[position.offset] {
      case .backslash: step = backslash(before: end)
      case .dollar: step = dollar(before: end)
      case .backtick:
        if math != .dollarBacktick, case .span(let code) = scanner.readCode(at: position) {
          position = code.end
          continue
        }
        step = backtick(before: end)
      default: step = .over(1)
      }
      switch step {
      case .over(let count):
        position.offset += count
      case .stop:
        return .stopped(at: position.offset)
      case .close(let count):
        let closing = position.offset
        position.offset += count
        return .found(end: position, closing: closing)
      }
    }
  }

  private mutating func backslash(before end: Int) -> Step {
    let offset = position.offset
    let bracket = offset + math.backslashes
    guard bracket < end else { return .over(1) }
    guard math.backslashes == 1 || bytes[offset + 1] == .backslash else { return .over(1) }
    let next = bytes[bracket]
    if next == math.backslashedClosing { return .close(1 + math.backslashes) }
    if math.backslashes == 2, next == .backslash, bracket + 1 < end,
      bytes[bracket + 1] == math.backslashedClosing
    {
      return .close(4)
    }
    if next == math.backslashedOpening { return .stop }
    guard math == .environment else { return .over(2) }
    let tag = HTMLTag(bytes: bytes, end: end)
    if tag.has("\\begin{", at: offset) { depth += 1 }
    guard tag.has("\\end{", at: offset) else { return .over(2) }
    depth -= 1
    guard depth == 0 else { return .over(5) }
    var after = offset + 5
    while after < end, bytes[after] != .closeBrace { after += 1 }
    return .close(min(after + 1, end) - offset)
  }

  private func dollar(before end: Int) -> Step {
    let leaf = LeafStart(bytes: bytes)
    let offset = position.offset
    let run = leaf.run(at: offset, before: end)
    switch math {
    case .dollar:
      let isAfterSpace =
        offset == lines[position.line].lowerBound || bytes[offset - 1].isWhitespace
      if isAfterSpace { return .stop }
      let isBeforeDigit = run == 1 && offset + 1 < end && bytes[offset + 1].isDigit
      return isBeforeDigit ? .over(1) : .close(1)
    case .dollars:
      guard run == 2 || run == 4 else { return .over(run == 3 ? 1 : run) }
      guard barriers.isDoubtful else { return .close(2) }
      // Two more dollars in this line: they are a pair, and ours is the one without a partner.
      var next = offset + run
      while next + 1 < end {
        if bytes[next] == .dollar, bytes[next + 1] == .dollar { return .stop }
        next += 1
      }
      return .close(2)
    case .dollarBacktick, .parenthesis, .bracket, .escapedParenthesis, .escapedBracket,
      .environment:
      return .over(run)
    }
  }

  private func backtick(before end: Int) -> Step {
    let offset = position.offset
    let isClosing =
      math == .dollarBacktick && offset + 1 < end && bytes[offset + 1] == .dollar
    return isClosing ? .close(2) : .over(1)
  }
}
