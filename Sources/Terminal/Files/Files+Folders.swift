import Exercises
import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// MARK: - Folders and paths

extension Files {
  /// The list in a folder that `publish` wrote, of what it wrote there.
  package static let publishedList = ".checker-published"

  /// The Markdown files in a folder and the folders below it, sorted by path.
  ///
  /// Rubrics are for persons, and what `publish` wrote is a copy: neither holds chapters.
  package static func markdownFiles(in folder: String) throws(Diagnostic) -> [String] {
    try markdownFiles(in: folder, below: [])
  }

  /// `above`: The folders on the way here; a link back to one of them is not followed.
  private static func markdownFiles(
    in folder: String,
    below above: [String]
  ) throws(Diagnostic) -> [String] {
    guard folder.withPath({ access($0, R_OK | X_OK) }) == 0, isDirectory(folder) else {
      throw failure(folder, "cannot be listed")
    }
    let own = absolute(folder)
    guard !above.contains(own), !exists("\(folder)/\(publishedList)") else { return [] }
    var paths: [String] = []
    for name in names(in: folder) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if isDirectory(path) {
        if !CoursePath(name).isRubric {
          paths += try markdownFiles(in: path, below: above + [own])
        }
      } else if isOrdinary(path), name.hasSuffix(".md") || name.hasSuffix(".markdown") {
        paths.append(path)
      }
    }
    return paths
  }

  /// What stands in a folder, sorted, without `.` and `..`.
  package static func names(in folder: String) -> [String] {
    guard let directory = folder.withPath({ opendir($0) }) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { FileName.text($0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder and those above it.
  package static func makeFolder(_ path: String) throws(Diagnostic) {
    var made = ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      guard made.withPath({ mkdir($0, 0o755) }) == 0 || isDirectory(made) else {
        throw failure(made, "cannot be made")
      }
    }
  }

  /// The folder that holds a file.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// A path from the root, without `.`, `..` and links; as it stands if it leads nowhere.
  package static func absolute(_ path: String) -> String { resolved(path) ?? path }

  /// A path from the root, without `.`, `..` and links; nil if it leads nowhere.
  package static func resolved(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard path.withPath({ realpath($0, &buffer) }) != nil else { return nil }
    return FileName.text(buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }

  /// A path from the root for what may not be there yet: without links, as far as it is there.
  package static func planned(_ path: String) -> String {
    var existing = path.hasPrefix("/") ? path : "./\(path)"
    var missing: [Substring] = []
    while true {
      if let found = resolved(existing) {
        var parts = found.split(separator: "/")
        for part in missing.reversed() where part != "." {
          if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
      }
      guard let last = existing.split(separator: "/").last else { return path }
      while existing.hasSuffix("/") { existing.removeLast() }
      existing = String(existing.dropLast(last.count))
      missing.append(last)
      if existing.isEmpty { existing = "." }
    }
  }
}
