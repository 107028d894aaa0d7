/// Marks around the numbers of a calculation: `\\cancel{0.5}`: a factor that cancelled, or one that somebody crossed out
/// and still counts.
enum Cancelled {
  /// The text with what is cancelled as a 1, and as what stands there.
  static func ways(_ text: String) -> [String] {
    [replaced(in: text, isKept: false), replaced(in: text, isKept: true)]
  }

  /// `\\underbrace{-0.48}_{a}` as the number above the brace.
  static func withoutBraces(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x5C,
        let command = ["\\underbrace", "\\overbrace"].first(where: {
          bytes[index...].starts(with: $0.utf8)
        }),
        let (inside, end) = argument(in: bytes, at: index + command.utf8.count)
      else {
        index += 1
        continue
      }
      var last = end
      if last < bytes.count, bytes[last] == 0x5F || bytes[last] == 0x5E {
        last = argument(in: bytes, at: last + 1)?.1 ?? min(last + 2, bytes.count)
      }
      let part = [0x28] + inside + [0x29]
      bytes.replaceSubrange(index..<last, with: part)
      index += part.count
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let commands = ["\\cancelto", "\\bcancel", "\\xcancel", "\\cancel"]

  private static func replaced(in text: String, isKept: Bool) -> String {
    var bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x5C,
        let command = commands.first(where: { bytes[index...].starts(with: $0.utf8) }),
        var (inside, end) = argument(in: bytes, at: index + command.utf8.count)
      else {
        index += 1
        continue
      }
      // `\\cancelto{0}{x}`: what it goes to, then what is cancelled.
      if command == "\\cancelto", let (second, last) = argument(in: bytes, at: end) {
        inside = isKept ? second : inside
        end = last
      } else if !isKept {
        inside = [0x31]
      }
      let part = [0x28] + inside + [0x29]
      bytes.replaceSubrange(index..<end, with: part)
      index += part.count
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What stands in the braces at a place, and where they end.
  private static func argument(in bytes: [UInt8], at start: Int) -> ([UInt8], Int)? {
    guard start < bytes.count, bytes[start] == 0x7B else { return nil }
    var depth = 0
    for index in start..<bytes.count {
      if bytes[index] == 0x7B { depth += 1 }
      if bytes[index] == 0x7D { depth -= 1 }
      if depth == 0 { return (Array(bytes[(start + 1)..<index]), index + 1) }
    }
    return nil
  }
}
