/// A text with the tool's own colours, kept apart from what was read.
///
/// Only what is painted here reaches a terminal as a code; codes inside the words themselves are
/// shown, as `VisibleText` says.
struct PaintedText: ExpressibleByStringInterpolation {
  private var pieces: [(text: String, color: ReportStyle.Color?)]

  init(_ text: String, _ color: ReportStyle.Color? = nil) { pieces = [(text, color)] }

  init(stringLiteral text: String) { self.init(text) }

  init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

  /// The lines below each other, without a line end after the last.
  init(lines: [PaintedText]) {
    pieces = []
    for (index, line) in lines.enumerated() {
      if index > 0 { pieces.append(("\n", nil)) }
      pieces += line.pieces
    }
  }

  static func + (left: PaintedText, right: PaintedText) -> PaintedText {
    var both = left
    both.pieces += right.pieces
    return both
  }

  /// What is written: the words made harmless, and the codes of the colours around them.
  var written: String {
    pieces.map { text, color in
      let words = VisibleText.escaped(text)
      return color.map { "\u{1B}[\($0.rawValue)m\(words)\u{1B}[0m" } ?? words
    }.joined()
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var pieces: [(text: String, color: ReportStyle.Color?)] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ text: String) { pieces.append((text, nil)) }

    mutating func appendInterpolation(_ text: PaintedText) { pieces += text.pieces }

    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      pieces.append((value.description, nil))
    }
  }
}
