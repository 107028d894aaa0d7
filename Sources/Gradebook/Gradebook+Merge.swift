import GRDB
import Markdown

extension Gradebook {
  /// What a merge brought.
  package struct Merged: Sendable, Hashable {
    package let homeworks: Int
    package let gradings: Int
    package let decisions: Int
  }

  /// Joins another gradebook into this one, all of it or nothing; what is here already is not there twice.
  ///
  /// Homework is the same where assignment, student and bytes are, a version where its exercises and its tool are.
  /// - Throws: A `Diagnostic` if one was graded with versions in another order than the other.
  package func merge(_ part: Gradebook) throws(Diagnostic) -> Merged {
    let (own, other) = (path, part.path)
    do {
      return try database.writeWithoutTransaction { database in
        try database.execute(sql: "ATTACH DATABASE ? AS part", arguments: [other])
        defer { try? database.execute(sql: "DETACH DATABASE part") }
        var merged = Merged(homeworks: 0, gradings: 0, decisions: 0)
        try database.inTransaction {
          merged = try Self.merge(other, into: own, in: database)
          return .commit
        }
        return merged
      }
    } catch {
      throw Self.diagnostic(error, own)
    }
  }

  private static func merge(
    _ other: String,
    into own: String,
    in database: Database
  ) throws -> Merged {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO student SELECT * FROM part.student ORDER BY rowid;
        INSERT OR IGNORE INTO exercise SELECT * FROM part.exercise;
        """
    )
    let homeworks = try count("homework", in: database)
    try database.execute(
      sql: """
        INSERT INTO homework (assignment, student, file, attempt, date, isLate, sha256, content)
        SELECT assignment, student, file, attempt, date, isLate, sha256, content FROM part.homework
        WHERE true ORDER BY id \(keepingOnce)
        """
    )
    try mapVersions(other, into: own, in: database)
    let gradings = try count("grading", in: database)
    let highest = try Int64.fetchOne(database, sql: "SELECT COALESCE(MAX(id), 0) FROM grading") ?? 0
    try database.execute(
      sql: """
        INSERT INTO grading (homework, version, problem, score, possible, pending, report)
        SELECT mine.id, mapped.own, theirs.problem, theirs.score, theirs.possible, theirs.pending, theirs.report
        FROM part.grading AS theirs JOIN part.homework AS source ON source.id = theirs.homework
        JOIN mapped ON mapped.other = theirs.version
        JOIN homework AS mine ON mine.assignment = source.assignment AND mine.student = source.student
          AND mine.sha256 = source.sha256
        WHERE NOT EXISTS (SELECT 1 FROM grading WHERE homework = mine.id AND version = mapped.own)
        ORDER BY theirs.id
        """
    )
    try database.execute(
      sql: """
        INSERT INTO item
        SELECT grading.id, item.place, item.exercise, item.name, item.at, item.outcome, item.isOpen, item.said,
          item.read, item.expected, item.mistake, item.note, item.rubric, item.line, item.points, item.possible
        FROM grading JOIN homework AS mine ON mine.id = grading.homework
        JOIN mapped ON mapped.own = grading.version
        JOIN part.homework AS source ON source.assignment = mine.assignment AND source.student = mine.student
          AND source.sha256 = mine.sha256
        JOIN part.grading AS theirs ON theirs.homework = source.id AND theirs.version = mapped.other
        JOIN part.item AS item ON item.grading = theirs.id
        WHERE grading.id > ?
        """,
      arguments: [highest]
    )
    let decisions = try count("decision", in: database)
    try mergeDecisions(in: database)
    try database.execute(sql: "DROP TABLE mapped")
    return Merged(
      homeworks: try count("homework", in: database) - homeworks,
      gradings: try count("grading", in: database) - gradings,
      decisions: try count("decision", in: database) - decisions
    )
  }

  private static func count(_ table: String, in database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM main.\(table)") ?? 0
  }

  /// Makes the table `mapped`: the number here of each version of the other.
  ///
  /// The same version may have come and gone: its first time is the first time here, its second the second.
  private static func mapVersions(
    _ other: String,
    into own: String,
    in database: Database
  ) throws {
    let numbered = """
      SELECT *, ROW_NUMBER() OVER (PARTITION BY assignment, fingerprint ORDER BY id) AS time FROM
      """
    try database.execute(
      sql: """
        INSERT INTO version (assignment, fingerprint, tool, exercises)
        SELECT theirs.assignment, theirs.fingerprint, theirs.tool, theirs.exercises
        FROM (\(numbered) part.version) AS theirs
        WHERE NOT EXISTS (SELECT 1 FROM (\(numbered) main.version) AS mine
          WHERE mine.assignment = theirs.assignment AND mine.fingerprint = theirs.fingerprint AND mine.time = theirs.time)
        ORDER BY theirs.id;
        CREATE TEMPORARY TABLE mapped AS
        SELECT theirs.id AS other, mine.id AS own, mine.assignment AS assignment
        FROM (\(numbered) part.version) AS theirs JOIN (\(numbered) main.version) AS mine
          ON mine.assignment = theirs.assignment AND mine.fingerprint = theirs.fingerprint AND mine.time = theirs.time;
        """
    )
    let crossed = try String.fetchOne(
      database,
      sql: """
        SELECT first.assignment FROM mapped AS first JOIN mapped AS second
          ON first.assignment = second.assignment AND first.other < second.other AND first.own > second.own
        """
    )
    guard let crossed else { return }
    throw Diagnostic(
      path: other,
      message: "\(crossed) was graded with the versions of \(own) in another order",
      help: "run `checker regrade \(crossed)` on both, then merge"
    )
  }

  /// Adds decisions that are not here; one that was taken back in either is taken back.
  private static func mergeDecisions(in database: Database) throws {
    let isSame = """
      mine.assignment = theirs.assignment AND mine.student = theirs.student AND mine.exercise = theirs.exercise
        AND mine.name = theirs.name AND mine.at = theirs.at AND mine.said = theirs.said
        AND mine.points = theirs.points AND mine.comment = theirs.comment AND mine.reviewer = theirs.reviewer
      """
    try database.execute(
      sql: """
        UPDATE decision AS mine SET isUndone = 1
        WHERE EXISTS (SELECT 1 FROM part.decision AS theirs WHERE \(isSame) AND theirs.isUndone)
          AND NOT EXISTS (SELECT 1 FROM part.decision AS theirs WHERE \(isSame) AND NOT theirs.isUndone);
        INSERT INTO decision (assignment, student, exercise, name, at, said, points, comment, reviewer, isUndone)
        SELECT assignment, student, exercise, name, at, said, points, comment, reviewer, isUndone
        FROM part.decision AS theirs
        WHERE NOT EXISTS (SELECT 1 FROM main.decision AS mine WHERE \(isSame))
        ORDER BY id;
        """
    )
  }
}
