import Formulas

/// Where values end, and which words and names join them.
extension ClauseReader {
  /// Names in a row before a sign, and as many values after it: each value goes to its name.
  func distributed(_ pairs: [Clause.Pair]) -> [Clause.Pair] {
    guard let start = pairs.firstIndex(where: \.isListed) else { return pairs }
    let labels = pairs[start...].prefix { $0.isListed && !$0.label.text.isEmpty }
    guard labels.count > 1 else { return pairs.filter { !$0.isListed || !$0.label.text.isEmpty } }
    let values = pairs[labels.endIndex...].prefix { $0.isListed && $0.label.text.isEmpty }
    // The first value stands in every pair already: `z1, z2, z3 = 8`.
    if values.isEmpty {
      return Array(pairs[..<start]) + labels.map(\.alone)
        + distributed(Array(pairs[labels.endIndex...]))
    }
    guard values.count + 1 == labels.count else {
      // No list of values: only the last name stood before the sign.
      return Array(pairs[..<start]) + Array(labels.suffix(1)) + Array(pairs[values.endIndex...])
    }
    let all = [labels.first?.value].compactMap { $0 } + values.map(\.value)
    let joined = zip(labels, all).map { pair, value in
      Clause.Pair(
        label: pair.label,
        value: value,
        continuesChain: false,
        isContinued: false,
        isSentence: false,
        isListed: false,
        place: pair.place,
        says: pair.says
      )
    }
    return Array(pairs[..<start]) + joined + distributed(Array(pairs[values.endIndex...]))
  }

  /// Where a value ends and a known name begins: `0.52 z2` before an equals sign.
  ///
  /// Inside one formula only a line or a wide space tells them apart; `0.5 x_1` is a product there.
  func nextStatement(in range: Range<Int>) -> Int? {
    guard range.count <= 240 else { return nil }
    for index in range.dropFirst() {
      let byte = text.bytes[index]
      guard FlatText.isSpace(text.bytes[index - 1]), !FlatText.isSpace(byte) else { continue }
      let isLine = text.bytes[range.lowerBound..<index].last == 0x0A
      if !isLine, text.isOneFormula(range.lowerBound, index) { continue }
      let rest = text.string(index..<range.upperBound)
      // `4 * h3`: what a sign begins with is an operand.
      guard rest.utf8.count <= 60, !startsWithSign(rest),
        vocabulary.isLabel(rest) || isColumn(index, in: range, rest) || isGlued(rest, range)
      else { continue }
      let value = text.trimmed(range.lowerBound..<index)
      // `… + b1 =`: what a sign leads to is an operand.
      guard isValue(value), !endsInSign(value) else { continue }
      return value.upperBound
    }
    return nil
  }

  /// True for a name of one word behind the gap of a column, `t=1   g = 6`, where nothing else is asked for.
  private func isColumn(_ index: Int, in range: Range<Int>, _ rest: String) -> Bool {
    guard index - range.lowerBound > 2, text.bytes[(index - 2)..<index].allSatisfy({ $0 == 0x20 }),
      let first = rest.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A || first >= 0x80
    else { return false }
    return rest.utf8.count < 12 && rest.trimmedBytes.utf8.allSatisfy { $0 != 0x20 && $0 != 0x28 }
  }

