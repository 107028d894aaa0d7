import Exercises
import Formulas
import Matching

/// Recomputes a quantity from the numbers that the student wrote before it.
///
/// For every choice, input by input, among the values written for it (each as printed) and its
/// unrounded value: a value is carried if one choice rounds or is cut to it at its last place.
struct CarriedValues {
  private let judge: ExerciseJudge
  private static let mostChoices = 256

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// An input: a cell that the student wrote, with the values that may stand for it.
  private struct Input {
    let cells: [Cell]
    let readings: [Reading]
    /// Each choice gives one value for every cell.
    let choices: [[Value]]
  }

  /// The value as it follows from the student's sheet.
  ///
  /// `position`: The position of the reading among those of the judge.
  func judge(_ reading: Reading, at position: Int, on sheet: Sheet, expected: String) -> Judged? {
    guard let match = sheet.match(position) else { return nil }
    guard !match.from.isEmpty else {
      var judged = match.judged
      judged.expected = expected
      return judged
    }
    var judged = carried(match.judged, from: match.from.map { judge.readings[$0] })
    judged.expected = expected
    return judged
  }

  func judge(_ number: WrittenNumber, _ reading: Reading, expected: String) -> Judged? {
    let quantity = judge.exercise.quantities[reading.quantity]
    let graph = judge.computation.graph(of: quantity)
    guard let expression = graph[quantity.name]?.formula ?? quantity.expression else { return nil }
    let inputs = inputs(of: expression, reading)
    guard !inputs.isEmpty else { return nil }
    var best: (judged: Judged, used: [Int])?
    for choice in choices(of: inputs) where choice.contains(where: { $0 != nil }) {
      var overrides: [Cell: Value] = [:]
      for (input, option) in zip(inputs, choice) {
        guard let option else { continue }
        for (cell, value) in zip(input.cells, input.choices[option]) { overrides[cell] = value }
      }
      guard let value = value(of: quantity, reading, overrides) else { continue }
      let judged = Judged(quantity.precision.judge(number, against: value), expected: expected)
      guard judged.outcome.isAccepted else { continue }
      let used = choice.indices.filter { choice[$0] != nil }
      if best.map({
        judged.better(than: $0.judged)
          || (!$0.judged.better(than: judged) && used.count < $0.used.count)
      }) ?? true {
        best = (judged, used)
      }
    }
    guard let best else { return nil }
    return carried(best.judged, from: best.used.flatMap { inputs[$0].readings })
  }

  func carried(_ fit: Judged, from readings: [Reading]) -> Judged {
    var judged = fit
    judged.precision = fit.precision
    judged.outcome = fit.outcome == .coarse ? .coarse : .carried
    judged.basis = .carried
    let origins = readings.map { reading in
      GradedItem.Origin(
        name: judge.exercise.quantities[reading.quantity].name,
        line: judge.source.line(at: reading.span.range.lowerBound)
      )
    }
    var unique: [GradedItem.Origin] = []
    for origin in origins where !unique.contains(origin) { unique.append(origin) }
    judged.from = Array(unique.prefix(4))
    judged.note =
      fit.note == "rounded on the way"
      ? "follows from your own numbers, rounded on the way" : "follows from your own numbers"
    return judged
  }

  private func value(
    of quantity: ExerciseQuantity,
    _ reading: Reading,
    _ overrides: [Cell: Value]
  ) -> ExpectedNumber? {
    let fixed = judge.computation.fixedKeys(of: quantity, at: reading.keys)
    let domains = judge.domains
    guard
      let evaluator = try? judge.computation.evaluator(
        for: quantity,
        fixed: fixed,
        overrides: overrides,
        domain: { domains.values(of: $0, where: $1) }
      ),
      let value = try? judge.computation.expected(quantity, at: reading.keys, in: evaluator),
      let number = value.number, number.isFinite
    else { return nil }
    return judge.computation.expectedNumber(number, of: quantity, at: reading.keys, in: evaluator)
  }

