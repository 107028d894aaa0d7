import Formulas

/// Splits readable text into clauses, and clauses into pairs of label and value.
struct ClauseReader {
  private let text: FlatText
  private let vocabulary: Vocabulary
  private let isCode: Bool

  init(_ text: FlatText, _ vocabulary: Vocabulary, isCode: Bool = false) {
    self.text = text
    self.vocabulary = vocabulary
    self.isCode = isCode
  }

  /// A place in a clause where a label meets a value, or where something new begins.
  private struct Mark {
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
  private func withoutPrompt(_ range: Range<Int>) -> Range<Int> {
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
  private func opened(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 2, text.bytes[range.lowerBound] == 0x7B,
      text.bytes[range.upperBound - 1] == 0x7D, text.bytes[range].contains(0x3A)
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  /// A name on one line and its value on the next, as a session shows them.
  private func shown(_ first: Range<Int>, _ second: Range<Int>) -> Clause? {
    guard first.count <= 60, !second.isEmpty, startsValue(second.lowerBound) else { return nil }
    var label = first
    let print = Array("print(".utf8)
    if hasPrefix(print, at: first.lowerBound, in: first), text.bytes[first.upperBound - 1] == 0x29 {
      label = (first.lowerBound + print.count)..<(first.upperBound - 1)
    }
    guard isLine(label), vocabulary.isLabel(text.string(label)),
      marks(in: label).isEmpty, marks(in: second).allSatisfy({ $0.kind == .separator })
    else { return nil }
    return Clause(
      span: span(first.lowerBound..<second.upperBound),
      pairs: [pair(label: label, second)],
      heading: "",
      isQuoted: false
    )
  }

  /// True for text without a line end.
  private func isLine(_ range: Range<Int>) -> Bool { !text.bytes[range].contains(0x0A) }

  /// True where a number, a bracket or a printed array begins.
  private func startsValue(_ index: Int) -> Bool {
    let byte = text.bytes[index]
    if byte >= 0x30 && byte <= 0x39 || byte == 0x5B || byte == 0x2D { return true }
    let rest = index..<min(text.bytes.count, index + 8)
    return ["array(", "tensor(", "matrix("].contains {
      hasPrefix(Array($0.utf8), at: index, in: rest)
    }
  }

  // MARK: - Sentences

  /// Ends of sentences: `;`, a full stop before a capital, and line ends between two relations.
  private func sentences() -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    var depth = 0
    for index in text.bytes.indices {
      let byte = text.bytes[index]
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
      case 0x0A: isEnd = endsLine(from: start, at: index, depth: depth)
      default: isEnd = false
      }
      guard isEnd else { continue }
      sentences.append(start..<index)
      start = index + 1
      depth = 0
    }
    sentences.append(start..<text.bytes.count)
    return sentences.map(text.trimmed).filter { !$0.isEmpty }
  }

  /// True if what follows a semicolon up to the next has no relation of its own: `(3, 1); in letters (A, 1)`.
  private func continuesSubject(after index: Int) -> Bool {
    let rest = text.bytes[(index + 1)...].prefix(80)
    let end = rest.firstIndex { $0 == 0x3B || $0 == 0x0A } ?? rest.endIndex
    let segment = text.trimmed((index + 1)..<end)
    let form = text.string(segment)
    return form.utf8.count < 60 && !form.has("=") && form.hasPrefix("in ")
  }

  private func endsSentence(at index: Int) -> Bool {
    if index > 0, text.bytes[index - 1] == 0x2E { return false }
    guard index + 1 < text.bytes.count else { return true }
    guard FlatText.isSpace(text.bytes[index + 1]) else { return false }
    var next = index + 1
    while next < text.bytes.count, FlatText.isSpace(text.bytes[next]) { next += 1 }
    guard next < text.bytes.count else { return true }
    // `0. 0.7412` is one (unreadable) number; a sentence starts with a letter or notation.
    return !(text.bytes[next] >= 0x30 && text.bytes[next] <= 0x39)
  }