  /// True for a word that its sign is written onto, `acc=0.98 val_loss=0.1`: a name, and no factor.
  private func isGlued(_ rest: String, _ range: Range<Int>) -> Bool {
    // A letter may be a factor, but behind `f=0.83` it begins the next one.
    let isRun =
      range.lowerBound > 1 && text.bytes[range.lowerBound - 1] == 0x3D
      && !FlatText.isSpace(text.bytes[range.lowerBound - 2])
    guard range.upperBound < text.bytes.count, ((isRun ? 1 : 3)...32).contains(rest.utf8.count),
      text.bytes[range.upperBound] == 0x3D || text.bytes[range.upperBound] == 0x3A,
      let first = rest.first, first.isLetter
    else { return false }
    return rest.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "/" }
  }

  private func startsWithSign(_ text: String) -> Bool {
    text.first.map { "*/+·×⋅∗∘⊙".contains($0) } ?? false
  }

  private func endsInSign(_ range: Range<Int>) -> Bool {
    guard let last = text.bytes[range].last else { return false }
    if [0x2B, 0x2D, 0x2A, 0x2F, 0x5E].contains(last) { return true }
    let end = text.string(max(range.lowerBound, range.upperBound - 3)..<range.upperBound)
    return ["−", "·", "×", "⋅"].contains { end.hasSuffix($0) }
  }

  /// True for a number, a shape or something in brackets, with or without a remark behind it.
  func isValue(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    let form = text.string(range)
    // `e3` is a name, and no power of ten.
    if let first = form.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A { return false }
    if isPlainNumber(range) || ShapeReader.read(form) != nil || isNumber(form) { return true }
    if form.hasPrefix("["), form.hasSuffix("]") { return true }
    guard let space = form.utf8.firstIndex(where: { $0 == 0x20 || $0 == 0x0A }) else {
      return false
    }
    if isNumber(String(form[..<space])) {
      let rest = form[space...]
      let isBracketed = rest.drop { $0 == " " }.hasPrefix("(")
      return !rest.contains { "+*/^·×".contains($0) || $0.isNumber && !isBracketed }
    }
    return false
  }

  /// True for a number under either decimal mark: which one holds is the course's business.
  func isNumber(_ form: String) -> Bool {
    switch NumberReader(decimalMark: .either).read(form) {
    case .number, .ambiguous: true
    case .unreadable, .notANumber: false
    }
  }

  /// Words that make a sentence somebody else's, or no statement at all.
  func isQuoted(_ range: Range<Int>) -> Bool {
    guard mayQuote, range.count < 600 else { return false }
    let all = text.string(range).lowercased().identifiers
    let words = Set(all)
    // `as one would expect` supposes nothing.
    let isExpected =
      all.firstIndex(of: "would").map { place in
        all[..<place].suffix(3).contains("as")
      } ?? false
    let strangers = isExpected ? Self.strangers.subtracting(["would"]) : Self.strangers
    if !words.isDisjoint(with: strangers) { return true }
    return words.contains("solution")
      && !words.isDisjoint(with: ["says", "sample", "gives", "has"])
  }

  /// A quick look for the beginnings of those words: most texts have none.
  static func mayQuote(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index + 4 < bytes.count {
      let first = bytes[index] | 0x20
      if first == 0x66 || first == 0x63 || first == 0x6E || first == 0x77 || first == 0x73
        || first == 0x68 || first == 0x72 || first == 0x6D
      {
        for stem in stems where (0..<4).allSatisfy({ bytes[index + $0] | 0x20 == stem[$0] }) {
          return true
        }
      }
      index += 1
    }
    return false
  }

  private static let stems: [[UInt8]] =
    [
      "frie", "clas", "neig", "chat", "woul", "supp", "hypo", "coll", "room", "freu", "solu",
      "must",
    ].map { Array($0.utf8) } + [[0x77, 0xE3, 0xA4 | 0x20, 0x72]]

  static let strangers: Set<String> = [
    "friend", "friends", "classmate", "neighbour", "neighbor", "chatgpt", "would", "suppose",
    "supposed", "hypothetically", "colleague", "roommate", "freund", "wäre", "musterlösung",
  ]

  func span(_ range: Range<Int>) -> Span {
    text.span(range)
  }

  /// `minimum 0.5004 at`, `in letters (A, 1)`: words, then a value that no sign joins to them.
  ///
  /// `isWhole`: the value ends the text; otherwise a connective follows it.
  func impliedPair(in range: Range<Int>, isWhole: Bool) -> Clause.Pair? {
    guard range.count <= 120, !range.isEmpty else { return nil }
    let mayEndInShape = isWhole && ShapeReader.mayBeShape(text.bytes[range.suffix(21)])
    let labelEnd = range.first { index in
      // `0.001 for x = 0.01`: a value that the sentence is about already.
      guard index == range.lowerBound ? !isWhole : text.bytes[index - 1] == 0x20 else {
        return false
      }
      let byte = text.bytes[index]
      if byte >= 0x30 && byte <= 0x39 || byte == 0x28 || byte == 0x5B || byte == 0x2D
        || byte == 0x2E || byte == 0x2B || byte >= 0xC2 && text.bytes[index] != 0xC3
        || hasPrefix(Array("np.float".utf8), at: index, in: range)
      {
        return byte < 0x80 && byte != 0x6E || isNumber(firstWord(from: index, to: range.upperBound))
      }
      // A shape in letters is short; a sentence is not tried word by word.
      return mayEndInShape && range.upperBound - index <= 20
        && ShapeReader.read(text.string(index..<range.upperBound)) != nil
    }
    guard let labelEnd else { return nil }
    let isNamed = text.string(range.lowerBound..<labelEnd).hasLetter
    guard isNamed || labelEnd == range.lowerBound else { return nil }
    var end = range.upperBound
    var isConditional = false
    if !isWhole {
      // `5.0 x 10^-1 at a`: the value ends where a connective begins.
      let spaces = (labelEnd..<range.upperBound).filter { text.bytes[$0] == 0x20 }
      guard
        let next = spaces.first(where: { space in
          word(after: space, in: range).map(Self.connectives.contains) ?? false
        })
      else { return nil }
      end = next
      isConditional = word(after: next, in: range).map(Self.conditionals.contains) ?? false
    }
    let value = text.trimmed(labelEnd..<end)
    let form = text.string(value)
    let isWhole = form.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    // `W2 [[1.01, -0.51], [0.7, 0.2]]`, as a program prints a name and what it holds.
    let isPrinted =
      isCode && form.utf8.first == 0x5B && form.utf8.last == 0x5D
      && vocabulary.isName(text.string(text.trimmed(range.lowerBound..<labelEnd)))
    guard
      ShapeReader.read(form) != nil || isPrinted
        || (!isWhole || labelEnd == range.lowerBound || isConditional) && isNumber(form)
    else { return nil }
    return Clause.Pair(
      label: span(text.trimmed(range.lowerBound..<labelEnd)),
      value: span(value),
      continuesChain: false,
      isContinued: false,
      isSentence: true,
      isListed: false,
      place: value
    )
  }

  func firstWord(from start: Int, to end: Int) -> String {
    let stop = text.bytes[start..<end].firstIndex(of: 0x20) ?? end
    return text.string(start..<stop)
  }

  /// Where a value ends and the next label begins: `0.5004 at a`.
  func splitPoint(in range: Range<Int>) -> Int? {
    if let end = numberBeforeWord(in: range) { return end }
    var index = range.lowerBound
    while index < range.upperBound {
      if text.bytes[index] == 0x20, let word = word(after: index, in: range),
        Self.connectives.contains(word) || joins(word, at: index, in: range)
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// `0,14 e accuratezza`: the short word for `and` between a number and a longer word.
  private func joins(_ word: String, at index: Int, in range: Range<Int>) -> Bool {
    guard ["e", "y", "et", "en"].contains(word),
      isNumber(text.string(range.lowerBound..<index)),
      let next = self.word(after: index + 1 + word.utf8.count, in: range)
    else { return false }
    // `6 e a acurácia`
    let behind = index + 2 + word.utf8.count + next.utf8.count
    return next.utf8.count > 2 || self.word(after: behind, in: range)?.utf8.count ?? 0 > 2
  }

  /// `0.2 the lowest C`: where the number ends, if a word of prose follows it.
  func numberBeforeWord(in range: Range<Int>) -> Int? {
    var end = range.lowerBound
    while end < range.upperBound, text.bytes[end] != 0x20 { end += 1 }
    let digits = text.bytes[range.lowerBound..<end]
    var space = end
    while space + 1 < range.upperBound, FlatText.isSpace(text.bytes[space + 1]) { space += 1 }
    guard end < range.upperBound,
      digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D })
        || isScientific(digits),
      let word = word(after: space, in: range),
      word.utf8.count >= 3 || word == "i" || word == "we",
      // `1 tanh is`: a function without an argument is a name.
      Function.named[word] == nil || space + 1 + word.utf8.count == range.upperBound,
      !["percent", "per", "prozent"].contains(word)
    else { return nil }
    return end
  }

  /// True for `1.000000e-03`, as programs print numbers.
  private func isScientific(_ digits: ArraySlice<UInt8>) -> Bool {
    let parts = digits.split(omittingEmptySubsequences: false) { $0 | 0x20 == 0x65 }
    return parts.count == 2
      && parts.allSatisfy { part in
        part.contains { $0 >= 0x30 && $0 <= 0x39 }
          && part.allSatisfy {
            $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B
          }
      }
  }

  /// Connectives before the place where a value holds: `0 for x = 0`.
  static let conditionals: Set<String> = [
    "at", "for", "when", "if", "bei", "für", "pour", "para", "per", "voor", "för", "dla", "при",
    "для",
  ]

  static let connectives: Set<String> = [
    "at", "for", "and", "with", "when", "where", "if", "while", "but", "bei", "für", "und", "mit",
    "which", "attained", "reached", "found", "because", "so", "since", "pour", "para", "voor",
    "för", "dla", "при", "для",
  ]

  func word(after index: Int, in range: Range<Int>) -> String? {
    var end = index + 1
    while end < range.upperBound,
      (0x61...0x7A).contains(text.bytes[end] | 0x20) || text.bytes[end] >= 0x80
    { end += 1 }
    guard end > index + 1, end == range.upperBound || text.bytes[end] == 0x20 else { return nil }
    let word = text.string((index + 1)..<end)
    return word.allSatisfy(\.isLetter) ? word.lowercased() : nil
  }
}
