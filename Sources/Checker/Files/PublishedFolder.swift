import Markdown
import Terminal

/// A folder that `publish` writes: each file whole, and of what stands there only its own.
///
/// A list of what was written stays in the folder; what is not on it is never touched.
struct PublishedFolder {
  private let path: String
  static let list = Files.publishedList

  /// The folder at a path.
  ///
  /// `path`: The folder, which need not exist.
  /// `sources`: The folder of the course and its chapters, which publishing must not cover.
  ///
  /// - Throws: A `Diagnostic` for a path that is no folder to write into.
  init(_ path: String, apartFrom sources: [String]) throws(Diagnostic) {
    guard !path.isEmpty else {
      throw Diagnostic(
        message: "the folder to write has no name",
        help: "name one: checker publish out"
      )
    }
    let planned = Files.planned(path)
    guard planned != "/" else {
      throw Diagnostic(path: path, message: "is the root of the disk, a folder is wanted")
    }
    for source in sources where "\(Files.planned(source))/".hasPrefix("\(planned)/") {
      throw Diagnostic(
        path: path,
        message: "the course itself lies in this folder: \(source)",
        help: "name a folder of its own, for example out"
      )
    }
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  func write(_ files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) {
    let names = files.map(\.path)
    TemporaryFile.removeLeftovers(beside: [file(Self.list)])
    let known = try written()
    TemporaryFile.removeLeftovers(beside: (known + names).map(file))
    let knownSet = Set(known)
    var folders: Set<String> = []
    for name in names {
      try requireInside(name, &folders)
      guard knownSet.contains(name) || Files.kind(of: file(name), followsLink: false) == nil else {
        throw Diagnostic(
          path: file(name),
          message: "stands where a published file belongs, and checker did not write it",
          help: "move it away, or publish into another folder"
        )
      }
    }
    // The list names what will stand there before it does: a run that is stopped leaves nothing behind.
    try writeList(Set(known + names))
    for (name, bytes) in files {
      try Files.makeFolder(Files.parent(of: file(name)))
      try Files.replaceWithoutFollowing(file(name), with: bytes)
    }
    let wanted = Set(names)
    for name in known where !wanted.contains(name) && isInside(name) {
      Files.removeFile(file(name))
    }
    try writeList(wanted)
  }

  private func file(_ name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }

  // MARK: - Nothing outside

  /// Throws if a link in the folder would lead a file out of it, or a file stands in its way.
  ///
  /// `folders`: Those that were looked at already.
  private func requireInside(
    _ name: String,
    _ folders: inout Set<String>
  ) throws(Diagnostic) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      guard folders.insert(folder).inserted else { continue }
      switch Files.kind(of: folder, followsLink: false) {
      case nil, Files.folder: continue
      case Files.link:
        throw Diagnostic(
          path: folder,
          message: "is a link, which would lead out of the published folder",
          help: "remove it, or publish into another folder"
        )
      default:
        throw Diagnostic(path: folder, message: "is a file where a folder belongs")
      }
    }
  }

  /// True if no link leads to a file that an earlier run wrote.
  private func isInside(_ name: String) -> Bool {
    var folders: Set<String> = []
    do throws(Diagnostic) {
      try requireInside(name, &folders)
      return true
    } catch {
      return false
    }
  }

  // MARK: - The list

  /// What an earlier run wrote.
  ///
  /// Throws if something stands here that no run did.
  private func written() throws(Diagnostic) -> [String] {
    guard Files.kind(of: path, followsLink: false) != nil else { return [] }
    let list = file(Self.list)
    let hasList = Files.kind(of: list, followsLink: false) == Files.ordinary
    guard Files.isDirectory(path), hasList || Files.names(in: path).allSatisfy({ $0 == ".git" })
    else {
      throw Diagnostic(
        path: path,
        message: "there is a folder or file here that checker did not write",
        help: "name a folder that does not exist yet, or an empty one"
      )
    }
    guard hasList else { return [] }
    let text = String(decoding: try Files.contents(of: list), as: UTF8.self)
    // A list that somebody changed names nothing outside of the folder, and not the folder itself.
    return text.split(whereSeparator: \.isNewline).map(String.init).filter { name in
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      return parts.allSatisfy { !["", ".", ".."].contains($0) }
    }
  }

  private func writeList(_ names: Set<String>) throws(Diagnostic) {
    try Files.makeFolder(path)
    try Files.replaceWithoutFollowing(
      file(Self.list),
      with: Array((names.sorted().joined(separator: "\n") + "\n").utf8)
    )
  }
}
