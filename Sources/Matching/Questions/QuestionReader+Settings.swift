import Exercises
import Homework

/// What a report says once for all that stands below it: keys in a list of settings, the layer of some lines.
extension QuestionReader {
  /// The keys that a list of names and values gives one of their values: `Epochs: 50`, `Batch size: 84`.
  func settings(in table: WrittenTable) -> [WrittenKey] {
    guard table.rows.allSatisfy({ $0.count == 2 }) else { return [] }
    let grid = Grid(table, in: submission.source)
    let rows = [grid.header] + grid.records
    guard rows.allSatisfy({ $0.count == 2 }) else { return [] }
    return rows.compactMap { row in
      guard let key = names.key(endOf: LabelTokens(row[0].text).tokens),
        case .number(let number) = values.read(row[1].text, as: .number)
      else { return nil }
      let setting = WrittenKey(key: key, value: number.value, text: number.text)
      return isSetting(setting) ? setting : nil
    }
  }

  /// True for a value that the exercise asks at, of a key that is a word.
  func isSetting(_ key: WrittenKey) -> Bool {
    key.key.utf8.count > 3 && names.exercise.allows(key.value, for: key.key)
  }

  /// True for the words of a lead that says of which part of a network the lines below it are: `Dense Layer 1:`.
  static func namesPart(_ words: Set<String>) -> Bool {
    words.count < 8 && (words.contains("layer") || words.contains { $0.hasDigit && $0.hasLetter })
  }

  /// The result of a calculation behind words that explain it: `Biases: one for each neuron, 100 + 10 = 110`.
  func explained(_ clause: Clause, _ keys: KeyContext) -> Reading? {
    guard !clause.isQuoted, clause.pairs.count > 1, let first = clause.pairs.first,
      let last = clause.pairs.last, !first.value.text.hasDigit, first.value.text.hasLetter,
      clause.pairs.dropFirst().allSatisfy({ !Self.hasName($0.label.text) && $0.label.text.hasDigit }
      )
    else { return nil }
    let label = LabelTokens(first.label.text).tokens
    let meant = names.quantitiesNamed(inFull: label).filter { names.own(label, $0) }
    guard meant.count == 1, let quantity = meant.first else { return nil }
    return ClauseMatcher(names: names, values: values).reading(last, of: quantity, keys: keys)
  }

  /// The keys that a list of several numbers ends: `Hidden: [100, 100]` behind `Hidden: [250]`.
  func endedKeys(by clause: Clause) -> [String] {
    clause.pairs.compactMap { pair in
      guard pair.value.text.hasPrefix("["), pair.value.text.has(","),
        !pair.label.text.isEmpty
      else { return nil }
      return names.key(endOf: LabelTokens(pair.label.text).tokens)
    }
  }

  /// `tanh` of `Activation: tanh`, where a name of several words has it: what is below is said of it.
  func settingWord(of passage: Passage) -> String? {
    guard passage.clauses.count == 1, let clause = passage.clauses.first, clause.pairs.count == 1,
      case let tokens = LabelTokens(clause.pairs[0].value.text).tokens, tokens.count == 1,
      names.severalWords.contains(tokens[0])
    else { return nil }
    return tokens[0]
  }

  /// What a lead says of the lines below it, in order and as words; `CustomMLP` is an MLP.
  func told(by lead: String) -> (about: [String], above: Set<String>) {
    var tokens = LabelTokens(lead).tokens + lead.identifiers.compactMap(names.acronym)
    tokens += names.layers(in: tokens)
    return (tokens, Set(tokens))
  }

  /// What a clause says that those below it in its paragraph are about.
  static func lead(of clause: Clause, isFirst: Bool) -> String? {
    if !clause.heading.isEmpty { return clause.heading }
    if isFirst, let name = shaped(clause) { return name }
    return clause.pairs.isEmpty && clause.span.text.utf8.count <= 40 ? clause.span.text : nil
  }

