import Classroom
import Markdown
import Terminal

/// An archive that is there whole or not at all.
enum ArchiveFile {
  /// Writes files into a new archive; what stood at the path is replaced when all of it is written.
  static func write(_ path: String, _ files: [(name: String, bytes: [UInt8])]) throws(Diagnostic) {
    let partial = "\(path).partial"
    defer { Files.removeFile(partial) }
    let archive = try ZipWriter(partial)
    for file in files { try archive.add(file.name, file.bytes) }
    try archive.close()
    try Files.replace(path, with: Files.contents(of: partial, upTo: .max))
  }
}
