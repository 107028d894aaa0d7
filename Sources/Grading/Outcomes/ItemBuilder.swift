import Exercises
import Formulas
import Homework
import Matching

/// Makes the items of a report from the values that were read: one for each cell that is asked.
struct ItemBuilder {
  let judge: ExerciseJudge
  private let settings: CourseSettings
  /// True where no other question can be meant by what stands under a heading of its own.
  private let isOnlyQuestion: Bool
  /// Formulas that others follow in their chains.
  let candidates: [Reading]
  private let unread: [QuestionReader.Unread]
  private let inputs: ChosenInputs
  private(set) var items: [GradedItem] = []
  var statements: [GradedItem] = []
  var findings: [Finding] = []

  init(
    _ judge: ExerciseJudge,
    settings: CourseSettings,
    isOnlyQuestion: Bool,
    candidates: [Reading] = [],
    unread: [QuestionReader.Unread]
  ) {
    self.judge = judge
    self.candidates = candidates
    inputs = ChosenInputs(judge)
    self.settings = settings
    self.isOnlyQuestion = isOnlyQuestion
    self.unread = unread
  }

  /// `contradictions`: What the numbers of the homework say against each other.
  mutating func build(contradictions: [Finding]) {
    let sheets = Sheets(judge)
    var judged: [Judged] = judge.readings.enumerated().map { position, reading in
      judge.judge(reading, on: (sheets, position))
    }
    let names = sheets.mistakes(judged)
    for (position, mistake) in names.byPosition { judged[position].mistake = mistake }
    for (position, follower) in sheets.followers(judged, names) { judged[position] = follower }
    for (position, early) in sheets.roundedEarly(judged) { judged[position].mistake = early }
    nameCopies(&judged, names)
    findings += sheets.findings
    judgeLetters(&judged)
    doubt(&judged)
    leaveOpen(&judged)
    contradict(contradictions, &judged)
    for (index, reading) in judge.readings.enumerated() {
      statements.append(item(reading, judged[index]))
    }
    for (index, quantity) in judge.exercise.quantities.enumerated() where quantity.isAsked {
      if case .human(let rubric) = quantity.kind {
        items.append(human(quantity, rubric))
      } else {
        build(quantity, index)
      }
    }
    for index in judge.exercise.quantities.indices
    where !judge.exercise.quantities[index].isAsked { compare(index) }
  }

  /// What is said of something else may be right, and is never wrong.
  private func doubt(_ judged: inout [Judged]) {
    for (position, reading) in judge.readings.enumerated() {
      guard let doubt = reading.mood.doubt, !judged[position].outcome.isAccepted else { continue }
      // What is measured is never right or wrong by itself; that nothing else answers is enough.
      if judged[position].outcome == .unverifiable,
        reading.mood == .lifted || reading.mood == .unplaced && isOnlyQuestion
      {
        continue
      }
      judged[position] = Judged(.ambiguous, note: doubt)
    }
  }

  /// Says where a wrong value was copied from, if it stands elsewhere in the homework.
  private func nameCopies(_ judged: inout [Judged], _ names: MistakeNames) {
    var counts: [String: Int] = [:]
    for message in names.byPosition.values { counts[message, default: 0] += 1 }
    for (position, reading) in judge.readings.enumerated()
    where judged[position].outcome == .wrong && !judged[position].isKnown {
      // A mistake that explains several numbers needs no other words.
      guard counts[judged[position].mistake ?? ""] ?? 0 < 2, reading.numbers.count == 1,
        names.byPosition[position] != nil || judged[position].mistake == nil,
        let copy = Slips(judge).copy(reading.numbers[0], position)
      else { continue }
      judged[position].mistake = judged[position].mistake.map { "\($0): \(copy)" } ?? copy
    }
  }

  /// Values that are not asked for, and differ from place to place.
  private mutating func compare(_ index: Int) {
    let own = judge.readings.indices.filter { judge.readings[$0].quantity == index }
    for positions in Dictionary(grouping: own, by: { judge.readings[$0].keys }).values.sorted(by: {
      $0[0] < $1[0]
    }) {
      let given = inFrame(said(positions))
      let numbers = given.compactMap { position -> WrittenNumber? in
        if case .number(let number) = judge.readings[position].value { number } else { nil }
      }
      guard numbers.count > 1, !Self.agree(numbers) else { continue }
      contradiction("is written with different values", given)
    }
  }

  /// A number that cannot be recomputed and contradicts another one of the homework.
  private func contradict(_ contradictions: [Finding], _ judged: inout [Judged]) {
    for (position, reading) in judge.readings.enumerated()
    where judged[position].outcome == .unverifiable {
      let finding = contradictions.first { finding in
        !finding.isMutual && finding.places.first.map { $0.overlaps(reading.span.range) } ?? false
      }
      guard let finding else { continue }
      judged[position] = Judged(.inconsistent, note: finding.message)
    }
  }

