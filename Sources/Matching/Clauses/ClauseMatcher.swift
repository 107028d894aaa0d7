import Exercises
import Formulas
import Homework

/// Finds the quantities of an exercise in clauses: `For y = 0.2: smallest C = 0.5004 at a = 0.2`.
struct ClauseMatcher {
  package let names: ExerciseNames
  package let values: ValueReader
  /// The step that the text around tells, by a heading or the number of an item.
  var step: Int?

  /// What a clause says.
  package struct Result {
    package var readings: [Reading] = []
    /// Keys that the clause binds, which hold for what follows.
    package var bindings: [WrittenKey] = []
    /// How many givens are said again.
    var restated = 0
    /// Pairs that name nothing of the exercise.
    package var unread: [Clause.Pair] = []
    /// Pairs that name a quantity of which a key is said nowhere.
    var unbound: [Clause.Pair] = []
    /// Readings that fit several quantities: the label, and their positions.
    var undecided: [(pair: Clause.Pair, quantities: [Int])] = []
  }

  /// The words around a label: those of its sentence, and those farther away.
  private struct Words {
    let near: Set<String>
    let far: Set<String>
  }

  /// Finds what a clause says.
  ///
  /// `context`: words around the clause: headings, the sentence that leads to a list.
  /// `keys`: Keys bound by what stands before.
  ///
  /// `subject`: What the item around the clause is about, for labels that say no name themselves.
  package func match(
    _ clause: Clause,
    context: Set<String>,
    keys: KeyContext,
    subject outer: [String] = []
  ) -> Result {
    var result = Result()
    guard !clause.isQuoted, clause.pairs.contains(where: { !isBlank($0) }) else { return result }
    if clause.pairs.allSatisfy(isProse) {
      result.unread = clause.pairs
      return result
    }
    let near = Set(LabelTokens(clause.span.text).tokens + LabelTokens(clause.heading).tokens)
    let words = Words(near: near, far: context)
    let namesExtreme = ["minimum", "maximum", "argmin", "argmax"].contains { word in
      near.contains(word) || context.contains(word)
    }
    // First the keys, because they hold for the whole clause.
    var claims: [Claim] = []
    var named: [String] = []
    var known = keys
    var bound: [(position: Int, key: WrittenKey)] = []
    // Where an extreme lies is told by the keys of the whole sentence, those behind it too.
    if namesExtreme {
      for key in keysNamed(in: clause) { known.set(key) }
    }
    var isAfterStep = Self.speaksOfNewParameters(clause.heading)
    let head = names.keyed(LabelTokens(clause.heading).tokens)
    for key in head.keys + tuple(before: clause) { add(key, to: &result) }
    for key in result.bindings { known.set(key) }
    var isNumbered = false
    var lead = ""
    for (position, pair) in clause.pairs.enumerated() where !isBlank(pair) {
      isAfterStep = isAfterStep || Self.speaksOfNewParameters(pair.label.text)
      let text = self.named(beforeCalculation: pair.label.text) ?? pair.label.text
      let completed = Lexicon.completed(text, after: &lead)
      let name = names.edge(in: completed) ?? names.activation(in: completed)
      let written = names.accented(LabelTokens(name ?? completed))
      if !names.isWholeName(written.tokens), !names.isWrittenName(text),
        LabelForm.isNoName(
          text,
          written.tokens,
          isSymbol: { names.symbolTokens.contains($0) || names.isOneWord($0) }
        )
      {
        result.unread.append(pair)
        continue
      }
      var keyed = names.keyed(written.tokens)
      if let key = numberedKey(pair, written, position == 0 || isNumbered, known) {
        keyed = ([], [key])
        isNumbered = true
      } else {
        isNumbered = false
      }
      let own = LabelTokens(
        tokens: labelled(keyed.tokens, by: head.tokens),
        arguments: written.arguments
      )
      // `E = 0.113 is 696 times as large`: a remark about the value that was just said.
      if pair.isSentence, pair.label.text.isEmpty, let last = claims.last,
        last.position == position - 1, !last.label.tokens.isEmpty, !last.pair.isSentence
      {
        result.unread.append(pair)
        continue
      }
      let isOwn =
        own.tokens.contains("formula") || !own.tokens.allSatisfy(LabelTokens.stopWords.contains)
        // A quantity may be called by such a word: `cost`.
        || !names.quantitiesNamed(inFull: own.tokens).isEmpty
      let label = isOwn ? own : LabelTokens("", inheriting: named)
      // `The minimum for y = 0.2 is 0.5004`: what the sentence began with is what it is about.
      let subject = named.allSatisfy(Self.isOfAny) ? outer : named
      let arguments =
        keyed.keys
        + (label.arguments.map {
          self.arguments($0, of: label, near: words.near, far: words.far, pair)
        } ?? [])
      for key in arguments { known.set(key) }
      if let key = binding(pair, label, namesExtreme: namesExtreme, keys: known) {
        add(key, to: &result)
        bound.append((position, key))
      } else {
        claims.append(
          Claim(
            position: position,
            pair: pair,
            label: label,
            keys: arguments,
            subject: subject,
            isAfterStep: isAfterStep
          )
        )
      }
      let rest = label.tokens.filter { names.key($0) == nil }
      if !rest.allSatisfy(LabelTokens.stopWords.contains) || named.isEmpty { named = rest }
    }
    // `min C(y = 0.37) = 0.2807 at a = 0.65`: the only call says where all of it is.
    let calls = claims.filter { !$0.keys.isEmpty }
    if calls.count == 1 { for key in calls[0].keys { add(key, to: &result) } }
    let chains = Self.chains(of: claims)
    let afterStep = Set(claims.filter(\.isAfterStep).map(\.position))
    let moods =
      claims.isEmpty
      ? [] : Moods(names: names, values: values).moods(of: clause, afterStep: afterStep)
    for (index, claim) in claims.enumerated() {
      let mood = moods[claim.position]
      if mood == .given, restates(claim.label.tokens) {
        result.restated += 1
        continue
      }
      if mood == .denied || Self.isDifference(claim.pair, in: clause) {
        result.unread.append(claim.pair)
        continue
      }
      let first = result.readings.count
      defer {
        for place in first..<result.readings.count {
          let quantity = result.readings[place].quantity
          // `w5, w6 = 0.40, 0.45` in a program sets what it begins with.
          let isSet =
            result.readings[place].isGuessed && claim.pair.says.isEmpty
            && clause.text.notation == [0..<clause.text.bytes.count]
          if result.readings[place].isOfStep || isSet, mood == .own || mood == .restated {
            result.readings[place].mood = .lifted
            continue
          }
          let isNew = names.isNew(quantity) || !names.isComputed(quantity)
          result.readings[place].mood = mood == .afterStep && isNew ? .own : mood
        }
      }
      let later = chains[index].map { claims[$0].pair }
      if isWork(claim.pair, before: later) { continue }
      // Of a chain of formulas the last one is the answer; the others have to be equal to it.
      let isCandidate =
        claim.pair.isContinued && names.isFormula(claim.pair.value.text)
        && later.contains { names.isFormula($0.value.text) }
      var own = keys
      let near = Self.keys(of: claim, among: bound, claims: claims) ?? result.bindings
      for key in near + claim.keys { own.set(key) }
      // What another label of the sentence names in full is not meant by less: `F1 … macro F1`.
      self.claim(
        claim,
        words: words,
        keys: own,
        near: near,
        others: { claims.indices.filter { $0 != index }.compactMap { meaning(of: claims[$0]) } },
        namesExtreme,
        isCandidate: isCandidate,
        &result
      )
      if let reading = result.readings.last,
        reading.span.range.lowerBound == claim.pair.value.range.lowerBound,
        let whole = rounded(reading, behind: claim.pair, in: clause)
      {
        result.readings[result.readings.count - 1] = whole
      }
      if index == claims.count - 1, let reading = result.readings.last,
        reading.span.range.lowerBound == claim.pair.value.range.lowerBound
      {
        result.readings += alternatives(to: reading, of: claim.pair, in: clause)
      }
    }
    result.readings += factors(of: clause)
    return result
  }