  private func endsLine(from start: Int, at index: Int, depth: Int) -> Bool {
    guard depth == 0 else { return false }
    let line = text.trimmed(start..<index)
    let below = text.trimmed((index + 1)..<text.bytes.count)
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
    let rest = text.trimmed((index + 1)..<text.bytes.count)
    // A line that begins with a sign goes on with the chain above.
    if !line.isEmpty, !rest.isEmpty, let sign = mark(at: rest.lowerBound, in: rest),
      sign.kind != .separator,
      sign.kind != .colon
    {
      return false
    }
    guard let last = text.bytes[line].last, isCode || containsRelation(line) else { return false }
    // A line that ends in the middle of something goes on.
    if [0x3D, 0x2C, 0x3A, 0x2B, 0x2D, 0x2A, 0x2F].contains(last) { return false }
    let end = text.bytes[(index + 1)...].firstIndex(of: 0x0A) ?? text.bytes.count
    if isCode { return true }
    return containsRelation(text.trimmed((index + 1)..<end))
  }

  private func containsRelation(_ range: Range<Int>) -> Bool {
    marks(in: range).contains { $0.kind != .separator }
  }

  // MARK: - Pairs

  private func clause(in range: Range<Int>) -> Clause? {
    let marks = self.marks(in: range)
    var state = PairState(start: range.lowerBound)
    for (position, mark) in marks.enumerated() {
      let next = position + 1 < marks.count ? marks[position + 1] : nil
      let before = text.trimmed(state.start..<max(state.start, mark.range.lowerBound))
      switch mark.kind {
      case .separator:
        close(before, &state)
        state.start = mark.range.upperBound
      case .colon:
        colon(mark, before, marks[(position + 1)...], range, &state)
      case .relation, .arrow:
        relation(mark, before, next, range, &state)
      }
    }
    if state.start < range.upperBound {
      close(text.trimmed(state.start..<range.upperBound), &state)
    }
    return Clause(
      span: span(range),
      pairs: distributed(state.pairs),
      heading: state.heading,
      isQuoted: isQuoted(range)
    )
  }

  /// What is known while the marks of a clause are gone through.
  private struct PairState {
    var pairs: [Clause.Pair] = []
    var heading = ""
    /// Where the text begins that no pair has taken.
    var start: Int
    /// The label of a chain `C = … = …` that is going on, with what was said of it.
    var chain: (label: Range<Int>, says: String)?
    /// Names that stood alone before a separator: `z1, z2` of `z1, z2 = 0.5, 0.1`.
    var names: [Range<Int>] = []
  }

  /// Ends what stands before a separator or the end.
  private func close(_ rest: Range<Int>, _ state: inout PairState) {
    state.chain = nil
    if let pair = impliedPair(in: rest, isWhole: true) {
      state.pairs.append(pair)
      state.names = []
    } else if !rest.isEmpty, rest.count < 40, vocabulary.isName(text.string(rest)) {
      state.names.append(rest)
    } else if isPlainNumber(rest) {
      // A further number of a list of values.
      state.pairs.append(pair(label: rest.lowerBound..<rest.lowerBound, rest, isListed: true))
    }
  }

  private func pair(
    label: Range<Int>,
    _ value: Range<Int>,
    isListed: Bool = false
  ) -> Clause.Pair {
    Clause.Pair(
      label: span(label),
      value: span(value),
      continuesChain: false,
      isContinued: false,
      isSentence: false,
      isListed: isListed,
      end: value.upperBound
    )
  }

