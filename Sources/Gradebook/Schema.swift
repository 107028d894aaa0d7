import GRDB

/// The tables of a gradebook.
///
/// A migration that was once handed out is never changed: what comes later is a new one.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 homework, gradings, decisions") { try $0.execute(sql: first) }
    return migrator
  }

  private static let first = """
    -- Who is in the class; `others` are the platforms' names as JSON.
    CREATE TABLE student (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, section TEXT NOT NULL, others TEXT NOT NULL, grace REAL NOT NULL
    );
    -- What was handed in, byte for byte; `date` in seconds since 1970 UTC.
    CREATE TABLE homework (
      id INTEGER PRIMARY KEY,
      assignment TEXT NOT NULL, student TEXT NOT NULL, file TEXT NOT NULL,
      attempt INTEGER NOT NULL, date INTEGER, isLate INTEGER NOT NULL,
      sha256 TEXT NOT NULL, content BLOB NOT NULL,
      UNIQUE (assignment, student, sha256)
    );
    -- The text of an exercise, with the networks it may use, by its hash.
    CREATE TABLE exercise (hash TEXT PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL);
    -- What an assignment was graded with: its exercises' hashes as JSON, and the tool.
    CREATE TABLE version (
      id INTEGER PRIMARY KEY,
      assignment TEXT NOT NULL, fingerprint TEXT NOT NULL, tool TEXT NOT NULL, exercises TEXT NOT NULL
    );
    -- One homework graded with one version; `problem` says why it could not be.
    CREATE TABLE grading (
      id INTEGER PRIMARY KEY,
      homework INTEGER NOT NULL REFERENCES homework ON DELETE CASCADE,
      version INTEGER NOT NULL REFERENCES version,
      problem TEXT, score REAL NOT NULL, possible REAL NOT NULL, pending REAL NOT NULL, report TEXT,
      UNIQUE (homework, version)
    );
    -- What was asked, and what became of it; `said` is what the student wrote for it.
    CREATE TABLE item (
      grading INTEGER NOT NULL REFERENCES grading ON DELETE CASCADE, place INTEGER NOT NULL,
      exercise TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
      outcome TEXT NOT NULL, isOpen INTEGER NOT NULL, said TEXT NOT NULL, read TEXT, expected TEXT,
      mistake TEXT, note TEXT, rubric TEXT, line INTEGER, points REAL NOT NULL, possible REAL NOT NULL,
      PRIMARY KEY (grading, place)
    ) WITHOUT ROWID;
    -- What a person decided for what a student wrote; what was taken back stays.
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
      assignment TEXT NOT NULL, student TEXT NOT NULL, exercise TEXT NOT NULL, name TEXT NOT NULL,
      at TEXT NOT NULL, said TEXT NOT NULL,
      points REAL NOT NULL, comment TEXT NOT NULL, reviewer TEXT NOT NULL, isUndone INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX decisionOfItem ON decision (assignment, student, exercise, name, at);
    CREATE INDEX gradingOfVersion ON grading (version);

    -- The newest homework of each student.
    CREATE VIEW counting AS
      SELECT * FROM (
        SELECT *, ROW_NUMBER() OVER (
          PARTITION BY assignment, student ORDER BY attempt DESC, date DESC, file DESC, id DESC
        ) AS age FROM homework
      ) WHERE age = 1;
    -- Its latest grading.
    CREATE VIEW current AS
      SELECT grading.*, counting.assignment, counting.student, counting.file, counting.date, counting.isLate
      FROM counting JOIN grading ON grading.id =
        (SELECT id FROM grading WHERE homework = counting.id ORDER BY version DESC LIMIT 1);
    -- Its items with what people decided; a decision holds where the student wrote the same.
    CREATE VIEW mark AS
      SELECT item.*, current.assignment, current.student, current.file, decision.id AS decision,
        decision.comment, decision.reviewer,
        COALESCE(decision.points, item.points) AS given,
        item.isOpen AND decision.id IS NULL AS waits
      FROM current JOIN item ON item.grading = current.id
      LEFT JOIN decision ON decision.id = (
        SELECT MAX(id) FROM decision AS made
        WHERE made.assignment = current.assignment AND made.student = current.student
          AND made.exercise = item.exercise AND made.name = item.name AND made.at = item.at
          AND made.said = item.said AND NOT made.isUndone
      );
    """
}
