import Homework

/// Runs with the same settings in two tables: their scores are the same.
enum SweepAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    var found: [Finding] = []
    let tables = experiments.results.map { Sweep($0) }
    for (index, first) in tables.enumerated() {
      for second in tables.dropFirst(index + 1) where first.mayShare(with: second) {
        let dials = Set(first.table.dials + second.table.dials)
        var differences: [[Finding]] = []
        for row in first.table.rows {
          for other in second.table.rows where first.areSame(row, other, second, dials) {
            differences.append(contradictions(first.table, row, second.table, other))
          }
        }
        // Two logs in which no row is the same tell of two runs.
        if differences.count > 1, differences.allSatisfy({ !$0.isEmpty }) { continue }
        found += differences.joined()
      }
    }
    return found
  }

  private static func contradictions(
    _ first: ResultsTable,
    _ row: ResultsTable.Row,
    _ second: ResultsTable,
    _ other: ResultsTable.Row
  ) -> [Finding] {
    first.scores.indices.compactMap { place in
      guard let match = second.scores.firstIndex(of: first.scores[place]),
        let own = row.scores[place], let number = other.scores[match], !own.agrees(with: number)
      else { return nil }
      let settings = row.settings.merging(other.settings) { own, _ in own }
      let text = settings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ")
      return .inconsistent(
        "the same run (\(text)) has \(first.scores[place].name) \(own.text) in one table and "
          + "\(number.text) in the other",
        number.range,
        own.range
      )
    }
  }

  /// A table with the settings that are said before it.
  private struct Sweep {
    let table: ResultsTable
    let said: [String: String]
    let kinds: Set<String>

    init(_ table: ResultsTable) {
      self.table = table
      // What is said after the table before counts more than what is said for the whole section.
      let base = table.table.introduction.dropLast(table.table.leadIn.count)
      let own = Self.settings(table.table.leadIn)
      said = Self.settings(base).merging(own) { $1 }
      kinds = Set(table.table.introduction.flatMap(\.words)).intersection(Self.telling)
    }

    private static func settings(_ sentences: ArraySlice<ProseSentence>) -> [String: String] {
      var said: [String: Set<String>] = [:]
      for (setting, _) in sentences.flatMap(\.settings) {
        said[setting.name, default: []].insert(setting.value)
      }
      return said.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// Words that tell experiments apart.
    private static let telling: Set<String> = [
      "mnist", "fashion-mnist", "fashion", "digits", "iris", "cifar-10", "cifar", "sgd", "adam",
      "rmsprop", "adagrad", "adamax", "nesterov", "momentum", "relu", "sigmoid", "tanh", "softmax",
      "dropout", "l1", "l2", "quadratic", "cross-entropy", "normalized",
      "standardized",
    ]

    /// True if the later table says of no kind that the earlier one does not.
    func mayShare(with later: Sweep) -> Bool { later.kinds.isSubset(of: kinds) }

    private func value(of dial: String, _ row: ResultsTable.Row) -> String? {
      row.settings[dial] ?? said[dial]
    }

    /// True if every dial that one of the tables turns stands the same in both rows.
    func areSame(
      _ row: ResultsTable.Row,
      _ otherRow: ResultsTable.Row,
      _ other: Sweep,
      _ dials: Set<String>
    ) -> Bool {
      for dial in dials {
        guard let own = value(of: dial, row), let its = other.value(of: dial, otherRow), own == its
        else { return false }
      }
      // What is not said again stays; what is said for the first time may be new.
      for (dial, its) in other.said
      where row.settings[dial] == nil && otherRow.settings[dial] == nil {
        guard said[dial] == its else { return false }
      }
      return true
    }
  }
}