  /// The words in bold with which a passage begins, a head of what follows: `**c) Quadratic cost.** By the …`.
  func boldLead(of passage: Passage) -> Set<String>? {
    guard let bold = boldStart(of: passage) else { return nil }
    let inner = submission.source.string(in: bold)
    let after = submission.source.bytes[(bold.upperBound + 2)..<passage.range.upperBound].first
    guard [".", ":", ")"].contains(where: inner.hasSuffix) || after == 0x3A || after == 0x2E,
      !inner.utf8.contains(0x3D)
    else { return nil }
    let tokens = LabelTokens(inner).tokens
    return Set(tokens + names.layers(in: tokens))
  }

  /// True for a paragraph that begins with the whole name of an answer in bold, `**Total** = 156 + 12`: it stands beside
  /// what leads the ones above, and not below it.
  func isNamedInBold(_ passage: Passage) -> Bool {
    guard passage.item == nil, let bold = boldStart(of: passage) else { return false }
    let tokens = LabelTokens(submission.source.string(in: bold)).tokens
    return names.askedFirst.contains { names.names(tokens, inFull: $0) }
  }

  /// What stands between the marks of the bold words with which a passage begins.
  private func boldStart(of passage: Passage) -> Range<Int>? {
    let bytes = submission.source.bytes[passage.range].prefix(80)
    guard bytes.starts(with: [0x2A, 0x2A]),
      let end = bytes.dropFirst(3).firstIndex(of: 0x2A), bytes.index(after: end) < bytes.endIndex,
      bytes[end + 1] == 0x2A
    else { return nil }
    return (bytes.startIndex + 2)..<end
  }

  /// The step with which a line of a longer passage begins: `Second update (g = -0.3):`.
  func stepLed(by clause: Clause) -> Int? {
    let text = clause.heading.isEmpty ? clause.span.text : clause.heading
    let head = String(text.prefix(40).prefix { !"=(:".contains($0) })
    return head.words.count <= 3 ? Lexicon.step(in: head) : nil
  }

  /// The step that the number of a paragraph counts, `2. Second input (0, 1), target 0`, where steps have names.
  func numberedStep(_ passage: Passage, _ text: String) -> Int? {
    let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let rest = text.utf8.dropFirst(digits.count)
    guard (1...2).contains(digits.count), [0x2E, 0x29].contains(rest.first ?? 0),
      rest.dropFirst().first == 0x20, !text.utf8.contains(0x3D),
      let step = Int(String(Substring(digits))),
      names.steps.keys.contains(where: { $0.step == step })
    else { return nil }
    return step
  }

  /// True for a clause that words without a name lead to.
  func isLead(_ clause: Clause) -> Bool {
    guard !clause.heading.isEmpty else { return false }
    let tokens = LabelTokens(clause.heading).tokens
    return tokens.contains { $0.utf8.count > 3 && !LabelTokens.isPlain($0) }
      && tokens.allSatisfy { !names.symbolTokens.contains($0) }
  }

  /// `conv1` of `conv1 (32x32x16)` alone: the lines below it are about it.
  private static func shaped(_ clause: Clause) -> String? {
    guard clause.pairs.count == 1, let pair = clause.pairs.first, !pair.label.text.isEmpty,
      pair.label.text.utf8.count < 30, ShapeReader.read(pair.value.text)?.numbers != nil
    else { return nil }
    return pair.label.text
  }

  /// The value that the number of an item gives to the only key of the exercise that nothing else binds.
  func itemKey(_ keys: KeyContext) -> WrittenKey? {
    let open = Set(names.keys.values).filter { keys[$0] == nil }
    guard let step, open.count == 1, let key = open.first,
      names.exercise.allows(Double(step), for: key)
    else { return nil }
    return WrittenKey(key: key, value: Double(step), text: String(step))
  }

  /// False for the keys of a line that says values of its own, at values that nobody asks: `Epoch 10: loss = 0.5`.
  func holds(_ keys: KeyContext, _ clause: Clause) -> Bool {
    clause.pairs.count < 2
      || keys.keys.allSatisfy { names.exercise.allows($0.value, for: $0.key) }
  }
}