  /// `dE/da4: a4 - y = …` has its label before the colon, `Layer 1: z1 = …` after it.
  private func colon(
    _ mark: Mark,
    _ before: Range<Int>,
    _ later: ArraySlice<Mark>,
    _ range: Range<Int>,
    _ state: inout PairState
  ) {
    let next = later.first
    let between = next.map {
      text.string(text.trimmed(mark.range.upperBound..<$0.range.lowerBound))
    }
    if before.isEmpty, state.pairs.last != nil, state.chain == nil,
      next?.kind != .relation
        || isCalculation(between ?? "") && !vocabulary.isLabel(between ?? "")
    {
      // `for y = 0.2: 0.5`: the sentence says what it is.
      relation(mark, before, next, range, &state)
      return
    }
    if let next, next.kind == .colon,
      vocabulary.isLabel(text.string(text.trimmed(mark.range.upperBound..<next.range.lowerBound)))
    {
      state.heading += " " + text.string(before)
      state.start = mark.range.upperBound
      return
    }
    let segment = text.trimmed(mark.range.upperBound..<(next?.range.lowerBound ?? range.upperBound))
    if next?.kind != .relation, !vocabulary.names(text.string(before)),
      let pair = impliedPair(in: segment, isWhole: true), vocabulary.isLabel(pair.label.text)
    {
      // `Activations: a1 0.6271, a2 0.53`
      state.heading += " " + text.string(before)
      state.start = mark.range.upperBound
      return
    }
    if state.chain != nil {
      close(before, &state)
      state.start = mark.range.upperBound
      return
    }
    let hasRelation = later.contains { $0.kind == .relation }
    if let next, next.kind == .relation, !before.isEmpty {
      let between = text.string(text.trimmed(mark.range.upperBound..<next.range.lowerBound))
      let isOwnLabel =
        next.isWord || vocabulary.isLabel(between)
        || !vocabulary.names(text.string(before)) && !isCalculation(between)
      if !isOwnLabel {
        relation(mark, before, next, range, &state)
        return
      }
    }
    if hasRelation, next?.kind == .relation || !vocabulary.names(text.string(before)) {
      state.heading += " " + text.string(before)
      state.start = mark.range.upperBound
      return
    }
    relation(mark, before, next, range, &state)
  }

  /// True for `0.3 + 0.12`: a calculation has no name of its own.
  private func isCalculation(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return first >= 0x30 && first <= 0x39 || first == 0x28 || first == 0x2D || first == 0x5C
  }

  private func relation(
    _ mark: Mark,
    _ before: Range<Int>,
    _ next: Mark?,
    _ range: Range<Int>,
    _ state: inout PairState
  ) {
    var (label, says) = state.chain ?? (before, mark.says)
    if !mark.says.isEmpty { says = mark.says }
    if state.chain == nil, let pair = impliedPair(in: before, isWhole: false) {
      state.pairs.append(pair)
      label = text.trimmed(pair.end..<before.upperBound)
    }
    if mark.isWord, state.chain == nil, let pair = impliedPair(in: label, isWhole: true) {
      // `the lowest cost 0.5004 is reached at`: the value stands before the verb.
      state.pairs.append(pair)
      state.start = mark.range.upperBound
      return
    }
    let value = text.trimmed(mark.range.upperBound..<(next?.range.lowerBound ?? range.upperBound))
    if mark.isWord, next?.kind == .relation, next?.isWord == false, value.count < 40,
      vocabulary.isLabel(text.string(value))
    {
      // `the cross-entropy is C = 0.5`: what follows the verb has a sign of its own.
      state.heading += " " + text.string(before)
      state.chain = nil
      state.start = mark.range.upperBound
      return
    }
    let meetsRelation = next?.kind == .relation
    let split =
      meetsRelation
      ? nextStatement(in: value) ?? splitPoint(in: value)
      : numberBeforeWord(in: value)
    let end = split ?? value.upperBound
    let isContinued = meetsRelation && next?.isWord == false && split == nil
    if state.chain == nil, updates(label, value) { says = "new" }
    let labels = state.chain == nil ? conjoined(label, says) ?? state.names + [label] : [label]
    for label in labels {
      let name = span(label)
      state.pairs.append(
        Clause.Pair(
          label: says.isEmpty ? name : name.adding(says),
          value: span(text.trimmed(value.lowerBound..<end)),
          continuesChain: state.chain != nil,
          isContinued: isContinued,
          isSentence: mark.isWord,
          isListed: !state.names.isEmpty,
          end: end
        )
      )
    }
    state.names = []
    state.chain = isContinued ? (label, says) : nil
    state.start = isContinued ? mark.range.upperBound : max(end, mark.range.upperBound)
  }

