import Formulas

/// Splits readable text into clauses, and clauses into pairs of label and value.
package struct ClauseReader {
  let text: FlatText
  let vocabulary: Vocabulary
  let isCode: Bool
  /// False if no word of the text can make a sentence somebody else's.
  let mayQuote: Bool
  /// True if each line is a statement: of a program, and of a log.
  let isByLine: Bool

  init(_ text: FlatText, _ vocabulary: Vocabulary, isCode: Bool = false) {
    self.text = text
    self.vocabulary = vocabulary
    self.isCode = isCode
    mayQuote = Self.mayQuote(text.bytes)
    isByLine = isCode || Self.isLog(text)
  }

  /// A place in a clause where a label meets a value, or where something new begins.
  struct Mark {
    enum Kind { case relation, arrow, colon, separator }

    var kind: Kind
    let range: Range<Int>
    /// True for `is` and `equals`, which never continue a chain.
    var isWord = false
    /// What the sign says of the label: `0.7 → 0.73` is a new value, `has shape` a shape.
    var says = ""
  }

  func clauses() -> [Clause] {
    let sentences = self.sentences().map(withoutPrompt)
    var clauses: [Clause] = []
    var index = 0
    while index < sentences.count {
      if index + 1 < sentences.count, let clause = shown(sentences[index], sentences[index + 1]) {
        clauses.append(clause)
        index += 2
      } else {
        if let clause = clause(in: opened(sentences[index])) { clauses.append(clause) }
        index += 1
      }
    }
    return clauses
  }

  /// A line without `>>> `, `In [3]: ` and `Out[3]: `.
  func withoutPrompt(_ range: Range<Int>) -> Range<Int> {
    guard isCode, !range.isEmpty else { return range }
    if hasPrefix(Array(">>> ".utf8), at: range.lowerBound, in: range) {
      return text.trimmed((range.lowerBound + 4)..<range.upperBound)
    }
    for prompt in ["In [", "Out["]
    where hasPrefix(Array(prompt.utf8), at: range.lowerBound, in: range) {
      let head = range.prefix(12)
      guard
        let end = head.first(where: { text.bytes[$0] == 0x3A && text.bytes[$0 - 1] == 0x5D })
      else { continue }
      return text.trimmed((end + 1)..<range.upperBound)
    }
    return range
  }

  /// The pairs inside the braces of `{'z1': 0.52, 'a1': 0.63}`.
  func opened(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 2, text.bytes[range.lowerBound] == 0x7B,
      text.bytes[range.upperBound - 1] == 0x7D, text.bytes[range].contains(0x3A)
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  /// A name on one line and its value on the next, as a session shows them.
  func shown(_ first: Range<Int>, _ second: Range<Int>) -> Clause? {
    guard first.count <= 60, !second.isEmpty,
      startsValue(second.lowerBound) || isCode && text.bytes[second.lowerBound] == 0x28
    else { return nil }
    var label = first
    let print = Array("print(".utf8)
    if hasPrefix(print, at: first.lowerBound, in: first), text.bytes[first.upperBound - 1] == 0x29 {
      label = (first.lowerBound + print.count)..<(first.upperBound - 1)
    }
    guard isLine(label) else { return nil }
    if let pairs = tuple(label, second) {
      return Clause(first.lowerBound..<second.upperBound, of: text, pairs: pairs)
    }
    guard vocabulary.isLabel(text.string(label)),
      marks(in: label).isEmpty, marks(in: second).allSatisfy({ $0.kind == .separator })
    else { return nil }
    return Clause(
      first.lowerBound..<second.upperBound,
      of: text,
      pairs: [pair(label: label, second)]
    )
  }

  /// True for text without a line end.
  func isLine(_ range: Range<Int>) -> Bool { !text.bytes[range].contains(0x0A) }

  /// True where a number, a bracket or a printed array begins.
  func startsValue(_ index: Int) -> Bool {
    let byte = text.bytes[index]
    if byte >= 0x30 && byte <= 0x39 || byte == 0x5B || byte == 0x2D { return true }
    let rest = index..<min(text.bytes.count, index + 8)
    return ["array(", "tensor(", "matrix("].contains {
      hasPrefix(Array($0.utf8), at: index, in: rest)
    }
  }

  // MARK: - Sentences

  /// Ends of sentences: `;`, a full stop before a capital, and line ends between two relations.
  func sentences() -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    var depth = 0
    var state = SentenceState(checked: 0)
    for index in text.bytes.indices {
      let byte = text.bytes[index]
      if text.displayEnds.contains(index), index > start, endsDisplay(at: index) {
        sentences.append(start..<index)
        start = index
        depth = 0
        state = SentenceState(checked: start)
      }
      switch byte {
      case 0x28, 0x5B, 0x7B: depth += 1
      case 0x29, 0x5D, 0x7D: depth = max(0, depth - 1)
      default: break
      }
      let isEnd: Bool
      switch byte {
      case 0x3B where index > 0 && text.bytes[index - 1] == 0x5C: isEnd = false
      case 0x3B: isEnd = depth == 0 && !continuesSubject(after: index)
      case 0x2E: isEnd = depth == 0 && endsSentence(at: index)
      case 0x0A: isEnd = endsLine(from: start, at: index, depth: depth, &state)
      // `0.5004 <- minimum`: a remark beside the value, and no part of the statement.
      case 0x3C, 0xE2: isEnd = remarkArrow(at: index)
      case 0x20: isEnd = depth == 0 && beginsAnew(behind: index)
      default: isEnd = false
      }
      guard isEnd else { continue }
      sentences.append(start..<index)
      start = index + 1
      depth = 0
      state = SentenceState(checked: start)
    }
    sentences.append(start..<text.bytes.count)
    return sentences.map(text.trimmed).filter { !$0.isEmpty && !isRule($0) }
  }

  /// True if what stands behind a displayed formula does not go on with it: no sign, no mark.
  private func endsDisplay(at index: Int) -> Bool {
    let rest = text.trimmed(index..<min(text.bytes.count, index + 200))
    guard let first = rest.first else { return false }
    if [0x2C, 0x2E, 0x3B, 0x29, 0x5D].contains(text.bytes[first]) { return false }
    return mark(at: first, in: rest) == nil && arrow(at: first, in: rest) == nil
  }

  /// True if what follows a semicolon up to the next has no relation of its own: `(3, 1); in letters (A, 1)`.
  func continuesSubject(after index: Int) -> Bool {
    let rest = text.bytes[(index + 1)...].prefix(80)
    let end = rest.firstIndex { $0 == 0x3B || $0 == 0x0A } ?? rest.endIndex
    let segment = text.trimmed((index + 1)..<end)
    let form = text.string(segment)
    return form.utf8.count < 60 && !form.has("=") && form.hasPrefix("in ")
  }

  func endsSentence(at index: Int) -> Bool {
    if index > 0, text.bytes[index - 1] == 0x2E || FlatText.isSpace(text.bytes[index - 1]) {
      return false
    }
    guard index + 1 < text.bytes.count else { return true }
    guard FlatText.isSpace(text.bytes[index + 1]) else { return false }
    var next = index + 1
    while next < text.bytes.count, FlatText.isSpace(text.bytes[next]) { next += 1 }
    guard next < text.bytes.count else { return true }
    // `0. 0.7412` is one (unreadable) number; a sentence starts with a letter or notation.
    return !(text.bytes[next] >= 0x30 && text.bytes[next] <= 0x39)
  }

  /// What is known of a sentence whose end is looked for: a text without a relation is gone over once.
  private struct SentenceState {
    /// Up to here no relation stands in it.
    var checked: Int
    var hasRelation = false
  }

  private func hasRelation(_ line: Range<Int>, _ state: inout SentenceState) -> Bool {
    guard !state.hasRelation else { return true }
    // A sign may have begun before the place that was looked at last.
    let start = max(line.lowerBound, state.checked - 64)
    guard start < line.upperBound else { return false }
    state.hasRelation = containsRelation(start..<line.upperBound)
    state.checked = line.upperBound
    return state.hasRelation
  }

  private func endsLine(
    from start: Int,
    at index: Int,
    depth: Int,
    _ state: inout SentenceState
  ) -> Bool {
    guard depth == 0 else { return false }
    let line = text.trimmed(start..<index)
    let below = text.trimmed((index + 1)..<text.bytes.count)
    if isRule(line) { return true }
    if endsInExtreme(line) { return false }
    if !below.isEmpty, Self.isStroke(text.bytes[below.lowerBound]) {
      let end = text.bytes[below].firstIndex(of: 0x0A) ?? below.upperBound
      if isRule(below.lowerBound..<end) { return true }
    }
    // A value in brackets ends where the next line is a name.
    if let last = line.last, text.bytes[last] == 0x5D || text.bytes[last] == 0x29, !below.isEmpty {
      let end = text.bytes[below].firstIndex(of: 0x0A) ?? below.upperBound
      let next = text.trimmed(below.lowerBound..<end)
      if next.count <= 60, vocabulary.isLabel(text.string(next)) { return true }
    }
    // A name alone on its line, and a value below it.
    if line.count <= 60, !line.isEmpty, !below.isEmpty, startsValue(below.lowerBound), isLine(line),
      vocabulary.isLabel(text.string(line))
    {
      return true
    }
    if leads(line, to: below) || isEpoch(line) || beginsEpoch(below) { return true }
    let rest = text.trimmed((index + 1)..<text.bytes.count)
    // A line that begins with a sign goes on with the chain above.
    if !line.isEmpty, !rest.isEmpty, let sign = mark(at: rest.lowerBound, in: rest),
      sign.kind != .separator,
      sign.kind != .colon
    {
      return false
    }
    guard let last = text.bytes[line].last, isByLine || hasRelation(line, &state) else {
      return false
    }
    // A line that ends in the middle of something goes on.
    if [0x3D, 0x2C, 0x3A, 0x2B, 0x2D, 0x2A, 0x2F].contains(last) { return false }
    let end = text.bytes[(index + 1)...].firstIndex(of: 0x0A) ?? text.bytes.count
    if isByLine { return true }
    // Behind a number a line of Korean, Chinese or Japanese with one is a sentence of its own.
    if last >= 0x30, last <= 0x39, text.bytes[index..<end].contains(where: { $0 >= 0xE3 }),
      text.bytes[index..<end].contains(where: { $0 >= 0x30 && $0 <= 0x39 })
    {
      return true
    }
    return containsRelation(text.trimmed((index + 1)..<end))
  }

  /// True for `smallest` at the end of a line, which says what the name on the next one is.
  private func endsInExtreme(_ line: Range<Int>) -> Bool {
    let word = text.bytes[line].reversed().prefix { !FlatText.isSpace($0) }.reversed()
    guard (3...10).contains(word.count), !isByLine else { return false }
    let tokens = LabelTokens(String(decoding: word, as: UTF8.self)).tokens
    return tokens == ["minimum"] || tokens == ["maximum"]
  }

  /// True for a line of nothing but strokes, as a program prints them between its parts.
  private func isRule(_ range: Range<Int>) -> Bool {
    range.count > 4 && text.bytes[range].allSatisfy { Self.isStroke($0) || $0 == 0x20 }
  }

  private static func isStroke(_ byte: UInt8) -> Bool {
    byte == 0x3D || byte == 0x2D || byte == 0x5F
  }

  /// True for text that begins with a line such as `Epoch 2/5`.
  private func beginsEpoch(_ below: Range<Int>) -> Bool {
    guard let first = below.first, text.bytes[first] | 0x20 == 0x65 else { return false }
    return isEpoch(
      below.prefix(while: { text.bytes[$0] != 0x0A }).reduce(first..<first) {
        $0.lowerBound..<($1 + 1)
      }
    )
  }

  /// True for `Epoch 2/5` alone on its line.
  private func isEpoch(_ line: Range<Int>) -> Bool {
    guard line.count < 24, line.count > 6 else { return false }
    let words = text.string(line).lowercased().split { !$0.isLetter && !$0.isNumber }
    return (2...3).contains(words.count) && words[0] == "epoch"
      && words.dropFirst().allSatisfy { Int($0) != nil }
  }

  /// True for `grads` above `w1: 0.5`: words alone on a line, and a name with its value on the next.
  private func leads(_ line: Range<Int>, to below: Range<Int>) -> Bool {
    guard line.count <= 40, !line.isEmpty, !below.isEmpty, isLine(line),
      text.bytes[line].allSatisfy({
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20 || $0 >= 0xC3
      }), text.string(line).words.count <= 3, !vocabulary.names(text.string(line))
    else { return false }
    let end = text.bytes[below].firstIndex(of: 0x0A) ?? below.upperBound
    let next = text.trimmed(below.lowerBound..<end)
    guard let sign = next.first(where: { text.bytes[$0] == 0x3A || text.bytes[$0] == 0x3D }) else {
      return false
    }
    return vocabulary.isName(text.string(text.trimmed(next.lowerBound..<sign)))
  }

  func containsRelation(_ range: Range<Int>) -> Bool {
    marks(in: range).contains { $0.kind != .separator }
  }
}
