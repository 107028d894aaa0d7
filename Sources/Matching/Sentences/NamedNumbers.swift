import Exercises
import Formulas
import Homework

/// Reads names and numbers in turn: `lr 0.01: accuracy 0.94, loss 0.02`, `97 % accuracy / 0.1 loss`,
/// `an accuracy of 0.93 for the MLP and 0.95 for the CNN`.
///
/// Every number of the clause has to be explained by what stands right beside it, a key or a quantity, and in
/// one way throughout; a number of something else has words of its own, and no word of what is asked.
struct NamedNumbers {
  let names: ExerciseNames
  let sentences: SentenceReader
  /// The keys that hold around the clause.
  let keys: KeyContext
  /// Words of the headings and lines around it.
  let context: Set<String>
  let cache = TokenCache()

  private static let longest = 600
  private static let mostNumbers = 40

  /// Numbers that words between them only list, with the words before and behind them.
  struct Group {
    var numbers: [Number]
    /// The words since the number before, those of its own part last.
    var lead: [SentenceWord] = []
    var before: [SentenceWord] = []
    /// The words behind the last number in its part; empty where the part goes on to the next number.
    var tail: [SentenceWord] = []
    /// All words up to the next number.
    var behind: [SentenceWord] = []
  }

  struct Number {
    let value: WrittenNumber
    let span: Span
    let place: Range<Int>
    let segment: Int
  }

  /// Where the name of a number stands.
  enum Order: CaseIterable { case before, behind, around }

  private enum Meaning {
    case keys([WrittenKey])
    case quantity(Int, isWhole: Bool)
    case foreign
  }

  /// The readings of a clause that `mayExplain` lets through; none if one of its numbers stays unexplained.
  func read(_ clause: Clause) -> [Reading] {
    let words = sentences.words(of: clause)
    guard speaksOfExercise(words) else { return [] }
    // Where something is smallest is told by another rule.
    let isExtreme =
      names.exercise.quantities.indices.contains(where: names.isExtreme)
      && tokens(words).contains(where: TableMatcher.extremeWords.contains)
    guard !isExtreme, !words.contains(where: isVoid),
      case let groups = untangled(groups(of: words, in: clause)), !groups.isEmpty,
      groups.count <= Self.mostNumbers
    else { return [] }
    // What was measured `was 0.93`; what is computed was so before a step.
    let isPast = words.contains { $0.role == .before }
    for order in Order.allCases {
      let readings = read(groups, order)
      if isPast, readings.contains(where: { names.isComputed($0.quantity) }) { return [] }
      if !readings.isEmpty { return readings }
    }
    return []
  }

  /// A quick look: most clauses hold no number, a calculation, or numbers that signs explain.
  func mayExplain(_ clause: Clause, moreThan result: ClauseMatcher.Result) -> Bool {
    guard clause.place.count <= Self.longest, !clause.isQuoted else { return false }
    var numbers = 0
    var isInside = false
    for byte in clause.text.bytes[clause.place] {
      switch byte {
      case 0x30...0x39:
        if !isInside { numbers += 1 }
        isInside = true
      case 0x2E, 0x2C: break
      // Signs of a calculation, and the commands of LaTeX.
      case 0x2A, 0x2B, 0x5C, 0x5E: return false
      default: isInside = false
      }
    }
    guard numbers > 0 else { return false }
    guard !result.readings.isEmpty else { return true }
    let isClean = result.readings.allSatisfy { reading in
      reading.mood == .own && !reading.isGuessed && !reading.span.text.hasLetter
        && (numbers == 1 || names.isComputed(reading.quantity))
    }
    return !isClean || numbers > result.readings.count + result.bindings.count
  }

