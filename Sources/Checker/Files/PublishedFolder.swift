import Markdown

/// A folder that `publish` writes: each file whole, and of what stands there only its own.
///
/// A list of what was written stays in the folder; what is not on it is never touched.
struct PublishedFolder {
  private let path: String
  private static let list = ".checker-published"

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  func write(_ files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) {
    let known = try written()
    let names = files.map(\.path)
    // The list names what will stand there before it does: a run that is stopped leaves nothing behind.
    try writeList(Array(Set(known + names)).sorted())
    for (name, bytes) in files {
      let file = "\(path)/\(name)"
      Files.makeFolder(Files.parent(of: file))
      try Files.replace(file, with: bytes)
    }
    for name in known where !names.contains(name) { Files.remove("\(path)/\(name)") }
    try writeList(names.sorted())
  }

  /// What an earlier run wrote.
  ///
  /// Throws if something stands here that no run did.
  private func written() throws(Diagnostic) -> [String] {
    guard Files.exists(path) else { return [] }
    guard Files.isDirectory(path),
      Files.exists("\(path)/\(Self.list)") || Files.names(in: path).allSatisfy({ $0 == ".git" })
    else {
      throw Diagnostic(
        path: path,
        message: "there is a folder or file here that checker did not write",
        help: "name a folder that does not exist yet, or an empty one"
      )
    }
    guard Files.exists("\(path)/\(Self.list)") else { return [] }
    let text = String(decoding: try Files.contents(of: "\(path)/\(Self.list)"), as: UTF8.self)
    // A list that somebody changed names nothing outside of the folder.
    return text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
  }

  private func writeList(_ names: [String]) throws(Diagnostic) {
    Files.makeFolder(path)
    try Files.replace(
      "\(path)/\(Self.list)",
      with: Array((names.joined(separator: "\n") + "\n").utf8)
    )
  }
}
