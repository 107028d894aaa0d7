import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that `publish` writes whole: beside it first, then in its place.
struct PublishedFolder {
  private let path: String
  /// Says that the folder may be replaced; nobody else writes such a file.
  private static let marker = ".checker-published"

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  func replace(with files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) {
    if Files.exists(path), !isOwn {
      throw Diagnostic(
        path: path,
        message: "there is a folder or file here that checker did not write",
        help: "name a folder that does not exist yet"
      )
    }
    let temporary = "\(path).checker-\(getpid()).tmp"
    do throws(Diagnostic) {
      for (name, bytes) in files + [(Self.marker, [])] {
        let file = "\(temporary)/\(name)"
        Files.makeFolder(Files.parent(of: file))
        try Files.replace(file, with: bytes)
      }
    } catch {
      Files.remove(temporary)
      throw error
    }
    let old = "\(path).checker-\(getpid()).old"
    let hasOld = Files.exists(path)
    if hasOld, rename(path, old) != 0 {
      Files.remove(temporary)
      throw Diagnostic(path: path, message: "cannot be replaced")
    }
    guard rename(temporary, path) == 0 else {
      if hasOld { rename(old, path) }
      Files.remove(temporary)
      throw Diagnostic(path: path, message: "cannot be written")
    }
    if hasOld { Files.remove(old) }
  }

  /// True for an empty folder, and one that an earlier run wrote.
  private var isOwn: Bool {
    guard Files.isDirectory(path) else { return false }
    return Files.exists("\(path)/\(Self.marker)") || Files.names(in: path).isEmpty
  }
}
