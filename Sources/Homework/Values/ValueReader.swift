import Formulas
import Workers

/// Reads what stands behind a label or in a cell, for what the quantity there can be.
package struct ValueReader: Sendable {
  package let decimalMark: DecimalMark

  package init(decimalMark: DecimalMark) { self.decimalMark = decimalMark }

  /// What numbers were read before, for each decimal mark.
  private static let known = DecimalMark.allCases.reduce(into: [DecimalMark: Memo<WrittenValue>]())
  {
    $0[$1] = Memo()
  }

  /// What a quantity wants to read.
  package enum Expectation: Sendable {
    case number, shape, matrix, formula
  }

  package func read(_ text: String, as expectation: Expectation) -> WrittenValue {
    guard case .number = expectation, let known = Self.known[decimalMark] else {
      return value(text, as: expectation)
    }
    return known.value(for: text) { value(text, as: expectation) }
  }

  private func value(_ text: String, as expectation: Expectation) -> WrittenValue {
    let text = Self.withoutVerb(cleaned(text))
    if text.isEmpty || Self.blanks.contains(text) { return .blank }
    switch expectation {
    case .number: return number(text)
    case .shape: return shape(text)
    case .matrix: return matrix(text)
    case .formula:
      // A typographic apostrophe is a prime: `σ’(z)`.
      let text = withoutWords(text.replacingBytes(of: "’", with: "'"))
      // `∂C/∂w_j = (a − y) x_j` in a cell: the formula is what stands after the last sign.
      var side = Self.lastSide(of: text)
      // A full stop, and what a converter has left of the end of a formula.
      while side.utf8.last == 0x2E || side.utf8.last == 0x5C { side.removeLast() }
      return .formula(side)
    }
  }

  /// What stands behind the last sign that is in no brackets: `sum(d, axis=0)` is one side.
  private static func lastSide(of text: String) -> String {
    let bytes = Array(text.utf8)
    var depth = 0
    var start = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth -= 1
      case 0x3D: if depth <= 0 { start = index + 1 }
      default: break
      }
    }
    return String(decoding: bytes[start...], as: UTF8.self).trimmedBytes
  }

  /// A formula without the words behind it: `(a - y) x_j (quadratic)`, `… since y = 0`.
  private func withoutWords(_ text: String) -> String {
    guard text.utf8.contains(0x20) else { return text }
    var rest = text
    for mark in [" since ", " because ", " where ", " with ", " wobei ", " mit ", " for ", " as "]
    where rest.has(mark) {
      if let place = rest.firstRange(of: mark) { rest = String(rest[..<place.lowerBound]) }
    }
    // A remark in brackets: words, and no product.
    if rest.hasSuffix(")"), let open = rest.lastIndex(of: "("), open > rest.startIndex {
      let inside = rest[rest.index(after: open)...].dropLast()
      let words = String(inside).words
      let isRemark =
        inside.allSatisfy { $0.isLetter || $0 == " " || $0 == "-" }
        && words.contains { word in
          word.allSatisfy(\.isLetter) && word.count > 2 && Function.named[String(word)] == nil
            || word.count > 8
        }
        && rest[..<open].last.map { $0 == " " || $0 == "\n" } ?? false
      if isRemark { rest = String(rest[..<open]) }
    }
    return rest.trimmedBytes
  }

  /// The last part of a calculation in a cell: `0.3 + 0.12 = 0.42`.
  package func result(of text: String) -> String {
    let signs = ["=", "≈", "\\approx", "→", "->", "\\to ", "\\rightarrow", ": "]
    guard signs.contains(where: text.has) else { return text }
    var rest = text
    for sign in signs where rest.has(sign) {
      while rest.has(sign) { rest = rest.parts(around: sign).last ?? "" }
    }
    return rest.trimmedBytes.isEmpty ? text : rest.trimmedBytes
  }

  private static let blanks: Set<String> = [
    "-", "–", "—", "?", "…", "...", "TODO", "n/a", "_", "___",
  ]

  /// The text without what people put around a value: marks of notes, arrows, full stops.
  private func cleaned(_ text: String) -> String {
    // Most cells end in a digit and have nothing around them.
    if let last = text.utf8.last, last >= 0x30, last <= 0x39, text.utf8.first != 0x20 {
      return text
    }
    var rest = Self.trimmed(text[...])
    while let shorter = Self.withoutMark(rest) { rest = Self.trimmed(shorter) }
    return String(rest)
  }

  /// `stays −0.6`, `bleibt bei 0,9`: the value behind the verb.
  private static func withoutVerb(_ text: String) -> String {
    guard let first = text.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A,
      let end = text.utf8.firstIndex(of: 0x20),
      Lexicon.stays.contains(text[..<end].lowercased())
    else { return text }
    var rest = String(text[end...]).trimmedBytes
    if let gap = rest.utf8.firstIndex(of: 0x20),
      Lexicon.places.contains(rest[..<gap].lowercased())
    {
      rest = String(rest[gap...]).trimmedBytes
    }
    return rest
  }

  /// The text without spaces, tabs, line ends and no-break spaces at its ends.
  private static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while let first = bytes.first {
      if first == 0x20 || first == 0x09 || first == 0x0A {
        bytes = bytes.dropFirst()
      } else if bytes.starts(with: [0xC2, 0xA0]) {
        bytes = bytes.dropFirst(2)
      } else {
        break
      }
    }
    while let last = bytes.last {
      if last == 0x20 || last == 0x09 || last == 0x0A {
        bytes = bytes.dropLast()
      } else if last == 0xA0, bytes.dropLast().last == 0xC2 {
        bytes = bytes.dropLast(2)
      } else {
        break
      }
    }
    return Substring(bytes)
  }

  /// The text without one mark at its end, or out of one wrapping; nil if there is none.
  private static func withoutMark(_ text: Substring) -> Substring? {
    guard let last = text.utf8.last else { return nil }
    // `79,510개`: what counts things in Korean, Chinese and Japanese.
    if last >= 0x80, let mark = text.last, Lexicon.counters.contains(mark),
      text.dropLast().last?.isNumber ?? false
    {
      return text.dropLast()
    }
    // A digit or a letter ends a value; only what can be a mark is looked at further.
    if last >= 0x30 && last <= 0x39 || (last | 0x20) >= 0x61 && (last | 0x20) <= 0x7A { return nil }
    if last == 0x2C || last == 0x3B || last == 0x21, text.utf8.dropLast().last == 0x5C {
      return text.dropLast(2)
    }
    if let inner = unwrapped(text) { return inner }
    if last != 0x29, last != 0x5D, let mark = text.last, "*†‡✓✔←!,;\"".contains(mark) {
      return text.dropLast()
    }
    if last == 0x24 { return text.dropLast() }
    if text.hasSuffix("<-") || text.hasSuffix("\\\\") { return text.dropLast(2) }
    if last == 0x2E, !text.hasSuffix(".."), text.dropLast().last.map({ !$0.isNumber }) ?? true {
      return text.dropLast()
    }
    // A note's mark `[^1]`, or a remark in brackets after a number.
    guard last == 0x5D || last == 0x29,
      let open = text.utf8.lastIndex(of: last == 0x5D ? 0x5B : 0x28), open > text.startIndex
    else { return nil }
    let before = text[..<open]
    let inside = text[text.utf8.index(after: open)...].dropLast()
    if last == 0x5D { return inside.utf8.first == 0x5E ? before : nil }
    let isRemark =
      before.utf8.last == 0x20 && inside.allSatisfy { $0.isLetter || $0 == " " || $0 == "!" }
    return isRemark && before.contains(where: \.isNumber) ? before : nil
  }

  /// What stands inside `\boxed{…}` and its like, if that is the whole text.
  private static func unwrapped(_ text: Substring) -> Substring? {
    guard text.first == "\\", text.last == "}" else { return nil }
    for command in [
      "\\boxed{", "\\fbox{", "\\mathbf{", "\\text{", "\\textbf{", "\\underline{", "\\mathrm{",
    ]
    where text.hasPrefix(command) {
      let inner = text.dropFirst(command.count).dropLast()
      return inner.contains("}") ? nil : inner
    }
    return nil
  }

  /// `0.5769` of `0.5769です`, `0.4626이고`: Japanese and Korean write `is` behind a number without a blank.
  private static func withoutCopula(_ text: String) -> String {
    guard text.utf8.last.map({ $0 >= 0x80 }) ?? false,
      let copula = Lexicon.copulas.first(where: text.hasSuffix),
      case let number = text.dropLast(copula.count), number.last?.isNumber ?? false
    else { return text }
    return String(number)
  }

  private func number(_ written: String) -> WrittenValue {
    let text = Self.withoutCopula(written)
    var reading = NumberReader(decimalMark: decimalMark).read(text)
    if case .unreadable = reading, text.hasSuffix(".") {
      reading = NumberReader(decimalMark: decimalMark).read(String(text.dropLast()))
    }
    switch reading {
    case .number(let number): return .number(number)
    case .ambiguous(let numbers, let reason):
      return .ambiguous(
        numbers.map { "\($0.text) = \(DecimalText.shortest($0.value))" },
        reason: reason
      )
    case .notANumber:
      return (ConstantReader.read(text) ?? square(text)).map { .number($0) }
        ?? .unreadable(reason: "no number")
    case .unreadable(let reason):
      if let constant = ConstantReader.read(text) { return .number(constant) }
      if let prefix = numberBeforeRemark(text) { return .number(prefix) }
      // `-0.2525 and`: what follows is another value.
      if let gap = text.lastIndex(of: " "), gap > text.startIndex,
        Lexicon.conjunctions.contains(String(text[text.index(after: gap)...]))
      {
        return number(String(text[..<gap]).trimmedBytes)
      }
      if let value = bracketed(text) ?? square(text) ?? measured(text) { return .number(value) }
      return .unreadable(reason: reason)
    }
  }

  /// `0.021s`, `12 ms/step`: a number in a unit that does not change it.
  private func measured(_ text: String) -> WrittenNumber? {
    let unit = text.utf8.reversed().prefix {
      !(0x30...0x39).contains($0) && $0 != 0x2E && $0 != 0x2C
    }
    guard (1...12).contains(unit.count), unit.count < text.utf8.count,
      Lexicon.units.contains(String(decoding: unit.reversed(), as: UTF8.self).trimmedBytes),
      case .number(let number) = NumberReader(decimalMark: decimalMark).read(
        String(decoding: text.utf8.dropLast(unit.count), as: UTF8.self)
      )
    else { return nil }
    return number
  }

  /// `7x7`: a size that is said by both its sides, which are the same.
  private func square(_ text: String) -> WrittenNumber? {
    let sides = text.split { "xX×".contains($0) }.map { String($0).trimmedBytes }
    guard sides.count == 2, sides[0] == sides[1],
      sides[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      case .number(let number) = NumberReader(decimalMark: decimalMark).read(sides[0])
    else { return nil }
    return number
  }

  /// `0.5004 which is the smallest`, `0.52 (see step 2)`, `0.52 ✅`: a number, then a remark.
  ///
  /// The number ends at white space and the remark begins with what belongs to no number; a word
  /// that would change the value, or a further number, makes the whole unreadable.
  private func numberBeforeRemark(_ text: String) -> WrittenNumber? {
    let bytes = Array(text.utf8)
    // A word begins no number, and no number is as long as a calculation.
    guard let first = bytes.first, (first | 0x20) < 0x61 || (first | 0x20) > 0x7A else {
      return nil
    }
    for index in bytes.indices.dropFirst().prefix(Self.longestNumber) {
      let isGap =
        bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x09
        || bytes[index] == 0x2C && index + 1 < bytes.count && bytes[index + 1] == 0x20
      guard isGap else { continue }
      let head = String(decoding: bytes[..<index], as: UTF8.self)
      let reading = NumberReader(decimalMark: decimalMark).read(head)
      guard case .number(let number) = reading else { continue }
      let rest = String(decoding: bytes[(index + 1)...], as: UTF8.self).trimmedBytes
      // What stands on a line of its own below is not part of the value.
      if bytes[index] == 0x0A, !rest.hasDigit { return number }
      // `79 510 parameters`: the number goes on.
      if bytes[index] == 0x20, rest.utf8.prefix(while: { $0 >= 0x30 && $0 <= 0x39 }).count == 3 {
        continue
      }
      return isRemark(rest) ? number : nil
    }
    return nil
  }

  private static let longestNumber = 60

  /// The bracket that closes the one a text begins with.
  private static func closing(of text: String) -> String.Index? {
    var depth = 0
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private func isRemark(_ text: String) -> Bool {
    guard let first = text.first else { return true }
    if first == "(" || first == "[", let close = Self.closing(of: text) {
      let rest = String(text[text.index(after: close)...]).trimmedBytes
      return rest.isEmpty || isRemark(rest)
    }
    for mark in ["#", "//", "<-", "←", "->", "→", "⇒", "<", ">", "≠", "\\neq"]
    where text.hasPrefix(mark) {
      return true
    }
    for mark in ["- ", "– ", "— "] where text.hasPrefix(mark) {
      return text.dropFirst(2).first?.isLetter ?? false
    }
    if let scalar = first.unicodeScalars.first, !first.isLetter, !first.isNumber,
      scalar.properties.isEmojiPresentation || "✓✔✗✘☑👍!".unicodeScalars.contains(scalar)
    {
      return isRemark(String(text.dropFirst()).trimmedBytes)
    }
    guard first.isLetter else { return false }
    let word = text.prefix { $0.isLetter || $0 == "-" }.lowercased()
    return word.count > 1 && !Self.changing.contains(word)
  }

  /// Words after a number that change it or put another beside it.
  private static let changing: Set<String> = [
    "percent", "per", "cent", "prozent", "promille", "thousand", "million", "millions", "billion",
    "hundred", "times", "mal", "or", "oder", "to", "bis", "and", "und", "plus", "minus", "over",
    "tausend", "dozen", "half", "thirds", "e-", "exp", "rad", "deg", "degrees",
  ]

  /// `[[0.5]]`: a matrix of one number.
  private func bracketed(_ text: String) -> WrittenNumber? {
    var text = text
    if text.hasPrefix("array("), text.hasSuffix(")") {
      text = String(text.dropFirst(6).dropLast()).trimmedBytes
    }
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let inner = text.filter { $0 != "[" && $0 != "]" }
    if case .number(let number) = NumberReader(decimalMark: decimalMark, context: .brackets).read(
      inner
    ) {
      return number
    }
    return nil
  }

  private func shape(_ text: String) -> WrittenValue {
    if let shape = ShapeReader.read(text) { return .shape(shape) }
    // A shape, then words: `(3, 1), one row for each neuron`.
    for mark in [
      ", ", " (", " because", " since", " so ", " which", " – ", " — ", " - ", " for ", " and ",
      " as ", " where ",
    ] where text.has(mark) {
      if let cut = text.firstRange(of: mark),
        let shape = ShapeReader.read(String(text[..<cut.lowerBound]))
      {
        return .shape(shape)
      }
      if let close = text.firstIndex(of: ")"), text.hasPrefix("("),
        let shape = ShapeReader.read(String(text[...close])),
        !text[text.index(after: close)...].contains(where: \.isNumber)
      {
        return .shape(shape)
      }
    }
    // `a (2, 3) shaped matrix`
    if let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close,
      ["a", "an", "the", "of", "shape"].contains(String(text[..<open]).trimmedBytes),
      !text[text.index(after: close)...].contains(where: { $0.isNumber || "=(+*".contains($0) }),
      let shape = ShapeReader.read(String(text[open...close]))
    {
      return .shape(shape)
    }
    return .unreadable(reason: "no shape")
  }

  private func matrix(_ text: String) -> WrittenValue {
    let reader = MatrixReader(decimalMark: decimalMark)
    return reader.read(text) ?? Self.withoutRemark(text).flatMap(reader.read)
      ?? .unreadable(reason: "no matrix")
  }

  /// A vector without the words in brackets behind it: `[0.3, 0.7] (it sums to one)`.
  private static func withoutRemark(_ text: String) -> String? {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex,
      let last = text[..<open].last(where: { $0 != " " }), "])}".contains(last),
      text[open...].split(whereSeparator: { !$0.isLetter }).contains(where: { $0.count > 2 })
    else { return nil }
    return String(text[..<open]).trimmedBytes
  }
}