  /// True for a label that is the name of a given, with nothing but plain words before it.
  private func restates(_ label: [String]) -> Bool {
    guard let last = label.last else { return false }
    return names.given(last) != nil && label.dropLast().allSatisfy(LabelTokens.isPlain)
  }

  /// What a label means by itself, if it is one quantity alone.
  private func meaning(of claim: Claim) -> Int? {
    if names.key(endOf: claim.label.tokens) != nil { return nil }
    let own = names.quantities(
      label: claim.label.tokens,
      says: claim.pair.says,
      context: [],
      text: claim.pair.value.text
    )
    return own.count == 1 ? own[0] : nil
  }

  /// A pair that gives a value to something other than a key.
  struct Claim {
    let position: Int
    let pair: Clause.Pair
    let label: LabelTokens
    /// The keys in the brackets of its label.
    let keys: [WrittenKey]
    /// What the sentence was about before.
    let subject: [String]
    /// True for what was computed again, with the new parameters.
    let isAfterStep: Bool
  }

  /// True for `with the new weights`, `after the update`.
  private static func speaksOfNewParameters(_ text: String) -> Bool {
    guard text.utf8.count > 9 else { return false }
    let text = text.lowercased()
    return stepPhrases.contains(where: text.has)
  }

  private static let stepPhrases = [
    "new weights", "new parameters", "new biases", "updated weights", "updated parameters",
    "after the update", "after the step", "after one step", "after this step", "after updating",
    "neuen gewichten",
  ]