  /// True if what was read so explains more than what signs and sentences do.
  ///
  /// Of what is measured the names tell everything; what is computed stands in calculations, too.
  func explains(_ named: [Reading], moreThan others: [Reading]) -> Bool {
    guard !named.isEmpty else { return false }
    let isMeasured = named.allSatisfy { !names.isComputed($0.quantity) }
    let certain = others.count { !$0.isGuessed }
    let isSure = named.allSatisfy { $0.mood == .own }
    if !isMeasured {
      // Each of what was read is one of several that stand at keys of their own.
      let holdsAll = others.allSatisfy { other in named.contains { $0.span == other.span } }
      return certain == 0 || isSure && holdsAll && named.count > certain
    }
    return named.count > certain || isSure && named.count == others.count
  }

  private func isVoid(_ word: SentenceWord) -> Bool {
    if word.written.unicodeScalars.contains(where: Self.signs.contains) {
      // `lr = 0.01: accuracy …`: a key has its sign.
      return word.written != "="
    }
    // `It was 0.93` tells of what came out, where nothing is said to come after it.
    guard let role = word.role, !Self.past.contains(word.text),
      !names.nameTokens.contains(word.text)
    else { return false }
    return Self.voids.contains(role)
  }

  private static let signs = Set("=≈≃←*·×∙⋅^√Σ∑+∂∇".unicodeScalars)

  private static let past: Set<String> = [
    "was", "were", "war", "waren", "lag", "era", "eram", "eran", "était", "étaient", "fu", "foi",
    "fue",
  ]

  /// What makes a number another's, or none that the writer states.
  private static let voids: Set<SentenceWords.Role> = [
    .correction, .elsewhere, .unreal, .than, .before, .after, .denial, .operation,
  ]

  // MARK: - What they mean

  private func read(_ groups: [Group], _ order: Order) -> [Reading] {
    var said: [(group: Group, meaning: Meaning)] = []
    // What the clause is about, and what its last number was called.
    let lead = groups[0].lead + (order == .behind ? groups[0].before : [])
    let about = Set(lead.flatMap { LabelTokens($0.written).tokens })
    var subject: [SentenceWord] = []
    var isTaken = false
    var owner: [SentenceWord] = []
    for (place, group) in groups.enumerated() {
      let before = isTaken ? [] : group.before
      isTaken = false
      if let keys = keys(before, of: group) {
        said.append((group, .keys(keys)))
        continue
      }
      if let keys = keys(of: group, group.behind) {
        // `accuracy with 16 units: 0.94`: the name stands before the key.
        if !before.allSatisfy(isPlain) { owner = before }
        said.append((group, .keys(keys)))
        isTaken = true
        continue
      }
      if before.last?.written == "=" { return [] }
      let label: [SentenceWord]
      switch order {
      case _ where tokens(before).isEmpty && !owner.isEmpty:
        label = owner
        owner = []
      case .before: label = before + group.tail
      case .behind: label = group.behind
      case .around:
        if !before.allSatisfy(isPlain), place == 0 || !isOnePart(groups[place - 1], group) {
          subject = before
        }
        label = subject + group.behind
      }
      if tokens(before).isEmpty, let meaning = repeated(said, before: groups[(place + 1)...].first)
      {
        said.append((group, meaning))
        continue
      }
      if place > 0, tokens(before).isEmpty, owner.isEmpty, let meaning = quantity(at: said) {
        said.append((group, meaning))
        continue
      }
      let wider = about.union(tokens(groups[0].before))
      guard
        let meaning = named(label, about: about) ?? named(label, about: wider)
          ?? quantity(label, of: group, about: about) ?? quantity(label, of: group, about: wider)
      else {
        let own = label.isEmpty ? before + group.behind : label
        guard group.numbers.count == 1, !own.isEmpty, !mentions(before + own)
        else { return [] }
        said.append((group, .foreign))
        continue
      }
      // `The accuracy is 0.94 for the loss …`: what stands before the first number names it.
      if order == .behind, place == 0, case .quantity(let quantity, _) = meaning,
        mentions(before) || tokens(before).contains(where: LabelTokens.isSymbol),
        !names.own(tokens(before), quantity)
      {
        return []
      }
      said.append((group, meaning))
    }
    return readings(said)
  }

