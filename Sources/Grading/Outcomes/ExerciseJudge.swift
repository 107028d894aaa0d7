import Exercises
import Formulas
import Homework
import Markdown
import Matching

/// Judges the values that a student wrote for the quantities of one exercise.
struct ExerciseJudge: Expectations {
  let computation: ExerciseComputation
  let names: ExerciseNames
  let readings: [Reading]
  let source: SourceText
  let settings: CourseSettings
  /// Values whose own calculation does not hold.
  private let brokenWork: Set<Range<Int>>
  /// What the student calls parts of formulas.
  private let definitions: StudentDefinitions
  /// The positions of the readings of each cell.
  private let places: [Cell: [Int]]
  /// The positions of the readings that give a number of three digits or more.
  private let positionsByNumber: [Double: [Int]]
  private let evaluators: EvaluatorCache

  var exercise: Exercise { computation.exercise }

  init(
    _ computation: ExerciseComputation,
    names: ExerciseNames,
    readings: [Reading],
    definitions: StudentDefinitions = StudentDefinitions(),
    source: SourceText,
    settings: CourseSettings,
    brokenWork: Set<Range<Int>> = []
  ) {
    self.settings = settings
    self.brokenWork = brokenWork
    self.definitions = definitions
    self.computation = computation
    self.names = names
    self.readings = readings
    self.source = source
    var places: [Cell: [Int]] = [:]
    for (position, reading) in readings.enumerated() {
      let name = computation.exercise.quantities[reading.quantity].name
      places[Cell(name: name, at: reading.keys), default: []].append(position)
    }
    self.places = places
    var positions: [Double: [Int]] = [:]
    for (position, reading) in readings.enumerated() where !reading.isUse {
      let values = reading.numbers.filter { $0.significantDigits >= 3 }.map(\.value)
      for value in Set(values) { positions[value, default: []].append(position) }
    }
    positionsByNumber = positions
    evaluators = EvaluatorCache(computation, domains: WrittenDomains(names, readings))
  }

  /// The same judge with a further reading, behind all others.
  func adding(_ reading: Reading) -> ExerciseJudge {
    ExerciseJudge(
      computation,
      names: names,
      readings: readings + [reading],
      definitions: definitions,
      source: source,
      settings: settings,
      brokenWork: brokenWork
    )
  }

  /// What was written for one cell, in order.
  func readings(of cell: Cell) -> [Reading] { (places[cell] ?? []).map { readings[$0] } }

  /// Where a number was given that has three digits or more, in order.
  func positions(of number: Double) -> [Int] { positionsByNumber[number] ?? [] }

  var domains: WrittenDomains { evaluators.domains }

  /// The value of a quantity at keys; throws where it is not defined.
  func expected(_ index: Int, _ keys: [KeyValue]) throws(EvaluationError) -> Value {
    let quantity = exercise.quantities[index]
    let evaluator = try evaluators.evaluator(for: quantity, at: keys)
    return try computation.expected(quantity, at: keys, in: evaluator)
  }

  /// The values that are right for a quantity: its formula's first, then the alternatives.
  func accepted(_ index: Int, _ keys: [KeyValue]) throws(EvaluationError) -> [ExpectedNumber] {
    let quantity = exercise.quantities[index]
    if let accepted = computation.scalar(quantity)?.accepted(at: keys) { return accepted }
    let evaluator = try evaluators.evaluator(for: quantity, at: keys)
    var accepted: [ExpectedNumber] = []
    var problem: EvaluationError?
    do throws(EvaluationError) {
      if let value = try computation.expected(quantity, at: keys, in: evaluator).number {
        accepted.append(
          computation.expectedNumber(value, of: quantity, at: keys, in: evaluator)
        )
      }
    } catch {
      problem = error
    }
    for alternative in quantity.alternatives {
      if let value = (try? evaluator.evaluate(alternative, at: keys))?.number {
        accepted.append(
          computation.expectedNumber(value, of: quantity, at: keys, in: evaluator)
        )
      }
    }
    if accepted.isEmpty, let problem { throw problem }
    return accepted
  }

  /// True if a value is right by itself, without asking where it may come from.
  package func isRight(_ index: Int, at keys: [KeyValue], _ value: WrittenValue) -> Bool {
    let quantity = exercise.quantities[index]
    switch value {
    case .number(let number):
      guard let accepted = try? accepted(index, keys) else { return false }
      return accepted.contains { quantity.precision.judge(number, against: $0).fit != .wrong }
    case .shape, .matrix, .formula:
      let span = Span(text: "", range: 0..<0)
      let at = keys.map { WrittenKey(key: $0.key, value: $0.value, text: "") }
      return judge(Reading(quantity: index, at: at, value: value, span: span)).outcome.isAccepted
    case .ambiguous, .unreadable, .blank: return false
    }
  }

