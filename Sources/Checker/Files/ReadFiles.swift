import Exercises
import Markdown
import Synchronization
import Terminal

/// Reads files for a command that will write them back, and remembers what stood in them.
///
/// Somebody may save a chapter while its tables are computed: it is not overwritten then.
final class ReadFiles: Sendable {
  private let known = Mutex<[String: [UInt8]]>([:])

  /// The library's way to the disk.
  var forCourses: CourseFiles {
    CourseFiles(
      read: { [self] path in
        let bytes = try Files.contents(of: path)
        known.withLock { $0[path] = bytes }
        return bytes
      },
      list: { try Files.markdownFiles(in: $0) }
    )
  }

  /// Replaces a file, if what was read still stands in it.
  ///
  /// - Throws: A `Diagnostic` if it does not, or if the file cannot be written.
  func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
    try Files.replace(path, with: bytes, ifStill: known.withLock { $0[path] })
  }
}