  private func isOnePart(_ first: Group, _ second: Group) -> Bool {
    first.numbers.last?.segment == second.numbers.first?.segment
  }

  private func tokens(_ words: [SentenceWord]) -> [String] {
    words.flatMap { cache.tokens(of: $0, names) }
  }

  /// True if a word is of a name that the exercise asks, or a key's.
  private func speaksOfExercise(_ words: [SentenceWord]) -> Bool {
    tokens(words).contains { names.nameTokens.contains($0) || names.key(endOf: [$0]) != nil }
  }

  private func isPlain(_ word: SentenceWord) -> Bool {
    word.isSign || LabelTokens(word.written).tokens.allSatisfy(LabelTokens.isPlain)
      || word.role != nil && word.role != .new
  }

  /// True for words of which one may be of a quantity's name, or a key's.
  private func mentions(_ words: [SentenceWord]) -> Bool {
    let said = Set(tokens(words).filter { !LabelTokens.isPlain($0) })
    return names.exercise.quantities.indices.contains { names.isSpokenOf($0, in: said) }
      || said.contains { names.key($0) != nil }
  }

  /// The values of a key whose name stands before them: `lr 0.01`, `for epochs 5, 10 and 20`.
  private func keys(_ before: [SentenceWord], of group: Group) -> [WrittenKey]? {
    let tokens = tokens(before)
    guard !tokens.isEmpty else { return nil }
    let found = group.numbers.compactMap { number -> WrittenKey? in
      let keyed = names.keyed(tokens + [number.value.text])
      if keyed.keys.count == 1, keyed.tokens.allSatisfy(LabelTokens.isPlain) {
        return keyed.keys[0]
      }
      guard let key = names.key(endOf: tokens) else { return nil }
      return WrittenKey(key: key, value: number.value.value, text: number.value.text)
    }
    let isAllowed = found.allSatisfy { names.exercise.allows($0.value, for: $0.key) }
    return found.count == group.numbers.count && isAllowed ? found : nil
  }

  /// The value of a key that counts what stands behind it: `16 hidden units`.
  private func keys(of group: Group, _ behind: [SentenceWord]) -> [WrittenKey]? {
    guard group.numbers.count == 1, !behind.isEmpty else { return nil }
    let keyed = names.keyed([group.numbers[0].value.text] + tokens(behind))
    guard keyed.keys.count == 1, keyed.tokens.allSatisfy(LabelTokens.isPlain) else { return nil }
    return keyed.keys
  }

  /// The quantity that words name in full, together with what the clause is about.
  private func named(_ words: [SentenceWord], about: Set<String>) -> Meaning? {
    let label = tokens(words)
    guard label.contains(where: { !LabelTokens.isPlain($0) }) else { return nil }
    let all = label + about
    let whole = names.quantitiesNamed(inFull: all).filter {
      names.own(label, $0) && names.isSpokenOf($0, in: Set(label))
        && !names.isOutnamed($0, in: Set(all))
    }
    guard whole.count == 1, let quantity = whole.first, names.expectations[quantity] == .number
    else { return nil }
    return .quantity(quantity, isWhole: true)
  }

  private func quantity(
    _ words: [SentenceWord],
    of group: Group,
    about: Set<String>
  ) -> Meaning? {
    let label = tokens(words)
    guard label.contains(where: { !LabelTokens.isPlain($0) }) else { return nil }
    var meant = names.quantities(
      label: label,
      context: about,
      far: context,
      text: group.numbers[0].span.text
    )
    let around = about.union(context)
    if meant.isEmpty,
      let own = names.measured(byKind: label, in: around, beside: about.union(label))
    {
      meant = [own]
    }
    guard meant.count == 1, names.own(label, meant[0]), names.expectations[meant[0]] == .number
    else { return nil }
    let isWhole =
      !names.isComputed(meant[0]) || names.names(label + about, inFull: meant[0])
    return .quantity(meant[0], isWhole: isWhole)
  }

