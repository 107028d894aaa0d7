import Formulas
import Homework

/// A word of a sentence, a number, a symbol or a sign, with what it does there.
struct SentenceWord: Sendable {
  enum Kind: Sendable {
    case number(WrittenNumber)
    /// A symbol of the exercise, in its canonical spelling.
    case symbol(String)
    case word
    /// A sign of a calculation, or a calculation.
    case sign
  }

  /// In small letters.
  let text: String
  let written: String
  /// In the source.
  let range: Range<Int>
  /// In the text of the passage.
  let place: Range<Int>
  let kind: Kind
  /// The part of the sentence that it stands in, counted between marks.
  let segment: Int
  let isBracketed: Bool
  /// What it does; nil also for the later words of a phrase.
  var role: SentenceWords.Role?
  /// Which of several it speaks of, from 0: `second`.
  var ordinal: Int?

  var number: WrittenNumber? {
    if case .number(let number) = kind { number } else { nil }
  }

  var symbol: String? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }

  /// True for a number of digits alone.
  var isCount: Bool { number != nil && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}

/// Cuts a sentence into its words.
struct SentenceCutter {
  let names: ExerciseNames
  let values: ValueReader

  private static let outer: Set<UInt8> = [
    0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x28, 0x29, 0x24, 0x22, 0x60, 0x2A,
  ]

  /// A piece between spaces or between scripts, in bytes of the clause's text.
  private struct Piece {
    let place: Range<Int>
    let segment: Int
    let isBracketed: Bool
  }

  func words(of clause: Clause) -> [SentenceWord] {
    let text = clause.text
    var words: [SentenceWord] = []
    for piece in pieces(of: clause) {
      let written = text.string(piece.place)
      if Segmentation.isUnspaced(written) {
        words += unspaced(written, piece, text)
      } else {
        words.append(word(written, piece, text))
      }
    }
    return withRoles(words)
  }

  private func pieces(of clause: Clause) -> [Piece] {
    let bytes = clause.text.bytes
    var pieces: [Piece] = []
    var segment = 0
    var outside: [Int] = []
    var next = 1
    var index = clause.place.lowerBound
    func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
    while index < clause.place.upperBound {
      guard !isGap(bytes[index]) else {
        index += 1
        continue
      }
      // A formula without a sign is one piece.
      var end = index
      if let formula = clause.text.formulas.first(where: { $0.lowerBound == index }),
        !bytes[formula].contains(0x3D)
      {
        end = min(formula.upperBound, clause.place.upperBound)
      } else {
        while end < clause.place.upperBound, !isGap(bytes[end]) { end += 1 }
        end = endOfPower(bytes, end, clause.place.upperBound)
      }
      var (first, last) = (index, end)
      while first < last, Self.outer.contains(bytes[first]) {
        if bytes[first] == 0x28 {
          outside.append(segment)
          segment = next
          next += 1
        }
        first += 1
      }
      var closed = 0
      var isEnd = false
      while last > first, Self.outer.contains(bytes[last - 1]) || bytes[last - 1] == 0x2E {
        let byte = bytes[last - 1]
        // The bracket of `C(a)` belongs to it.
        if byte == 0x29 {
          if bytes[first..<(last - 1)].contains(0x28) { break }
          closed += 1
        }
        if [0x2C, 0x3B, 0x3A, 0x3F].contains(byte) { isEnd = true }
        last -= 1
      }
      // `[lr 0.01]` around several words.
      if first < last, bytes[first] == 0x5B, !bytes[first..<last].contains(0x5D) { first += 1 }
      if first < last, bytes[last - 1] == 0x5D, !bytes[first..<last].contains(0x5B) { last -= 1 }
      if first < last {
        pieces.append(Piece(place: first..<last, segment: segment, isBracketed: !outside.isEmpty))
      }
      for _ in 0..<closed { segment = outside.popLast() ?? segment }
      if isEnd || first < last && isDash(bytes, first..<last, clause.place) {
        segment = next
        next += 1
      }
      index = end
    }
    return pieces
  }

  /// `1.594 · 10^-2` is one number.
  private func endOfPower(_ bytes: [UInt8], _ end: Int, _ limit: Int) -> Int {
    let rest = String(decoding: bytes[end..<min(limit, end + 16)], as: UTF8.self)
    guard rest.hasPrefix(" · 10") || rest.hasPrefix(" × 10") else { return end }
    var power = end + rest.utf8.prefix(while: { $0 != 0x31 }).count
    while power < limit, bytes[power] != 0x20, bytes[power] != 0x0A { power += 1 }
    return power
  }

  /// True for a dash between two parts of a sentence, and not between two operands.
  private func isDash(_ bytes: [UInt8], _ place: Range<Int>, _ clause: Range<Int>) -> Bool {
    let sign = String(decoding: bytes[place], as: UTF8.self)
    guard ["–", "—", "-"].contains(sign) else { return false }
    let before = bytes[clause.lowerBound..<place.lowerBound].last { $0 != 0x20 } ?? 0x20
    return sign != "-" || !(before >= 0x30 && before <= 0x39)
  }