  /// `delta and nabla_b[-1] are both (3, 1)`: each name has the value.
  private func conjoined(_ label: Range<Int>, _ says: String) -> [Range<Int>]? {
    guard label.count < 60 else { return nil }
    for word in [" and ", " und ", " & "].map({ Array($0.utf8) }) {
      guard
        let place = label.first(where: { index in
          index + word.count <= label.upperBound
            && text.bytes[index..<(index + word.count)].elementsEqual(word)
        })
      else { continue }
      let first = text.trimmed(label.lowerBound..<place)
      let second = text.trimmed((place + word.count)..<label.upperBound)
      if vocabulary.isLabel(text.string(first)), vocabulary.isLabel(text.string(second)) {
        return [first, second]
      }
    }
    return nil
  }

  /// `w7 = w7 - …`: a name that is computed from itself is a new value.
  private func updates(_ label: Range<Int>, _ value: Range<Int>) -> Bool {
    guard label.count < 40, value.count > label.count, value.count < 300 else { return false }
    guard let name = LabelTokens(text.string(label)).tokens.last, vocabulary.contains(name) else {
      return false
    }
    let first = value.prefix {
      text.bytes[$0] != 0x2B && text.bytes[$0] != 0x2D && text.bytes[$0] != 0xE2
    }
    guard !first.isEmpty, first.count < value.count else { return false }
    let tokens = LabelTokens(text.string(first.startIndex..<first.endIndex)).tokens
    return tokens == [name]
  }