  // MARK: - Inputs

  private func inputs(of expression: Expression, _ reading: Reading) -> [Input] {
    let graph = judge.computation.graph(of: judge.exercise.quantities[reading.quantity])
    var inputs: [Input] = []
    var seen: Set<String> = []
    var calls: Set<Expression> = []
    func visit(_ expression: Expression) {
      if case .over(_, .name(let name), let key) = expression {
        if let input = column(name, over: key, reading) { inputs.append(input) }
        return
      }
      // `precision(class: 1)`: a quantity at keys of its own.
      if case .quantity(let name, let bindings) = expression, calls.insert(expression).inserted {
        if let input = cell(name, reading, bindings) { inputs.append(input) }
      }
      if case .name(let name) = expression, seen.insert(name).inserted {
        if let input = cell(name, reading) {
          inputs.append(input)
        } else if let quantity = graph[name] {
          visit(quantity.formula)
        }
      }
      for child in expression.children { visit(child) }
    }
    visit(expression)
    return inputs
  }

  private func cell(
    _ name: String,
    _ reading: Reading,
    _ bindings: [Expression.Binding] = []
  ) -> Input? {
    guard let index = judge.exercise.quantities.firstIndex(where: { $0.name == name }),
      index != reading.quantity
    else { return nil }
    let quantity = judge.exercise.quantities[index]
    let bound = bindings.compactMap { binding -> KeyValue? in
      guard case .number(let value) = binding.value else { return nil }
      return KeyValue(key: binding.key, value: value)
    }
    guard bound.count == bindings.count else { return nil }
    let at = quantity.keys.compactMap { key in
      bound.first { $0.key == key.name } ?? reading.keys.first { $0.key == key.name }
    }
    guard at.count == quantity.keys.count else { return nil }
    let written = judge.readings(of: Cell(name: name, at: at)).filter(usable)
    let values = written.compactMap(Self.value)
    guard !values.isEmpty else { return nil }
    return Input(
      cells: [Cell(name: name, at: at)],
      readings: Array(written.prefix(1)),
      choices: values.map { [$0] }
    )
  }

  /// All cells of a column that an extreme is taken over.
  private func column(_ name: String, over key: String, _ reading: Reading) -> Input? {
    guard let index = judge.exercise.quantities.firstIndex(where: { $0.name == name }) else {
      return nil
    }
    let written = judge.readings.filter { cell in
      cell.quantity == index && reading.keys.allSatisfy(cell.keys.contains) && usable(cell)
    }
    let pairs = written.compactMap { cell in Self.value(cell).map { (cell, $0) } }
    guard !pairs.isEmpty else { return nil }
    let wrong = pairs.map(\.0).filter { !judge.isRight($0.quantity, at: $0.keys, $0.value) }
    return Input(
      cells: pairs.map { Cell(name: name, at: $0.0.keys) },
      readings: wrong.isEmpty ? [pairs[0].0] : wrong,
      choices: [pairs.map(\.1)]
    )
  }

  private static func value(_ reading: Reading) -> Value? {
    if case .number(let number) = reading.value { .number(number.value) } else { nil }
  }

  private func usable(_ reading: Reading) -> Bool {
    Self.value(reading) != nil && judge.mayCarry(reading)
  }

  /// Every choice among the inputs; nil is the unrounded value.
  private func choices(of inputs: [Input]) -> [[Int?]] {
    var choices: [[Int?]] = [[]]
    for input in inputs {
      let options: [Int?] = [nil] + input.choices.indices.map { $0 }
      guard choices.count * options.count <= Self.mostChoices else {
        // Too many: everything as written first, for the inputs that are left.
        choices = choices.map { $0 + [input.choices.indices.last] }
        continue
      }
      choices = choices.flatMap { choice in options.map { choice + [$0] } }
    }
    return choices
  }
}