  /// True for a quantity that the engine computes, and that can therefore be guessed at.
  func isComputed(_ index: Int) -> Bool {
    switch exercise.quantities[index].kind {
    case .value, .letters, .formula: true
    case .measured, .human: false
    }
  }

  /// True if two formulas are equal at every point, whatever is expected.
  func areEqual(_ first: String, _ second: String, _ index: Int) -> Bool {
    FormulaJudge(computation, logarithm: settings.logarithm, definitions: definitions)
      .areEqual(first, second, for: exercise.quantities[index])
  }

  /// False for a wrong value that is not carried: one that makes the rest trivial, 0 or 1 throughout,
  /// or lies outside what the author calls usable.
  func mayCarry(_ reading: Reading) -> Bool {
    let usable = exercise.quantities[reading.quantity].usable
    let isTrivial = reading.numbers.allSatisfy { $0.value == 0 || $0.value == 1 }
    // An author who says where a value is usable means 0 and 1, too, if they lie there.
    let isUsable = reading.numbers.allSatisfy { usable?.contains($0.value) ?? !isTrivial }
    return isUsable
      || isRight(reading.quantity, at: reading.keys, reading.value)
  }

  // MARK: - Judging one value

  /// `sheets`: The student's own computation, and the reading's position in it, where values may be
  /// carried.
  func judge(_ reading: Reading, on sheets: (all: Sheets, position: Int)? = nil) -> Judged {
    let quantity = exercise.quantities[reading.quantity]
    switch reading.value {
    case .blank: return Judged(.missing)
    case .unreadable(let reason): return Judged(.unreadable, note: reason)
    case .ambiguous(let readings, let reason):
      return Judged(.ambiguous, note: "\(readings.joined(separator: " or ")): \(reason)")
    case .formula(let text):
      return FormulaJudge(
        computation,
        logarithm: settings.logarithm,
        definitions: definitions
      ).judge(text, at: reading.span.range.lowerBound, for: quantity)
    case .number(let number):
      if case .measured(let interval, let credit) = quantity.kind {
        return plausible(number, interval, credit)
      }
    case .matrix, .shape: break
    }
    do throws(EvaluationError) {
      switch reading.value {
      case .shape(let shape): return try judge(shape, reading)
      case .matrix(let rows, let columns, let elements):
        return try judge(rows, columns, elements, reading, on: sheets)
      case .number(let number): return try judge(number, reading, on: sheets)
      default: return Judged(.unreadable)
      }
    } catch {
      return Judged(.unverifiable, note: error.message)
    }
  }

  private func judge(
    _ number: WrittenNumber,
    _ reading: Reading,
    on sheets: (all: Sheets, position: Int)?
  ) throws(EvaluationError) -> Judged {
    let quantity = exercise.quantities[reading.quantity]
    let accepted = try accepted(reading.quantity, reading.keys)
    guard let first = accepted.first else {
      return Judged(.unverifiable, note: "no number is expected")
    }
    var best: Judged?
    let text = quantity.precision.print(first)
    for expected in accepted {
      let judged = Judged(quantity.precision.judge(number, against: expected), expected: text)
      if best.map({ judged.better(than: $0) }) ?? true { best = judged }
    }
    guard var judged = best else { return Judged(.unverifiable) }
    if !first.value.isFinite {
      return Judged(.unverifiable, note: "the quantity is not defined here")
    }
    // The old weight is not the new one with fewer digits.
    let isOld =
      judged.outcome == .coarse
      && sheets?.all.sheet(of: reading)?.isWhatItStartsFrom(number, reading.quantity) ?? false
    if isOld { judged = Judged(.wrong, expected: text) }
    if judged.outcome == .wrong, names.isExtreme(reading.quantity), !hasOwnValue(reading) {
      return Judged(.unverifiable, note: "the values that it is taken from were not read")
    }
    if judged.outcome == .wrong {
      if let tie = LocationTies(self).judge(number, reading, expected: text) { return tie }
      if let carried = carried(number, reading, on: sheets, expected: text),
        !isOld || carried.precision != .coarse
      {
        return carried
      }
      if let known = knownMistake(number, reading) {
        judged.mistake = known.message
        judged.credit = known.credit
        judged.isKnown = true
      } else {
        let sheet = sheets?.all.sheet(of: reading)
        let own = sheets.flatMap { sheet?.plausible($0.position, 0) } ?? []
        judged.mistake = Mistakes(self).explain(
          number,
          reading,
          meant: [first.value] + own
        )
      }
    } else if judged.outcome == .coarse,
      let carried = carried(number, reading, on: sheets, expected: text),
      carried.precision != .coarse
    {
      return carried
    }
    return judged
  }

