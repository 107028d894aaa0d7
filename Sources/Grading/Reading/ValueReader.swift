import Formulas

/// Reads what stands behind a label or in a cell, for what the quantity there can be.
struct ValueReader: Sendable {
  let decimalMark: DecimalMark

  /// What a quantity wants to read.
  enum Expectation {
    case number, shape, matrix, formula
  }

  func read(_ text: String, as expectation: Expectation) -> WrittenValue {
    let text = cleaned(text)
    if text.isEmpty || Self.blanks.contains(text) { return .blank }
    switch expectation {
    case .number: return number(text)
    case .shape: return shape(text)
    case .matrix: return matrix(text)
    case .formula:
      // `∂C/∂w_j = (a − y) x_j` in a cell: the formula is what stands after the last sign.
      let side = text.utf8.split(separator: 0x3D).last.map { String(Substring($0)).trimmedBytes }
      return .formula(side ?? text)
    }
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
    // A digit or a letter ends a value; only what can be a mark is looked at further.
    if last >= 0x30 && last <= 0x39 || (last | 0x20) >= 0x61 && (last | 0x20) <= 0x7A { return nil }
    if last == 0x2C || last == 0x3B || last == 0x21, text.utf8.dropLast().last == 0x5C {
      return text.dropLast(2)
    }
    if let inner = unwrapped(text) { return inner }
    if last != 0x29, last != 0x5D, let mark = text.last, "*†‡✓✔←!,;\"".contains(mark) {
      return text.dropLast()
    }
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
    for command in ["\\boxed{", "\\mathbf{", "\\text{", "\\textbf{", "\\underline{", "\\mathrm{"]
    where text.hasPrefix(command) {
      let inner = text.dropFirst(command.count).dropLast()
      return inner.contains("}") ? nil : inner
    }
    return nil
  }

  private func number(_ text: String) -> WrittenValue {
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
    case .notANumber: return .unreadable(reason: "no number")
    case .unreadable(let reason):
      if let prefix = numberBeforeWords(text) { return .number(prefix) }
      if let value = bracketed(text) { return .number(value) }
      return .unreadable(reason: reason)
    }
  }

  /// `0.5004 which is the smallest`: a number, then only words without any digit.
  private func numberBeforeWords(_ text: String) -> WrittenNumber? {
    guard let space = text.firstIndex(of: " ") else { return nil }
    let rest = text[space...]
    guard rest.contains(where: \.isLetter), !rest.contains(where: \.isNumber),
      rest.allSatisfy({ $0.isLetter || " ,.'’()!-–".contains($0) }),
      let first = rest.split(separator: " ").first, Self.connectives.contains(String(first))
    else { return nil }
    var head = text[..<space]
    if head.hasSuffix(",") { head = head.dropLast() }
    if case .number(let number) = NumberReader(decimalMark: decimalMark).read(String(head)) {
      return number
    }
    return nil
  }

  /// Words after which a remark follows; `percent` or `million` would change the number.
  private static let connectives: Set<String> = [
    "which", "because", "since", "at", "for", "as", "so", "hence", "when", "where", "here", "again",
    "reached", "attained", "too", "(the", "and",
  ]

  /// `[[0.5]]`: a matrix of one number.
  private func bracketed(_ text: String) -> WrittenNumber? {
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
    return .unreadable(reason: "no shape")
  }

  private func matrix(_ text: String) -> WrittenValue {
    MatrixReader(decimalMark: decimalMark).read(text) ?? .unreadable(reason: "no matrix")
  }
}
