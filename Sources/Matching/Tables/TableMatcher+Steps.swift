import Formulas
import Homework

/// Tables with a row for each step of what is asked by its number: `t | s_t | w_t` for s_1, w_1, s_2, …
extension TableMatcher {
  /// Reads a table whose first column counts steps and whose headers name what has their number; nil if it is none.
  func stepped(_ grid: Grid, keys: KeyContext) -> Attempt? {
    guard !names.steps.isEmpty, let counter = grid.header.first, grid.records.count > 1,
      counter.tokens.allSatisfy({ names.key($0) == nil }),
      Lexicon.stepCounters.contains(counter.tokens.first ?? "") || counter.isBlank
        || Grid.counters.contains(counter.text.lowercased().filter { $0.isLetter || $0 == "#" }),
      grid.records.allSatisfy({ Int($0[0].text) != nil })
    else { return nil }
    var readings: [Reading] = []
    var named: Set<Int> = []
    for row in grid.records {
      for (column, cell) in row.enumerated().dropFirst() where !cell.isBlank {
        guard let quantity = names.quantity(grid.header[column].label, inStep: Int(row[0].text)),
          let reading = reading(cell, quantity, keys)
        else { continue }
        readings.append(reading)
        named.insert(column)
      }
    }
    return readings.count > 1 ? counted(readings, named: named.count) : nil
  }
}
