import GRDB
import Markdown

/// What a student has for an assignment.
package struct Standing: Sendable {
  package let assignment: String
  package let student: String
  package let name: String
  package let section: String
  package let others: [String: String]
  package let file: String
  package let date: Int?
  package let isLate: Bool
  package let grace: Double
  /// With what people decided; before anything for lateness.
  package let score: Double
  package let possible: Double
  /// The points that still wait for a person.
  package let pending: Double
  /// Why it was not graded.
  package let problem: String?
}

extension Gradebook {
  /// What each student has who handed something in, by assignment and student.
  package func standings(of assignment: String? = nil) throws(Diagnostic) -> [Standing] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          WITH question AS (
            SELECT grading, SUM(given) AS given, SUM(waits * possible) AS open FROM mark
            WHERE ?1 IS NULL OR assignment = ?1 GROUP BY grading, exercise
          ), sum AS (
            SELECT grading, SUM(MAX(given, 0)) AS total, SUM(open) AS open FROM question GROUP BY grading
          )
          SELECT current.*, COALESCE(name, '') AS name, COALESCE(section, '') AS section,
            COALESCE(others, '{}') AS others, COALESCE(grace, 0) AS grace,
            COALESCE(sum.total, 0) AS total, COALESCE(sum.open, 0) AS open
          FROM current LEFT JOIN student ON student.id = current.student
          LEFT JOIN sum ON sum.grading = current.id
          WHERE ?1 IS NULL OR assignment = ?1
          ORDER BY assignment, student
          """,
        arguments: [assignment]
      ).map { row in
        let others = try Row.fetchAll(
          database,
          sql: "SELECT key, value FROM json_each(?)",
          arguments: [row["others"] as String]
        )
        return Standing(
          assignment: row["assignment"],
          student: row["student"],
          name: row["name"],
          section: row["section"],
          others: Dictionary(others.map { ($0["key"], $0["value"]) }) { first, _ in first },
          file: row["file"],
          date: row["date"],
          isLate: row["isLate"],
          grace: row["grace"],
          score: row["total"],
          possible: row["possible"],
          pending: row["open"],
          problem: row["problem"]
        )
      }
    }
  }

  /// Homework that counts and could not be graded, with the reason.
  package func problems() throws(Diagnostic) -> [(file: String, problem: String)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql:
          "SELECT file, problem FROM current WHERE problem IS NOT NULL ORDER BY assignment, student"
      ).map { ($0["file"], $0["problem"]) }
    }
  }
}
