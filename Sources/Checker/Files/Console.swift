import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is printed, where, and how wide.
enum Console {
  static func out(_ text: String) { emit(text, to: STDOUT_FILENO) }

  static func error(_ text: String) { emit(text, to: STDERR_FILENO) }

  static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { error(diagnostic.formatted + "\n") }
  }

  private static func emit(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count, let base = bytes.baseAddress {
        let count = write(descriptor, base + written, bytes.count - written)
        guard count > 0 else { return }
        written += count
      }
    }
  }

  /// How a report is laid out here: colour only on a terminal, and as wide as that is.
  static var style: ReportStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasColor = isTerminal && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
    var size = winsize()
    var width = 100
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    } else if let columns = environment("COLUMNS").flatMap({ Int($0) }) {
      width = columns
    }
    return ReportStyle(width: max(40, width), hasColor: hasColor)
  }

  /// True if somebody watches the standard error stream on a terminal that can go back in a line.
  static var hasErrorTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

/// How wide a report is and whether it has colours.
struct ReportStyle {
  let width: Int
  let hasColor: Bool

  enum Color: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case bold = "1"
    case dim = "2"
  }

  func paint(_ text: String, _ color: Color) -> String {
    hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The text in lines that fit, broken at spaces; further lines are indented.
  func wrap(_ text: String, first: Int, indent: Int) -> [String] {
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
