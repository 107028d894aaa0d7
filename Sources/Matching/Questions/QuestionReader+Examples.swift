import Formulas
import Homework

/// Tables whose rows are the examples of the exercise, told by their inputs.
extension QuestionReader {
  /// What a table says whose first columns are the inputs of the given examples.
  enum Exampled {
    /// The data themselves, said again.
    case restated
    /// The same table with the number of each example in the place of its inputs.
    case keyed(Grid)
  }

  /// Reads the inputs before the rows of a table as what they count; nil if they are no examples.
  func exampled(_ grid: Grid) -> Exampled? {
    guard let examples = names.examples, grid.records.count > 1, let first = grid.records.first
    else { return nil }
    let header = grid.header
    let places = (0...1).flatMap { start in examples.widths.map { start..<start + $0 } }
    for inputs in places where header.count >= inputs.upperBound {
      let keys = grid.records.compactMap { row -> WrittenKey? in
        let numbers = row[inputs].compactMap { cell -> WrittenNumber? in
          guard case .number(let number) = values.read(cell.text, as: .number) else { return nil }
          return number
        }
        return numbers.count == inputs.count ? examples.key(of: numbers) : nil
      }
      guard keys.count == grid.records.count, Set(keys).count == keys.count else { continue }
      // A number before the inputs counts the rows, or says itself which example it is.
      let counts =
        inputs.lowerBound == 1
        && grid.records.enumerated().allSatisfy { place, row in
          Int(row[0].text).map { $0 == place + 1 || $0 == place } ?? false
        }
      let rest = header.indices.filter { !inputs.contains($0) && !(counts && $0 == 0) }
      let isNamed = rest.contains { column in
        let label = header[column].tokens
        return !names.quantities(label: label, context: [], text: first[column].text).isEmpty
      }
      guard isNamed else { return rest.count < 2 ? .restated : nil }
      let head = Grid.Cell(text: keys[0].key, range: header[inputs.lowerBound].range)
      let rows = zip(grid.records, keys).map { row, key in
        [Grid.Cell(text: "\(key.key) = \(key.text)", range: row[inputs.lowerBound].range)]
          + rest.map { row[$0] }
      }
      return .keyed(Grid(rows: [[head] + rest.map { header[$0] }] + rows))
    }
    return nil
  }
}
