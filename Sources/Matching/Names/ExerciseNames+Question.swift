import Formulas
import Homework

/// The text of the question itself, as far as a homework repeats it.
extension ExerciseNames {
  /// True for the question's own text, repeated before the answer.
  func isRestated(_ text: String) -> Bool {
    guard text.utf8.count <= ClauseReader.longestClause else { return false }
    let lines = text.lines.map(Self.normalised)
    let known = lines.filter { line in
      line.isEmpty || questionLines.contains(line)
        || (line.utf8.count > 40 && questionLines.contains { $0.has(line) })
    }
    return !lines.isEmpty && known.count == lines.count
  }

  /// A line's letters and digits: quoting and line breaks do not matter.
  static func normalised(_ line: Substring) -> String {
    var bytes: [UInt8] = []
    for byte in line.utf8 {
      let lower = byte | 0x20
      if lower >= 0x61 && lower <= 0x7A {
        bytes.append(lower)
      } else if byte >= 0x80 || byte >= 0x30 && byte <= 0x39 {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
