import Formulas

/// Cuts a sentence into pairs of label and value.
extension ClauseReader {
  func clause(in range: Range<Int>) -> Clause? {
    guard range.count <= Self.longestClause else {
      return Clause(range, of: text)
    }
    if let pairs = shapesBehindNames(in: range) {
      return Clause(range, of: text, pairs: pairs)
    }
    let marks = self.marks(in: range)
    var state = PairState(start: range.lowerBound)
    for (position, mark) in marks.enumerated() {
      let next = position + 1 < marks.count ? marks[position + 1] : nil
      let before = text.trimmed(state.start..<max(state.start, mark.range.lowerBound))
      switch mark.kind {
      case .separator:
        close(before, &state, isRemarked: text.bytes[mark.range.lowerBound] == 0x28)
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
      range,
      of: text,
      pairs: distributed(state.pairs),
      heading: state.heading,
      isQuoted: isQuoted(range)
    )
  }

  /// In bytes: nobody writes a longer sentence, and what pretends to be one is kept as text.
  package static let longestClause = 32_768

  /// What is known while the marks of a clause are gone through.
  struct PairState {
    var pairs: [Clause.Pair] = []
    var heading = ""
    /// Where the text begins that no pair has taken.
    var start: Int
    /// The labels of a chain `C = … = …` that is going on, with what was said of them.
    var chain: (labels: [Range<Int>], says: String)?
    /// Names that stood alone before a separator: `z1, z2` of `z1, z2 = 0.5, 0.1`.
    var names: [Range<Int>] = []
    /// Names that share the value to come: `z1 = z2` of `z1 = z2 = 8`.
    var equals: [Range<Int>] = []
  }

  /// Ends what stands before a separator or the end.
  ///
  /// `isRemarked`: True before a bracket that says where a value holds: `0.5 (x = 1)`.
  func close(_ rest: Range<Int>, _ state: inout PairState, isRemarked: Bool = false) {
    state.chain = nil
    if isRemarked, !state.pairs.isEmpty, isPlainNumber(rest) {
      state.pairs.append(pair(label: rest.lowerBound..<rest.lowerBound, rest))
    } else if let pair = impliedPair(in: rest, isWhole: true) {
      state.pairs.append(pair)
      state.names = []
    } else if let shape = shapes(in: rest).first, shape.count < rest.count, !state.pairs.isEmpty {
      state.pairs.append(pair(label: rest.lowerBound..<rest.lowerBound, shape))
    } else if let first = rest.first, rest.count < 40, text.bytes[first] >= 0x24,
      beginsList(text.string(rest))
    {
      state.names.append(rest)
    } else if isPlainNumber(rest) {
      // A further number of a list of values.
      state.pairs.append(pair(label: rest.lowerBound..<rest.lowerBound, rest, isListed: true))
    }
  }

  /// True for a name of a list, and for what leads to one: `the gradients of w1`.
  private func beginsList(_ text: String) -> Bool {
    if vocabulary.isName(text) { return true }
    return vocabulary.isLabel(text)
      && text.words.contains {
        $0.hasSuffix("s") && $0.utf8.count > 5 && $0.first?.isLetter ?? false
      }
  }

  func pair(
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
      place: value
    )
  }

