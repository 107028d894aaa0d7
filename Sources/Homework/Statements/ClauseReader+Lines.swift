/// Lines that say one thing each: what a program prints, what people copy from it.
extension ClauseReader {
  /// True between a number and `and w2 goes from 0.2 to 0.3`, which says something of another name, and with no sign.
  func beginsAnew(behind index: Int) -> Bool {
    // Most blanks stand behind a letter, and before what is no conjunction.
    guard index > 0, text.bytes[index - 1] >= 0x30, text.bytes[index - 1] <= 0x39,
      index + 1 < text.bytes.count, text.bytes[index + 1] | 0x20 >= 0x61
    else { return false }
    let rest = text.string((index + 1)..<min(text.bytes.count, index + 90))
    let words = rest.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count == 4, Lexicon.conjunctions.contains(String(words[0])),
      words[2].count > 2, words[2].allSatisfy(\.isLetter), String(words[3]).hasDigit,
      vocabulary.isName(String(words[1])), !String(words[1]).has("=")
    else { return false }
    let start = index + 1 + words[0].utf8.count + 1
    let end =
      text.bytes[start...].firstIndex { $0 == 0x3B || $0 == 0x0A } ?? text.bytes.count
    return !containsRelation(text.trimmed(start..<min(end, start + 90)))
  }

  /// True for a dash that stands for a colon: words before it on its line, a number alone behind it.
  func isColon(at index: Int, _ length: Int, in range: Range<Int>) -> Bool {
    let end = index + length
    guard index > range.lowerBound, end < range.upperBound, FlatText.isSpace(text.bytes[index - 1]),
      FlatText.isSpace(text.bytes[end])
    else { return false }
    let start = range.prefix(upTo: index).last { text.bytes[$0] == 0x0A } ?? range.lowerBound
    let label = text.bytes[text.trimmed(start..<index)]
    let value = text.bytes[text.trimmed(end..<range.upperBound)].prefix { $0 != 0x0A }
    guard label.first.map(Self.isLetter) ?? false, label.count(where: Self.isLetter) > 3,
      label.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || " ()_".utf8.contains($0) })
    else { return false }
    return value.first.map(Self.isDigit) ?? false
      && value.allSatisfy { Self.isDigit($0) || FlatText.isSpace($0) || ".,%".utf8.contains($0) }
  }

  /// True for a colon between a name and a number without blanks: `误差E:0.1195`, `z1:0.52`; `12:30` is none.
  func isName(before index: Int, in range: Range<Int>) -> Bool {
    guard index + 1 < range.upperBound, index > range.lowerBound,
      Self.isDigit(text.bytes[index + 1]) || text.bytes[index + 1] == 0x2D
    else { return false }
    let word = text.bytes[range.lowerBound..<index].reversed().prefix { !FlatText.isSpace($0) }
    return word.last.map(Self.isLetter) ?? false
      && word.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || $0 >= 0x80 || $0 == 0x5F }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// True for a colon, or a dash between blanks.
  private static func isSign(at index: Int, in line: ArraySlice<UInt8>) -> Bool {
    guard index + 1 < line.endIndex, FlatText.isSpace(line[index + 1]) else { return false }
    return line[index] == 0x3A
      || line[index] == 0x2D && index > line.startIndex && FlatText.isSpace(line[index - 1])
  }

  /// The longest line of a list of statements; prose goes on for longer.
  private static let longestLine = 80

  /// True for a text of which most lines are a few words, a colon and a number: each line is a statement.
  package static func isLog(_ text: FlatText) -> Bool {
    guard text.bytes.contains(0x0A) else { return false }
    let lines = text.bytes.split(separator: 0x0A)
    guard lines.count > 2, lines.allSatisfy({ $0.count <= longestLine }) else { return false }
    let stated = lines.count { line in
      guard line.first.map(isLetter) ?? false,
        let sign = line.indices.first(where: { isSign(at: $0, in: line) })
      else { return false }
      let value = line[(sign + 1)...].drop(while: FlatText.isSpace)
      return value.first.map { isDigit($0) || $0 == 0x2D } ?? false
    }
    return 2 * stated >= lines.count
  }
}
