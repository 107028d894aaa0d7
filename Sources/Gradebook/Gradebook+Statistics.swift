import GRDB
import Markdown

/// How a class did in one item.
package struct ItemStatistics: Sendable {
  package let exercise: String
  package let item: String
  package let count: Int
  /// The share of the points that was reached.
  package let share: Double
  package let outcomes: [(outcome: String, count: Int)]
  /// How many wait for a person.
  package let open: Int
  /// The correlation of its points with those of all other items; nil where either does not vary.
  package let discrimination: Double?
  /// The most frequent mistakes, each with a homework in which it stands.
  package let mistakes: [(mistake: String, count: Int, file: String)]
  /// What several students were read to have written in the same words, and nobody could read.
  package let unread: [(said: String, count: Int)]
}

extension Gradebook {
  private static let mostExamples = 3

  /// The items of an assignment, in its order.
  package func statistics(of assignment: String) throws(Diagnostic) -> [ItemStatistics] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT * FROM mark WHERE assignment = ? ORDER BY place, student",
        arguments: [assignment]
      )
      var totals: [String: Double] = [:]
      for row in rows { totals[row["student"], default: 0] += row["given"] as Double }
      var order: [[String]] = []
      var byItem: [[String]: [Row]] = [:]
      for row in rows {
        // What students chose themselves is one item: its keys are everybody's own.
        let key: [String] = [row["exercise"], row["name"]]
        if byItem[key] == nil { order.append(key) }
        byItem[key, default: []].append(row)
      }
      return order.map { key in
        let own = byItem[key] ?? []
        return ItemStatistics(
          exercise: key[0],
          item: key[1],
          count: Set(own.map { $0["student"] as String }).count,
          share: own.reduce(0) { $0 + ($1["given"] as Double) }
            / max(own.reduce(0) { $0 + ($1["possible"] as Double) }, 1e-9),
          outcomes: Self.counted(own.map { $0["outcome"] }).map { (outcome: $0, count: $1) },
          open: own.count { $0["waits"] },
          discrimination: Self.discrimination(own, totals),
          mistakes: Self.counted(own.compactMap { $0["mistake"] as String? }).prefix(
            Self.mostExamples
          ).map { mistake, count in
            (mistake, count, own.first { $0["mistake"] as String? == mistake }?["file"] ?? "")
          },
          unread: Self.counted(
            own.filter { ["unreadable", "ambiguous"].contains($0["outcome"] as String) }.map {
              Self.key($0["said"])
            }
          ).filter { $0.1 > 1 }.prefix(Self.mostExamples).map { (said: $0, count: $1) }
        )
      }
    }
  }

  private static func counted(_ texts: [String]) -> [(String, Int)] {
    Dictionary(grouping: texts) { $0 }.map { ($0, $1.count) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// Pearson's correlation of the item with the rest of the homework.
  private static func discrimination(_ rows: [Row], _ totals: [String: Double]) -> Double? {
    var own: [String: Double] = [:]
    for row in rows { own[row["student"], default: 0] += row["given"] as Double }
    let students = own.keys.sorted()
    let pairs = students.map { (own[$0] ?? 0, (totals[$0] ?? 0) - (own[$0] ?? 0)) }
    let count = Double(pairs.count)
    guard count > 2 else { return nil }
    let means = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
    var (product, first, second) = (0.0, 0.0, 0.0)
    for pair in pairs {
      let (x, y) = (pair.0 - means.0, pair.1 - means.1)
      product += x * y
      first += x * x
      second += y * y
    }
    guard first > 1e-12, second > 1e-12 else { return nil }
    return product / (first * second).squareRoot()
  }
}
