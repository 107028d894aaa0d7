import Exercises
import Homework

/// Tables of weights whose rows are where they come from and whose columns where they lead to.
extension QuestionReader {
  /// Reads a table as one of weights between neurons; false if it is none.
  ///
  /// `context`: What leads to it: of `the changes Δv` none is a new weight.
  mutating func readEdges(_ grid: Grid, context: Set<String>) -> Bool {
    let header = grid.header
    let isChange = context.contains { Lexicon.notNew.contains($0) || $0.hasPrefix("Δ") }
    guard names.exercise.network?.neurons != nil, header.count > 1, !grid.records.isEmpty else {
      return false
    }
    var cells: [(parameter: String, span: Span)] = []
    for row in grid.records {
      for (column, cell) in row.enumerated().dropFirst() where column < header.count {
        guard let parameter = names.parameter(from: row[0].text, to: header[column].text) else {
          return false
        }
        cells.append((parameter, cell.span))
      }
    }
    for (parameter, span) in cells {
      guard case .number(let number) = values.read(span.text, as: .number),
        case let tokens = LabelTokens(parameter).tokens,
        let meaning = names.parameterValue(tokens, number)
      else { continue }
      switch meaning {
      case .given: restatedCount += 1
      case .new where isChange: continue
      case .new(let quantity):
        readings.append(
          Reading(
            quantity: quantity,
            at: [],
            value: .number(number),
            span: span,
            note:
              "read as `\(names.exercise.quantities[quantity].name)`, the weight of its row and column",
            isGuessed: true
          )
        )
      }
    }
    return !cells.isEmpty
  }
}
