import Formulas

/// A table of scores for each class, as scikit-learn's classification report.
struct ReportedScores: Sendable {
  struct Row: Sendable {
    let label: String
    let average: Score.Average?
    let numbers: [Score.Metric: ReportedNumber]
  }

  let classes: [Row]
  let averages: [Row]
  let accuracy: ReportedNumber?
  let passage: Int

  /// The scores of a table; nil if it is none.
  init?(_ table: ReportedTable, _ reader: NumberReader) {
    var columns: [(metric: Score.Metric, column: Int)] = []
    for (column, words) in table.header.enumerated() {
      if let score = Score(header: words), score.rows == nil, score.average == nil {
        columns.append((score.metric, column))
      }
    }
    let metrics = Set(columns.map(\.metric)).subtracting([.accuracy, .loss])
    guard metrics.count >= 2, metrics.count == columns.count, columns.allSatisfy({ $0.column > 0 })
    else { return nil }
    var classes: [Row] = []
    var averages: [Row] = []
    var accuracy: ReportedNumber?
    for cells in table.grid.rows.dropFirst() {
      var numbers: [Score.Metric: ReportedNumber] = [:]
      for (metric, column) in columns {
        guard let (number, isPercent) = cells[column].number(reader) else { continue }
        numbers[metric] = ReportedNumber(
          number,
          isPercent: isPercent,
          isShare: metric != .support,
          range: cells[column].range
        )
      }
      guard !numbers.isEmpty else { continue }
      let label = cells[0].text
      let words = ReportedTable.words(of: label)
      if words.contains("accuracy") {
        accuracy = numbers.filter { $0.key != .support }.first?.value
      } else if let average = words.compactMap({ Score.averages[$0] }).first {
        averages.append(Row(label: label, average: average, numbers: numbers))
      } else if words.isDisjoint(with: ["avg", "average", "mean", "total"]) {
        classes.append(Row(label: label, average: nil, numbers: numbers))
      }
    }
    guard classes.count >= 2 else { return nil }
    self.classes = classes
    self.averages = averages
    self.accuracy = accuracy
    passage = table.passage
  }
}
