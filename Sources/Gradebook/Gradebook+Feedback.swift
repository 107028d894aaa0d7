import Foundation
import GRDB
import Markdown

/// What a student gets to read of a homework: every item with what people decided.
package struct StudentFeedback: Sendable {
  package struct Exercise: Sendable {
    package let label: String
    package let title: String
    package let items: [Item]
  }

  package struct Item: Sendable {
    package let title: String
    package let outcome: String
    package let points: Double
    package let possible: Double
    package let said: String
    package let expected: String?
    package let note: String?
    package let line: Int?
    /// True if a person still has to look at it.
    package let waits: Bool
    /// What a person said of it; nil if nobody decided.
    package let comment: String?
  }

  package let exercises: [Exercise]
  /// Calculations that do not hold, and contradictions, with their lines.
  package let remarks: [String]
}

extension Gradebook {
  /// The feedback of a student's homework that counts; nil if it was not graded.
  package func feedback(_ student: String, _ assignment: String) throws(Diagnostic)
    -> StudentFeedback?
  {
    try read { database -> StudentFeedback? in
      guard
        let report = try String.fetchOne(
          database,
          sql: "SELECT report FROM current WHERE student = ? AND assignment = ?",
          arguments: [student, assignment]
        )
      else { return nil }
      let marks = try Row.fetchAll(
        database,
        sql: "SELECT * FROM mark WHERE student = ? AND assignment = ? ORDER BY place",
        arguments: [student, assignment]
      )
      let exercises = try Row.fetchAll(
        database,
        sql: """
          SELECT value ->> '$.id' AS id, COALESCE(value ->> '$.label', '') AS label,
            COALESCE(value ->> '$.title', '') AS title FROM json_each(?, '$.exercises') ORDER BY key
          """,
        arguments: [report]
      ).map { exercise in
        StudentFeedback.Exercise(
          label: exercise["label"],
          title: exercise["title"],
          items: marks.filter { $0["exercise"] as String == exercise["id"] as String }.map(item)
        )
      }
      let remarks = try String.fetchAll(
        database,
        sql: """
          SELECT 'line ' || (value ->> '$.line') || ': ' || (value ->> '$.text')
            || COALESCE(': ' || (value ->> '$.note'), '') FROM json_each(?1, '$.work')
          UNION ALL SELECT value ->> '$.message' FROM json_each(?1, '$.findings')
          """,
        arguments: [report]
      )
      return StudentFeedback(exercises: exercises, remarks: remarks)
    }
  }

  private func item(_ row: Row) -> StudentFeedback.Item {
    let isDecided = (row["decision"] as Int64?) != nil
    return StudentFeedback.Item(
      title: Self.title(row["name"], row["at"]),
      outcome: row["outcome"],
      points: row["given"],
      possible: row["possible"],
      said: row["said"],
      expected: row["expected"],
      note: row["note"],
      line: row["line"],
      waits: row["waits"],
      comment: isDecided ? row["comment"] : nil
    )
  }

  /// All that is known of a student as JSON, and the homework as it was handed in, with the names that it came with.
  package func everything(of student: String) throws(Diagnostic)
    -> (json: String, homeworks: [(name: String, content: [UInt8])])
  {
    try read { database in
      let json =
        try String.fetchOne(
          database,
          sql: """
            SELECT json_object(
              'student', (SELECT json_object('id', id, 'name', name, 'group', section, 'others', json(others),
                'graceDays', grace) FROM student WHERE id = ?1),
              'homeworks', (SELECT json_group_array(json_object('assignment', assignment, 'file', file,
                'attempt', attempt, 'date', date, 'late', isLate, 'sha256', sha256)) FROM
                (SELECT * FROM homework WHERE student = ?1 ORDER BY id)),
              'results', (SELECT json_group_array(json_object('assignment', assignment, 'file', file,
                'problem', problem, 'report', json(report))) FROM
                (SELECT homework.assignment, homework.file, grading.* FROM grading
                 JOIN homework ON homework.id = grading.homework WHERE student = ?1 ORDER BY grading.id)),
              'decisions', (SELECT json_group_array(json_object('assignment', assignment, 'exercise', exercise,
                'item', name, 'at', at, 'said', said, 'points', points, 'comment', comment, 'reviewer', reviewer,
                'undone', isUndone)) FROM (SELECT * FROM decision WHERE student = ?1 ORDER BY id)))
            """,
          arguments: [student]
        ) ?? "{}"
      let homeworks = try Row.fetchAll(
        database,
        sql: "SELECT id, file, content FROM homework WHERE student = ? ORDER BY id",
        arguments: [student]
      ).map { row in
        (
          name: "\(row["id"] as Int64)/\(row["file"] as String)",
          content: [UInt8](row["content"] as Data)
        )
      }
      return (json, homeworks)
    }
  }
}