  /// A label of words alone with the symbol before its colon: `grad` in `w1: grad = 0.5`.
  private func labelled(_ own: [String], by heading: [String]) -> [String] {
    guard !own.isEmpty, !own.contains(where: LabelTokens.isSymbol),
      own.allSatisfy({ $0 == "new" || $0 == "gradient" || $0 == "old" })
    else { return own }
    let symbols = heading.filter { names.symbolTokens.contains($0) && LabelTokens.isSymbol($0) }
    return symbols.count == 1 ? symbols + own : own
  }

  /// True for a part of a chain that a later number settles: `54000/128 = 421.875 = 422`.
  private func isWork(_ pair: Clause.Pair, before later: [Clause.Pair]) -> Bool {
    guard let last = later.last, case .number(let end) = values.read(last.value.text, as: .number)
    else { return false }
    guard case .number(let own) = values.read(pair.value.text, as: .number) else { return false }
    // `0.52 ≈ 1/2`: the fraction is said by the way.
    let isByTheWay = end.isExact && last.value.text.utf8.contains(0x2F) && !own.isExact
    // `0.1 = 0.2`: two numbers that are nothing but numbers are two answers.
    let isOther =
      Self.isBare(pair.value.text) && Self.isBare(last.value.text) && !own.agrees(with: end)
    return !isByTheWay && !isOther
  }