  private func word(_ written: String, _ piece: Piece, _ text: FlatText) -> SentenceWord {
    SentenceWord(
      text: written.lowercased(),
      written: written,
      range: text.sourceRange(piece.place),
      place: piece.place,
      kind: kind(written),
      segment: piece.segment,
      isBracketed: piece.isBracketed
    )
  }

  private func kind(_ written: String) -> SentenceWord.Kind {
    if written.hasDigit, let lead = written.utf8.first, lead < 0x41 || lead == 0xE2,
      let number = number(written)
    {
      return .number(number)
    }
    if ["-", "−", "+", "·", "*", "×", "/", "⋅", "\\cdot"].contains(written) { return .sign }
    // `cost` is a name of the engine, and a word.
    let isLong = written.utf8.count > 2 || names.quantitiesNamed(inFull: [written]).isEmpty
    let isWord = isLong && SentenceWords.role(written.lowercased()) != nil
    if !isWord, let symbol = symbol(written) { return .symbol(symbol) }
    let isCalculation = written.utf8.contains { $0 == 0x2A || $0 == 0x2B } || written.has("·")
    return isCalculation ? .sign : .word
  }

  /// A number; in a sentence of other words `0,52` has one meaning.
  private func number(_ written: String) -> WrittenNumber? {
    if case .number(let number) = values.read(written, as: .number) { return number }
    guard written.utf8.count(where: { $0 == 0x2C }) == 1, !written.utf8.contains(0x2E),
      case .number(let number) = ValueReader(decimalMark: .comma).read(written, as: .number)
    else { return nil }
    return number
  }

  /// A word as the symbol that it is, without an owner's `'s`; nil for a word of prose.
  private func symbol(_ word: String) -> String? {
    // Most words are words.
    if word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
      let isName = names.symbolTokens.contains(word) || names.roles.neuron(named: word) != nil
      return isName ? word : nil
    }
    var word = word
    for owner in ["'s", "’s"] where word.hasSuffix(owner) { word = String(word.dropLast(2)) }
    for function in ["σ(", "\\sigma(", "sigmoid(", "tanh(", "ReLU("]
    where word.hasPrefix(function) && word.hasSuffix(")") {
      word = String(word.dropFirst(function.count).dropLast())
    }
    let tokens = LabelTokens(word).tokens
    guard let token = tokens.first, tokens.count == 1 || tokens.dropFirst() == ["new"] else {
      return nil
    }
    if names.symbolTokens.contains(token) { return token }
    let isInput = token.utf8.count == 2 && token.utf8.first == 0x78 && token.hasDigit
    return names.roles.neuron(named: token) != nil || isInput && names.roles.depth > 0 ? token : nil
  }

  /// The words of a text without spaces: what the lexicon knows, numbers and symbols.
  private func unspaced(_ written: String, _ piece: Piece, _ text: FlatText) -> [SentenceWord] {
    var words: [SentenceWord] = []
    var rest = written[...]
    var offset = piece.place.lowerBound
    func take(_ length: Int) -> Piece {
      let bytes = rest.prefix(length).utf8.count
      defer {
        offset += bytes
        rest = rest.dropFirst(length)
      }
      return Piece(
        place: offset..<(offset + bytes),
        segment: piece.segment,
        isBracketed: piece.isBracketed
      )
    }
    while let character = rest.first {
      if !Segmentation.isUnspaced(character) {
        let run = rest.prefix { !Segmentation.isUnspaced($0) }
        words.append(word(String(run), take(run.count), text))
        continue
      }
      if let entry = SentenceWords.unspaced[character]?.first(where: { rest.hasPrefix($0.word) }) {
        var word = word(entry.word, take(entry.word.count), text)
        word.role = entry.role
        words.append(word)
        continue
      }
      let known = SentenceWords.ordinals.keys.first { rest.hasPrefix($0) }
      let mark = SentenceWords.ordinalMarks.first { rest.hasPrefix($0) }
      if let known {
        var word = word(known, take(known.count), text)
        word.ordinal = SentenceWords.ordinals[known]
        words.append(word)
      } else if let mark {
        words.append(word(mark, take(mark.count), text))
      } else {
        _ = take(1)
      }
    }
    return words
  }

  private func withRoles(_ words: [SentenceWord]) -> [SentenceWord] {
    var words = words
    let texts = words.map(\.text)
    let languages = SentenceWords.languages(of: texts)
    var index = 0
    while index < words.count {
      defer { index += 1 }
      if SentenceWords.ordinalMarks.contains(words[index].text), index > 0,
        words[index - 1].isCount, let number = Int(words[index - 1].text)
      {
        words[index].ordinal = number - 1
        words[index - 1].role = .ordinal
        continue
      }
      if case .number = words[index].kind { continue }
      guard words[index].role == nil else { continue }
      if let ordinal = SentenceWords.ordinals[words[index].text] { words[index].ordinal = ordinal }
      // `σ(z2)` is the activation.
      if words[index].symbol != nil, words[index].written.utf8.contains(0x28) {
        words[index].role = .activation
      }
      if case .symbol = words[index].kind { continue }
      let rest = Array(texts[index...].prefix(5))
      if let phrase = SentenceWords.phrase(rest, in: languages) {
        words[index].role = phrase.role
        index += phrase.count - 1
      }
    }
    return words
  }
}