  /// What the clause began with, said again at another key: `1875 with batch size 32, 234 with batch size 256`.
  private func repeated(
    _ said: [(group: Group, meaning: Meaning)],
    before next: Group?
  ) -> Meaning? {
    guard case .keys? = said.last?.meaning, let first = said.first, case .quantity = first.meaning,
      let next, (keys(next.before, of: next) ?? keys(of: next, next.behind)) != nil
    else { return nil }
    return first.meaning
  }

  /// What a number without a name of its own is, right behind the keys that it stands at: `lr = 0.1 → 0.94`, where
  /// the words around name it, or nothing else has these keys.
  private func quantity(at said: [(group: Group, meaning: Meaning)]) -> Meaning? {
    var bound: Set<String> = []
    for (group, meaning) in said {
      guard case .keys(let keys) = meaning, group.numbers.count == 1 else { return nil }
      bound.formUnion(keys.map(\.key))
    }
    let all = bound.union(keys.keys.map(\.key))
    var meant = names.quantities(at: bound, context: context)
    if meant.isEmpty { meant = names.quantities(at: all, context: context) }
    guard meant.count == 1, names.expectations[meant[0]] == .number else { return nil }
    return .quantity(meant[0], isWhole: !names.isComputed(meant[0]))
  }

  /// The readings of what was understood: a key holds for what follows it, or, where the clause begins with a
  /// value, for what stands before.
  private func readings(_ said: [(group: Group, meaning: Meaning)]) -> [Reading] {
    var readings: [Reading] = []
    var isFirstKey: Bool?
    var bound = keys
    var list: [WrittenKey] = []
    var waiting: [(Group, Int, Bool)] = []
    func flush() -> Bool {
      for (group, quantity, isWhole) in waiting {
        guard let own = values(of: group, quantity, isWhole, bound, list) else { return false }
        readings += own
      }
      waiting = []
      return true
    }
    for (group, meaning) in said {
      switch meaning {
      case .foreign: continue
      case .quantity(let quantity, let isWhole):
        if isFirstKey == nil { isFirstKey = false }
        waiting.append((group, quantity, isWhole))
        if isFirstKey == true, !flush() { return [] }
      case .keys(let keys):
        if isFirstKey == nil { isFirstKey = true }
        if keys.count == 1 { bound.set(keys[0]) } else { list = keys }
        if isFirstKey == false, !waiting.isEmpty, !flush() { return [] }
      }
    }
    guard flush() else { return [] }
    // Each place once: what is said twice in one clause is no list of answers.
    let cells = Set(readings.map { Cell(quantity: $0.quantity, at: $0.keys) })
    return cells.count == readings.count ? readings : []
  }

  private struct Cell: Hashable {
    let quantity: Int
    let at: [KeyValue]
  }

  /// The readings of the numbers of a group, each at its key of the list; nil where a key is said nowhere.
  private func values(
    of group: Group,
    _ quantity: Int,
    _ isWhole: Bool,
    _ bound: KeyContext,
    _ list: [WrittenKey]
  ) -> [Reading]? {
    let isListed = group.numbers.count > 1
    guard !isListed || group.numbers.count == list.count else { return nil }
    let keys = names.exercise.quantities[quantity].keys
    var readings: [Reading] = []
    for (place, number) in group.numbers.enumerated() {
      var own = bound
      if isListed { own.set(list[place]) }
      let at = keys.compactMap { own[$0.name] }
      guard at.count == keys.count else { return nil }
      readings.append(
        Reading(
          quantity: quantity,
          at: at,
          value: .number(number.value),
          span: number.span,
          mood: isWhole ? .own : .paraphrase
        )
      )
    }
    return readings
  }
}
