import Exercises
import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The disk, as far as the command line needs it.
enum Files {
  /// Files larger than this are not even read.
  private static let largest = 64 << 20

  /// The bytes of a file.
  ///
  /// `largest`: Nothing larger is read.
  /// - Throws: A `Diagnostic` that names the path and the reason.
  static func contents(
    of path: String,
    upTo largest: Int = largest
  ) throws(Diagnostic) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path, "cannot be read") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Diagnostic(path: path, message: "is a directory, a file is wanted")
    }
    guard status.st_size <= largest else {
      throw Diagnostic(
        path: path,
        message: "is \(status.st_size >> 20) MB large, at most \(largest >> 20) are read"
      )
    }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw failure(path, "cannot be read") }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size), 0))
    var filled = 0
    while true {
      if filled == bytes.count {
        // The size is only a hint: pipes have none, and files grow.
        bytes += [UInt8](repeating: 0, count: filled == 0 ? 4096 : 1)
      }
      let count = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { read(descriptor, $0 + filled, buffer.count - filled) } ?? 0
      }
      if count < 0 { throw failure(path, "cannot be read") }
      if count == 0 { break }
      filled += count
      guard filled <= largest else {
        throw Diagnostic(
          path: path,
          message: "is larger than \(largest >> 20) MB, which is not read"
        )
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// The first 1,000 bytes of a file, for a guess at what it is; none of a pipe, which can be read
  /// only once.
  static func beginning(of path: String) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 1000) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }

  /// Replaces a file whole: a temporary file beside it, then a rename.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
    var status = stat()
    let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
    let temporary = "\(path).checker-\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode)
    guard descriptor >= 0 else { throw failure(path, "cannot be written") }
    fchmod(descriptor, mode)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { write(descriptor, $0 + written, buffer.count - written) } ?? 0
      }
      guard count > 0 else {
        let problem = failure(path, "cannot be written")
        close(descriptor)
        unlink(temporary)
        throw problem
      }
      written += count
    }
    fsync(descriptor)
    close(descriptor)
    guard rename(temporary, path) == 0 else {
      let problem = failure(path, "cannot be replaced")
      unlink(temporary)
      throw problem
    }
  }

  /// Finds out before long work whether its result can be written.
  static func checkWritable(_ path: String) throws(Diagnostic) {
    if isDirectory(path) {
      throw Diagnostic(path: path, message: "is a directory, a file is wanted")
    }
    let folder = parent(of: path)
    guard access(folder, W_OK | X_OK) == 0 else { throw failure(folder, "cannot be written to") }
  }

  /// The Markdown files in a folder and the folders below it, sorted by path.
  static func markdownFiles(in folder: String) throws(Diagnostic) -> [String] {
    guard access(folder, R_OK | X_OK) == 0, isDirectory(folder) else {
      throw failure(folder, "cannot be listed")
    }
    var paths: [String] = []
    for name in names(in: folder) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if isDirectory(path) {
        // Rubrics are for persons; what stands in them is no chapter.
        if name != "rubrics" { paths += try markdownFiles(in: path) }
      } else if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
        paths.append(path)
      }
    }
    return paths
  }

  /// What stands in a folder, sorted, without `.` and `..`.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with everything in it.
  static func remove(_ path: String) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) {
    var made = ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      mkdir(made, 0o755)
    }
  }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The folder that holds a file.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path from the root, without `.` and `..`.
  static func absolute(_ path: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let isResolved = realpath(path, &buffer) != nil
    guard isResolved else { return path }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func failure(_ path: String, _ what: String) -> Diagnostic {
    let reason = strerror(errno).map { String(cString: $0).lowercased() } ?? "an unknown error"
    return Diagnostic(path: path, message: "\(what): \(reason)")
  }

  /// The library's way to the disk.
  static var forCourses: CourseFiles {
    CourseFiles(
      read: { try contents(of: $0) },
      list: { try markdownFiles(in: $0) }
    )
  }
}
