import Exercises
import Formulas
import Homework
import Markdown

/// Values that stand apart from their names: below them, or as the output of a cell of code.
extension QuestionReader {
  /// The tokens of what names something and gives it no value yet: `nabla_w[0]:`, `The vector h is about`,
  /// and `z1 = w1 x1 + w2 x2 + b1` above its numbers.
  func pendingLabel(_ passage: Passage) -> [String] {
    if case .table = passage.kind { return [] }
    if case .code = passage.kind { return [] }
    if let last = passage.clauses.last?.pairs.last, !last.label.text.isEmpty,
      last.value.text.utf8.count < 400, Self.isCalculation(last.value.text, values)
    {
      return LabelTokens(last.label.text).tokens
    }
    // `The probabilities are about:` gives no value yet.
    let hasValue = passage.clauses.contains { clause in
      clause.pairs.contains { pair in
        values.read(pair.value.text, as: .formula) != .blank
          && !LabelTokens(pair.value.text).tokens.allSatisfy(LabelTokens.leadsOn)
      }
    }
    guard passage.text.bytes.count <= 100, !hasValue else { return [] }
    var text = passage.text.string(0..<passage.text.bytes.count).trimmedBytes
    while let last = text.utf8.last, last == 0x3A || last == 0x3D || last == 0x20 {
      text.removeLast()
    }
    var tokens = LabelTokens(text).tokens.flatMap(LabelTokens.splitShape)
    if let head = text.parts(around: " of ").first,
      let named = names.headed(text, among: Array(names.quantitiesNamed(inFull: tokens))).first,
      case let own = LabelTokens(head).tokens, names.names(own, inFull: named)
    {
      tokens = own
    }
    while let last = tokens.last, tokens.count > 1, LabelTokens.leadsOn(last) {
      tokens.removeLast()
    }
    return tokens
  }

  /// True for text of words, which is no output of a program.
  func isProse(_ passage: Passage) -> Bool {
    guard case .text = passage.kind else { return false }
    return passage.text.string(0..<min(200, passage.text.bytes.count)).words.count >= 3
      && passage.text.bytes.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0xC3 }
        ?? false
  }

  /// Reads the output of a cell of code: the values of the names on its last line.
  mutating func readOutput(
    of cell: CodeCell,
    in passage: Passage,
    _ keys: KeyContext
  ) -> Bool {
    guard let text = shownText(of: passage), let values = cell.values(in: text) else {
      return false
    }
    let before = readings.count
    for (name, value) in zip(cell.names, values) {
      guard let name else { continue }
      readValue(
        of: LabelTokens(name).tokens,
        Span(text: value, range: self.span(of: passage, value, in: text)),
        keys
      )
    }
    return readings.count > before
  }

  /// What a passage shows: its text, or the numbers of a table; nil for a heading and other tables.
  private func shownText(of passage: Passage) -> String? {
    switch passage.kind {
    case .heading: nil
    case .table(let table): Grid(table, in: submission.source).matrixText
    case .text, .code: passage.text.string(0..<passage.text.bytes.count)
    }
  }

  /// Where the text of a passage stands, without white space around it.
  private func place(of passage: Passage) -> Range<Int> {
    let flat = passage.text
    return flat.bytes.isEmpty
      ? passage.range : flat.sourceRange(flat.trimmed(0..<flat.bytes.count))
  }

  /// Where a part of a passage's text stands; the whole passage if it does not stand there as it is.
  func span(of passage: Passage, _ part: String, in text: String) -> Range<Int> {
    let flat = passage.text
    guard text.utf8.count == flat.bytes.count, let place = text.firstRange(of: part) else {
      return place(of: passage)
    }
    let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
    return flat.sourceRange(start..<(start + part.utf8.count))
  }

  /// Reads a passage that is nothing but a value for a label above it.
  mutating func readValue(
    of label: [String],
    in passage: Passage,
    _ keys: KeyContext
  ) -> Bool {
    guard let text = shownText(of: passage) else { return false }
    if let last = Self.namelessChain(passage) { return readValue(of: label, last, keys) }
    guard passage.clauses.allSatisfy(\.pairs.isEmpty) else { return false }
    let written = Span(text: text.trimmedBytes, range: place(of: passage))
    return readValue(of: label, written, keys)
  }

  /// Reads a value for a label; false if the label names nothing, or the value is none.
  @discardableResult
  mutating func readValue(
    of label: [String],
    _ written: Span,
    _ keys: KeyContext
  ) -> Bool {
    let meant = names.quantities(label: label, context: [], text: written.text)
    guard meant.count == 1, names.names(label, symbolsOf: meant[0]) || !names.isFormula(meant[0])
    else { return false }
    guard let value = value(written, of: meant[0]) else { return false }
    var at: [WrittenKey] = []
    for key in names.exercise.quantities[meant[0]].keys {
      guard let written = keys[key.name] else { return false }
      at.append(written)
    }
    readings.append(Reading(quantity: meant[0], at: at, value: value, span: written))
    return true
  }

  /// What a text says for a quantity; nil if it is no number, matrix or shape.
  func value(_ written: Span, of index: Int) -> WrittenValue? {
    let value = values.read(written.text, as: names.expectations[index])
    switch value {
    case .number, .matrix, .shape: return value
    case .ambiguous, .formula, .unreadable, .blank: return nil
    }
  }

  /// The last value of a passage that is one chain of numbers alone: `0.4 · 2 − 0.3 + 0.1 = 0.6`.
  static func namelessChain(_ passage: Passage) -> Span? {
    guard passage.clauses.count == 1, let clause = passage.clauses.first,
      let last = clause.pairs.last,
      clause.place.count >= passage.text.bytes.count - 2,
      clause.pairs.allSatisfy({ !hasName($0.label.text) }), !hasName(last.value.text)
    else { return nil }
    return last.value
  }

  /// True if letters stand in a text that are no command or environment of LaTeX.
  static func hasName(_ text: String) -> Bool {
    var rest = text
    for environment in ["{bmatrix}", "{pmatrix}", "{matrix}", "{array}"] {
      rest = rest.replacingBytes(of: environment, with: "")
    }
    return rest.utf8.withoutCommands.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      || rest.unicodeScalars.contains { $0.value > 0x7F && $0.properties.isAlphabetic }
  }

  /// True for a formula of names: what stands below it may be its numbers.
  static func isCalculation(_ text: String, _ values: ValueReader) -> Bool {
    guard hasName(text) else { return false }
    for expectation in [ValueReader.Expectation.number, .matrix, .shape] {
      switch values.read(text, as: expectation) {
      case .unreadable: continue
      default: return false
      }
    }
    return true
  }
}
