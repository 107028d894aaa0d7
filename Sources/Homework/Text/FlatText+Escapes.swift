import Markdown

/// Formulas in which a converter has escaped what is a sign in Markdown: `\\frac{1}{2}`, `z\_{1}`.
extension FlatText {
  /// True for a formula whose commands all have their backslashes escaped.
  ///
  /// Behind the two backslashes of a new line a name may stand, so that a command must be known.
  static func isEscaped(_ lines: [Range<Int>], _ source: SourceText) -> Bool {
    let bytes = source.bytes
    var isEscaped = false
    for line in lines {
      var index = line.lowerBound
      while index < line.upperBound {
        guard bytes[index] == 0x5C else {
          index += 1
          continue
        }
        var word = index
        while word < line.upperBound, bytes[word] == 0x5C { word += 1 }
        let count = word - index
        var end = word
        while end < line.upperBound, (bytes[end] | 0x20) >= 0x61, (bytes[end] | 0x20) <= 0x7A {
          end += 1
        }
        if count % 2 == 1, end > word { return false }
        if count % 2 == 0, commands.contains(String(decoding: bytes[word..<end], as: UTF8.self)) {
          isEscaped = true
        }
        index = max(end, word)
      }
    }
    return isEscaped
  }

  /// Commands one of which nearly every formula has.
  private static let commands: Set = [
    "begin", "frac", "dfrac", "tfrac", "partial", "sigma", "delta", "nabla", "cdot", "times",
    "left", "hat", "widehat", "bar", "text", "mathrm", "mathbf", "sum", "ln", "log", "exp", "sqrt",
    "approx", "alpha", "eta", "theta", "tanh", "max", "quad", "qquad", "odot", "lbrack", "rbrack",
  ]

  /// The pieces of a line without the backslashes that escape, and without a second pair of marks around.
  static func withoutEscapes(_ line: Range<Int>, _ source: SourceText) -> [Range<Int>] {
    let bytes = source.bytes
    var pieces: [Range<Int>] = []
    var start = line.lowerBound
    var index = line.lowerBound
    func add(_ end: Int) {
      if start < end { pieces.append(start..<end) }
    }
    while index + 1 < line.upperBound {
      guard bytes[index] == 0x5C, isMark(escaped: bytes[index + 1]) else {
        index += 1
        continue
      }
      add(index)
      if bytes[index + 1] == 0x24 {
        start = index + 2
      } else {
        start = innerMarkEnd(at: index, in: line, bytes) ?? index + 1
      }
      index = max(start, index + 2)
    }
    add(line.upperBound)
    return pieces
  }

  /// The end of `\\(` or `\\\[` at an end of a line: marks of the formula itself, inside those around it.
  private static func innerMarkEnd(at index: Int, in line: Range<Int>, _ bytes: [UInt8]) -> Int? {
    guard bytes[index + 1] == 0x5C else { return nil }
    var bracket = index + 2
    if bracket + 1 < line.upperBound, bytes[bracket] == 0x5C { bracket += 1 }
    guard bracket < line.upperBound, [0x28, 0x29, 0x5B, 0x5D].contains(bytes[bracket]),
      index == line.lowerBound || bracket + 1 == line.upperBound
    else { return nil }
    return bracket + 1
  }

  private static func isMark(escaped byte: UInt8) -> Bool {
    byte >= 0x21 && byte <= 0x2F || byte >= 0x3A && byte <= 0x40 || byte >= 0x5B && byte <= 0x60
      || byte >= 0x7B && byte <= 0x7E
  }
}
