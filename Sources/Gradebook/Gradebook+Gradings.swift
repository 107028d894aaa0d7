import GRDB
import Markdown

/// What an assignment is graded with: its exercises, what the course says of all of them, and the tool.
package struct GradingVersion: Sendable {
  package struct Exercise: Sendable, Hashable {
    package let id: String
    /// All of the chapter that the exercise's grading depends on.
    package let text: String

    package init(id: String, text: String) {
      self.id = id
      self.text = text
    }

    package var hash: String { Digest.sha256(Array(text.utf8)) }
  }

  package let assignment: String
  package let exercises: [Exercise]
  /// The settings of the course, as text.
  package let settings: String
  /// What the grading tool is: the hash of its executable.
  package let tool: String

  package init(assignment: String, exercises: [Exercise], settings: String, tool: String) {
    self.assignment = assignment
    self.exercises = exercises
    self.settings = settings
    self.tool = tool
  }

  var fingerprint: String {
    let parts = [assignment, settings, tool] + exercises.flatMap { [$0.id, $0.hash] }
    return Digest.sha256(Array(parts.joined(separator: "\u{0}").utf8))
  }
}

/// How a homework was graded: a report, or the reason why there is none.
package struct NewGrading: Sendable {
  package let homework: Int64
  /// The report as a line of JSON.
  package let report: [UInt8]?
  package let problem: String?

  package init(homework: Int64, report: [UInt8]?, problem: String?) {
    self.homework = homework
    self.report = report
    self.problem = problem
  }
}

extension Gradebook {
  /// The number of a version: the last one if nothing changed since, else a new one.
  package func number(of version: GradingVersion) throws(Diagnostic) -> Int64 {
    try write { database in
      let last = try Row.fetchOne(
        database,
        sql: "SELECT id, fingerprint FROM version WHERE assignment = ? ORDER BY id DESC LIMIT 1",
        arguments: [version.assignment]
      )
      if let last, last["fingerprint"] == version.fingerprint { return last["id"] }
      for exercise in version.exercises {
        try database.execute(
          sql: "INSERT OR IGNORE INTO exercise VALUES (?, ?, ?)",
          arguments: [exercise.hash, exercise.id, exercise.text]
        )
      }
      let hashes = version.exercises.map { "\"\($0.hash)\"" }.joined(separator: ",")
      try database.execute(
        sql: "INSERT INTO version (assignment, fingerprint, tool, exercises) VALUES (?, ?, ?, ?)",
        arguments: [version.assignment, version.fingerprint, version.tool, "[\(hashes)]"]
      )
      return database.lastInsertedRowID
    }
  }

  /// Keeps gradings, all of them or none; one that is there already stays.
  package func keep(_ gradings: [NewGrading], version: Int64) throws(Diagnostic) {
    try write { database in
      for grading in gradings { try Self.keep(grading, version, in: database) }
    }
  }

  static func keep(_ grading: NewGrading, _ version: Int64, in database: Database) throws {
    let report = grading.report.map { String(decoding: $0, as: UTF8.self) }
    try database.cachedStatement(
      sql: """
        INSERT INTO grading (homework, version, problem, score, possible, pending, report)
        SELECT ?1, ?2, ?3, COALESCE(?4 ->> '$.score', 0), COALESCE(?4 ->> '$.possible', 0),
          COALESCE(?4 ->> '$.pending', 0), ?4
        WHERE NOT EXISTS (SELECT 1 FROM grading WHERE homework = ?1 AND version = ?2)
        """
    ).execute(arguments: [grading.homework, version, grading.problem, report])
    guard let report, database.changesCount > 0 else { return }
    try database.cachedStatement(
      sql: """
        INSERT INTO item
        SELECT ?1, exercise.key * 10000 + entry.key,
          exercise.value ->> '$.id', entry.value ->> '$.name', COALESCE(entry.value -> '$.at', ''),
          entry.value ->> '$.outcome', COALESCE(entry.value ->> '$.open', 0),
          COALESCE(entry.value ->> '$.passage', entry.value ->> '$.text', ''), entry.value ->> '$.read',
          entry.value ->> '$.expected', entry.value ->> '$.mistake', entry.value ->> '$.note',
          entry.value ->> '$.rubric', entry.value ->> '$.line',
          entry.value ->> '$.points', entry.value ->> '$.possible'
        FROM json_each(?2, '$.exercises') AS exercise, json_each(exercise.value, '$.items') AS entry
        """
    ).execute(arguments: [database.lastInsertedRowID, report])
  }
}
