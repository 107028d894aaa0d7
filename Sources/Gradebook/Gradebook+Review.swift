import GRDB
import Markdown

/// Items that say the same, and wait for the same decision.
package struct ReviewGroup: Sendable {
  package let assignment: String
  package let exercise: String
  package let name: String
  package let at: String
  /// What the first of them says, whole.
  package let said: String
  /// What they all say: words in small letters.
  package let key: String
  package let rubric: String?
  package let note: String?
  package let possible: Double
  /// The machine's points, or what was decided.
  package let given: Double
  /// The students, with what each of them wrote, and with the reviewer where somebody decided.
  package let members:
    [(student: String, said: String, decided: (points: Double, reviewer: String)?)]

  /// The item with its keys: `C at y = 0.5`.
  package var title: String { Gradebook.title(name, at) }

  /// A short name that is the same in every export.
  package var id: String {
    String(
      Digest.sha256(Array([assignment, exercise, name, at, key].joined(separator: "\u{0}").utf8))
        .prefix(12)
    )
  }
}

/// What somebody decides for a group.
package struct Decision: Sendable {
  package let points: Double
  package let comment: String
  package let reviewer: String

  package init(points: Double, comment: String, reviewer: String) {
    self.points = points
    self.comment = comment
    self.reviewer = reviewer
  }
}

extension Gradebook {
  /// Items by question, like ones together and near ones beside each other.
  ///
  /// `isAll`: True for all items, also those that the machine judged or somebody decided.
  package func groups(of assignment: String?, all isAll: Bool = false) throws(Diagnostic)
    -> [ReviewGroup]
  {
    let rows = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM mark WHERE (?1 IS NULL OR assignment = ?1) AND (waits OR ?2)
          ORDER BY assignment, place, student
          """,
        arguments: [assignment, isAll]
      )
    }
    struct Place: Hashable {
      let assignment, exercise, name, at: String
    }
    var order: [Place] = []
    var byPlace: [Place: [String: [Row]]] = [:]
    for row in rows {
      let place = Place(
        assignment: row["assignment"],
        exercise: row["exercise"],
        name: row["name"],
        at: row["at"]
      )
      if byPlace[place] == nil { order.append(place) }
      byPlace[place, default: [:]][Self.key(row["said"]), default: []].append(row)
    }
    return order.flatMap { place -> [ReviewGroup] in
      let keys = Self.beside(byPlace[place, default: [:]].mapValues(\.count))
      return keys.compactMap { key in
        guard let members = byPlace[place]?[key], let first = members.first else { return nil }
        return ReviewGroup(
          assignment: place.assignment,
          exercise: place.exercise,
          name: place.name,
          at: place.at,
          said: first["said"],
          key: key,
          rubric: first["rubric"],
          note: first["note"],
          possible: first["possible"],
          given: first["given"],
          members: members.map { row in
            let isDecided = (row["decision"] as Int64?) != nil
            return (
              student: row["student"],
              said: row["said"],
              decided: isDecided ? (points: row["given"], reviewer: row["reviewer"]) : nil
            )
          }
        )
      }
    }
  }

  /// Decides for all of a group.
  ///
  /// - Returns: The number of the decision, by which it can be taken back.
  @discardableResult
  package func decide(_ decision: Decision, for group: ReviewGroup) throws(Diagnostic) -> [Int64] {
    try write { database in
      try group.members.map { member in
        try database.execute(
          sql: """
            INSERT INTO decision (assignment, student, exercise, name, at, said, points, comment, reviewer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            group.assignment, member.student, group.exercise, group.name, group.at, member.said,
            decision.points, decision.comment, decision.reviewer,
          ]
        )
        return database.lastInsertedRowID
      }
    }
  }

  /// Takes decisions back; they stay in the gradebook as taken back.
  package func undo(_ decisions: [Int64]) throws(Diagnostic) {
    try write { database in
      for id in decisions {
        try database.execute(sql: "UPDATE decision SET isUndone = 1 WHERE id = ?", arguments: [id])
      }
    }
  }

  /// What is the same but for marks, blanks and the case of letters is alike.
  static func key(_ said: String) -> String {
    said.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// Texts in an order in which near ones stand beside each other: the most frequent first, then the nearest to it.
  private static func beside(_ counts: [String: Int]) -> [String] {
    var rest = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
    guard rest.count > 2, rest.count <= mostCompared else { return rest }
    let words = Dictionary(uniqueKeysWithValues: rest.map { ($0, Set($0.split(separator: " "))) })
    var ordered = [rest.removeFirst()]
    while !rest.isEmpty {
      let own = words[ordered[ordered.count - 1]] ?? []
      var best = 0
      var bestShare = -1.0
      for (place, text) in rest.enumerated() {
        let other = words[text] ?? []
        let share = Double(own.intersection(other).count) / Double(max(own.union(other).count, 1))
        if share > bestShare { (best, bestShare) = (place, share) }
      }
      ordered.append(rest.remove(at: best))
    }
    return ordered
  }

  /// More texts are only sorted: each would be compared with each.
  private static let mostCompared = 1000
}
