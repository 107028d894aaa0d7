import Exercises
import Formulas
import Homework
import Markdown

/// Reads the passages that answer one question: values for its quantities, and what is left over.
package struct QuestionReader {
  let submission: Submission
  let computation: ExerciseComputation
  let names: ExerciseNames
  private let headings: QuestionHeadings
  let values: ValueReader
  private let sentences: SentenceReader
  /// Judges single values before the student's whole answer is known: what tells columns apart.
  let early: any Expectations
  let logarithm: String

  package internal(set) var readings: [Reading] = []
  /// Formulas that others follow in their chains.
  package private(set) var candidates: [Reading] = []
  /// Clauses and tables that were not understood.
  package internal(set) var unread: [Unread] = []
  package private(set) var findings: [Finding] = []
  /// Names that the student gives to parts of formulas.
  package private(set) var definitions = StudentDefinitions()
  /// Values whose label names a quantity, and nothing its keys.
  private var unbound: Set<Range<Int>> = []
  private var undecided: [(pair: Clause.Pair, quantities: [Int])] = []
  /// The elements of vectors that were written one by one, by the vector.
  var components: [Int: [Component]] = [:]

  /// A piece of a homework that names nothing of the exercise.
  package struct Unread: Sendable {
    package let span: Span
    package let isProse: Bool

    package init(span: Span, isProse: Bool) {
      self.span = span
      self.isProse = isProse
    }
  }

  package init(
    _ submission: Submission,
    _ computation: ExerciseComputation,
    _ names: ExerciseNames,
    _ headings: QuestionHeadings,
    settings: CourseSettings,
    expectations: any Expectations
  ) {
    self.headings = headings
    self.submission = submission
    self.computation = computation
    self.names = names
    values = ValueReader(decimalMark: settings.decimalMark)
    sentences = SentenceReader(names: names, values: values)
    early = expectations
    logarithm = settings.logarithm
  }

  /// The values that the names of the exercise name, for certain or not.
  private(set) var named: Set<Range<Int>> = []

  /// The step that the passages being read tell of.
  var step: Int?

  /// How many givens of the exercise are said again.
  var restatedCount = 0

  /// How many keys with names of their own have one of their values: `Epochs: 50`.
  private(set) var settingCount = 0

  /// The values that are right by themselves; formulas are dear to try, and tell no questions apart that
  /// their names do not.
  var right: Set<Range<Int>> {
    Set(
      readings.filter { reading in
        if case .formula = reading.value { return true }
        return early.isRight(reading.quantity, at: reading.keys, reading.value)
      }.map(\.span.range)
    )
  }

  // MARK: - Reading

  /// `places`: The positions of the passages in the submission.
  package mutating func read(_ places: [Int]) {
    let calls = callKeys(in: places.map { submission.passages[$0] })
    let passages = places.map { submission.passages[$0] }
    let own = Set(places)
    var keys = KeyContext()
    var heads = HeadStack()
    var heading: Set<String> { heads.words }
    var lead: Set<String> = []
    // The layer or the like that a line before the last lead named.
    var part: Set<String> = []
    var isLeadOfItem = false
    // The label that ends in nothing: what follows is its value.
    var pending: [String] = []
    var pendingCount = 0
    // What the statement before was about.
    var subject: [String] = []
    var region = 0
    var scopes = Scopes()
    // The cell of code whose output may follow.
    var cell: CodeCell?
    var head: Int?
    var line: Int?
    // What the options of a list are given for.
    var question: Passage?
    for (index, passage) in passages.enumerated() {
      let first = readings.count
      // What stands above the first passage of a section is said of it, too: `Model 1`.
      if index == 0 || places[index - 1] + 1 < places[index] {
        for head in submission.headings.headings(above: places[index]) where !own.contains(head) {
          keys = entered(head, keys, &heads)
        }
      }
      // One numbered item leads to no other.
      if passage.itemNumber != nil, isLeadOfItem { lead = [] }
      if case .heading = passage.kind {
        head = Lexicon.step(in: passage.text.string(0..<passage.text.bytes.count))
        line = nil
      } else if let number = passage.itemNumber {
        line = number
      } else if passage.item == nil, case .text = passage.kind, passage.text.bytes.count <= 80 {
        let text = passage.text.string(0..<passage.text.bytes.count)
        let told = Lexicon.step(in: text) ?? numberedStep(passage, text)
        // What says a value does not end the step that it stands in.
        if told != nil || passage.clauses.allSatisfy(\.pairs.isEmpty) { line = told }
      }
      step = line ?? head
      defer {
        // A passage that says nothing of its own leads to what follows.
        if readings.count == first {
          region += 1
          scopes.open(passage, isHeading: headings.isHeading(passage))
        }
        for position in first..<readings.count {
          readings[position].region = region
          readings[position].passage = index
          guard let mood = scopes.mood, isReplaced(readings[position]) else { continue }
          // After the step the error is the new one, where both are asked.
          if mood == .afterStep, let new = names.renewed(readings[position].quantity) {
            readings[position] = readings[position].said(of: new)
          } else {
            readings[position].mood = mood
          }
        }
      }
      if passage.isLeftOut { continue }
      if passage.isTicked, passage.clauses.allSatisfy(\.pairs.isEmpty) {
        readOption(passage, below: question)
        continue
      }
      if let shown = cell, !isProse(passage), readOutput(of: shown, in: passage, keys) {
        cell = nil
        continue
      }
      // Between code and its output people write what they see.
      if !isProse(passage) {
        cell = passage.isCode ? CodeCell(passage.text.string(0..<passage.text.bytes.count)) : nil
      }
      // What held a value of its own is no label of the next one.
      if !pending.isEmpty, readings.count == pendingCount, readValue(of: pending, in: passage, keys)
      {
        pending = []
        continue
      }
      pending = pendingLabel(passage)
      pendingCount = readings.count
      question = passage
      switch passage.kind {
      case .heading:
        keys = entered(places[index], keys, &heads)
        lead = []
        part = []
      case .table(let table):
        if names.isRestated(submission.source.string(in: passage.range)) { continue }
        var own = keys
        if let below = captionBelow(index, in: passages, keys) { own = below }
        read(table, passage, context: heading.union(lead).union(part), own)
        let settings = settings(in: table)
        settingCount += settings.count
        keys = keys.setting(settings)
        lead = []
      case .text
      where headings.isHeading(passage) && passage.clauses.allSatisfy(\.pairs.isEmpty):
        // `**C5.**` may count questions, and is a layer's name.
        let own = words(passage)
        if own.contains(where: names.symbolTokens.contains) { (lead, part) = (own, []) }
      case .text, .code:
        let text = passage.text.string(passage.text.trimmed(0..<passage.text.bytes.count))
        if names.isRestated(text) { continue }
        let before = readings.count
        var own = keys
        var above: Set<String> = []
        var about: [String] = []
        if isNamedInBold(passage) { (lead, part) = ([], []) }
        let around = heading.union(lead).union(part)
        let numbered = passage.item == nil ? nil : itemKey(own)
        if let numbered { own.set(numbered) }
        var follows = false
        var last = readings.count
        for (place, clause) in passage.clauses.enumerated() {
          if place > 0, takesBack(clause) { readings.removeSubrange(last...) }
          last = readings.count
          let count = readings.count
          // `Suppose w1 = 2. Then z1 = 4.`
          follows =
            place > 0 && beginsWithThen(clause)
            && (follows || isSupposition(passage.clauses[place - 1]))
          defer {
            for place in count..<readings.count where readings[place].mood == .own {
              if follows { readings[place].mood = .hypothetical }
              // The number of an item says which, and may be a count of the writer's own.
              if let numbered, readings[place].at.contains(numbered) {
                readings[place].mood = .lifted
              }
            }
          }
          if let own = stepLed(by: clause) { step = own }
          for key in [calls[clause.span.text], printedKey(clause, keys)].compactMap(\.self) {
            own.set(key)
            keys.set(key)
          }
          if clause.pairs.isEmpty, let hidden = hiddenKey(in: clause.span.text) { own.set(hidden) }
          for key in endedKeys(by: clause) { own.remove(key) }
          // `and for the MLP:` ends what the line before it led to.
          if isLead(clause) { (about, above) = told(by: clause.heading) }
          let around = above.isEmpty ? around : around.union(above)
          read(clause, context: around, subject: about.isEmpty ? subject : about, &own)
          // `Gradients:` leads the lines below it in its paragraph.
          if let lead = Self.lead(of: clause, isFirst: place == 0 && passage.clauses.count > 2) {
            (about, above) = told(by: lead)
          }
          // `For y = 0.2:` holds for what follows; the keys of a value belong to it alone.
          if readings.count == count, undecided.isEmpty, numbered == nil, holds(own, clause) {
            keys = own
          }
        }
        // A sentence that ends in a colon, or a short one, says what follows is about; and
        // `Update (η = 0.5)`, where a given beside the words is no answer either.
        let saysNothing = passage.clauses.allSatisfy { clause in
          clause.pairs.allSatisfy { values.read($0.value.text, as: .formula) == .blank }
        }
        if readings.count == before, text.utf8.count < 80, saysNothing {
          // `Example 1 (0, 0):` holds for what follows.
          keys = keys.setting(names.keyed(LabelTokens(text).tokens).keys)
          if let hidden = hiddenKey(in: text) { keys.set(hidden) }
        }
        // `Input (0, 1) → expected: 0`
        if readings.count == before, let example = names.example(in: text, values) {
          keys.set(example)
        }
        let isLead =
          text.hasSuffix(":")
          || passage.clauses.allSatisfy(\.pairs.isEmpty) && readings.count == before
          || readings.count == before && text.utf8.count < 60
            && !Scope.isElsewhere(text.lowercased().identifiers)
          || readings.count == before && passage.isCode
          // `3. Multiplications: the outputs times the size of a filter.` begins a part of its own.
          || readings.count == before && passage.itemNumber != nil && text.utf8.count < 200
        let bold = boldLead(of: passage)
        // `**b) Tanh.** With $a = \tanh z$ …`: the words of a short one lead, too.
        let isShort = text.utf8.count < 200
        lead = isLead || bold != nil && isShort ? words(passage) : bold ?? lead
        if bold != nil { part = [] }
        if isLead, !passage.isCode, Self.namesPart(lead) { part = lead }
        if readings.count == before, let setting = settingWord(of: passage) { part.insert(setting) }
        isLeadOfItem = isLead ? passage.itemNumber != nil : isLeadOfItem
        if let label = passage.clauses.first?.pairs.first?.label {
          let tokens = LabelTokens(label.text).tokens
          // `in letters` below a name is said of it, too.
          if !tokens.allSatisfy(LabelTokens.isPlain) { subject = tokens }
        }
      }
    }
    decide()
    joinComponents()
    dropRepeatedUses()
  }

  /// The keys below a heading, and its words.
  private func entered(
    _ place: Int,
    _ keys: KeyContext,
    _ heads: inout HeadStack
  ) -> KeyContext {
    let passage = submission.passages[place]
    guard case .heading(let level) = passage.kind else { return keys }
    let isTitle = place == submission.headings.title
    heads.enter(words(passage), level: level, isTitle: isTitle, names: names)
    var keys = bound(passage, keys, heads.words)
    let title = passage.text.string(0..<passage.text.bytes.count)
    // `2. The number of neurons` counts the heading, and no neurons.
    let number = title.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    let isNumbered = number > 0 && [0x2E, 0x29].contains(title.utf8.dropFirst(number).first ?? 0)
    let tokens = LabelTokens(isNumbered ? String(title.dropFirst(number + 1)) : title).tokens
    keys = keys.setting(names.keyed(tokens).keys.filter { !counts($0, in: title) })
    if let example = names.example(in: title, values) { keys.set(example) }
    if let hidden = hiddenKey(in: title) { keys.set(hidden) }
    return keys
  }

  /// False for a value at a key for which the exercise asks none.
  private func isAtAskedKeys(_ reading: Reading) -> Bool {
    let quantity = names.exercise.quantities[reading.quantity]
    return reading.at.allSatisfy { written in
      let values = quantity.keys.first { $0.name == written.key }?.values?.values
      return values?.contains { abs($0 - written.value) < 1e-9 } ?? true
    }
  }

  /// True for an own value of what the exercise computes before a step: in a scope it is something else.
  func isReplaced(_ reading: Reading) -> Bool {
    guard reading.mood == .own, !names.isNew(reading.quantity) else { return false }
    switch names.exercise.quantities[reading.quantity].kind {
    case .value, .letters, .formula: return true
    case .measured, .human: return false
    }
  }

  /// The words of what leads to something: pages of text lead to nothing.
  func words(_ passage: Passage) -> Set<String> {
    guard passage.text.bytes.count <= 4096 else { return [] }
    if passage.isCode {
      // Names in code stand between quotes and brackets: `values="val_acc"`.
      let names = passage.text.string(0..<passage.text.bytes.count).identifiers
      return Set(names.flatMap { LabelTokens($0).tokens })
    }
    let tokens = LabelTokens(passage.text.string(0..<passage.text.bytes.count)).tokens
    // `\tanh` is the word, too.
    return Set(tokens + tokens.filter { $0.hasPrefix("\\") }.map { String($0.dropFirst()) })
      .union(names.layers(in: tokens))
  }

  func bound(_ passage: Passage, _ keys: KeyContext, _ context: Set<String>) -> KeyContext {
    var keys = keys
    let matcher = ClauseMatcher(names: names, values: values)
    for clause in passage.clauses {
      for key in matcher.match(clause, context: [], keys: keys).bindings { keys.set(key) }
    }
    return keys
  }

  /// A label that fits more quantities than this names none of them.
  private static let mostCandidates = 3

  private mutating func read(
    _ clause: Clause,
    context: Set<String>,
    subject: [String],
    _ keys: inout KeyContext
  ) {
    let matcher = ClauseMatcher(names: names, values: values, step: step)
    if let led = keyLed(clause, keys) {
      var own = keys
      own.set(led.key)
      return read(led.clause, context: context, subject: subject, &own)
    }
    var result = matcher.match(clause, context: context, keys: keys, subject: subject)
    // What names and signs do not say, a sentence may.
    if result.readings.allSatisfy(\.isGuessed), !clause.isQuoted {
      let listed = KeyedLists(names: names, sentences: sentences).read(
        clause,
        keys: keys.setting(result.bindings),
        context: context
      )
      if !listed.isEmpty {
        result.readings = listed
        result.unread = []
      } else if let reading = sentences.read(clause, context: context) {
        result.readings = [reading]
        result.undecided = []
        result.unread = []
      }
    } else if result.readings.count == 1, !clause.isQuoted, clause.pairs.allSatisfy(\.isSentence),
      let reading = sentences.read(clause),
      reading.quantity != result.readings[0].quantity
        || !reading.span.range.overlaps(result.readings[0].span.range)
    {
      // Words alone: the sentence as a whole says more than the words before its verb.
      result.readings = [reading]
    }
    let inTurn = NamedNumbers(names: names, sentences: sentences, keys: keys, context: context)
    let named = inTurn.mayExplain(clause, moreThan: result) ? inTurn.read(clause) : []
    // One number of a sentence that was said otherwise before is most likely another one's.
    let isSaidOtherwise =
      named.count == 1
      && readings.contains {
        $0.quantity == named[0].quantity && $0.keys == named[0].keys && $0.mood == .own
      }
    if !isSaidOtherwise, inTurn.explains(named, moreThan: result.readings) {
      result.readings = named
      result.unread = []
      result.undecided = []
    }
    if result.readings.isEmpty, let settled = explained(clause, keys) {
      result.readings = [settled]
      result.unread = []
    }
    for key in result.bindings { keys.set(key) }
    readings += result.readings.filter { !$0.isCandidate }
    candidates += result.readings.filter(\.isCandidate)
    undecided += result.undecided
    unbound.formUnion(result.unbound.map(\.value.range))
    keepComponents(of: clause, result.unread)
    restatedCount += result.restated
    settingCount += result.bindings.count { isSetting($0) }
    if names.hasFormulas {
      let unread = Set(result.unread.map(\.value))
      definitions.add(clause) { unread.contains($0.value) }
    }
    let isUnderstood =
      !result.readings.isEmpty || !result.bindings.isEmpty || result.restated > 0
      || !result.undecided.isEmpty
    let isBlank =
      !clause.pairs.isEmpty
      && clause.pairs.allSatisfy { values.read($0.value.text, as: .formula) == .blank }
    if !result.unread.isEmpty || !isUnderstood, !isBlank {
      let isProse = String(clause.span.text.prefix(400)).words.count >= 3
      unread.append(Unread(span: clause.span, isProse: isProse))
    }
  }

  // MARK: - Deciding

  /// Keeps a value for which several quantities may be meant until all is read.
  mutating func decideLater(_ value: Span, _ quantities: [Int], label: String) {
    let pair = Clause.Pair(label: Span(text: label, range: value.range), value: value)
    if quantities.isEmpty {
      unread.append(Unread(span: value, isProse: false))
    } else {
      undecided.append((pair, quantities))
    }
  }

  /// Labels that fit several quantities go to the one for which the value is right, or to the only
  /// one that is left; otherwise they are ambiguous.
  private mutating func decide() {
    named = Set(
      readings.filter { !$0.isGuessed && isAtAskedKeys($0) }.map(\.span.range)
        + undecided.filter { $0.quantities.count <= Self.mostCandidates }.map(\.pair.value.range)
    )
    .union(unbound)

    let matcher = ClauseMatcher(names: names, values: values)
    for (pair, quantities) in undecided {
      let taken = Set(readings.map(\.quantity))
      let candidates = quantities.filter { !taken.contains($0) }
      let options = candidates.isEmpty ? quantities : candidates
      let possible = options.compactMap { index in
        matcher.reading(pair, of: index, keys: KeyContext()).map { (index, $0) }
      }
      let right = possible.filter { early.isRight($0.0, at: $0.1.keys, $0.1.value) }
      let isFew = possible.count <= Self.mostCandidates
      if var reading = isFew
        ? right.first?.1 ?? (possible.count == 1 ? possible.first?.1 : nil) : nil
      {
        reading.note =
          "read as `\(names.exercise.quantities[reading.quantity].name)`, "
          + "because its label fits several"
        // Neither a value nor what is left over proves anything.
        reading.mood = .lifted
        readings.append(reading)
        continue
      }
      let labels = options.map { names.exercise.quantities[$0].name }
      guard labels.count > 1, !possible.isEmpty else {
        // Nothing that stands there is lost.
        unread.append(Unread(span: pair.value, isProse: false))
        continue
      }
      guard labels.count <= Self.mostCandidates else {
        unread.append(Unread(span: pair.value, isProse: false))
        continue
      }
      for (index, reading) in possible {
        readings.append(
          Reading(
            quantity: index,
            at: reading.at,
            value: .ambiguous(labels, reason: "the label fits each of them"),
            span: pair.value
          )
        )
      }
      findings.append(
        Finding(
          .ambiguous,
          "`\(pair.label.text)` may mean \(labels.joined(separator: " or "))",
          at: [pair.label.range]
        )
      )
    }
    undecided = []
  }
}
