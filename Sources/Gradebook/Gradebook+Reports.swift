import GRDB
import Markdown

extension Gradebook {
  /// A gradebook in memory with reports that `checker grade` printed as JSON: one of a file, or one a line.
  ///
  /// - Throws: A `Diagnostic` at the line that is no report.
  package convenience init(reports bytes: [UInt8], path: String) throws(Diagnostic) {
    try self.init(inMemoryFor: path)
    try write { database in
      try database.execute(
        sql: "INSERT INTO version VALUES (\(Self.onlyVersion), '', '', '', '[]')"
      )
      let lines =
        try Self.isObject(bytes[...], in: database) ? [bytes[...]] : bytes.split(separator: 0x0A)
      for (place, line) in lines.enumerated() {
        guard try Self.isObject(line, in: database) else {
          throw Diagnostic(
            path: path,
            location: SourceLocation(line: place + 1, column: 1, editorColumn: 1),
            message: "is no report",
            help: "a gradebook is wanted, or what `checker grade --format jsonl` printed"
          )
        }
        try Self.keep(report: Array(line), in: database)
      }
    }
  }

  /// The version that all reports of a file have.
  private static let onlyVersion: Int64 = 1

  private static func isObject(_ bytes: ArraySlice<UInt8>, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT CASE WHEN json_valid(?1) THEN json_type(?1) = 'object' ELSE 0 END",
      arguments: [String(decoding: bytes, as: UTF8.self)]
    ) ?? false
  }

  /// Keeps what a report says, of whoever it names: the student, else the file.
  private static func keep(report: [UInt8], in database: Database) throws {
    let text = String(decoding: report, as: UTF8.self)
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO homework (assignment, student, file, attempt, isLate, sha256, content)
        SELECT COALESCE(?1 ->> '$.assignment', ''), COALESCE(?1 ->> '$.student', ?1 ->> '$.submission', ''),
          COALESCE(?1 ->> '$.submission', ''), 0, 0, '', ''
        """,
      arguments: [text]
    )
    let homework = database.lastInsertedRowID
    let problem = try String.fetchOne(
      database,
      sql: "SELECT ?1 ->> '$.problem'",
      arguments: [text]
    )
    let grading = NewGrading(
      homework: homework,
      report: problem == nil ? report : nil,
      problem: problem
    )
    try keep(grading, onlyVersion, in: database)
  }
}
