import Exercises
import Formulas
import Homework
import Markdown

/// Finds answers that no label names by their values: a number that a question expects, in its own
/// section, written so exactly that it is hardly there by chance (law 5 of the reader).
///
/// What is found so is accepted and never wrong. Only what nothing else answers is looked for, so that
/// labels win; only a judge asks, so that nobody learns from `checker read` what is right.
package struct ValueLift {
  private let names: ExerciseNames
  private let values: ValueReader
  private let expectations: any Expectations

  package init(_ names: ExerciseNames, decimalMark: DecimalMark, expectations: any Expectations) {
    self.names = names
    values = ValueReader(decimalMark: decimalMark)
    self.expectations = expectations
  }

  /// A cell that is asked, and that nothing was read for.
  private struct Cell: Hashable {
    let quantity: Int
    let at: [WrittenKey]
  }

  /// A question with more cells without an answer is not looked at.
  private static let mostCells = 60
  /// More values are none of an answer.
  private static let mostValues = 400
  /// How much more than by chance a value has to say, in nats.
  private static let gate = 2.0
  /// What a word of the name beside the value says, in nats, and the whole name right before it.
  private static let word = 2.0
  private static let name = 4.0

  /// Readings for the cells that `own` leaves open.
  ///
  /// `passages`: Those of the question.
  /// `taken`: What other values hold, here and in other questions.
  package func readings(
    of passages: [Passage],
    beside own: [Reading],
    taken: [Range<Int>],
    in source: SourceText
  ) -> [Reading] {
    let cells = cells(beside: own)
    guard !cells.isEmpty, cells.count <= Self.mostCells else { return [] }
    let moods = Moods(names: names, values: values)
    var found: [UnclaimedValue] = []
    for passage in passages where !passage.isLeftOut {
      if names.isRestated(source.string(in: passage.range)) { continue }
      found += UnclaimedValue.values(
        of: passage,
        beside: taken,
        moods: moods,
        in: source
      )
      if found.count > Self.mostValues { return [] }
    }
    let said = Set(
      own.flatMap(\.numbers).map { abs($0.value) } + names.givenValues.values.joined().map(abs)
    )
    let distinct = Set(found.map(\.span.text)).count
    let tries = Double(distinct * cells.count)
    let numbers = found.compactMap { value -> WrittenNumber? in
      if case .number(let number) = values.read(value.span.text, as: .number) {
        number
      } else {
        nil
      }
    }
    var answered: Set<Cell> = []
    return found.compactMap { value in
      let fitting = fitting(value, among: cells, chance: tries, repeats: said)
      return lifted(value, fitting, &answered)
    }
    .filter { !isOneOfShots($0, among: numbers) }
  }

  /// True for a number among several others that are nearly the same: shots at an answer.
  private func isOneOfShots(_ reading: Reading, among numbers: [WrittenNumber]) -> Bool {
    guard case .number(let own) = reading.value else { return false }
    let near = numbers.filter {
      abs($0.value - own.value) <= Self.aim * abs(own.value) && !$0.agrees(with: own)
    }
    return Set(near.map(\.value)).count > Self.mostShots
  }

  /// Shots lie so near to each other, as a share; so many others are none yet.
  private static let aim = 0.05
  private static let mostShots = 2

  /// The cells that a value is right for, of those that most speaks for.
  private func fitting(
    _ value: UnclaimedValue,
    among cells: [Cell],
    chance tries: Double,
    repeats said: Set<Double>
  ) -> [(cell: Cell, value: WrittenValue)] {
    var best: [(cell: Cell, value: WrittenValue)] = []
    var bestScore = Self.gate
    for cell in cells {
      let written = values.read(
        values.result(of: value.span.text),
        as: names.expectations[cell.quantity]
      )
      guard let surprise = Self.surprise(of: written) else { continue }
      var score = surprise - Elementary.ln(max(1, tries))
      if names.isNamed(cell.quantity, by: value.before) {
        score += Self.name
      } else if names.isSpokenOf(cell.quantity, in: value.around.union(value.label)) {
        score += Self.word
      }
      if case .number(let number) = written, said.contains(abs(number.value)) {
        // A value that stands elsewhere is most likely said again.
        score -= Self.word
      }
      guard score >= bestScore, !names.label(value.label, speaksAgainst: cell.quantity),
        expectations.isRight(
          cell.quantity,
          at: cell.at.map { KeyValue(key: $0.key, value: $0.value) },
          written
        )
      else { continue }
      if score > bestScore { best = [] }
      bestScore = score
      best.append((cell, written))
    }
    return best
  }

  /// The reading of a value; of cells of one quantity that all have it the first one that is left.
  private func lifted(
    _ value: UnclaimedValue,
    _ fitting: [(cell: Cell, value: WrittenValue)],
    _ taken: inout Set<Cell>
  ) -> Reading? {
    guard let first = fitting.first,
      fitting.allSatisfy({ $0.cell.quantity == first.cell.quantity })
    else { return nil }
    let meant = fitting.first { !taken.contains($0.cell) } ?? first
    taken.insert(meant.cell)
    return Reading(
      quantity: meant.cell.quantity,
      at: meant.cell.at,
      value: meant.value,
      span: value.span,
      mood: .byValue
    )
  }

  /// How improbable a value's digits are, in nats: ln of one over the share of numbers of as many digits.
  private static func surprise(of value: WrittenValue) -> Double? {
    func digits(_ number: WrittenNumber) -> Int {
      guard number.value != 0 else { return 0 }
      let bytes = number.text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.drop { $0 == 0x30 }
      return bytes.count - bytes.reversed().prefix { $0 == 0x30 }.count
    }
    func surprise(_ count: Int) -> Double {
      count == 0 ? 0 : Elementary.ln(9) + Double(count - 1) * Elementary.ln(10)
    }
    switch value {
    case .number(let number): return surprise(digits(number))
    case .matrix(_, _, let elements): return elements.map(digits).map(surprise).reduce(0, +)
    case .shape(let shape): return shape.numbers.map { Double($0.count) * Elementary.ln(10) }
    case .formula, .ambiguous, .unreadable, .blank: return nil
    }
  }

  private func cells(beside own: [Reading]) -> [Cell] {
    names.exercise.quantities.indices.flatMap { index -> [Cell] in
      let quantity = names.exercise.quantities[index]
      guard quantity.isAsked, names.isComputed(index), !names.isFormula(index),
        !names.isExtreme(index)
      else { return [] }
      var all: [[WrittenKey]] = [[]]
      for key in quantity.keys {
        guard let values = key.values?.values, all.count * values.count <= Self.mostCells else {
          return []
        }
        all = all.flatMap { at in
          values.map { at + [WrittenKey(key: key.name, value: $0, text: DecimalText.shortest($0))] }
        }
      }
      return all.filter { at in
        !own.contains { reading in
          reading.quantity == index && reading.value.isSaid && reading.mood.isOwn
            && reading.at.allSatisfy { said in
              at.contains { $0.key == said.key && $0.value == said.value }
            }
        }
      }.map { Cell(quantity: index, at: $0) }
    }
  }
}
