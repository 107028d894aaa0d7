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

  /// True for the words of a heading that may be the question's own title.
  func isTitle(_ heading: Set<String>) -> Bool {
    heading.intersection(titleWords).count * 2 >= titleWords.count
  }

  /// What the question calls a symbol: the words right before it, `the learning rate $\eta$`.
  package static func words(for symbol: String, in question: String) -> [String] {
    let canonical = SymbolName.canonical(symbol)
    for line in question.lines {
      // The symbols of a line stand between dollars or backquotes.
      let parts = line.split(omittingEmptySubsequences: false) { $0 == "$" || $0 == "`" }
      for place in parts.indices.dropFirst() where place % 2 == 1 {
        guard SymbolName.canonical(String(parts[place]).trimmedBytes) == canonical else { continue }
        let before = parts[place - 1].split { ",.;:()，。；：、（）".contains($0) }.last ?? ""
        guard parts[place - 1].last.map({ !",.;:，。；：、".contains($0) }) ?? false else { continue }
        let tokens = LabelTokens(String(before)).tokens
        let own = tokens.reversed().prefix {
          !LabelTokens.stopWords.contains($0) && $0.utf8.count > 2 && !$0.hasDigit
        }
        // Languages without articles do not say where its words begin.
        if !own.isEmpty { return own.prefix(own.count < 4 ? own.count : 2).reversed() }
      }
    }
    return []
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