  /// True for a number without a calculation, a unit or a percent sign.
  static func isBare(_ text: String) -> Bool {
    let digits = text.filter { !$0.isWhitespace && $0 != "$" }
    return !digits.isEmpty
      && digits.enumerated().allSatisfy { place, character in
        character.isNumber || ".,".contains(character) || place == 0 && "-−+".contains(character)
      }
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
    keys: KeyContext
  ) -> WrittenKey? {
    guard label.arguments == nil,
      case .number(let number) = values.read(Self.withoutBrackets(pair.value.text), as: .number),
      let key = names.key(endOf: label.tokens)
        ?? label.tokens.last.flatMap({ names.onlyKey(numbered: $0, at: number.value) })
    else { return nil }
    // `best epoch: 8` is a quantity of its own, where one is asked by that name.
    if label.tokens.count > 1,
      names.quantitiesNamed(inFull: label.tokens).contains(where: { names.own(label.tokens, $0) })
    {
      return nil
    }
    if let location = names.location(over: key) {
      let isNamed = label.tokens.contains("argmin") || label.tokens.contains("argmax")
      let needed = names.exercise.quantities[location].keys
      let areBound = needed.allSatisfy { keys[$0.name] != nil }
      if isNamed || (namesExtreme && areBound) { return nil }
    }
    // `Epoch 2/5` is the second of five.
    if let slash = number.text.utf8.firstIndex(of: 0x2F),
      key.utf8.count > 3 || !names.exercise.allows(number.value, for: key),
      case let count = String(number.text[..<slash]), let value = Double(count),
      names.exercise.allows(value, for: key)
    {
      return WrittenKey(key: key, value: value, text: count)
    }
    return WrittenKey(key: key, value: number.value, text: number.text)
  }