  /// Names in a row before a sign, and as many values after it: each value goes to its name.
  private func distributed(_ pairs: [Clause.Pair]) -> [Clause.Pair] {
    guard let start = pairs.firstIndex(where: \.isListed) else { return pairs }
    let labels = pairs[start...].prefix { $0.isListed && !$0.label.text.isEmpty }
    guard labels.count > 1 else { return pairs.filter { !$0.isListed || !$0.label.text.isEmpty } }
    let values = pairs[labels.endIndex...].prefix { $0.isListed && $0.label.text.isEmpty }
    // The first value stands in every pair already.
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
        end: pair.end
      )
    }
    return Array(pairs[..<start]) + joined + distributed(Array(pairs[values.endIndex...]))
  }

  /// Where a value ends and a known name begins: `0.52 z2` before an equals sign.
  ///
  /// Inside one formula only a line or a wide space tells them apart; `0.5 x_1` is a product there.
  private func nextStatement(in range: Range<Int>) -> Int? {
    guard range.count <= 240 else { return nil }
    for index in range.dropFirst() {
      let byte = text.bytes[index]
      guard FlatText.isSpace(text.bytes[index - 1]), !FlatText.isSpace(byte) else { continue }
      let isLine = text.bytes[range.lowerBound..<index].last == 0x0A
      if !isLine, text.isOneFormula(range.lowerBound, index) { continue }
      let rest = text.string(index..<range.upperBound)
      guard rest.utf8.count <= 60, vocabulary.isLabel(rest) else { continue }
      let value = text.trimmed(range.lowerBound..<index)
      guard isValue(value) else { continue }
      return value.upperBound
    }
    return nil
  }

  /// True for a number, a shape or something in brackets, with or without a remark behind it.
  private func isValue(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    let form = text.string(range)
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
  private func isNumber(_ form: String) -> Bool {
    switch NumberReader(decimalMark: .either).read(form) {
    case .number, .ambiguous: true
    case .unreadable, .notANumber: false
    }
  }

  /// Words that make a sentence somebody else's, or no statement at all.
  private func isQuoted(_ range: Range<Int>) -> Bool {
    guard range.count < 600 else { return false }
    let words = Set(text.string(range).lowercased().identifiers)
    if !words.isDisjoint(with: Self.strangers) { return true }
    return words.contains("solution")
      && !words.isDisjoint(with: ["says", "sample", "gives", "has"])
  }

  private static let strangers: Set<String> = [
    "friend", "friends", "classmate", "neighbour", "neighbor", "chatgpt", "would", "suppose",
    "supposed", "hypothetically", "colleague", "roommate", "freund", "wäre", "musterlösung",
  ]

  private func span(_ range: Range<Int>) -> Span {
    Span(text: text.string(range), range: text.sourceRange(range))
  }

  /// `minimum 0.5004 at`, `in letters (A, 1)`: words, then a value that no sign joins to them.
  ///
  /// `isWhole`: the value ends the text; otherwise a connective follows it.
  private func impliedPair(in range: Range<Int>, isWhole: Bool) -> Clause.Pair? {
    guard range.count <= 120, !range.isEmpty else { return nil }
    // `0.001 for x = 0.01`: a value that the sentence is about already.
    let starts = range.filter {
      $0 == range.lowerBound ? !isWhole : text.bytes[$0 - 1] == 0x20
    }
    let labelEnd = starts.first { index in
      let byte = text.bytes[index]
      if byte >= 0x30 && byte <= 0x39 || byte == 0x28 || byte == 0x5B || byte == 0x2D
        || byte == 0x2E || byte == 0x2B || byte >= 0xC2 && text.bytes[index] != 0xC3
        || hasPrefix(Array("np.float".utf8), at: index, in: range)
      {
        return byte < 0x80 && byte != 0x6E || isNumber(firstWord(from: index, to: range.upperBound))
      }
      // A shape in letters is short; a sentence is not tried word by word.
      return isWhole && range.upperBound - index <= 20
        && ShapeReader.read(text.string(index..<range.upperBound)) != nil
    }
    guard let labelEnd else { return nil }
    let isNamed = text.string(range.lowerBound..<labelEnd).hasLetter
    guard isNamed || labelEnd == range.lowerBound else { return nil }
    var end = range.upperBound
    if !isWhole {
      // `5.0 x 10^-1 at a`: the value ends where a connective begins.
      let spaces = (labelEnd..<range.upperBound).filter { text.bytes[$0] == 0x20 }
      guard
        let next = spaces.first(where: { space in
          word(after: space, in: range).map(Self.connectives.contains) ?? false
        })
      else { return nil }
      end = next
    }
    let value = text.trimmed(labelEnd..<end)
    let form = text.string(value)
    let isWhole = form.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    guard
      ShapeReader.read(form) != nil
        || (!isWhole || labelEnd == range.lowerBound) && isNumber(form)
    else { return nil }
    return Clause.Pair(
      label: span(text.trimmed(range.lowerBound..<labelEnd)),
      value: span(value),
      continuesChain: false,
      isContinued: false,
      isSentence: true,
      isListed: false,
      end: value.upperBound
    )
  }

  private func firstWord(from start: Int, to end: Int) -> String {
    let stop = text.bytes[start..<end].firstIndex(of: 0x20) ?? end
    return text.string(start..<stop)
  }

  /// Where a value ends and the next label begins: `0.5004 at a`.
  private func splitPoint(in range: Range<Int>) -> Int? {
    if let end = numberBeforeWord(in: range) { return end }
    var index = range.lowerBound
    while index < range.upperBound {
      if text.bytes[index] == 0x20, let word = word(after: index, in: range),
        Self.connectives.contains(word)
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// `0.2 the lowest C`: where the number ends, if a word of prose follows it.
  private func numberBeforeWord(in range: Range<Int>) -> Int? {
    var end = range.lowerBound
    while end < range.upperBound, text.bytes[end] != 0x20 { end += 1 }
    let digits = text.bytes[range.lowerBound..<end]
    guard end < range.upperBound,
      digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D }),
      let word = word(after: end, in: range), word.utf8.count >= 3, Function.named[word] == nil
    else { return nil }
    return end
  }

  static let connectives: Set<String> = [
    "at", "for", "and", "with", "when", "where", "if", "while", "but", "bei", "für", "und", "mit",
    "which", "attained", "reached", "found", "because", "so", "since",
  ]

  private func word(after index: Int, in range: Range<Int>) -> String? {
    var end = index + 1
    while end < range.upperBound, text.bytes[end] | 0x20 >= 0x61,
      text.bytes[end] | 0x20 <= 0x7A
        || text.bytes[end] >= 0xC0
    { end += 1 }
    guard end > index + 1, end == range.upperBound || text.bytes[end] == 0x20 else { return nil }
    return text.string((index + 1)..<end).lowercased()
  }
}

