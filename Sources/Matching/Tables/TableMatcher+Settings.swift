import Homework

/// Tables with a column of settings, `N = 25, η = 0.1`, one cell for all rows up to the next one.
extension TableMatcher {
  /// The rows below each cell of settings, without its column, and the keys that it binds; nil for another table.
  func configured(_ grid: Grid) -> [(keys: [WrittenKey], grid: Grid)]? {
    guard grid.header.count > 2,
      let column = grid.header.indices.first(where: { holdsSettings($0, of: grid) })
    else { return nil }
    let columns = grid.header.indices.filter { $0 != column }
    var groups: [(keys: [WrittenKey], rows: [[Grid.Cell]])] = []
    for row in grid.records {
      if !row[column].isBlank { groups.append((settings(in: row[column]), [grid.header])) }
      groups[groups.count - 1].rows.append(row)
    }
    return groups.map { ($0.keys, Grid(rows: $0.rows).keeping(columns)) }
  }

  /// True for a column whose cells are settings of several keys, or of one with blank cells below.
  private func holdsSettings(_ column: Int, of grid: Grid) -> Bool {
    guard let first = grid.records.first?[column], first.text.utf8.contains(0x3D) else {
      return false
    }
    let written = grid.records.map { $0[column] }.filter { !$0.isBlank }
    return written.allSatisfy { !settings(in: $0).isEmpty }
      && (written.count < grid.records.count || written.allSatisfy { Self.parts(of: $0).count > 1 })
  }

  private func settings(in cell: Grid.Cell) -> [WrittenKey] {
    Self.parts(of: cell).compactMap(condition)
  }

  private static func parts(of cell: Grid.Cell) -> [String] {
    cell.text.replacingBytes(of: ";", with: ",").parts(around: ",").filter {
      $0.utf8.contains(0x3D)
    }
  }
}
