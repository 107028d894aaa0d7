import Exercises
import Formulas
import Homework

/// The examples that an exercise gives in the rows or columns of a matrix, and that a key counts.
struct GivenExamples: Sendable {
  /// The key, and the value that it has at each example.
  private let key: String
  private let values: [Double]
  /// The inputs of each example, with and without what all examples share, the 1 of a bias.
  private let forms: [[[Double]]]

  /// The examples of an exercise; nil if a key counts the rows or columns of no given.
  init?(_ exercise: Exercise, _ givens: [(name: String, value: Value)]) {
    // `x: X[k]`: what all quantities of the network are computed from.
    let inputs = exercise.givens.flatMap { Self.uses($0.formula.formula.expression) }
    for quantity in exercise.quantities {
      // What is an answer itself is no input of one.
      let own = quantity.expression?.children.flatMap(Self.uses) ?? []
      for use in own + (quantity.expression.map(Self.batchUses) ?? []) + inputs {
        guard let values = quantity.keys.first(where: { $0.name == use.key })?.values?.values,
          values.count > 1, values[0] == 0 || values[0] == 1,
          values == values.indices.map({ Double($0) + values[0] }),
          let inputs = givens.first(where: { $0.name == SymbolName.canonical(use.matrix) })
            .flatMap({ Self.vectors(of: $0.value, inColumns: use.isColumn) }),
          inputs.count == values.count, Set(inputs).count == inputs.count
        else { continue }
        key = use.key
        self.values = values
        forms = inputs.map { [$0] + Self.withoutShared($0, in: inputs) }
        return
      }
    }
    return nil
  }

  /// Where an expression takes a row or a column of a given by one key alone: `X[example - 1]`.
  private static func uses(
    _ expression: Expression
  ) -> [(matrix: String, key: String, isColumn: Bool)] {
    var found = expression.children.flatMap(uses)
    if case .index(.name(let matrix), let indices) = expression {
      let keyed = indices.enumerated().filter { $0.element.names.count == 1 }
      if keyed.count == 1, let index = keyed.first {
        found.append((matrix, index.element.names[0], index.offset == 1))
      }
    }
    return found
  }

  /// Where an expression takes the row or the column of an example in a batch, `zs[0][example, 0]`: the inputs are those of x.
  private static func batchUses(
    _ expression: Expression
  ) -> [(matrix: String, key: String, isColumn: Bool)] {
    var found = expression.children.flatMap(batchUses)
    if case .index(let base, let indices) = expression, indices.count == 2,
      case .index(.name(let layers), _) = base, ["zs", "activations", "deltas"].contains(layers)
    {
      let keyed = indices.enumerated().filter { $0.element.names.count == 1 }
      if keyed.count == 1, let index = keyed.first {
        found.append(("x", index.element.names[0], index.offset == 1))
      }
    }
    return found
  }

  /// The rows or the columns of a matrix.
  private static func vectors(of value: Value, inColumns: Bool) -> [[Double]]? {
    guard case .matrix(let matrix) = value, matrix.rows > 0, matrix.columns > 0 else { return nil }
    let rows = (0..<matrix.rows).map { row in
      Array(matrix.elements[row * matrix.columns..<(row + 1) * matrix.columns])
    }
    return inColumns ? rows[0].indices.map { column in rows.map { $0[column] } } : rows
  }

  /// The inputs of an example without the first or the last one, if all examples share it.
  private static func withoutShared(_ own: [Double], in inputs: [[Double]]) -> [[Double]] {
    guard own.count > 2 else { return [] }
    var forms: [[Double]] = []
    if Set(inputs.map { $0[0] }).count == 1 { forms.append(Array(own.dropFirst())) }
    if Set(inputs.map { $0[own.count - 1] }).count == 1 { forms.append(Array(own.dropLast())) }
    return forms
  }

  /// How many columns a table may have for the inputs, the most first.
  var widths: [Int] { Set(forms.joined().map(\.count)).filter { $0 > 1 }.sorted(by: >) }

  /// The key of the only example with these inputs.
  func key(of inputs: [WrittenNumber]) -> WrittenKey? {
    let fitting = forms.indices.filter { index in
      forms[index].contains { form in
        form.count == inputs.count
          && zip(form, inputs).allSatisfy { abs($0 - $1.value) <= 1e-9 * max(1, abs($0)) }
      }
    }
    guard fitting.count == 1, let place = fitting.first else { return nil }
    return WrittenKey(key: key, value: values[place], text: String(Int(values[place])))
  }
}

extension ExerciseNames {
  /// The values of givens and of weights, by their canonical spelling.
  static func givens(of computation: ExerciseComputation) -> [(name: String, value: Value)] {
    let exercise = computation.exercise
    guard
      let quantity = exercise.quantities.first(where: {
        if case .value = $0.kind { true } else { false }
      }), let evaluator = try? computation.evaluator(for: quantity, domain: { _, _ in nil })
    else { return [] }
    var names = exercise.givens.map(\.name) + (exercise.network?.neurons?.all.map(\.name) ?? [])
    // `α` for eta, `x1` for an element of x: other names of what is given.
    for (name, formula) in exercise.network?.names ?? [] {
      let parts = formula.formula.expression.names
      if !parts.isEmpty,
        parts.allSatisfy({ part in exercise.givens.contains { $0.name == part } })
      {
        names.append(name)
      }
    }
    return names.compactMap { name in
      (try? evaluator.evaluate(.name(name))).map { (SymbolName.canonical(name), $0) }
    }
  }

  /// The example that a short text speaks of by its inputs, `Input (0, 1)`; nil if there are several, or none.
  func example(in text: String, _ values: ValueReader) -> WrittenKey? {
    guard let examples, text.utf8.count < 80 else { return nil }
    let found = text.split(separator: "(").dropFirst().compactMap { part -> WrittenKey? in
      guard let end = part.firstIndex(of: ")") else { return nil }
      return numbers(in: String(part[..<end]), values).flatMap(examples.key(of:))
    }
    return Set(found).count == 1 ? found[0] : nil
  }

  /// The numbers of `0, 1`; nil if anything else stands there, or only one.
  func numbers(in list: String, _ values: ValueReader) -> [WrittenNumber]? {
    let parts = list.split { $0 == "," || $0 == ";" }
    let numbers = parts.compactMap { part -> WrittenNumber? in
      guard case .number(let number) = values.read(String(part).trimmedBytes, as: .number) else {
        return nil
      }
      return number
    }
    return numbers.count == parts.count && numbers.count > 1 ? numbers : nil
  }
}