  /// `dE/da4: a4 - y = …` has its label before the colon, `Layer 1: z1 = …` after it.
  func colon(
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
    if before.isEmpty, state.pairs.last != nil, state.chain == nil, next?.kind == .colon {
      // `x = 0.01: quadratic: 0.5`
      state.start = mark.range.upperBound
      return
    }
    if before.isEmpty, state.pairs.last != nil, state.chain == nil,
      next?.kind != .relation
        || isCalculation(between ?? "") && !vocabulary.isLabel(between ?? "")
    {
      // `for y = 0.2: 0.5`: the sentence says what it is.
      relation(mark, before, next, range, &state)
      return
    }
    if let next, next.kind == .colon, let between,
      vocabulary.isLabel(between) || isLogLabel(between, before: next, in: range)
    {
      state.heading += " " + text.string(before)
      state.start = mark.range.upperBound
      return
    }
    let segment = text.trimmed(mark.range.upperBound..<(next?.range.lowerBound ?? range.upperBound))
    if next?.kind != .relation, !vocabulary.names(text.string(before)),
      let pair = impliedPair(in: segment, isWhole: true),
      vocabulary.isLabel(pair.label.text) || Self.isDataSet(pair.label.text)
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
    if let next, next.kind == .relation, !next.isWord, state.chain == nil,
      speaksOfStep(between ?? "") || isCondition(text.string(before))
    {
      // `w1: grad = 0.5`, `Class 0: precision = 0.9`
      state.heading += " " + text.string(before)
      state.start = mark.range.upperBound
      return
    }
    if let next, next.kind == .relation, !before.isEmpty, let between {
      let isOwnLabel =
        next.isWord || vocabulary.isLabel(between) || vocabulary.isPhrase(between)
        || isCapitalised(between)
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

  /// True for words that begin anew: `Fully connected layer: Input features = 320`.
  private func isCapitalised(_ text: String) -> Bool {
    let words = text.words
    return (2...4).contains(words.count) && text.first?.isUppercase ?? false
      && words.allSatisfy { $0.utf8.count > 1 && $0.allSatisfy(\.isLetter) }
  }

  /// True for `Train`, `test`: what a measure is taken on, behind its name.
  private static func isDataSet(_ text: String) -> Bool {
    let tokens = LabelTokens(text).tokens
    return !tokens.isEmpty && tokens.allSatisfy(Lexicon.dataSets.contains)
  }

  /// True for a few words between two colons with a number behind them: `Test set: Average loss: 0.05`.
  private func isLogLabel(_ text: String, before mark: Mark, in range: Range<Int>) -> Bool {
    let words = text.words
    let value = self.text.trimmed(mark.range.upperBound..<range.upperBound)
    guard let first = value.first, (0x30...0x39).contains(self.text.bytes[first]) else {
      return false
    }
    return (1...4).contains(words.count)
      && words.allSatisfy { $0.utf8.count > 2 && $0.allSatisfy { $0.isLetter || $0 == "-" } }
  }

  /// True for words that a name before the colon completes: `grad`, `new value`.
  private func speaksOfStep(_ text: String) -> Bool {
    let tokens = LabelTokens(text).tokens.filter { !LabelTokens.stopWords.contains($0) }
    return !tokens.isEmpty && tokens.allSatisfy { ["new", "old", "gradient"].contains($0) }
  }

  /// True for `Class 0`, `20% Epoch 10`: a word and its number, little before them.
  private func isCondition(_ text: String) -> Bool {
    let tokens = LabelTokens(text).tokens
    guard (2...4).contains(tokens.count), Double(tokens[tokens.count - 1]) != nil else {
      return false
    }
    let word = tokens[tokens.count - 2]
    return word.utf8.count > 2 && vocabulary.contains(word)
  }

  /// True for `0.3 + 0.12`: a calculation has no name of its own.
  func isCalculation(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return first >= 0x30 && first <= 0x39 || first == 0x28 || first == 0x2D || first == 0x5C
  }

  func relation(
    _ mark: Mark,
    _ before: Range<Int>,
    _ next: Mark?,
    _ range: Range<Int>,
    _ state: inout PairState
  ) {
    // `With w = 2 this is 2.5 %`: the verb speaks of a subject of its own.
    if mark.isWord, let last = text.string(before).words.last,
      Lexicon.pronouns.contains(String(last))
    {
      state.chain = nil
    }
    var label = state.chain?.labels.last ?? before
    var says = state.chain?.says ?? mark.says
    if !mark.says.isEmpty { says = mark.says }
    if state.chain == nil, let pair = impliedPair(in: before, isWhole: false) {
      state.pairs.append(pair)
      label = text.trimmed(pair.place.upperBound..<before.upperBound)
    }
    if mark.isWord, state.chain == nil, let pair = impliedPair(in: label, isWhole: true) {
      // `the lowest cost 0.5004 is reached at`: the value stands before the verb.
      state.pairs.append(pair)
      state.start = mark.range.upperBound
      return
    }
    let value = text.trimmed(mark.range.upperBound..<(next?.range.lowerBound ?? range.upperBound))
    if mark.isWord, let (asked, answer) = answered(value) {
      state.pairs.append(
        Clause.Pair(
          label: span(asked),
          value: span(answer),
          continuesChain: false,
          isContinued: false,
          isSentence: true,
          isListed: false,
          place: answer
        )
      )
      state.start = value.upperBound
      return
    }
    if mark.isWord, next?.kind == .relation, value.count < 40,
      next?.isWord == false
        ? vocabulary.isLabel(text.string(value)) : vocabulary.isName(text.string(value))
    {
      // `the cross-entropy is C = 0.5`, `ist z4 gleich 0,5`: what follows the verb has a sign of its own.
      state.heading += " " + text.string(before)
      state.chain = nil
      state.start = mark.range.upperBound
      return
    }
    let meetsRelation = next?.kind == .relation
    if !meetsRelation, state.chain == nil, let pairs = tuple(label, value) {
      state.pairs += pairs
      state.start = value.upperBound
      return
    }
    if !mark.isWord, mark.kind == .relation, names(mark, label, value, next, &state) { return }
    let split =
      meetsRelation
      ? nextStatement(in: value) ?? splitPoint(in: value)
      : numberBeforeWord(in: value)
    let end = split ?? value.upperBound
    let isContinued =
      meetsRelation && split == nil && (next?.isWord == false || isWorkedOut(value, next))
    if state.chain == nil, updates(label, value) { says = "new" }
    let isFirst = state.chain == nil
    let own = conjoined(label, says)
    // `w1, w3 and w5 do not move because x1 is 0`: what the names began is no list.
    if !state.names.isEmpty, own == nil, !vocabulary.isLabel(text.string(label)) {
      state.names = []
    }
    let labels = state.chain?.labels ?? state.equals + state.names + (own ?? [label])
    let written = withoutConnective(text.trimmed(value.lowerBound..<end))
    let named = labels.flatMap { label in namesOfRange(label) ?? [span(label)] }
    for (label, value) in named.flatMap({ label in shapes(in: written).map { (label, $0) } }) {
      state.pairs.append(
        Clause.Pair(
          label: label,
          value: span(value),
          continuesChain: !isFirst,
          isContinued: isContinued,
          isSentence: mark.isWord,
          isListed: isFirst && own == nil && !state.names.isEmpty,
          place: value.lowerBound..<end,
          says: says
        )
      )
    }
    let isList = isFirst && own == nil && !state.names.isEmpty
    state.names = []
    state.equals = []
    state.chain = isContinued ? (isList ? [label] : labels, says) : nil
    state.start = isContinued ? mark.range.upperBound : max(end, mark.range.upperBound)
  }

  /// What a question asks for, and the short answer behind its mark: `What is the number of errors? 38`.
  private func answered(_ value: Range<Int>) -> (asked: Range<Int>, answer: Range<Int>)? {
    guard let mark = text.bytes[value].firstIndex(of: 0x3F) else { return nil }
    let asked = text.trimmed(value.lowerBound..<mark)
    let answer = text.trimmed((mark + 1)..<value.upperBound)
    guard !asked.isEmpty, !answer.isEmpty, answer.count < 24,
      text.bytes[answer].contains(where: { $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return (asked, answer)
  }

  /// True for a formula whose number a verb brings: `δ1 = δ3 w5 h1 (1 − h1) is equal to 0.056`.
  private func isWorkedOut(_ value: Range<Int>, _ next: Mark?) -> Bool {
    guard let next, next.says.isEmpty, !isPlainNumber(value),
      text.formulas.contains(where: {
        $0.lowerBound < value.upperBound && value.lowerBound < $0.upperBound
      }),
      let first = text.bytes[next.range.upperBound...].first(where: { $0 != 0x20 && $0 != 0x24 })
    else { return false }
    return first >= 0x30 && first <= 0x39 || first == 0x2D || first == 0xE2
  }

  /// The names of `z1-3`, `z1…z3` or `z1 to z3`; nil if a label is no range of names.
  private func namesOfRange(_ label: Range<Int>) -> [Span]? {
    guard label.count >= 4, label.count <= 24 else { return nil }
    var written = text.string(label)
    for sign in [" to ", "...", "…", "–", " - ", "\\ldots", "\\dots", " bis "] {
      written = written.replacingBytes(of: sign, with: "-")
    }
    let sides = written.parts(around: "-")
    guard sides.count == 2, let from = sides[0].last?.wholeNumberValue,
      let to = sides[1].last?.wholeNumberValue, from < to,
      case let stem = String(sides[0].dropLast()), !stem.isEmpty, !stem.hasDigit,
      [stem, ""].contains(String(sides[1].dropLast()))
    else { return nil }
    let names = (from...to).map { "\(stem)\($0)" }
    guard names.allSatisfy(vocabulary.isName) else { return nil }
    return names.map { Span(text: $0, range: text.sourceRange(label)) }
  }

  /// `(z1, z2) = (0.14, 0.41)`: each name has the value at its place.
  func tuple(_ label: Range<Int>, _ value: Range<Int>) -> [Clause.Pair]? {
    guard !value.isEmpty, label.count < 80, value.count < 200, text.bytes[label].contains(0x2C),
      [0x28, 0x5B].contains(text.bytes[value.lowerBound])
    else { return nil }
    let names = items(in: label)
    let values = items(in: value)
    guard names.count > 1, names.count == values.count,
      names.allSatisfy({ vocabulary.isName(text.string($0)) })
    else { return nil }
    return zip(names, values).map { pair(label: $0, $1) }
  }

  /// What stands between the commas of a text, with or without brackets around all of it.
  private func items(in range: Range<Int>) -> [Range<Int>] {
    var inner = range
    if [0x28, 0x5B].contains(text.bytes[inner.lowerBound]),
      [0x29, 0x5D].contains(text.bytes[inner.upperBound - 1])
    {
      inner = (inner.lowerBound + 1)..<(inner.upperBound - 1)
    }
    var items: [Range<Int>] = []
    var start = inner.lowerBound
    for index in inner where text.bytes[index] == 0x2C {
      items.append(text.trimmed(start..<index))
      start = index + 1
    }
    items.append(text.trimmed(start..<inner.upperBound))
    return items
  }

  /// Takes a name on the right of a sign: `z1 = z2 = 8` shares the value to come, `-0.126 = dE/db3`
  /// names the one before.
  private func names(
    _ mark: Mark,
    _ label: Range<Int>,
    _ value: Range<Int>,
    _ next: Mark?,
    _ state: inout PairState
  ) -> Bool {
    guard let first = value.first, value.count < 60, text.bytes[first] >= 0x41,
      vocabulary.isName(text.string(value))
    else { return false }
    if next?.kind == .relation, next?.isWord == false {
      guard state.chain == nil, !label.isEmpty, vocabulary.isLabel(text.string(label)),
        LabelTokens(text.string(label)).tokens != LabelTokens(text.string(value)).tokens
      else { return false }
      state.equals += state.names + (conjoined(label, "") ?? [label])
      state.names = []
      state.start = mark.range.upperBound
      return true
    }
    let written =
      state.chain == nil
      ? (isNumber(text.string(label)) ? span(label) : nil)
      : state.pairs.last.flatMap { isNumber($0.value.text) ? $0.value : nil }
    guard let written else { return false }
    state.pairs.append(
      Clause.Pair(
        label: span(value),
        value: written,
        continuesChain: false,
        isContinued: false,
        isSentence: false,
        isListed: false,
        place: value
      )
    )
    state.chain = nil
    state.start = value.upperBound
    return true
  }

  /// A value without the `and` that leads to the next one.
  private func withoutConnective(_ range: Range<Int>) -> Range<Int> {
    for word in ["and", "und"].map({ Array($0.utf8) }) where range.count > word.count + 1 {
      let start = range.upperBound - word.count
      if text.bytes[start..<range.upperBound].elementsEqual(word),
        FlatText.isSpace(text.bytes[start - 1])
      {
        return text.trimmed(range.lowerBound..<start)
      }
    }
    return range
  }

  /// `delta and nabla_b[-1] are both (3, 1)`: each name has the value.
  func conjoined(_ label: Range<Int>, _ says: String) -> [Range<Int>]? {
    guard label.count < 60, !vocabulary.isPhrase(text.string(label)) else { return nil }
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
  func updates(_ label: Range<Int>, _ value: Range<Int>) -> Bool {
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
}
