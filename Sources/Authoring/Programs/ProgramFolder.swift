#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The disk, as far as compiling and keeping programs needs it.
package struct ProgramFolder: Sendable {
  let path: String
  /// The open file that a folder for one compilation is locked by.
  private var lock: Int32?

  init(path: String) { self.path = path }

  /// The folder in which outputs are kept: `$XDG_CACHE_HOME/checker`, or `~/.cache/checker`.
  package static var cache: ProgramFolder? {
    func variable(_ name: String) -> String? {
      guard let value = getenv(name) else { return nil }
      let text = String(cString: value)
      return text.isEmpty ? nil : text
    }
    if let folder = variable("XDG_CACHE_HOME") { return ProgramFolder(path: "\(folder)/checker") }
    return variable("HOME").map { ProgramFolder(path: "\($0)/.cache/checker") }
  }

  private static let prefix = "checker-program-"
  private static let lockName = "lock"

  /// A new folder for one compilation; nil if none can be made.
  ///
  /// Those that interrupted runs left are removed. A folder is locked as long as a run, or a program
  /// that it started, is alive: the kernel takes the lock away with them.
  static func temporary() -> ProgramFolder? {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    removeLeftovers(in: base)
    for _ in 0..<100 {
      var template = Array("\(base)/\(prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { return nil }
      var folder = ProgramFolder(
        path: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      )
      let lock = open(folder.file(lockName), O_RDWR | O_CREAT | O_EXCL, 0o600)
      // Before it was locked, another run may have taken it for a leftover.
      if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, access(folder.file(lockName), F_OK) == 0 {
        folder.lock = lock
        return folder
      }
      if lock >= 0 { close(lock) }
    }
    return nil
  }

  /// Removes the folders of this user's interrupted runs.
  private static func removeLeftovers(in base: String) {
    for name in names(in: base) where name.hasPrefix(prefix) {
      let folder = ProgramFolder(path: "\(base)/\(name)")
      var status = stat()
      guard lstat(folder.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
        status.st_uid == getuid()
      else { continue }
      let lock = open(folder.file(lockName), O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { folder.remove() }
      close(lock)
    }
  }

  private static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func read(_ name: String) -> [UInt8]? { Self.contents(of: file(name)) }

  static func contents(of path: String) -> [UInt8]? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      guard count > 0 else { return ferror(stream) == 0 ? bytes : nil }
      bytes += buffer[..<count]
    }
  }

  /// Writes a file whole, or not at all; what an interrupted run left of it goes.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> Bool {
    for other in Self.names(in: path) where other.hasPrefix("\(name).") && other.hasSuffix(".tmp") {
      unlink(file(other))
    }
    let temporary = file("\(name).\(getpid()).tmp")
    guard let stream = fopen(temporary, "w") else { return false }
    let isWritten = fwrite(bytes, 1, bytes.count, stream) == bytes.count
    guard fclose(stream) == 0, isWritten, rename(temporary, file(name)) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// Makes the folder and those above it.
  func make() {
    var made = ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      mkdir(made, 0o755)
    }
  }

  /// Removes the folder and the files in it.
  func remove() {
    // The lock goes last: a folder without it is never taken for a leftover.
    let names = Self.names(in: path)
    for name in names.filter({ $0 != Self.lockName }) + names.filter({ $0 == Self.lockName })
    where unlink(file(name)) != 0 {
      ProgramFolder(path: file(name)).remove()
    }
    rmdir(path)
    if let lock { close(lock) }
  }
}
