import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// MARK: - Writing

extension Files {
  /// Replaces a file whole: a temporary file beside it, then a rename.
  ///
  /// A link is followed to its file, which need not be there yet.
  ///
  /// - Parameters:
  ///   - path: The file, or a link to it; no folder, pipe or device.
  ///   - bytes: All that will stand in it.
  ///   - known: What stood there when it was read; a file that somebody saved since then is left alone.
  /// - Throws: A `Diagnostic` if it is no file, was saved meanwhile, or cannot be written.
  package static func replace(
    _ path: String,
    with bytes: [UInt8],
    ifStill known: [UInt8]? = nil
  ) throws(Diagnostic) {
    try replaceItself(destination(of: path), path, with: bytes, ifStill: known)
  }

  /// As `replace`, but a link at the path is replaced itself: nothing is written elsewhere.
  package static func replaceWithoutFollowing(_ path: String, with bytes: [UInt8])
    throws(Diagnostic)
  {
    try replaceItself(path, path, with: bytes, ifStill: nil)
  }

  /// `name`: What messages call the file.
  private static func replaceItself(
    _ path: String,
    _ name: String,
    with bytes: [UInt8],
    ifStill known: [UInt8]?
  ) throws(Diagnostic) {
    try requireOrdinary(path, name)
    var status = stat()
    let isThere = path.withPath { stat($0, &status) } == 0
    let temporary = try TemporaryFile(beside: path, called: name)
    do throws(Diagnostic) {
      try temporary.write(bytes, mode: isThere ? status.st_mode & 0o7777 : 0o644)
      if let known, (try? contents(of: path)) != known {
        throw Diagnostic(
          path: name,
          message: "was saved by somebody else meanwhile and is left as it is",
          help: "run this again"
        )
      }
      try temporary.rename(to: path)
    } catch {
      temporary.remove()
      throw error
    }
  }

  /// Refuses what is there and no file; a link counts as what it is at `path` itself.
  private static func requireOrdinary(_ path: String, _ name: String) throws(Diagnostic) {
    switch kind(of: path, followsLink: false) {
    case nil, S_IFREG, S_IFLNK: return
    case S_IFDIR: throw Diagnostic(path: name, message: "is a directory, a file is wanted")
    default:
      throw Diagnostic(path: name, message: "is a device or a pipe, a file is wanted")
    }
  }

  /// Where a path leads: the file at the end of its links, whether it is there or not.
  package static func destination(of path: String) throws(Diagnostic) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      guard kind(of: path, followsLink: false) == S_IFLNK else { return path }
      if let found = resolved(path) { return found }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = path.withPath { readlink($0, &buffer, buffer.count) }
      guard count > 0 else { throw failure(path, "cannot be read") }
      let target = FileName.text(buffer[..<count].map { UInt8(bitPattern: $0) })
      path = target.hasPrefix("/") ? target : "\(parent(of: path))/\(target)"
    }
    throw Diagnostic(path: path, message: "is a link that leads back to itself")
  }

  /// Finds out before long work whether its result can be written.
  package static func checkWritable(_ path: String) throws(Diagnostic) {
    let target = try destination(of: path)
    try requireOrdinary(target, path)
    let folder = parent(of: target)
    guard isDirectory(folder), folder.withPath({ access($0, W_OK | X_OK) }) == 0 else {
      throw failure(folder, "cannot be written to")
    }
  }

  /// Removes a file or a link, and no folder.
  package static func removeFile(_ path: String) { _ = path.withPath { unlink($0) } }
}
