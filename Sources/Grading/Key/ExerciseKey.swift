import Exercises
import Formulas
import Markdown
import Matching

/// The answers of an exercise, for the values that a student could choose.
package struct ExerciseKey: Sendable {
  /// One expected value, with what would be accepted for it.
  package struct Row: Sendable {
    package let name: String
    package let keys: [GradedItem.Key]
    package let formula: String
    /// The value as a homework would print it.
    package let value: String
    package let accepted: String
    package let points: Fraction
  }

  package let exercise: Exercise
  package private(set) var rows: [Row] = []
  /// The values of the keys, as the homework of the key chooses them.
  package let chosen: [String: ValueList]

  /// Computes the key; a key that is not among `chosen` takes its rule's example.
  ///
  /// Throws a `Diagnostic` at the formula of the first quantity that has no value.
  package init(
    _ exercise: Exercise,
    chosen: [String: ValueList] = [:]
  ) throws(Diagnostic) {
    self.exercise = exercise
    var all = chosen
    for choice in exercise.choices where all[choice.key] == nil {
      all[choice.key] = choice.rule.example
    }
    self.chosen = all
    let computation = ExerciseComputation(exercise)
    for quantity in exercise.quantities where quantity.isAsked {
      do throws(EvaluationError) {
        rows += try Self.rows(quantity, computation, chosen: all)
      } catch {
        throw Diagnostic(
          in: exercise.source,
          at: quantity.placedFormula?.offset ?? quantity.offset,
          "`\(quantity.name)`: \(error.message)",
          help: error.help
        )
      }
    }
  }

  /// The rows of all cells of a quantity.
  private static func rows(
    _ quantity: ExerciseQuantity,
    _ computation: ExerciseComputation,
    chosen: [String: ValueList]
  ) throws(EvaluationError) -> [Row] {
    let cells = cells(of: quantity, chosen)
    let required = computation.exercise.requiredCells(of: quantity)
    let share = quantity.pointsPerCell(required: required)
    var rows: [Row] = []
    for cell in cells {
      let keys = cell.map { KeyValue(key: $0.name, value: $0.value) }
      let fixed = computation.fixedKeys(of: quantity, at: keys)
      let evaluator = try computation.evaluator(for: quantity, fixed: fixed) { key, _ in
        chosen[key]?.values
      }
      rows.append(try row(quantity, cell, keys, share, computation, evaluator))
    }
    return rows
  }

  package static func cells(
    of quantity: ExerciseQuantity,
    _ chosen: [String: ValueList]
  ) -> [[GradedItem.Key]] {
    quantity.keys.reduce([[]]) { cells, key in
      let entries = (key.values ?? chosen[key.name])?.entries ?? []
      return cells.flatMap { cell in
        entries.map { cell + [.init(name: key.name, value: $0.value, text: $0.text)] }
      }
    }
  }

  private static func row(
    _ quantity: ExerciseQuantity,
    _ cell: [GradedItem.Key],
    _ keys: [KeyValue],
    _ share: Fraction,
    _ computation: ExerciseComputation,
    _ evaluator: Evaluator
  ) throws(EvaluationError) -> Row {
    let formula = quantity.placedFormula?.formula.text ?? ""
    func row(_ value: String, _ accepted: String) -> Row {
      Row(
        name: quantity.name,
        keys: cell,
        formula: formula,
        value: value,
        accepted: accepted,
        points: share
      )
    }
    switch quantity.kind {
    case .human(let rubric): return row("", "for a person: \(rubric)")
    case .measured(let interval, _):
      return row("", interval.map { "plausible \($0.text)" } ?? "any number")
    case .letters(_, let expression):
      guard let network = quantity.network ?? computation.exercise.network else {
        throw EvaluationError("letters want a network")
      }
      let letters = try ShapeLetters(expression, in: ShapeLetters.Networks(network, examples: 1))
      return row(letters.text(network: network), "any letters, one meaning for all shapes")
    case .formula: return row(Self.formula(of: quantity, computation), "equal at every point")
    case .value: break
    }
    let value = try computation.expected(quantity, at: keys, in: evaluator)
    guard let number = value.number else {
      let judge = ExerciseJudge(
        computation,
        names: ExerciseNames(computation),
        readings: [],
        source: computation.exercise.source,
        settings: CourseSettings()
      )
      let text = judge.printed(value, quantity)
      if case .shape = value { return row(text, "exactly") }
      return row(text, "each element to \(quantity.precision.description)")
    }
    guard number.isFinite else {
      throw EvaluationError("`\(quantity.name)` has no finite value")
    }
    let expected = computation.expectedNumber(number, of: quantity, at: keys, in: evaluator)
    var accepted = quantity.precision.acceptedRange(of: expected)
    let others = quantity.alternatives.compactMap {
      (try? evaluator.evaluate($0, at: keys))?.number
    }.filter { abs($0 - number) > 1e-12 * max(abs(number), 1e-300) }
    for other in others {
      accepted += "; also \(quantity.precision.print(ExpectedNumber(other)))"
    }
    return row(quantity.precision.print(expected), accepted)
  }

  /// A formula in the student's notation: the alternative that an author wrote for it, or its own.
  private static func formula(
    of quantity: ExerciseQuantity,
    _ computation: ExerciseComputation
  ) -> String {
    let equality = FormulaEquality(quantity, of: computation)
    let candidates =
      quantity.alternatives + [quantity.expression].compactMap { $0 }
      + [ScalarForm(quantity, computation).expression].compactMap { $0 }
    let best = candidates.first { equality.compare($0) == .equal(note: nil) }
    return (best ?? candidates[0]).text
  }
}

extension Precision {
  /// The numbers that are accepted, as a key shows them.
  package func acceptedRange(of expected: ExpectedNumber) -> String {
    if let distance = allowedDistance(from: expected) {
      let text = DecimalText.significant(distance, digits: 3)
      return "\(print(expected)) ± \(text)"
    }
    guard let place = askedPlace(of: expected) else { return "exactly" }
    let unit = PowersOfTen.power(place)
    let low = DecimalText.rounded(expected.value - 0.5 * unit, to: place - 1)
    let high = DecimalText.rounded(expected.value + 0.5 * unit, to: place - 1)
    let cut = DecimalText.rounded(
      (expected.value / unit * (1 + 1e-12)).rounded(.towardZero) * unit,
      to: place
    )
    let text = "\(low) … \(high)"
    return cut == print(expected) ? text : "\(text), or cut \(cut)"
  }
}
