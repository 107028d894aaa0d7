/// A text with the tool's own colours, kept apart from what was read.
///
/// Only what is painted here reaches a terminal as a code; codes inside the words themselves are
/// shown, as `VisibleText` says.
package struct PaintedText: ExpressibleByStringInterpolation {
  private var pieces: [(text: String, color: ReportStyle.Color?)]

  package init(_ text: String, _ color: ReportStyle.Color? = nil) { pieces = [(text, color)] }

  package init(stringLiteral text: String) { self.init(text) }

  package init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

  /// The lines below each other, without a line end after the last.
  package init(lines: [PaintedText]) {
    pieces = []
    for (index, line) in lines.enumerated() {
      if index > 0 { pieces.append(("\n", nil)) }
      pieces += line.pieces
    }
  }

  package static func + (left: PaintedText, right: PaintedText) -> PaintedText {
    var both = left
    both.pieces += right.pieces
    return both
  }

  /// What is written: the words made harmless, and the codes of the colours around them.
  package var written: String {
    pieces.map { text, color in
      let words = VisibleText.escaped(text)
      return color.map { "\u{1B}[\($0.rawValue)m\(words)\u{1B}[0m" } ?? words
    }.joined()
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var pieces: [(text: String, color: ReportStyle.Color?)] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) { pieces.append((text, nil)) }

    package mutating func appendInterpolation(_ text: PaintedText) { pieces += text.pieces }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      pieces.append((value.description, nil))
    }
  }
}