// MARK: - Marks

extension ClauseReader {
  private func marks(in range: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var index = range.lowerBound
    /// For each open bracket: whether it is a remark in parentheses that holds a relation.
    var open: [Bool] = []
    var closedDepth = 0
    while index < range.upperBound {
      let byte = text.bytes[index]
      if closedDepth == 0, let mark = arrow(at: index, in: range) {
        marks.append(mark)
        index = mark.range.upperBound
        continue
      }
      switch byte {
      case 0x28:
        let isRemark = startsRemark(at: index, in: range)
        open.append(isRemark)
        if !isRemark { closedDepth += 1 }
        if isRemark { marks.append(Mark(kind: .separator, range: index..<(index + 1))) }
      case 0x5B, 0x7B:
        open.append(false)
        closedDepth += 1
      case 0x29, 0x5D, 0x7D:
        switch open.popLast() {
        case true: marks.append(Mark(kind: .separator, range: index..<(index + 1)))
        case false: closedDepth -= 1
        case nil: break
        }
      default:
        if closedDepth == 0, let mark = mark(at: index, in: range) {
          marks.append(mark)
          index = mark.range.upperBound
          continue
        }
      }
      index += 1
    }
    return resolved(marks, in: range)
  }

  /// Arrows between a condition and a statement separate, arrows between values join.
  private func resolved(_ marks: [Mark], in range: Range<Int>) -> [Mark] {
    var marks = marks
    for index in marks.indices where marks[index].kind == .arrow {
      let next = index + 1 < marks.count ? marks[index + 1] : nil
      if let next, next.kind == .relation || next.kind == .arrow || next.kind == .colon {
        let between = text.trimmed(marks[index].range.upperBound..<next.range.lowerBound)
        if !between.isEmpty, !isPlainNumber(between) {
          marks[index].kind = .separator
          continue
        }
      }
      let start = index > 0 ? marks[index - 1].range.upperBound : range.lowerBound
      marks[index].kind = .relation
      if isPlainNumber(text.trimmed(start..<marks[index].range.lowerBound)) {
        marks[index].says = "new"
      }
    }
    return marks
  }

  private func isPlainNumber(_ range: Range<Int>) -> Bool {
    !range.isEmpty && range.count < 24
      && text.bytes[range].allSatisfy {
        $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 == 0x65
      }
  }

  private func arrow(at index: Int, in range: Range<Int>) -> Mark? {
    switch text.bytes[index] {
    case 0x2D, 0x3D, 0x5C, 0xE2: break
    default: return nil
    }
    for sign in Self.arrows where hasPrefix(sign, at: index, in: range) {
      return Mark(kind: .arrow, range: index..<(index + sign.count))
    }
    return nil
  }

  private static let arrows = [
    "-->", "==>", "->", "=>", "→", "⇒", "⟹", "⟶", "↦", "➔", "➜", "\\Rightarrow", "\\rightarrow",
    "\\implies", "\\longrightarrow", "\\Longrightarrow", "\\leadsto", "\\to ",
  ].map { Array($0.utf8) }

  /// `(at a = 0.2)` after a space; `C(y = 0.2)` and `(3, 1)` are part of a label or value.
  private func startsRemark(at index: Int, in range: Range<Int>) -> Bool {
    guard index == range.lowerBound || FlatText.isSpace(text.bytes[index - 1]) else { return false }
    var depth = 0
    for position in index..<range.upperBound {
      switch text.bytes[position] {
      case 0x28: depth += 1
      case 0x29:
        depth -= 1
        if depth == 0 { return false }
      case 0x3D: return true
      default: break
      }
    }
    return false
  }

