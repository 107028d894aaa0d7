import Formulas

/// Words that are several, and words that are less than what is written: `w7_new`, `test_acc`, `l'itération`.
extension LabelTokens {
  /// `w_7^{new}`, `w_{7,new}` and `w7_new` are the symbol w7 and the word new.
  ///
  /// Returns the length of the form in bytes, and the word that it is.
  static func timeForm(
    endOf word: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (length: Int, word: String)? {
    guard
      word.contains(where: { $0 == 0x5E || $0 == 0x5F || $0 == 0x2C || $0 == 0x28 || $0 == 0x2D })
    else {
      return nil
    }
    guard endsInTime(word) else { return nil }
    for (form, time) in timeForms
    where word.count > form.count && word.suffix(form.count).elementsEqual(form) {
      return (form.count, time)
    }
    return nil
  }

  /// `new_w7` and `nuevo_w7`, as programs have it.
  static func timeForm(
    startOf word: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (length: Int, word: String)? {
    guard let joint = word.prefix(9).firstIndex(of: 0x5F), word.endIndex - joint > 1,
      joint - word.startIndex > 2,
      let time = prefixes[String(decoding: word[..<joint], as: UTF8.self).lowercased()]
    else { return nil }
    return (joint + 1 - word.startIndex, time)
  }

  private static let prefixes = [
    "new": "new", "nuevo": "new", "nueva": "new", "novo": "new", "nova": "new", "neu": "new",
    "neues": "new", "nuovo": "new", "nuova": "new", "old": "old", "alt": "old",
  ]

  /// A quick look at the last letters: most words end in none of the forms.
  private static func endsInTime(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var end = word.endIndex
    while end > word.startIndex, word[end - 1] == 0x7D || word[end - 1] == 0x29 { end -= 1 }
    guard end > word.startIndex + 1 else { return false }
    switch word[end - 1] {
    case 0x2B, 0x31: return true
    // The ends of new, old, neu, alt, min and max, and of the same in other languages.
    case 0x77, 0x64, 0x75, 0x74, 0x6E, 0x78, 0x6F, 0x61, 0x65, 0x76, 0x69, 0x79: return true
    case 0x80...: return true
    default: return false
    }
  }

  /// `\sigma (h_1)` as the call that it is; behind other words a bracket holds a remark.
  static func withoutGap(_ text: String) -> String {
    guard let open = text.lastIndex(of: "("), open > text.startIndex,
      case let before = text[..<open], before.utf8.last == 0x20,
      case let name = before.dropLast(), calls.contains(where: { name.hasSuffix($0) })
    else { return text }
    return String(name) + text[open...]
  }

  private static let calls = [
    "\\sigma", "σ", "\\tanh", "tanh", "sigmoid", "softmax", "\\varphi", "\\phi", "φ", "ReLU",
    "relu",
    "\\text{softmax}", "\\mathrm{softmax}",
  ]

  /// `m̂_t` as mhat_t: a mark on a letter that stands alone; in a word, `três`, it is an accent.
  static func withoutMarks(_ text: String) -> String {
    guard text.utf8.contains(0xCC) else { return text }
    let scalars = Array(text.unicodeScalars)
    var plain = String.UnicodeScalarView()
    func isLetter(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
    }
    for (index, scalar) in scalars.enumerated() {
      guard let word = SymbolName.mark(scalar), isLetter(index - 1), !isLetter(index - 2),
        !isLetter(index + 1)
      else {
        plain.append(scalar)
        continue
      }
      plain.append(contentsOf: word.unicodeScalars)
    }
    return String(plain)
  }

  /// Every way to write a time or an extreme as a script, with the word that it is.
  private static let timeForms: [(form: [UInt8], word: String)] = [
    ("new", "new"), ("old", "old"), ("neu", "new"), ("alt", "alt"), ("updated", "new"),
    ("next", "new"), ("nuevo", "new"), ("nueva", "new"), ("novo", "new"), ("nova", "new"),
    ("nouveau", "new"), ("nouvelle", "new"), ("nouv", "new"), ("nuovo", "new"), ("nuova", "new"),
    ("nieuw", "new"), ("yeni", "new"), ("baru", "new"), ("nowy", "new"), ("nowe", "new"),
    ("nowa", "new"), ("нов", "new"), ("новое", "new"), ("新", "new"), ("min", "minimum"),
    ("max", "maximum"), ("\\min", "minimum"), ("\\max", "maximum"), ("+", "new"), ("t+1", "new"),
  ].flatMap { time, word in
    [
      "^(\(time))", "^{(\(time))}", "^{\(time)}", "^{{\(time)}}", "_{\(time)}", ",\(time)}",
      "^\(time)",
      "_\(time)", "(\(time))", "-\(time)",
    ]
    .map { (Array($0.utf8), word) }
  }

  /// A quick look: most words have no `_` and no capital inside.
  private static func hasParts(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var isSmall = false
    for byte in word {
      if byte == 0x5F || isSmall && byte >= 0x41 && byte <= 0x5A { return true }
      isSmall = byte >= 0x61 && byte <= 0x7A
    }
    return false
  }

  /// The words of a program's name for a measure, `test_acc` and `TestAcc`; nil for other names.
  static func measureParts(
    of word: Slice<UnsafeBufferPointer<UInt8>>
  ) -> [String]? {
    guard (7...40).contains(word.count), hasParts(word) else { return nil }
    let isMark: (UInt8) -> Bool = { $0 == 0x27 || $0 == 0x22 || $0 == 0x3A || $0 == 0x2C }
    let word = word.drop(while: isMark).prefix { !isMark($0) }
    var parts: [[UInt8]] = [[]]
    var isSmall = false
    for byte in word {
      if byte == 0x5F || isSmall && byte >= 0x41 && byte <= 0x5A { parts.append([]) }
      isSmall = byte >= 0x61 && byte <= 0x7A
      if byte != 0x5F { parts[parts.count - 1].append(byte | 0x20) }
    }
    guard parts.count > 1, parts.allSatisfy({ $0.count > 2 }) else { return nil }
    let words = parts.map { String(decoding: $0, as: UTF8.self) }
    let known = words.map { Lexicon.fieldWords[$0] ?? (Lexicon.ofMeasures.contains($0) ? $0 : nil) }
    guard !known.contains(nil) else { return nil }
    return words.map { synonyms[$0] ?? Lexicon.fieldWords[$0] ?? $0 }
  }

  /// Where a word begins behind `l'` or `dell'`; nil for other words.
  static func elision(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let mark = bytes.prefix(6).firstIndex(where: { $0 == 0x27 || $0 == 0xE2 }) else {
      return nil
    }
    let rest = bytes[mark] == 0x27 ? mark + 1 : mark + 3
    guard bytes[mark] == 0x27 || bytes[mark...].starts(with: [0xE2, 0x80, 0x99]),
      rest + 3 < bytes.endIndex, bytes[rest...].allSatisfy({ $0 | 0x20 >= 0x61 })
    else { return nil }
    let word = String(decoding: bytes[bytes.startIndex..<mark], as: UTF8.self).lowercased()
    return elided.contains(word) ? rest : nil
  }

  private static let elided: Set<String> = ["l", "dell", "all", "nell", "sull", "un", "qu"]

  /// `Conv-1` as `Conv1`: one of several things of a kind, and no difference.
  static func numbered(_ symbol: String) -> String? {
    let bytes = symbol.utf8
    guard let dash = bytes.firstIndex(of: 0x2D) else { return nil }
    let (word, number) = (bytes[..<dash], bytes[bytes.index(after: dash)...])
    guard word.count > 1, word.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }),
      !number.isEmpty, number.count < 4, number.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return String(symbol[..<dash]) + String(symbol[symbol.index(after: dash)...])
  }

  /// `sigma_3^2`, `sigma²_3` and `sigma²3`, of which the index may stand on either side of the square, in one spelling.
  static func squared(_ symbol: String) -> String? {
    guard symbol.has("²") || symbol.has("^2") else { return nil }
    let parts = symbol.parts(around: symbol.has("²") ? "²" : "^2")
    guard parts.count == 2, case let stem = parts[0].prefix(while: \.isLetter), stem.count > 1,
      case let indices = [String(parts[0].dropFirst(stem.count)), parts[1]].filter({ !$0.isEmpty }),
      indices.count == 1, indices[0].allSatisfy({ $0.isNumber || $0.isLetter })
    else { return nil }
    return "\(stem)\(indices[0])^2"
  }

  /// True for letters of any language and hyphens; Greek ones are symbols.
  package static func isOfLetters(_ token: String) -> Bool {
    token.unicodeScalars.allSatisfy { scalar in
      scalar == "-" || scalar.properties.isAlphabetic && !(0x370..<0x400).contains(scalar.value)
    }
  }
}
