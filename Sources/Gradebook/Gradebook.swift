import GRDB
import Markdown

/// The results of a class in one file: what was handed in, how it was graded, what people decided.
///
/// SQLite keeps it whole through kills and full disks: each batch is in it entirely or not at all. Several programs
/// may write to it; each waits for the other.
package final class Gradebook: Sendable {
  package let path: String
  let database: any DatabaseWriter

  private static let patience = 60.0

  /// Opens a gradebook.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isNew: True to make it where there is none.
  ///   - exists: True if there is a file at the path.
  /// - Throws: A `Diagnostic` if there is none, or it is another file.
  package init(_ path: String, makingNew isNew: Bool, exists: Bool) throws(Diagnostic) {
    self.path = path
    guard exists || isNew else {
      throw Diagnostic(
        path: path,
        message: "there is no gradebook here",
        help: "`checker grade --gradebook \(path) …` makes one"
      )
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.foreignKeysEnabled = true
    do {
      database = try DatabasePool(path: path, configuration: configuration)
      let migrator = Schema.migrator
      if try database.read(migrator.hasBeenSuperseded) {
        throw Diagnostic(
          path: path,
          message: "was written by a newer checker",
          help: "use that one: an older one could lose what it does not know"
        )
      }
      try migrator.migrate(database)
    } catch {
      throw Self.diagnostic(error, path)
    }
  }

  /// Reads in one state of the gradebook, whatever others write meanwhile.
  func read<Value>(_ body: (Database) throws -> Value) throws(Diagnostic) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw Self.diagnostic(error, path)
    }
  }

  /// Writes everything of a body, or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(Diagnostic) -> Value {
    do {
      return try database.write(body)
    } catch {
      throw Self.diagnostic(error, path)
    }
  }

  private init(_ path: String, _ database: any DatabaseWriter) {
    self.path = path
    self.database = database
  }

  /// An empty gradebook in memory, for what came from a path.
  init(inMemoryFor path: String) throws(Diagnostic) {
    self.path = path
    do {
      database = try DatabaseQueue()
      try Schema.migrator.migrate(database)
    } catch {
      throw Self.diagnostic(error, path)
    }
  }

  /// The gradebook as it is now, in memory: what is written to it is gone with it.
  func copy() throws(Diagnostic) -> Gradebook {
    do {
      let copy = try DatabaseQueue()
      try database.backup(to: copy)
      return Gradebook(path, copy)
    } catch {
      throw Self.diagnostic(error, path)
    }
  }

  /// Copies the gradebook, while others may write to it.
  package func backup(to path: String) throws(Diagnostic) {
    do {
      try database.backup(to: DatabaseQueue(path: path))
    } catch {
      throw Self.diagnostic(error, path)
    }
  }

  static func diagnostic(_ error: any Error, _ path: String) -> Diagnostic {
    if let known = error as? Diagnostic { return known }
    guard let error = error as? DatabaseError else {
      return Diagnostic(path: path, message: "\(error)")
    }
    switch error.resultCode {
    case .SQLITE_FULL:
      return Diagnostic(
        path: path,
        message: "cannot be written: the disk is full",
        help: "what was written before is in it; make room and run this again"
      )
    case .SQLITE_NOTADB:
      return Diagnostic(path: path, message: "is no gradebook")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Diagnostic(
        path: path,
        message: "is being written by another program for more than \(Int(patience)) seconds"
      )
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_IOERR:
      return Diagnostic(
        path: path,
        message: "cannot be written: \(error.message ?? "input or output failed")"
      )
    case .SQLITE_CORRUPT:
      return Diagnostic(path: path, message: "is damaged", help: "take the last backup")
    default:
      return Diagnostic(path: path, message: error.message ?? "\(error)")
    }
  }
}
