import Exercises
import Formulas

/// Finds the quantities of an exercise in clauses: `For y = 0.2: smallest C = 0.5004 at a = 0.2`.
struct ClauseMatcher {
  let names: ExerciseNames
  let values: ValueReader

  /// What a clause says.
  struct Result {
    var readings: [Reading] = []
    /// Keys that the clause binds, which hold for what follows.
    var bindings: [WrittenKey] = []
    /// Pairs that name nothing of the exercise.
    var unread: [Clause.Pair] = []
    /// Readings that fit several quantities: the label, and their positions.
    var undecided: [(pair: Clause.Pair, quantities: [Int])] = []
  }

  /// Finds what a clause says.
  ///
  /// `context`: words around the clause: headings, the sentence that leads to a list.
  /// `keys`: Keys bound by what stands before.
  func match(_ clause: Clause, context: Set<String>, keys: KeyContext) -> Result {
    var result = Result()
    guard clause.pairs.contains(where: { !isBlank($0) }) else { return result }
    let words = context.union(LabelTokens(clause.span.text).tokens)
      .union(LabelTokens(clause.heading).tokens)
    let namesExtreme =
      words.contains("minimum") || words.contains("maximum")
      || words.contains("argmin") || words.contains("argmax")
    // First the keys, because they hold for the whole clause.
    var claims: [(pair: Clause.Pair, label: LabelTokens, keys: [WrittenKey], subject: [String])] =
      []
    var named: [String] = []
    var known = keys
    for pair in clause.pairs where !isBlank(pair) {
      let label = LabelTokens(pair.label.text, inheriting: named)
      // `The minimum for y = 0.2 is 0.5004`: what the sentence began with is what it is about.
      let subject = named
      named = label.tokens.filter { names.key($0) == nil }
      let arguments = label.arguments.map { self.arguments($0, of: label, words, pair) } ?? []
      for key in arguments { known.set(key) }
      if let key = binding(pair, label, namesExtreme: namesExtreme, keys: known, result) {
        add(key, to: &result)
      } else {
        claims.append((pair, label, arguments, subject))
      }
    }
    // `min C(y = 0.37) = 0.2807 at a = 0.65`: the only call says where all of it is.
    let calls = claims.filter { !$0.keys.isEmpty }
    if calls.count == 1 { for key in calls[0].keys { add(key, to: &result) } }
    for (pair, label, arguments, subject) in claims {
      var own = keys
      for key in result.bindings + arguments { own.set(key) }
      claim(pair, label, subject, words: words, keys: own, namesExtreme, &result)
    }
    return result
  }

  /// A place to fill that was left empty.
  private func isBlank(_ pair: Clause.Pair) -> Bool {
    values.read(pair.value.text, as: .formula) == .blank
  }

  private func add(_ key: WrittenKey, to result: inout Result) {
    result.bindings.removeAll { $0.key == key.key }
    result.bindings.append(key)
  }

  /// The key that a pair binds, unless it is where the extreme of a quantity lies.
  private func binding(
    _ pair: Clause.Pair,
    _ label: LabelTokens,
    namesExtreme: Bool,
    keys: KeyContext,
    _ result: Result
  ) -> WrittenKey? {
    guard let last = label.tokens.last, let key = names.key(last), label.arguments == nil,
      case .number(let number) = values.read(pair.value.text, as: .number)
    else { return nil }
    if let location = names.location(over: key) {
      let isNamed = label.tokens.contains("argmin") || label.tokens.contains("argmax")
      let needed = names.exercise.quantities[location].keys
      let areBound = needed.allSatisfy { needed in
        result.bindings.contains { $0.key == needed.name } || keys[needed.name] != nil
      }
      if isNamed || (namesExtreme && areBound) { return nil }
    }
    return WrittenKey(key: key, value: number.value, text: number.text)
  }

  /// The keys in the brackets of a call: `C(y = 0.2, a = 0.3)`, `C(0.2, 0.3)`.
  private func arguments(
    _ text: String,
    of label: LabelTokens,
    _ words: Set<String>,
    _ pair: Clause.Pair
  ) -> [WrittenKey] {
    let parts = text.utf8.split(separator: 0x2C).map { String(Substring($0)) }
    let quantities = names.quantities(label: label.tokens, context: words, text: pair.value.text)
    let order = quantities.first.map { names.exercise.quantities[$0].keys.map(\.name) } ?? []
    return parts.enumerated().compactMap { position, part in
      let sides = part.parts(around: "=")
      let name = sides.count == 2 ? names.key(SymbolName.canonical(sides[0])) : nil
      guard let key = name ?? (position < order.count ? order[position] : nil),
        case .number(let number) = values.read(sides.last ?? part, as: .number)
      else { return nil }
      return WrittenKey(key: key, value: number.value, text: number.text)
    }
  }

  private func claim(
    _ pair: Clause.Pair,
    _ label: LabelTokens,
    _ subject: [String],
    words: Set<String>,
    keys: KeyContext,
    _ namesExtreme: Bool,
    _ result: inout Result
  ) {
    var quantities = names.quantities(
      label: label.tokens.flatMap(NamePattern.splitShape),
      context: words,
      text: pair.value.text
    )
    if quantities.isEmpty, !subject.isEmpty {
      // `delta: (3, 1), in letters (A, 1)`: the same subject, said once.
      quantities = names.quantities(
        label: (subject + label.tokens).flatMap(NamePattern.splitShape),
        context: words,
        text: pair.value.text
      )
    }
    if let last = label.tokens.last, let key = names.key(last), namesExtreme,
      let location = names.location(over: key)
    {
      quantities = [location]
    }
    guard !quantities.isEmpty else {
      result.unread.append(pair)
      return
    }
    guard quantities.count == 1 else {
      result.undecided.append((pair, quantities))
      return
    }
    if let reading = reading(pair, of: quantities[0], keys: keys) {
      result.readings.append(reading)
    } else {
      result.unread.append(pair)
    }
  }

  /// The reading of a pair for a quantity, at the keys of the clause and of what stands before.
  func reading(
    _ pair: Clause.Pair,
    of index: Int,
    keys: KeyContext
  ) -> Reading? {
    let quantity = names.exercise.quantities[index]
    var at: [WrittenKey] = []
    for key in quantity.keys {
      guard let written = keys[key.name] else { return nil }
      at.append(written)
    }
    let value = values.read(pair.value.text, as: names.expectations[index])
    // `The smallest value is always …`: a sentence about the quantity, not a value of it.
    if case .unreadable = value, case .number = names.expectations[index],
      !pair.value.text.hasDigit || pair.isSentence
    {
      return nil
    }
    // An intermediate part of a chain counts only if it is a value by itself.
    if pair.isContinued {
      switch value {
      case .unreadable, .blank, .ambiguous, .formula: return nil
      case .number, .shape, .matrix: break
      }
    }
    return Reading(quantity: index, at: at, value: value, span: pair.value)
  }
}
