import Classroom
import Foundation
import GRDB
import Markdown

/// A homework of the gradebook, as it is graded.
package struct StoredHomework: Sendable, Hashable {
  package let id: Int64
  package let assignment: String
  package let student: String
  package let file: String
}

extension Gradebook {
  /// A homework that is handed in.
  package struct Arrival: Sendable {
    let assignment: String
    let student: String
    let file: String
    let attempt: Int
    let date: Int?
    let isLate: Bool
    let content: [UInt8]

    package init(
      _ file: HandIn,
      assignment: String,
      student: String,
      content: [UInt8]
    ) {
      self.assignment = assignment
      self.student = student
      self.file = file.path
      attempt = file.name.attempt
      date = file.date
      isLate = file.name.isLate
      self.content = content
    }
  }

  /// What comes again is kept once, under the name that counts.
  static let keepingOnce = """
    ON CONFLICT (assignment, student, sha256) DO UPDATE SET
      file = excluded.file, attempt = excluded.attempt, date = excluded.date, isLate = excluded.isLate
    WHERE (excluded.attempt, COALESCE(excluded.date, 0), excluded.file) > (attempt, COALESCE(date, 0), file)
    """

  /// Keeps homework as it was handed in; what is there already is not kept twice.
  package func keep(_ arrivals: [Arrival]) throws(Diagnostic) {
    try write { database in
      for arrival in arrivals {
        try database.execute(
          sql: """
            INSERT INTO homework (assignment, student, file, attempt, date, isLate, sha256, content)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) \(Self.keepingOnce)
            """,
          arguments: [
            arrival.assignment, arrival.student, arrival.file, arrival.attempt, arrival.date,
            arrival.isLate, Digest.sha256(arrival.content), Data(arrival.content),
          ]
        )
      }
    }
  }

  /// Replaces the roster: students that are no longer on it keep their homework.
  package func set(_ roster: Roster) throws(Diagnostic) {
    try write { database in
      try database.execute(sql: "DELETE FROM student")
      for student in roster.students {
        try database.execute(
          sql: "INSERT INTO student VALUES (?, ?, ?, ?, ?)",
          arguments: [
            student.id, student.name, student.group, student.othersAsJSON, student.graceDays,
          ]
        )
      }
    }
  }

  /// The roster that was kept last; nil if there was none.
  package func roster() throws(Diagnostic) -> Roster? {
    let students = try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM student ORDER BY rowid").map { row in
        let pairs = try Row.fetchAll(
          database,
          sql: "SELECT key, value FROM json_each(?)",
          arguments: [row["others"] as String]
        )
        return Roster.Student(
          id: row["id"],
          name: row["name"],
          group: row["section"],
          others: Dictionary(pairs.map { ($0["key"], $0["value"]) }) { first, _ in first },
          graceDays: row["grace"]
        )
      }
    }
    return students.isEmpty ? nil : Roster(students)
  }

  /// The homework that counts and was not graded with a version yet, by assignment and student.
  package func waiting(for version: Int64, of assignment: String) throws(Diagnostic)
    -> [StoredHomework]
  {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, assignment, student, file FROM counting
          WHERE assignment = ? AND NOT EXISTS
            (SELECT 1 FROM grading WHERE homework = counting.id AND version = ?)
          ORDER BY student
          """,
        arguments: [assignment, version]
      ).map { row in
        StoredHomework(
          id: row["id"],
          assignment: row["assignment"],
          student: row["student"],
          file: row["file"]
        )
      }
    }
  }

  /// The bytes of a homework.
  package func content(of homework: StoredHomework) throws(Diagnostic) -> [UInt8] {
    let data = try read { database in
      try Data.fetchOne(
        database,
        sql: "SELECT content FROM homework WHERE id = ?",
        arguments: [homework.id]
      )
    }
    return data.map { [UInt8]($0) } ?? []
  }

  /// The assignments that somebody handed in.
  package func assignments() throws(Diagnostic) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT DISTINCT assignment FROM homework ORDER BY 1") }
  }

  /// Removes all that is known of a student, from the file as well.
  ///
  /// - Returns: How many homeworks were removed.
  package func forget(_ student: String) throws(Diagnostic) -> Int {
    let count = try write { database in
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try database.execute(sql: "DELETE FROM homework WHERE student = ?", arguments: [student])
      let count = database.changesCount
      try database.execute(sql: "DELETE FROM decision WHERE student = ?", arguments: [student])
      try database.execute(sql: "DELETE FROM student WHERE id = ?", arguments: [student])
      return count
    }
    do {
      try database.vacuum()
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      throw Diagnostic(
        path: path,
        message: "the student is removed, but the file could not be made smaller"
      )
    }
    return count
  }
}

extension Roster.Student {
  /// The other names as an object of JSON.
  fileprivate var othersAsJSON: String {
    let fields = others.sorted { $0.key < $1.key }.map {
      "\(Self.quoted($0.key)):\(Self.quoted($0.value))"
    }
    return "{\(fields.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