  /// What an experiment gave cannot be recomputed; only whether it is plausible can be said.
  private func plausible(
    _ number: WrittenNumber,
    _ interval: ValueInterval?,
    _ credit: Fraction?
  ) -> Judged {
    var judged = Judged(.unverifiable, note: "a measured number; it contradicts no other")
    if let interval, !interval.contains(number.value) {
      // `Accuracy [%]` over a column of 94.3.
      guard interval.upper <= 1, interval.lower >= 0, number.value > Self.leastPercentage,
        interval.contains(number.value / 100)
      else { return Judged(.wrong, note: "not plausible: it lies \(interval.text)") }
      judged.note = "a measured number, taken as \(number.text) %; it contradicts no other"
    }
    judged.credit = credit
    return judged
  }

  /// A share that is written without its sign is more than this in percent: 1.03 is a slip.
  private static let leastPercentage = 2.0

  /// The author's own mistake that gives a number.
  private func knownMistake(
    _ number: WrittenNumber,
    _ reading: Reading
  ) -> ExerciseQuantity.KnownMistake? {
    let quantity = exercise.quantities[reading.quantity]
    guard !quantity.knownMistakes.isEmpty,
      let evaluator = try? evaluators.evaluator(for: quantity, at: reading.keys)
    else { return nil }
    return quantity.knownMistakes.first { mistake in
      guard let value = (try? evaluator.evaluate(mistake.expression, at: reading.keys))?.number
      else { return false }
      let expected = computation.expectedNumber(
        value,
        of: quantity,
        at: reading.keys,
        in: evaluator
      )
      return quantity.precision.judge(number, against: expected).fit != .wrong
    }
  }

  private func carried(
    _ number: WrittenNumber,
    _ reading: Reading,
    on sheets: (all: Sheets, position: Int)?,
    expected: String
  ) -> Judged? {
    // What the calculation beside it does not give does not follow from it.
    guard !brokenWork.contains(reading.span.range) else { return nil }
    if let sheets, let sheet = sheets.all.sheet(of: reading) {
      return CarriedValues(self).judge(
        reading,
        at: sheets.position,
        on: sheet,
        expected: expected
      )
    }
    return CarriedValues(self).judge(number, reading, expected: expected)
  }

  /// True if the quantity's own formula has a value here, and not only an alternative.
  private func hasOwnValue(_ reading: Reading) -> Bool {
    (try? expected(reading.quantity, reading.keys))?.number?.isFinite ?? false
  }

  private func judge(
    _ rows: Int,
    _ columns: Int,
    _ elements: [WrittenNumber],
    _ reading: Reading,
    on sheets: (all: Sheets, position: Int)?
  ) throws(EvaluationError) -> Judged {
    let quantity = exercise.quantities[reading.quantity]
    let value = try expected(reading.quantity, reading.keys)
    let numbers = value.elements
    let text = printed(value, quantity)
    let isVector = value.shape.count < 2 || value.shape.contains(1)
    guard numbers.count == elements.count,
      value.shape.count < 2 || value.shape == [rows, columns]
        || (isVector && (rows == 1 || columns == 1))
    else {
      var judged = Judged(.wrong, expected: text)
      if value.shape == [columns, rows] {
        judged.mistake =
          "a \(rows)×\(columns) matrix where \(value.shape[0])×\(value.shape[1]) belongs: it looks transposed"
      }
      return judged
    }
    let judgements = zip(elements, numbers).map {
      quantity.precision.judge($0, against: ExpectedNumber($1))
    }
    let order: [Judgement.Fit] = [.wrong, .coarse, .truncated, .correct]
    let worst = order.first { fit in judgements.contains { $0.fit == fit } } ?? .wrong
    if worst == .wrong, let sheets, let sheet = sheets.all.sheet(of: reading),
      let carried = CarriedValues(self).judge(
        reading,
        at: sheets.position,
        on: sheet,
        expected: text
      )
    {
      return carried
    }
    let wrong = judgements.indices.filter { judgements[$0].fit == .wrong }
    let right = judgements.count - wrong.count
    let note = worst == .wrong ? "\(right) of \(judgements.count) elements are right" : nil
    var judged = Judged(Judgement(worst, note: note), expected: text)
    if worst == .wrong, let sheets {
      let sheet = sheets.all.sheet(of: reading)
      judged.mistake = Slips(self).slip(
        in: elements,
        wrong: sheet?.unexplained(sheets.position) ?? wrong,
        columns: columns,
        sheets.position
      ) { [numbers[$0]] + (sheet?.plausible(sheets.position, $0) ?? []) }
    }
    return judged
  }

