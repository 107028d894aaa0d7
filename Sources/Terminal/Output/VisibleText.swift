/// A text as it may reach a terminal or a log: nothing in it moves, hides or turns around what is read.
///
/// A homework, a chapter, a file name or an option may hold codes that a terminal obeys. They are
/// shown as Swift writes them: `\u{1B}` for the escape that begins a terminal's commands, `\u{202E}`
/// for a mark that turns the direction of writing. A byte of a file name that is no text is `\xE9`.
/// A tab is the blanks up to the next column that four divides, and CR LF is LF.
package enum VisibleText {
  /// Returns the text with every harmful character as a readable name.
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 >= 0x7F }) else { return text }
    var result = String.UnicodeScalarView()
    var column = 0
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      if isAfterReturn, scalar != "\n" { result.append(contentsOf: name(of: "\r")) }
      isAfterReturn = scalar == "\r"
      switch scalar {
      case "\n":
        result.append(scalar)
        column = 0
      case "\r": break
      case "\t":
        let blanks = tab - column % tab
        for _ in 0..<blanks { result.append(" ") }
        column += blanks
      default:
        if isHarmful(scalar) {
          result.append(contentsOf: name(of: scalar))
        } else {
          result.append(scalar)
        }
        column += 1
      }
    }
    if isAfterReturn { result.append(contentsOf: name(of: "\r")) }
    return String(result)
  }

  private static let tab = 4

  /// True for what a terminal obeys and no reader sees: the control characters of ASCII and Latin-1,
  /// DEL, line and paragraph separators, marks of writing direction, and bytes of file names.
  package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: FileName.byte(of: scalar) != nil
    }
  }

  /// How a harmful character is shown.
  package static func name(of scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    if let byte = FileName.byte(of: scalar) {
      return "\\x\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
        .unicodeScalars
    }
    return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
  }
}
