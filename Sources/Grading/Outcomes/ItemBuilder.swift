import Exercises
import Formulas

/// Makes the items of a report from the values that were read: one for each cell that is asked.
struct ItemBuilder {
  let judge: ExerciseJudge
  private let settings: CourseSettings
  private let unread: [QuestionReader.Unread]
  private(set) var items: [GradedItem] = []
  private(set) var statements: [GradedItem] = []
  private(set) var findings: [Finding] = []

  init(_ judge: ExerciseJudge, settings: CourseSettings, unread: [QuestionReader.Unread]) {
    self.judge = judge
    self.settings = settings
    self.unread = unread
  }

  /// `contradictions`: What the numbers of the homework say against each other.
  mutating func build(contradictions: [Finding]) {
    let sheets = Sheets(judge)
    var judged: [Judged] = judge.readings.enumerated().map { position, reading in
      judge.judge(reading, on: (sheets, position))
    }
    for (position, mistake) in sheets.mistakes(judged) { judged[position].mistake = mistake }
    findings += sheets.findings
    judgeLetters(&judged)
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

  /// Values that are not asked for, and differ from place to place.
  private mutating func compare(_ index: Int) {
    let own = judge.readings.indices.filter { judge.readings[$0].quantity == index }
    for positions in Dictionary(grouping: own, by: { judge.readings[$0].keys }).values.sorted(by: {
      $0[0] < $1[0]
    }) {
      let given = said(positions)
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
        finding.places.first.map { $0.overlaps(reading.span.range) } ?? false
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
        let resized = networks[network.name] ?? ShapeLetters.Networks(network)
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
      if byCell[reading.keys] == nil { cells.append(reading.keys) }
      byCell[reading.keys, default: []].append(position)
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
    let share = quantity.pointsPerCell(required: required, given: cells.count + missingCount)
    for cell in cells {
      guard let positions = byCell[cell] else { continue }
      var item = counted(positions)
      item.possible = share
      item.points = share * (item.credit ?? credit(of: item.outcome))
      items.append(item)
    }
    for group in missing {
      items.append(missingItem(quantity, group, share))
    }
  }

  private func isInside(_ reading: Reading, _ quantity: ExerciseQuantity) -> Bool {
    reading.at.allSatisfy { key in
      if let fixed = quantity.keys.first(where: { $0.name == key.key })?.values {
        return fixed.values.contains(key.value)
      }
      return judge.exercise.choice(of: key.key)?.allows(key.value) ?? true
    }
  }

  /// The statement that counts among those for one cell.
  ///
  /// Statements that agree at their printed precision are one answer, judged by the most precise;
  /// otherwise the last one counts, and the contradiction is a finding at all places.
  private mutating func counted(_ positions: [Int]) -> GradedItem {
    let readable = said(positions).filter {
      statements[$0].outcome != .unreadable && statements[$0].outcome != .ambiguous
    }
    guard let last = readable.last else { return statements[positions[positions.count - 1]] }
    let numbers = readable.compactMap { position -> (Int, WrittenNumber)? in
      if case .number(let number) = judge.readings[position].value { return (position, number) }
      return nil
    }
    if numbers.count == readable.count, Self.agree(numbers.map(\.1)),
      let precise = numbers.min(by: { $0.1.lastPlace < $1.1.lastPlace })
    {
      return statements[precise.0]
    }
    if Set(readable.map { judge.readings[$0].value }).count > 1 {
      contradiction("is written with different values; the last one counts", readable)
    }
    return statements[last]
  }

  /// The values that are given, and, only where there are none, those that are used as factors.
  ///
  /// A value that is used otherwise than it was given is a finding at both places.
  private mutating func said(_ positions: [Int]) -> [Int] {
    let given = positions.filter { !judge.readings[$0].isUse }
    let used = positions.filter { judge.readings[$0].isUse }
    guard let first = given.last else { return used }
    for position in used {
      contradiction(
        "is used as \(statements[position].read ?? "another value")",
        [position, first]
      )
    }
    return given
  }

  private mutating func contradiction(_ words: String, _ positions: [Int]) {
    guard let first = positions.first else { return }
    findings.append(
      Finding(
        kind: "contradiction",
        message: "\(statements[first].title) \(words)",
        places: positions.compactMap { statements[$0].range }
      )
    )
  }

  private static func agree(_ numbers: [WrittenNumber]) -> Bool {
    guard let precise = numbers.min(by: { $0.lastPlace < $1.lastPlace }) else { return true }
    return numbers.allSatisfy { $0.agrees(with: precise) }
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

  private struct MissingGroup {
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
      let written = judge.domains.values(of: key.name, where: bound) ?? children[bound] ?? []
      let chosen = written.filter {
        !rest.isEmpty || quantity.keys.count == 1 || known.contains(with($0))
      }
      var groups = chosen.flatMap { missing(rest, with($0)) }
      let minimum = judge.exercise.choice(of: key.name)?.minimum ?? 1
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
    case .value, .measured: return text.contains(where: \.isNumber)
    case .letters: return text.contains("×") || (text.contains("(") && text.contains(","))
    case .formula: return text.contains("=")
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
    }
    return item
  }
}
