import Homework
import Markdown

/// The numbers that stand in what a note is about: all that it may repeat where a report hides what is right.
///
/// Numbers elsewhere do not count: a homework that lists 0.000 … 0.999 would make of every note a calculator.
struct WrittenNumbers {
  private let written: Set<String>

  /// The numbers of a calculation, or of an answer and its keys.
  init(_ texts: [String]) {
    var written: Set<String> = []
    for text in texts {
      Self.scan(text) { number in
        written.insert(Self.plain(number))
        // Whoever writes 2 − 0.5 has written −0.5, too.
        if Self.isSigned(number, in: text, allowingSpaces: true) {
          written.insert("-" + Self.plain(number))
        }
      }
    }
    self.written = written
  }

  init(_ item: GradedItem) {
    self.init([item.text ?? ""] + item.at.map(\.text))
  }

  /// A text with every number that the student did not write put into words.
  ///
  /// Whole numbers below `smallest` are counts and factors, and stay.
  func hiding(_ text: String, from smallest: Int = 0) -> String {
    var result = ""
    var end = text.utf8.startIndex
    Self.scan(text) { number in
      let plain = Self.plain(number)
      let isSmall = Int(plain).map { $0 < smallest } ?? false
      let signed = Self.isSigned(number, in: text, allowingSpaces: false) ? "-" + plain : plain
      guard !isSmall, !written.contains(signed) else { return }
      result += String(text[end..<number.startIndex])
      // A sign and a unit belong to the number.
      if result.hasSuffix("-") || result.hasSuffix("−") { result.removeLast() }
      result += "another number"
      end = number.endIndex
    }
    return result + String(text[end...])
  }

  /// True for a number right behind a minus sign that no other number or bracket stands before.
  private static func isSigned(
    _ number: Substring,
    in text: String,
    allowingSpaces: Bool
  ) -> Bool {
    var before = text[..<number.startIndex]
    while allowingSpaces, before.last == " " { before.removeLast() }
    guard let sign = before.popLast(), sign == "-" || sign == "−" else { return false }
    return allowingSpaces || !(before.last.map { $0.isNumber || $0 == ")" || $0.isLetter } ?? false)
  }

  /// Calls `body` with every run of digits, points and exponents that no letter touches.
  private static func scan(_ text: String, _ body: (Substring) -> Void) {
    let bytes = text.utf8
    var index = bytes.startIndex
    var before: UInt8 = 0x20
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard isDigit(byte), !isLetter(before) else {
        before = byte
        bytes.formIndex(after: &index)
        continue
      }
      let start = index
      while index < bytes.endIndex {
        let next = bytes.index(after: index)
        let follower = next < bytes.endIndex ? bytes[next] : 0x20
        let current = bytes[index]
        let isPoint = (current == 0x2E || current == 0x2C) && isDigit(follower)
        let isExponent = (current | 0x20) == 0x65 && (isDigit(follower) || follower == 0x2D)
        let isSign =
          current == 0x2D && (bytes[bytes.index(before: index)] | 0x20) == 0x65 && isDigit(follower)
        guard isDigit(current) || isPoint || isExponent || isSign && index > start else { break }
        before = current
        index = next
      }
      body(text[start..<index])
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F || byte >= 0x80
  }

  /// One spelling for a number: a point for decimals, no zeros at the end.
  private static func plain(_ number: Substring) -> String {
    var plain = String(number).replacingBytes(of: ",", with: ".")
    if plain.utf8.contains(0x2E), !plain.utf8.contains(where: { ($0 | 0x20) == 0x65 }) {
      while plain.hasSuffix("0") { plain.removeLast() }
      if plain.hasSuffix(".") { plain.removeLast() }
    }
    return plain
  }
}