  private func item(_ reading: Reading, _ judged: Judged) -> GradedItem {
    let quantity = judge.exercise.quantities[reading.quantity]
    var item = GradedItem(
      name: quantity.name,
      at: reading.at.map { .init(name: $0.key, value: $0.value, text: $0.text) },
      outcome: judged.outcome
    )
    item.basis = judged.basis
    item.precision = judged.precision
    item.range = reading.span.range
    item.text = reading.span.text
    item.read = reading.value.text
    if case .number(let number) = reading.value { item.lastPlace = number.lastPlace }
    item.expected = judged.expected
    item.note = [judged.note, reading.note].compactMap { $0 }.joined(separator: "; ")
    if item.note?.isEmpty ?? false { item.note = nil }
    item.mistake = judged.mistake
    item.from = judged.from
    item.credit = judged.credit
    return item
  }

  /// Shapes in letters are judged together: one assignment of the letters has to fit all.
  private func judgeLetters(_ judged: inout [Judged]) {
    var places: [Int] = []
    var statements: [LetterJudge.Statement] = []
    var texts: [String] = []
    // The engine runs on several networks for a shape: once for each quantity, not for each place.
    var known: [Int: (letters: ShapeLetters, text: String)] = [:]
    var networks: [String: ShapeLetters.Networks] = [:]
    for (index, reading) in judge.readings.enumerated() {
      let quantity = judge.exercise.quantities[reading.quantity]
      guard case .letters(_, let expression) = quantity.kind,
        case .shape(let shape) = reading.value,
        let network = quantity.network ?? judge.exercise.network
      else { continue }
      if known[reading.quantity] == nil {
        let resized =
          networks[network.name]
          ?? ShapeLetters.Networks(
            network,
            examples: judge.exercise.examplesInBatch(of: network) ?? 1
          )
        networks[network.name] = resized
        if let letters = try? ShapeLetters(expression, in: resized) {
          known[reading.quantity] = (letters, letters.text(network: network))
        }
      }
      guard let computed = known[reading.quantity] else { continue }
      places.append(index)
      statements.append(.init(shape: shape, letters: computed.letters))
      texts.append(computed.text)
    }
    for (position, isRight) in LetterJudge.judge(statements).enumerated() {
      judged[places[position]] = Judged(isRight ? .correct : .wrong, expected: texts[position])
    }
  }

  // MARK: - Cells of a quantity

  private mutating func build(_ quantity: ExerciseQuantity, _ index: Int) {
    var cells: [[KeyValue]] = []
    var byCell: [[KeyValue]: [Int]] = [:]
    for (position, reading) in judge.readings.enumerated() where reading.quantity == index {
      guard isInside(reading, quantity) else {
        statements[position].note = "outside what may be chosen, not counted"
        continue
      }
      let cell = inputs.cell(reading.keys)
      if cell != reading.keys,
        let other = zip(reading.at, cell).first(where: { $0.value != $1.value })
      {
        statements[position].note =
          "as good as \(other.0.key) = \(DecimalText.shortest(other.1.value)): the two count once"
      }
      if byCell[cell] == nil { cells.append(cell) }
      byCell[cell, default: []].append(position)
    }
    if cells.isEmpty, var item = assembled(quantity, index) {
      item.possible = quantity.possible(requiredCells: 1)
      item.points = item.possible * (item.credit ?? credit(of: item.outcome))
      items.append(item)
      return
    }
    let missing = missingCells(of: quantity, given: cells)
    let missingCount = missing.reduce(0) { $0 + $1.count }
    let required = judge.exercise.requiredCells(of: quantity)
    let share = quantity.pointsPerCell(required: required)
    var own = cells.compactMap { byCell[$0].map { weakest($0) } }
    // Of more cells than are asked for the weakest count: what is surplus can only lose.
    let places = max(0, required - missingCount)
    let counting = own.indices.sorted {
      (worth(of: own[$0]), $0) < (worth(of: own[$1]), $1)
    }.prefix(places)
    for index in own.indices {
      guard own.count <= places || counting.contains(index) else {
        own[index].note = own[index].note ?? "more than is asked for: earns nothing by itself"
        continue
      }
      own[index].possible = share
      own[index].points = share * (own[index].credit ?? credit(of: own[index].outcome))
    }
    items += own
    for group in missing {
      items.append(missingItem(quantity, group, share))
    }
  }

  /// What a cell earns, open ones last of all that earn nothing: a person may still give them points.
  func worth(of item: GradedItem) -> Double {
    let credit = item.credit ?? credit(of: item.outcome)
    return Double(credit.numerator) / Double(credit.denominator) + (item.isOpen ? 0.001 : 0)
  }

  private func isInside(_ reading: Reading, _ quantity: ExerciseQuantity) -> Bool {
    reading.at.allSatisfy { key in
      if let fixed = quantity.keys.first(where: { $0.name == key.key })?.values {
        return fixed.values.contains(key.value)
      }
      return judge.exercise.choice(of: key.key)?.allows(key.value) ?? true
    }
  }

