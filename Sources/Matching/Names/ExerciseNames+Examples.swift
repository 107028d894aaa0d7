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

  /// The examples of an exercise; nil if no given holds as many as the only key with values has.
  init?(_ quantities: [ExerciseQuantity], _ givens: [(name: String, value: Value)]) {
    for key in Set(quantities.flatMap(\.keys).map(\.name)).sorted() {
      let asked = Set(
        quantities.flatMap(\.keys).filter { $0.name == key }.compactMap { $0.values?.values }
      )
      guard let values = asked.max(by: { $0.count < $1.count }), values.count > 1,
        values == values.indices.map({ Double($0) + values[0] }), values[0] == 0 || values[0] == 1
      else { continue }
      let matrices = givens.compactMap { given -> [[Double]]? in
        guard case .matrix(let matrix) = given.value else { return nil }
        let rows = (0..<matrix.rows).map { row in
          Array(matrix.elements[row * matrix.columns..<(row + 1) * matrix.columns])
        }
        if rows.count == values.count { return rows }
        guard matrix.columns == values.count else { return nil }
        return rows[0].indices.map { column in rows.map { $0[column] } }
      }
      guard let inputs = matrices.first, Set(inputs).count == inputs.count else { continue }
      self.key = key
      self.values = values
      forms = inputs.map { [$0] + Self.withoutShared($0, in: inputs) }
      return
    }
    return nil
  }

  /// The inputs of an example without the first or the last one, if all examples share it.
  private static func withoutShared(_ own: [Double], in inputs: [[Double]]) -> [[Double]] {
    guard own.count > 2 else { return [] }
    var forms: [[Double]] = []
    if Set(inputs.map { $0[0] }).count == 1 { forms.append(Array(own.dropFirst())) }
    if Set(inputs.map { $0[own.count - 1] }).count == 1 { forms.append(Array(own.dropLast())) }
    return forms
  }

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
