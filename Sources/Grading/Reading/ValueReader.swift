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
    var text = text[...]
    func trim() {
      text = text.drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\u{A0}" }
      while let last = text.last, last == " " || last == "\t" || last == "\n" || last == "\u{A0}" {
        text = text.dropLast()
      }
    }
    trim()
    var changed = true
    while changed {
      changed = false
      if text.hasSuffix("\\,") || text.hasSuffix("\\;") || text.hasSuffix("\\!") {
        text = text.dropLast(2)
        changed = true
      } else if let inner = Self.unwrapped(text) {
        text = inner
        changed = true
      } else if let last = text.last, "*†‡✓✔←!,;\"".contains(last) {
        text = text.dropLast()
        changed = true
      } else if text.hasSuffix("<-") || text.hasSuffix("\\\\") {
        text = text.dropLast(2)
        changed = true
      } else if text.hasSuffix("."), !text.hasSuffix(".."),
        text.dropLast().last.map({ !$0.isNumber }) ?? true
      {
        text = text.dropLast()
        changed = true
      } else if text.hasSuffix("]"), let open = text.ranges(of: "[^").last {
        text = text[..<open.lowerBound]
        changed = true
      } else if text.hasSuffix(")"), let open = text.ranges(of: " (").last,
        text[open.upperBound...].dropLast().allSatisfy({ $0.isLetter || $0 == " " || $0 == "!" }),
        text[..<open.lowerBound].contains(where: \.isNumber)
      {
        text = text[..<open.lowerBound]
        changed = true
      }
      trim()
    }
    return String(text)
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
    if case .number(let number) = NumberReader(decimalMark: decimalMark).read(head) {
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
