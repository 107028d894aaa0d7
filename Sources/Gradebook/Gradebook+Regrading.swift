import GRDB
import Markdown

/// What grading an assignment anew changes.
package struct Regrading: Sendable {
  /// Items with other points or outcomes, by student.
  package let movements: [Movement]
  /// Students whose homework can no longer be graded, or can be now, with what is said of it.
  package let problems: [(student: String, before: String?, after: String?)]
  /// Exercises that were changed: the text before and after.
  package let changes: [(exercise: String, before: String, after: String)]
  /// True if the tool is another one.
  package let hasOtherTool: Bool
  /// Decisions of people for what is no longer read so: student, exercise, item.
  package let lost: [(student: String, exercise: String, item: String)]
}

extension Gradebook {
  /// Grades anew what counts, and says what that changes.
  ///
  /// - Parameters:
  ///   - version: What it is graded with.
  ///   - isDry: True to leave the gradebook as it is.
  ///   - grade: Grades homework and hands the gradings on, batch by batch.
  /// - Returns: Who moves, and what changed.
  /// - Throws: A `Diagnostic` if the gradebook cannot be read or written.
  package func regrade(
    with version: GradingVersion,
    isDry: Bool,
    grade: ([StoredHomework], ([NewGrading]) throws(Diagnostic) -> Void) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Regrading {
    // A dry run works on a copy in memory that goes away with it.
    let book = isDry ? try copy() : self
    let before = try book.latest(of: version.assignment)
    let number = try book.number(of: version)
    try grade(try book.waiting(for: number, of: version.assignment)) {
      gradings throws(Diagnostic) in
      try book.keep(gradings, version: number)
    }
    return try book.difference(version.assignment, since: before, to: number)
  }

  /// The last grading of each homework that counts.
  private func latest(of assignment: String) throws(Diagnostic) -> [Int64: Int64] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT homework, id FROM current WHERE assignment = ?",
        arguments: [assignment]
      )
      return Dictionary(rows.map { ($0["homework"], $0["id"]) }) { first, _ in first }
    }
  }

  private func difference(
    _ assignment: String,
    since before: [Int64: Int64],
    to version: Int64
  ) throws(Diagnostic) -> Regrading {
    try read { database in
      var movements: [Movement] = []
      var problems: [(String, String?, String?)] = []
      let now = try Row.fetchAll(
        database,
        sql:
          "SELECT homework, id, student, file, problem FROM current WHERE assignment = ? ORDER BY student",
        arguments: [assignment]
      )
      var versions: Set<Int64> = []
      for row in now {
        guard let old = before[row["homework"]], old != row["id"] else { continue }
        let earlier = try Row.fetchOne(
          database,
          sql: "SELECT version, problem FROM grading WHERE id = ?",
          arguments: [old]
        )
        if let number = earlier?["version"] as Int64? { versions.insert(number) }
        let problem = (earlier?["problem"] as String?, row["problem"] as String?)
        if problem.0 != problem.1 { problems.append((row["student"], problem.0, problem.1)) }
        movements += Movement.all(
          of: row["student"],
          row["file"],
          from: try Self.items(of: old, in: database),
          to: try Self.items(of: row["id"], in: database)
        )
      }
      return Regrading(
        movements: movements,
        problems: problems,
        changes: try Self.changes(from: versions.max(), to: version, in: database),
        hasOtherTool: try Self.hasOtherTool(versions.max(), version, in: database),
        lost: try Self.lost(assignment, in: database)
      )
    }
  }

  private static func items(of grading: Int64, in database: Database) throws -> [ItemResult] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT place, exercise, name, at, said, outcome, points AS given FROM item WHERE grading = ? ORDER BY place
        """,
      arguments: [grading]
    ).map(ItemResult.init)
  }

  private static func changes(
    from old: Int64?,
    to new: Int64,
    in database: Database
  ) throws -> [(exercise: String, before: String, after: String)] {
    guard let old else { return [] }
    func exercises(_ version: Int64) throws -> [(id: String, text: String)] {
      try Row.fetchAll(
        database,
        sql: """
          SELECT exercise.id, exercise.text FROM version, json_each(version.exercises) AS used
          JOIN exercise ON exercise.hash = used.value WHERE version.id = ? ORDER BY used.key
          """,
        arguments: [version]
      ).map { ($0["id"], $0["text"]) }
    }
    let before = try exercises(old)
    let after = try exercises(new)
    let ids = after.map(\.id) + before.map(\.id).filter { id in !after.contains { $0.id == id } }
    return ids.compactMap { id in
      let texts = (
        before.first { $0.id == id }?.text ?? "", after.first { $0.id == id }?.text ?? ""
      )
      return texts.0 == texts.1 ? nil : (id, texts.0, texts.1)
    }
  }

  private static func hasOtherTool(_ old: Int64?, _ new: Int64, in database: Database) throws
    -> Bool
  {
    let tools = try String.fetchSet(
      database,
      sql: "SELECT tool FROM version WHERE id IN (?, ?)",
      arguments: [old, new]
    )
    return tools.count > 1
  }

  /// Decisions that fit nothing of the homework that counts: the student wrote something else, or it is read otherwise.
  private static func lost(
    _ assignment: String,
    in database: Database
  ) throws -> [(student: String, exercise: String, item: String)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT student, exercise, name, at FROM (
          SELECT student, exercise, name, at, said FROM decision WHERE assignment = ?1 AND NOT isUndone
          EXCEPT SELECT student, exercise, name, at, said FROM mark WHERE assignment = ?1)
        ORDER BY 1, 2, 3, 4
        """,
      arguments: [assignment]
    ).map { ($0["student"], $0["exercise"], title($0["name"], $0["at"])) }
  }

  /// `C at y = 0.5` of a name and keys as JSON.
  static func title(_ name: String, _ at: String) -> String {
    guard !at.isEmpty else { return name }
    let keys = at.filter { !"{}\"".contains($0) }.split(separator: ",").map {
      $0.replacing(":", with: " = ")
    }
    return "\(name) at \(keys.joined(separator: ", "))"
  }
}
