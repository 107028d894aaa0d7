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
package enum Files {
  /// Files larger than this are not even read.
  private static let largest = 64 << 20

  /// The bytes of a file, a pipe or a device that ends.
  ///
  /// `largest`: Nothing larger is read; what has no end is read up to here and refused.
  /// - Throws: A `Diagnostic` that names the path and the reason.
  package static func contents(
    of path: String,
    upTo largest: Int = largest
  ) throws(Diagnostic) -> [UInt8] {
    let descriptor = path.withPath { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(path, "cannot be read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, "cannot be read") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Diagnostic(path: path, message: "is a directory, a file is wanted")
    }
    guard status.st_size <= largest else {
      throw Diagnostic(
        path: path,
        message: "is \(status.st_size >> 20) MB large, at most \(largest >> 20) are read"
      )
    }
    // The size is only a hint: pipes have none, and files grow.
    let hint = max(0, Int(status.st_size)) + 1
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hint)
    let smallest = status.st_mode & S_IFMT == S_IFREG ? smallestRead : smallestBlock
    var block = [UInt8](repeating: 0, count: min(max(hint, smallest), largestBlock))
    while true {
      let count = read(descriptor, &block, block.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, "cannot be read")
      }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= largest else {
        throw Diagnostic(
          path: path,
          message: "is larger than \(largest >> 20) MB, which is not read"
        )
      }
      bytes += block[..<count]
    }
  }

  /// A file is mostly read at once, a pipe in blocks.
  private static let smallestRead = 1 << 12
  private static let smallestBlock = 1 << 16
  private static let largestBlock = 1 << 20

  /// The bytes of an ordinary file; nil for anything else, which reading could wait for or use up.
  package static func ordinaryContents(of path: String) -> [UInt8]? {
    isOrdinary(path) ? try? contents(of: path) : nil
  }

  /// The first 1,000 bytes of a file, for a guess at what it is; none of a pipe, which can be read
  /// only once.
  package static func beginning(of path: String) -> [UInt8] {
    guard isOrdinary(path) else { return [] }
    let descriptor = path.withPath { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 1000) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }

  /// Kinds of what may stand at a path.
  package static let folder = S_IFDIR
  package static let ordinary = S_IFREG
  package static let link = S_IFLNK

  package static func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// True for a file that is no folder, pipe, socket or device; links are followed.
  package static func isOrdinary(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  /// The kind of what a path leads to, as `S_IFMT` masks it; nil if there is nothing.
  ///
  /// `followsLink`: False to look at a link itself.
  package static func kind(of path: String, followsLink: Bool = true) -> mode_t? {
    var status = stat()
    let result = path.withPath { followsLink ? stat($0, &status) : lstat($0, &status) }
    return result == 0 ? status.st_mode & S_IFMT : nil
  }

  /// When a file was last changed, in seconds since 1970 UTC; nil if there is none.
  package static func date(of path: String) -> Int? {
    var status = stat()
    guard path.withPath({ stat($0, &status) }) == 0 else { return nil }
    #if canImport(Darwin)
      return status.st_mtimespec.tv_sec
    #else
      return status.st_mtim.tv_sec
    #endif
  }

  package static func exists(_ path: String) -> Bool { path.withPath { access($0, F_OK) == 0 } }

  package static func failure(_ path: String, _ what: String) -> Diagnostic {
    let reason = strerror(errno).map { String(cString: $0).lowercased() } ?? "an unknown error"
    return Diagnostic(path: path, message: "\(what): \(reason)")
  }

  /// The library's way to the disk.
  package static var forCourses: CourseFiles {
    CourseFiles(
      read: { try contents(of: $0) },
      list: { try markdownFiles(in: $0) }
    )
  }
}