  private func claim(
    _ claim: Claim,
    words: Words,
    keys: KeyContext,
    near: [WrittenKey],
    others: () -> [Int],
    _ namesExtreme: Bool,
    isCandidate: Bool,
    _ result: inout Result
  ) {
    let (pair, label, subject) = (claim.pair, claim.label, claim.subject)
    let tokens = label.tokens.flatMap(LabelTokens.splitShape)
    func named(excluding excluded: Set<Int> = []) -> [Int] {
      names.quantities(
        label: tokens,
        says: pair.says,
        context: words.near,
        far: words.far,
        excluding: excluded,
        text: pair.value.text
      )
    }
    // `W1 = np.array(…)` before anything is computed, where W1 is what the new one is called, too.
    if let symbol = tokens.last, !tokens.contains("new"),
      names.quantitiesNamed(inFull: tokens).allSatisfy(names.isNew),
      case .matrix(_, _, let numbers) = values.read(pair.value.text, as: .matrix),
      names.restates(symbol, numbers)
    {
      result.restated += 1
      return
    }
    var quantities = names.headed(pair.label.text, among: named())
    // What the sentence adds to the label may be another label's.
    if let first = quantities.first, !names.names(tokens, inFull: first) {
      let full = names.quantitiesNamed(inFull: tokens)
      let others = full.isEmpty ? [] : Set(others()).subtracting(full)
      if !others.isDisjoint(with: quantities) { quantities = named(excluding: others) }
    }
    let around = near + claim.keys
    if quantities.isEmpty, label.tokens.allSatisfy(LabelTokens.stopWords.contains), !around.isEmpty
    {
      let bound = claim.keys.isEmpty ? around : around + keys.keys
      quantities = names.quantities(
        at: Set(bound.map(\.key)),
        context: words.near.union(words.far)
      )
      if quantities.isEmpty, pair.value.text.utf8.contains(0x2F) {
        quantities = names.measured(at: Set(bound.map(\.key)))
      }
    }
    if quantities.isEmpty, Lexicon.saysEnd(label.tokens) {
      quantities = names.measured(at: Set((around + keys.keys).map(\.key)))
    }
    if quantities.isEmpty, !subject.isEmpty, label.tokens.allSatisfy(Self.saysNoName) {
      // `delta: (3, 1), in letters (A, 1)`: the same subject, said once.
      quantities = names.quantities(
        label: (subject + label.tokens).flatMap(LabelTokens.splitShape),
        context: words.near,
        far: words.far,
        text: pair.value.text
      )
    }
    if let last = label.tokens.last, let key = names.key(last), namesExtreme,
      let location = names.location(over: key)
    {
      // `largest C = 1.8631 at a = 0.9` is no place of the smallest.
      quantities = names.isOpposite(location, of: words.near) ? [] : [location]
    }
    // `the new values with α = 0.1`: a symbol that nobody knows is what has the value.
    if let last = tokens.last, LabelTokens.isSymbol(last), last.hasLetter,
      !names.symbolTokens.contains(last), !LabelTokens.stopWords.contains(last)
    {
      quantities.removeAll { !names.names(tokens, symbolsOf: $0) }
    }
    // A value at a key is no extreme over it.
    let bound = Set((near + claim.keys).map(\.key))
    quantities.removeAll { names.extremeKey($0).map(bound.contains) ?? false }
    if claim.isAfterStep, quantities.contains(where: names.isNew) {
      quantities.removeAll { !names.isNew($0) }
    }
    // `Total: 970` below `fc2`: of that part, and not of all.
    if tokens.count == 1, Lexicon.totals.contains(tokens[0]), let own = names.total(of: words.far) {
      quantities = [own]
    }
    var note: String?
    var isOfStep = false
    if quantities.isEmpty || quantities.allSatisfy(names.isStepped),
      let own = names.quantity(tokens, inStep: step)
    {
      quantities = [own]
      isOfStep = true
    }
    if quantities.isEmpty,
      // The numbers of an epoch are those of the training.
      Lexicon.trainings.isDisjoint(with: (around + keys.keys).map(\.key)),
      let own = names.measured(byKind: tokens, in: words.far, beside: words.near)
    {
      quantities = [own]
      isOfStep = true
    }
    if quantities.isEmpty, let own = names.quantity(ofOwnPart: tokens),
      names.given(tokens.last ?? "") == nil
    {
      quantities = [own]
    }
    if quantities.isEmpty, !pair.isContinued, !tokens.contains(where: Lexicon.notNew.contains),
      case .number(let number) = values.read(pair.value.text, as: .number)
    {
      let stays = !words.near.isDisjoint(with: Lexicon.stays)
      switch names.parameterValue(tokens, number, stays: stays) {
      case .given:
        result.restated += 1
        return
      case .new(let index):
        quantities = [index]
        note =
          "read as `\(names.exercise.quantities[index].name)`, because it is not the given value"
      case nil: break
      }
    }
    guard !quantities.isEmpty else {
      if !isCandidate { result.unread.append(pair) }
      return
    }
    // `The chain rule with w5 = 0.5`: a given said again, whatever the words around it speak of.
    if !names.isNew(quantities[0]), !names.names(tokens, inFull: quantities[0]),
      Moods(names: names, values: values).isGivenValue(pair)
    {
      result.restated += 1
      return
    }
    // `The largest slope is 0.25`, below a line about another place: of which key is not said.
    if pair.isSentence, namesExtreme, near.isEmpty, claim.keys.isEmpty,
      !names.isExtreme(quantities[0]), !names.exercise.quantities[quantities[0]].keys.isEmpty
    {
      result.unread.append(pair)
      return
    }
    // `nn2 leaves 211 errors where nn1`: two names that share nothing are no name.
    if quantities.count > 1, !names.shareName(quantities, in: tokens) {
      result.unread.append(pair)
      return
    }
    // Of several the one whose keys are said.
    if quantities.count > 1 {
      let placed = quantities.filter { quantity in
        names.exercise.quantities[quantity].keys.allSatisfy { keys[$0.name] != nil }
      }
      if placed.count == 1 { quantities = placed }
    }
    guard quantities.count == 1 else {
      if !isCandidate { result.undecided.append((pair, quantities)) }
      return
    }
    if var reading = reading(pair, of: quantities[0], keys: keys) {
      if isCandidate {
        guard case .formula = reading.value else { return }
        reading.isCandidate = true
      }
      reading.note = note
      reading.isGuessed = note != nil
      // `new w2` below `Step 2` is the one after it, and no value that it begins with.
      reading.isOfStep = isOfStep && !tokens.contains("new")
      result.readings.append(reading)
    } else {
      let isOpen = names.exercise.quantities[quantities[0]].keys.contains { keys[$0.name] == nil }
      if isOpen, names.own(tokens, quantities[0]) {
        result.unbound.append(pair)
      }
      result.unread.append(pair)
    }
  }
}
