import Formulas

/// A table of experiments: a row for each, with its settings and its scores.
struct ResultsTable: Sendable {
  struct Row: Sendable {
    /// By the name of the dial.
    let settings: [String: String]
    /// By the place in `scores`.
    let scores: [Int: ReportedNumber]
    let range: Range<Int>
  }

  let table: ReportedTable
  /// The dials that have columns, in order.
  let dials: [String]
  let scores: [Score]
  let rows: [Row]

  /// The table as one of experiments; nil if it has no column of settings or none of scores.
  init?(_ table: ReportedTable, _ reader: NumberReader) {
    guard table.grid.rows.count > 1 else { return nil }
    var dialColumns: [(name: String, column: Int)] = []
    var scoreColumns: [(score: Score, column: Int)] = []
    for (column, words) in table.header.enumerated() {
      if let score = Score(header: words), score.metric != .support {
        scoreColumns.append((score, column))
      } else if let name = Setting.name(header: words) {
        dialColumns.append((name, column))
      }
    }
    guard !dialColumns.isEmpty, !scoreColumns.isEmpty,
      Set(dialColumns.map(\.name)).count == dialColumns.count,
      Set(scoreColumns.map(\.score)).count == scoreColumns.count
    else { return nil }
    var rows: [Row] = []
    for cells in table.grid.rows.dropFirst() {
      var settings: [String: String] = [:]
      for (name, column) in dialColumns where !cells[column].isBlank {
        settings[name] = Setting.value(of: cells[column].text, reader)
      }
      var scores: [Int: ReportedNumber] = [:]
      for (place, (score, column)) in scoreColumns.enumerated() {
        guard let (number, isPercent) = cells[column].number(reader) else { continue }
        let isPercent100 =
          table.header[column].contains("percent")
          || (table.grid.rows[0][column].text.utf8.contains(0x25))
        scores[place] = ReportedNumber(
          number,
          isPercent: isPercent || isPercent100,
          isShare: score.metric != .loss,
          range: cells[column].range
        )
      }
      guard !scores.isEmpty, settings.count == dialColumns.count else { continue }
      let start = cells.first?.range.lowerBound ?? 0
      rows.append(
        Row(
          settings: settings,
          scores: scores,
          range: start..<max(start, cells.last?.range.upperBound ?? 0)
        )
      )
    }
    guard !rows.isEmpty else { return nil }
    self.table = table
    dials = dialColumns.map(\.name)
    scores = scoreColumns.map(\.score)
    self.rows = rows
  }

  /// The columns of scores that may be meant by a score in a sentence.
  func columns(for score: Score) -> [Int] {
    scores.indices.filter { index in
      let column = scores[index]
      return column.metric == score.metric && column.average == score.average
        && (score.rows == nil || column.rows == nil || column.rows == score.rows)
    }
  }
}
