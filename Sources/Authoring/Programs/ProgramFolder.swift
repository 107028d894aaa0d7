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

  /// A new folder for one compilation; nil if none can be made.
  static func temporary() -> ProgramFolder? {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/checker-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    return ProgramFolder(
      path: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    )
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

  /// Writes a file whole, or not at all.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> Bool {
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
    guard let directory = opendir(path) else { return }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    closedir(directory)
    for name in names where unlink(file(name)) != 0 { ProgramFolder(path: file(name)).remove() }
    rmdir(path)
  }
}