  func printed(_ value: Value, _ quantity: ExerciseQuantity) -> String {
    switch value {
    case .number(let number): return quantity.precision.print(ExpectedNumber(number))
    case .vector(let elements):
      return
        "[\(elements.map { quantity.precision.print(ExpectedNumber($0)) }.joined(separator: ", "))]"
    case .matrix(let matrix):
      let rows = (0..<matrix.rows).map { row in
        "["
          + (0..<matrix.columns).map {
            quantity.precision.print(ExpectedNumber(matrix[row, $0]))
          }.joined(separator: ", ") + "]"
      }
      return "[\(rows.joined(separator: ", "))]"
    case .shape, .list: return NumberFormat.shortest.print(value)
    }
  }

  /// The other shapes that the author allows: `or: "(6,)"`.
  private func alternativeShapes(_ reading: Reading) throws(EvaluationError) -> [[Int]] {
    let quantity = exercise.quantities[reading.quantity]
    guard !quantity.alternatives.isEmpty else { return [] }
    let evaluator = try evaluators.evaluator(for: quantity, at: reading.keys)
    return quantity.alternatives.compactMap { alternative in
      switch try? evaluator.evaluate(alternative, at: reading.keys) {
      case .shape(let sizes): sizes
      case .number(let size): Int(exactly: size).map { [$0] }
      case .vector(let sizes): sizes.compactMap { Int(exactly: $0) }
      default: nil
      }
    }
  }

  private func judge(_ shape: WrittenShape, _ reading: Reading) throws(EvaluationError) -> Judged {
    let quantity = exercise.quantities[reading.quantity]
    if case .letters = quantity.kind { return Judged(.ambiguous) }
    guard case .shape(let sizes) = try expected(reading.quantity, reading.keys) else {
      return Judged(.unverifiable, note: "no shape is expected")
    }
    let text = NumberFormat.shortest.print(Value.shape(sizes))
    guard let numbers = shape.numbers else {
      return Judged(.wrong, expected: text, note: "letters where numbers are asked for")
    }
    let others = try alternativeShapes(reading)
    if numbers == sizes || others.contains(numbers) {
      return Judged(.correct, expected: text)
    }
    var judged = Judged(.wrong, expected: text)
    if numbers == Array(sizes.reversed()) {
      judged.mistake = "the sizes are swapped: it looks transposed"
    }
    return judged
  }
}

/// Evaluators for the quantities of one homework, made once for each network and fixed key.
final class EvaluatorCache {
  let domains: WrittenDomains
  private let computation: ExerciseComputation
  private var evaluators: [String: Evaluator] = [:]

  init(_ computation: ExerciseComputation, domains: WrittenDomains) {
    self.computation = computation
    self.domains = domains
  }

  func evaluator(
    for quantity: ExerciseQuantity,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Evaluator {
    let fixed = computation.fixedKeys(of: quantity, at: keys)
    let id = (quantity.network?.name ?? "") + fixed.map { "|\($0.key)=\($0.value)" }.joined()
    if let known = evaluators[id] { return known }
    let domains = self.domains
    let evaluator = try computation.evaluator(for: quantity, fixed: fixed) { key, bound in
      domains.values(of: key, where: bound)
    }
    evaluators[id] = evaluator
    return evaluator
  }
}

/// The values of the keys that a student chose, as the readings show them.
final class WrittenDomains {
  private var cells: [[KeyValue]] = []
  private let choices: [Exercise.Choice]
  private var known: [Question: [Double]] = [:]

  private struct Question: Hashable {
    let key: String
    let bound: [KeyValue]
  }

  init(_ names: ExerciseNames, _ readings: [Reading]) {
    choices = names.exercise.choices
    var seen: Set<[KeyValue]> = []
    for reading in readings where !names.isExtreme(reading.quantity) {
      if seen.insert(reading.keys).inserted { cells.append(reading.keys) }
    }
  }

  /// The values of a key among the cells that agree with other keys, in increasing order.
  func values(of key: String, where bound: [KeyValue]) -> [Double]? {
    let question = Question(key: key, bound: bound)
    if let values = known[question] { return values.isEmpty ? nil : values }
    let rule = choices.first { $0.key == key }?.rule
    var values: Set<Double> = []
    for cell in cells {
      guard let value = cell.first(where: { $0.key == key })?.value, rule?.allows(value) ?? true,
        bound.allSatisfy({ b in
          cell.first { $0.key == b.key }.map { $0.value == b.value } ?? true
        })
      else { continue }
      values.insert(value)
    }
    let sorted = values.sorted()
    known[question] = sorted
    return sorted.isEmpty ? nil : sorted
  }
}