  private func credit(of outcome: Outcome) -> Fraction {
    switch outcome {
    case .correct: Fraction(1)
    case .truncated: settings.credit.truncated
    case .carried: settings.credit.carried
    case .coarse: settings.credit.coarse
    case .wrong, .inconsistent: .zero - settings.credit.penalty
    default: .zero
    }
  }

  // MARK: - What is not there

  fileprivate struct MissingGroup {
    let at: [GradedItem.Key]
    let count: Int
  }

  /// The cells that are asked for and not there, by the keys that are known of them.
  private func missingCells(
    of quantity: ExerciseQuantity,
    given: [[KeyValue]]
  ) -> [MissingGroup] {
    // Every cell that is given, and every beginning of one.
    var known: Set<[KeyValue]> = []
    var children: [[KeyValue]: [Double]] = [:]
    for cell in given {
      for count in cell.indices where known.insert(Array(cell.prefix(count + 1))).inserted {
        children[Array(cell.prefix(count)), default: []].append(cell[count].value)
      }
    }
    func missing(_ keys: ArraySlice<ExerciseQuantity.Key>, _ bound: [KeyValue]) -> [MissingGroup] {
      guard let key = keys.first else {
        let isGiven = bound.isEmpty ? !given.isEmpty : known.contains(bound)
        return isGiven ? [] : [MissingGroup(at: labels(bound), count: 1)]
      }
      let rest = keys.dropFirst()
      func with(_ value: Double) -> [KeyValue] { bound + [KeyValue(key: key.name, value: value)] }
      if let fixed = key.values { return fixed.values.flatMap { missing(rest, with($0)) } }
      // A value counts as chosen for the innermost key only where this quantity has it.
      let all = (judge.domains.values(of: key.name, where: bound) ?? []) + (children[bound] ?? [])
      let written = Set(all).sorted().filter { inputs.cell(with($0)) == with($0) }
      let chosen = written.filter {
        !rest.isEmpty || quantity.keys.count == 1 || known.contains(with($0))
      }
      let minimum = judge.exercise.choice(of: key.name)?.minimum ?? 1
      // Of more values than are asked for, those with most below them are the ones that are asked for:
      // what is surplus is not missing anything.
      var groups = chosen.map { missing(rest, with($0)) }.enumerated()
        .sorted { ($0.element.cells, $0.offset) < ($1.element.cells, $1.offset) }
        .prefix(minimum).sorted { $0.offset < $1.offset }.flatMap(\.element)
      if chosen.count < minimum {
        let below = rest.map { key in
          key.values?.entries.count ?? judge.exercise.choice(of: key.name)?.minimum ?? 1
        }.saturatingProduct
        groups.append(
          MissingGroup(at: labels(bound), count: (minimum - chosen.count) * below)
        )
      }
      return groups
    }
    return missing(quantity.keys[...], [])
  }

  private func labels(_ keys: [KeyValue]) -> [GradedItem.Key] {
    keys.map { .init(name: $0.key, value: $0.value, text: DecimalText.shortest($0.value)) }
  }

  private func missingItem(
    _ quantity: ExerciseQuantity,
    _ group: MissingGroup,
    _ share: Fraction
  ) -> GradedItem {
    var item = GradedItem(name: quantity.name, at: group.at, outcome: .missing)
    item.possible = share * Fraction(group.count)
    if group.count > 1 { item.note = "\(group.count) values are asked for and not there" }
    if let holder = unread.first(where: { couldHold($0, quantity) }) {
      item.outcome = .human
      item.range = holder.span.range
      item.note = "not found, but text stands here that was not understood"
    }
    return item
  }

  /// True if unread text could hold a value of a quantity.
  private func couldHold(_ unread: QuestionReader.Unread, _ quantity: ExerciseQuantity) -> Bool {
    let text = unread.span.text
    switch quantity.kind {
    case .value, .measured: return text.hasDigit
    case .letters:
      return text.contains("×") || (text.contains("(") && text.contains(","))
        || text.split(whereSeparator: \.isWhitespace).contains { word in
          let sides = word.utf8.split(separator: 0x78)
          return sides.count == 2 && word.utf8.count <= 7 && sides.allSatisfy { $0.count <= 3 }
        }
    case .formula: return text.contains("=") || text.contains("(")
    case .human: return true
    }
  }

  private func human(_ quantity: ExerciseQuantity, _ rubric: String) -> GradedItem {
    var item = GradedItem(name: quantity.name, at: [], outcome: .missing)
    item.possible = quantity.possible(requiredCells: 1)
    let prose = unread.filter(\.isProse)
    if let first = prose.first, let last = prose.last {
      item.outcome = .human
      item.rubric = rubric
      item.range =
        first.span.range
        .lowerBound..<max(
          first.span.range.upperBound,
          last.span.range.upperBound
        )
      item.text = first.span.text
      item.passage = prose.map(\.span.text).joined(separator: "\n\n")
    }
    return item
  }
}

extension [ItemBuilder.MissingGroup] {
  /// How many cells they are together.
  fileprivate var cells: Int { reduce(0) { $0 + $1.count } }
}
