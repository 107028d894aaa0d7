/// How wide a report is and whether it has colours.
package struct ReportStyle {
  package let width: Int
  package let hasColor: Bool

  package init(width: Int, hasColor: Bool) {
    self.width = width
    self.hasColor = hasColor
  }

  package enum Color: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case bold = "1"
    case dim = "2"
  }

  package func paint(_ text: String, _ color: Color) -> PaintedText {
    PaintedText(text, hasColor ? color : nil)
  }

  /// The text in lines that fit, broken at spaces; further lines are indented.
  package func wrap(_ text: String, first: Int, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var room = width - first
    for bytes in text.utf8.split(separator: 0x20, omittingEmptySubsequences: false) {
      let word = Substring(bytes)
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = String(word)
        room = width - indent
      } else {
        line = line.isEmpty ? String(word) : "\(line) \(word)"
      }
    }
    lines.append(line)
    return lines
  }
}
