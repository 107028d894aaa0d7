import Exercises
import Formulas
import Homework

/// Cells that say by themselves what they hold, `z11 = −0.25` in a column of calculations.
extension TableMatcher {
  /// The values of such cells, and the table without them.
  func stated(_ grid: Grid, keys: KeyContext) -> (readings: [Reading], rest: Grid) {
    guard grid.records.contains(where: { $0.contains { $0.text.utf8.contains(0x3D) } }) else {
      return ([], grid)
    }
    var readings: [Reading] = []
    let rows = grid.records.map { row in
      row.map { cell in
        guard let reading = stated(cell, keys) else { return cell }
        readings.append(reading)
        return Grid.Cell(text: "", range: cell.range)
      }
    }
    // One such cell may be a remark; in a table of them they are how it is written.
    guard readings.count > 1 else { return ([], grid) }
    return (readings, Grid(rows: [grid.header] + rows))
  }

  /// The value of a cell behind the whole name of a quantity.
  private func stated(_ cell: Grid.Cell, _ keys: KeyContext) -> Reading? {
    guard let sign = cell.text.utf8.firstIndex(of: 0x3D), sign > cell.text.startIndex else {
      return nil
    }
    let label = LabelTokens(String(cell.text[..<sign]))
    guard label.arguments == nil, let last = label.tokens.last, names.key(last) == nil else {
      return nil
    }
    let named = names.quantitiesNamed(inFull: label.tokens).filter { index in
      names.own(label.tokens, index) && names.isComputed(index)
    }
    guard named.count == 1, let quantity = named.first,
      let reading = reading(cell, quantity, keys), reading.value.isSaid
    else { return nil }
    return reading
  }
}
