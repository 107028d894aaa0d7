import Exercises
import Formulas
import Grading

/// Fills the places of an answer with an exercise's numbers.
struct AnswerWriter {
  let bench: ExerciseBench

  struct Problem: Error {
    let message: String
  }

  func text(_ template: AnswerTemplate) throws(Problem) -> String {
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let plain): text += plain
      case .place(let place): text += try number(place)
      }
    }
    return text
  }

  private func number(_ place: AnswerTemplate.Place) throws(Problem) -> String {
    let (quantity, keys) = target(place.formula.expression)
    let value: Value
    do throws(EvaluationError) {
      switch place.source {
      case .right: value = try right(place.formula.expression, quantity, keys)
      case .mistaken(let message): value = try mistaken(message, quantity, keys)
      case .after(let name, let formula):
        value = try carried(place.formula.expression, quantity, keys, name, formula)
      }
    } catch {
      throw Problem(message: "{= \(place.text)}: \(error.message)")
    }
    return printed(value, place.form, quantity, keys)
  }

  /// The answer and cell that an expression is; nil for other formulas.
  private func target(_ expression: Expression) -> (ExerciseQuantity?, [KeyValue]) {
    switch expression {
    case .name(let name): return (bench.exercise.quantity(named: name), [])
    case .quantity(let name, let bindings):
      guard let quantity = bench.exercise.quantity(named: name) else { return (nil, []) }
      let keys = bindings.compactMap { binding -> KeyValue? in
        guard let number = (try? Evaluator(graph: Graph()).evaluate(binding.value))?.number else {
          return nil
        }
        return KeyValue(key: binding.key, value: number)
      }
      // A cell's keys stand in the order in which the author names them.
      return (
        quantity,
        quantity.keys.compactMap { key in keys.first { $0.key == key.name } }
      )
    default: return (nil, [])
    }
  }

  private func right(
    _ expression: Expression,
    _ quantity: ExerciseQuantity?,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    if let quantity, quantity.keys.count == keys.count {
      return try bench.value(of: quantity, at: keys)
    }
    guard let first = bench.exercise.quantities.first(where: { $0.expression != nil }) else {
      throw EvaluationError("the exercise computes nothing")
    }
    return try bench.evaluator(for: first, at: []).evaluate(expression)
  }

  private func mistaken(
    _ message: String,
    _ quantity: ExerciseQuantity?,
    _ keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    guard let quantity else { throw EvaluationError("\"with\" wants the name of an answer") }
    for group in bench.table.groups(at: keys, for: bench) {
      guard
        let index = group.targets.firstIndex(where: {
          $0.quantity.name == quantity.name && $0.keys == keys
        })
      else { continue }
      let mutants = group.mutants.filter { $0.message == message }
      if let widest = mutants.max(by: { $0.extent < $1.extent }) {
        let values = widest.values[index]
        return values.count == 1 ? .number(values[0]) : .vector(values)
      }
      let known = Set(group.mutants.map(\.message)).sorted()
      throw EvaluationError(
        "\"\(message)\" is no known mistake here; known are \(known.joined(separator: "; "))"
      )
    }
    throw EvaluationError("`\(quantity.name)` is not computed from single numbers")
  }

  private func carried(
    _ expression: Expression,
    _ quantity: ExerciseQuantity?,
    _ keys: [KeyValue],
    _ name: String,
    _ formula: Formula
  ) throws(EvaluationError) -> Value {
    guard let quantity, let other = bench.exercise.quantity(named: name) else {
      throw EvaluationError("\"after\" wants the names of two answers")
    }
    let evaluator = try bench.evaluator(for: quantity, at: keys)
    let wrong = try evaluator.evaluate(formula.expression, at: keys)
    // What follows is computed from the number as it was written.
    let written = Double(printed(wrong, .asked, other, keys)).map { Value.number($0) } ?? wrong
    let fixed = bench.computation.fixedKeys(of: quantity, at: keys)
    let own = try bench.computation.evaluator(
      for: quantity,
      fixed: fixed,
      overrides: [Cell(name: name, at: keys): written],
      domain: { _, _ in nil }
    )
    return try bench.computation.expected(quantity, at: keys, in: own)
  }

  // MARK: - Printing

  private func printed(
    _ value: Value,
    _ form: AnswerTemplate.Form,
    _ quantity: ExerciseQuantity?,
    _ keys: [KeyValue]
  ) -> String {
    guard let numbers = value.elements else {
      return NumberFormat.shortest.print(value)
    }
    let base: Double? = quantity.flatMap { quantity in
      guard case .ofChange(_, let name) = quantity.precision else { return nil }
      return (try? bench.evaluator(for: quantity, at: keys).evaluate(.name(name)))?.number
    }
    let texts = numbers.map { number -> String in
      switch form {
      case .asked:
        guard let quantity else { return DecimalText.significant(number, digits: 6) }
        return quantity.precision.print(ExpectedNumber(number, base: base))
      case .format(.decimals(let count), let isCut):
        return isCut ? Self.cut(number, place: -count) : DecimalText.fixed(number, decimals: count)
      case .format(.digits(let count), let isCut):
        let place = (WrittenNumber.leadingPlace(of: number) ?? 0) - count + 1
        return isCut
          ? Self.cut(number, place: place) : DecimalText.significant(number, digits: count)
      }
    }
    switch value {
    case .number: return texts[0]
    case .matrix(let matrix) where matrix.columns > 1 || matrix.rows > 1:
      let rows = (0..<matrix.rows).map { row in
        "[" + texts[(row * matrix.columns)..<((row + 1) * matrix.columns)].joined(separator: ", ")
          + "]"
      }
      return "[\(rows.joined(separator: ", "))]"
    default: return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
  }

  private static func cut(_ number: Double, place: Int) -> String {
    let unit = PowersOfTen.power(place)
    let cut = (number / unit * (1 + 1e-12)).rounded(.towardZero) * unit
    return DecimalText.fixed(cut, decimals: max(0, -place))
  }
}

extension MutationTable {
  /// The groups that hold a cell: of the table, or computed for a cell that a student could choose.
  fileprivate func groups(at keys: [KeyValue], for bench: ExerciseBench) -> [Group] {
    let known = groups.filter { $0.targets.contains { $0.keys == keys } }
    return known.isEmpty ? MutationTable.groups(at: keys, bench) : known
  }
}