  private func mark(at index: Int, in range: Range<Int>) -> Mark? {
    let bytes = text.bytes
    func byte(_ offset: Int) -> UInt8 {
      range.contains(index + offset) ? bytes[index + offset] : 0x20
    }
    switch bytes[index] {
    case 0x3D:
      let before = byte(-1)
      if before == 0x3C || before == 0x3E || before == 0x21 { return nil }
      return Mark(kind: .relation, range: index..<(index + (byte(1) == 0x3D ? 2 : 1)))
    case 0x3A:
      if byte(1) == 0x3D { return Mark(kind: .relation, range: index..<(index + 2), says: "new") }
      // `12:30`, `https://` and `C(a: 3)` are no relations.
      guard FlatText.isSpace(byte(1)) || index + 1 == range.upperBound else { return nil }
      return Mark(kind: .colon, range: index..<(index + 1))
    case 0xE2 where byte(1) == 0x89 && [0x83, 0x85, 0x88, 0x99, 0xA1].contains(byte(2)):
      return Mark(kind: .relation, range: index..<(index + 3))
    case 0xE2 where byte(1) == 0x86 && byte(2) == 0x90:
      return Mark(kind: .relation, range: index..<(index + 3), says: "new")
    case 0x7E:
      if byte(1) == 0x3D { return Mark(kind: .relation, range: index..<(index + 2)) }
      guard FlatText.isSpace(byte(-1)), FlatText.isSpace(byte(1)) else { return nil }
      return Mark(kind: .relation, range: index..<(index + 1))
    case 0xE2 where byte(1) == 0x88 && byte(2) == 0x88:
      return Mark(kind: .relation, range: index..<(index + 3), says: "shape")
    case 0x5C:
      if hasPrefix(Array("\\in ".utf8), at: index, in: range)
        || hasPrefix(Array("\\in\\".utf8), at: index, in: range)
      {
        return Mark(kind: .relation, range: index..<(index + 3), says: "shape")
      }
      for command in ["\\leftarrow", "\\gets"] {
        let bytes = Array(command.utf8)
        guard hasPrefix(bytes, at: index, in: range) else { continue }
        return Mark(kind: .relation, range: index..<(index + bytes.count), says: "new")
      }
      for command in Self.relationCommands where hasPrefix(command, at: index, in: range) {
        return Mark(kind: .relation, range: index..<(index + command.count))
      }
      return nil
    case 0x2C, 0x3B:
      // `\\,` is a space of LaTeX.
      guard FlatText.isSpace(byte(1)), byte(-1) != 0x5C else { return nil }
      return Mark(kind: .separator, range: index..<(index + 1))
    case 0x20:
      for (word, says) in Self.relationWords where hasPrefix(word, at: index, in: range) {
        return Mark(
          kind: .relation,
          range: index..<(index + word.count - 1),
          isWord: true,
          says: says
        )
      }
      return nil
    default: return nil
    }
  }

  private static let relationCommands = [
    "\\approx", "\\simeq", "\\cong", "\\doteq", "\\equiv",
  ].map { Array($0.utf8) }

  /// Words that join a label and its value, the longest first, with what they say of the label.
  private static let relationWords: [(word: [UInt8], says: String)] = [
    (" has the shape ", "shape"), (" has shape ", "shape"), (" has dimensions ", "shape"),
    (" has dimension ", "shape"), (" is of shape ", "shape"), (" has size ", "shape"),
    (" is equal to ", ""), (" comes out as ", ""), (" amounts to ", ""), (" evaluates to ", ""),
    (" becomes ", "new"), (" equals ", ""), (" yields ", ""), (" gives ", ""), (" is ", ""),
    (" are ", ""), (" was ", ""), (" ist ", ""), (" beträgt ", ""), (" wird ", "new"),
  ].map { (Array($0.utf8), $1) }

  private func hasPrefix(_ prefix: [UInt8], at index: Int, in range: Range<Int>) -> Bool {
    index + prefix.count <= range.upperBound
      && text.bytes[index..<(index + prefix.count)].elementsEqual(prefix)
  }
}
