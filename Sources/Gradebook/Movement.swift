import GRDB

/// What became of an item in one result.
struct ItemResult {
  let place: Int
  let exercise: String
  let name: String
  let at: String
  let said: String
  let outcome: String
  let points: Double

  /// Reads a row of `item` or `mark`, with the points that count as `given`.
  init(_ row: Row) {
    place = row["place"]
    exercise = row["exercise"]
    name = row["name"]
    at = row["at"]
    said = row["said"]
    outcome = row["outcome"]
    points = row["given"]
  }

  /// By which an item is the same one in two results.
  var key: [String] { [exercise, name, at] }
}

/// An item whose points, or whose outcome, are other ones than before.
package struct Movement: Sendable, Hashable {
  package let student: String
  package let file: String
  package let exercise: String
  package let item: String
  package let said: String
  package let from: Double
  package let to: Double
  package let outcomeBefore: String
  package let outcomeAfter: String

  private static let tolerance = 1e-9

  /// What moved between two results of a student, in the order of the items.
  static func all(
    of student: String,
    _ file: String,
    from old: [ItemResult],
    to new: [ItemResult]
  ) -> [Movement] {
    let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    let after = Set(new.map(\.key))
    let pairs =
      new.map { (before[$0.key], Optional($0)) }
      + old.filter { !after.contains($0.key) }.map { (Optional($0), nil) }
    let ordered = pairs.compactMap { pair in
      (pair.1 ?? pair.0).map { (shown: $0, before: pair.0, after: pair.1) }
    }.sorted { $0.shown.place < $1.shown.place }
    return ordered.compactMap { shown, before, after in
      let (from, to) = (before?.points ?? 0, after?.points ?? 0)
      guard abs(from - to) > tolerance || before?.outcome != after?.outcome else { return nil }
      return Movement(
        student: student,
        file: file,
        exercise: shown.exercise,
        item: Gradebook.title(shown.name, shown.at),
        said: shown.said,
        from: from,
        to: to,
        outcomeBefore: before?.outcome ?? notAsked,
        outcomeAfter: after?.outcome ?? notAsked
      )
    }
  }

  private static let notAsked = "not asked"
}
