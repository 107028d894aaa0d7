import Formulas
import Homework

/// Takes the text of a passage apart into sentences of words and numbers.
struct ProseReader {
  private let text: FlatText
  private let numbers: NumberReader
  private var tokens: [ProseToken] = []
  private var sentences: [[ProseToken]] = []
  private var index = 0

  /// The sentences of a passage, in order.
  static func sentences(
    of text: FlatText,
    passage: Int,
    isCode: Bool,
    decimalMark: DecimalMark
  ) -> [ProseSentence] {
    var reader = ProseReader(text, decimalMark)
    reader.read(isCode: isCode)
    return reader.sentences.map { ProseSentence(tokens: $0, passage: passage, isCode: isCode) }
  }

  private init(_ text: FlatText, _ decimalMark: DecimalMark) {
    self.text = text
    numbers = NumberReader(decimalMark: decimalMark)
  }

  private func byte(_ place: Int) -> UInt8 {
    text.bytes.indices.contains(place) ? text.bytes[place] : 0x20
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
  }

  private mutating func read(isCode: Bool) {
    let isByLine = isCode || ClauseReader.isLog(text)
    while index < text.bytes.count {
      let byte = text.bytes[index]
      if Self.isDigit(byte) {
        number()
      } else if Self.isLetter(byte) {
        word()
      } else if byte == 0x0A {
        // A line of a program, or an item below another, is said on its own.
        if isByLine { finish() }
        index += 1
      } else if byte == 0x2E || byte == 0x21 || byte == 0x3F || byte == 0x3B {
        if FlatText.isSpace(self.byte(index + 1)) { finish() }
        index += 1
      } else {
        mark(byte)
      }
    }
    finish()
  }

  /// Nobody says more in one go; whatever looks around in a sentence is bounded by it.
  private static let longestSentence = 300

  private mutating func finish() {
    if !tokens.isEmpty { sentences.append(tokens) }
    tokens = []
  }

  private mutating func mark(_ byte: UInt8) {
    let place = text.sourceRange(index..<(index + 1))
    index += 1
    switch byte {
    case 0x25:
      if let last = tokens.indices.last, tokens[last].number != nil {
        tokens[last].isPercent = true
      }
    case 0x20, 0x09, 0x5C, 0x7B, 0x7D, 0x24, 0x60, 0x2A: return
    default:
      tokens.append(
        ProseToken(content: .mark(Character(UnicodeScalar(byte))), range: place)
      )
    }
  }

  private mutating func word() {
    let start = index
    if let (sign, length) = sign(at: index) {
      index += length
      guard let mark = sign else { return }
      let place = text.sourceRange(start..<index)
      tokens.append(ProseToken(content: .mark(mark), range: place))
      return
    }
    while index < text.bytes.count {
      let byte = text.bytes[index]
      // `f1`, `batch_size`, `mini-batch`
      let isJoined = byte == 0x2D && Self.isLetter(self.byte(index + 1)) && index > start
      guard Self.isLetter(byte) || Self.isDigit(byte) || byte == 0x5F || isJoined,
        byte < 0xC0 || sign(at: index) == nil
      else { break }
      index += 1
    }
    let own = text.string(start..<index)
    let place = text.sourceRange(start..<index)
    var word = own.isASCII ? own.asciiLowercased : own.lowercased()
    word = Self.letters[word] ?? word
    if word == "percent" || word == "prozent", let last = tokens.indices.last,
      tokens[last].number != nil
    {
      tokens[last].isPercent = true
      return
    }
    tokens.append(ProseToken(content: .word(word), range: place))
    if tokens.count >= Self.longestSentence { finish() }
  }

  /// A character beyond ASCII that is no letter, as a mark if it means one, with its bytes.
  private func sign(at place: Int) -> (mark: Character?, length: Int)? {
    let first = byte(place)
    guard first >= 0xC0 else { return nil }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let end = min(place + length, text.bytes.count)
    guard let scalar = text.string(place..<end).unicodeScalars.first,
      !scalar.properties.isAlphabetic
    else { return nil }
    return (Self.signs[scalar], end - place)
  }

  private static let signs: [Unicode.Scalar: Character] = [
    "→": "-", "–": "-", "—": "-", "−": "-", "≈": "~", "·": "*", "×": "*", "≥": ">", "≤": "<",
    "’": "'",
  ]

  private static let letters = [
    "η": "eta", "λ": "lambda", "α": "alpha", "β": "beta", "μ": "mu", "ε": "epsilon",
  ]

  private mutating func number() {
    let start = index
    var end = index
    while end < text.bytes.count {
      let byte = text.bytes[end]
      // A point, a comma or a space belongs to the number only between digits.
      let isInside =
        (byte == 0x2E || byte == 0x2C) && Self.isDigit(self.byte(end + 1))
        || (byte == 0x20 && isGroup(at: end + 1, from: start))
      guard Self.isDigit(byte) || isInside else { break }
      end += 1
    }
    // `1e-3`
    if byte(end) | 0x20 == 0x65 {
      var last = end + 1
      if byte(last) == 0x2D || byte(last) == 0x2B { last += 1 }
      if Self.isDigit(byte(last)) {
        while Self.isDigit(byte(last)) { last += 1 }
        end = last
      }
    }
    var number = self.number(start..<end)
    // `1,2,3` is a list: the number ends at its first comma.
    if number == nil, let comma = text.bytes[start..<end].firstIndex(of: 0x2C) {
      end = comma
      number = self.number(start..<end)
    }
    index = max(end, start + 1)
    if let number {
      let place = text.sourceRange(start..<index)
      tokens.append(ProseToken(content: .number(number), range: place))
    }
    if tokens.count >= Self.longestSentence { finish() }
    // `4s`, `3x`: what is left of the word goes.
    if byte(index) == 0x73 || byte(index) == 0x27, !Self.isLetter(byte(index + 1)) { index += 1 }
  }

  private func number(_ range: Range<Int>) -> WrittenNumber? {
    if case .number(let number) = numbers.read(text.string(range)) { number } else { nil }
  }

  /// True for three digits of a group, `60 000`, and no more.
  private func isGroup(at place: Int, from start: Int) -> Bool {
    guard place - start <= 4 || byte(place - 5) == 0x20,
      (0..<3).allSatisfy({ Self.isDigit(byte(place + $0)) })
    else { return false }
    let next = byte(place + 3)
    return !Self.isDigit(next) && next != 0x2E && next != 0x2C
  }
}
