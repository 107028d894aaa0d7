import Formulas

/// An error of the compiler at a line of a chapter: `c.md:12:5: error: cannot find 'x' in scope`.
struct CompilerMessage {
  let line: Int
  let column: Int
  let text: String

  /// Nil for what is no error, or is about another file.
  init?(_ message: String, path: String) {
    guard let place = message.firstRange(of: "\(path):") else { return nil }
    let parts = message[place.upperBound...].split(separator: ":", maxSplits: 3).map(String.init)
    guard parts.count == 4, let line = Int(parts[0]), let column = Int(parts[1]),
      parts[2].trimmedBytes == "error"
    else { return nil }
    self.line = line
    self.column = column
    text = parts[3].trimmedBytes
  }
}

/// What a program said when it stopped: the fatal error, and the way to it.
struct CrashReport {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n")
  }

  /// The words after `Fatal error:`; nil if it did not say any.
  var message: String? {
    for line in lines {
      if let range = line.firstRange(of: "Fatal error") {
        return String(line[range.upperBound...].drop { $0 == ":" || $0 == " " })
      }
    }
    return nil
  }

  /// The line of a chapter that was running; nil if the report names none.
  func line(in path: String) -> Int? {
    for line in lines {
      guard let range = line.firstRange(of: "\(path):") else { continue }
      let digits = line[range.upperBound...].prefix { $0.isNumber }
      if let number = Int(digits) { return number }
    }
    return nil
  }
}
