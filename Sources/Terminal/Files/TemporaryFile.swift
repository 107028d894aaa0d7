import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file beside the one that it will replace: `hw.md.checker-4711-0.tmp`.
///
/// It is locked while it is written. The kernel takes the lock away with the process, so that what an
/// interrupted run left is known from what another run is writing, on every machine and in containers
/// where each process has the same number.
package struct TemporaryFile {
  private let path: String
  private let name: String
  private let descriptor: Int32

  private static let mark = ".checker-"
  private static let ending = ".tmp"
  /// A longer name would leave no room for the mark: 255 bytes are the most that a name has.
  private static let longestName = 200

  /// `name`: What messages call the file that will be replaced.
  package init(beside path: String, called name: String) throws(Diagnostic) {
    self.name = name
    for number in 0..<1000 {
      let candidate =
        "\(Self.stem(of: path))\(Self.mark)\(getpid())-\(number)\(Self.ending)"
      let descriptor = candidate.withPath {
        open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      }
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { throw Files.failure(name, "cannot be written") }
      // Before it was locked, another run may have taken it for a leftover.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, Files.exists(candidate) {
        (self.path, self.descriptor) = (candidate, descriptor)
        return
      }
      close(descriptor)
    }
    throw Diagnostic(path: name, message: "cannot be written: no temporary file can be made")
  }

  /// Writes everything to the disk.
  package func write(_ bytes: [UInt8], mode: mode_t) throws(Diagnostic) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map {
          #if canImport(Darwin)
            Darwin.write(descriptor, $0 + written, buffer.count - written)
          #elseif canImport(Musl)
            Musl.write(descriptor, $0 + written, buffer.count - written)
          #else
            Glibc.write(descriptor, $0 + written, buffer.count - written)
          #endif
        } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Files.failure(name, "cannot be written") }
      written += count
    }
    // Some file systems know no modes.
    _ = fchmod(descriptor, mode)
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw Files.failure(name, "cannot be written")
    }
  }

  /// Puts the file in place of the other one; the temporary file is done with.
  package func rename(to target: String) throws(Diagnostic) {
    let isRenamed = path.withPath { from in
      target.withPath { to in renameat(AT_FDCWD, from, AT_FDCWD, to) }
    }
    guard isRenamed == 0 else { throw Files.failure(name, "cannot be replaced") }
    close(descriptor)
  }

  package func remove() {
    Files.removeFile(path)
    close(descriptor)
  }

  // MARK: - Leftovers

  /// Removes what interrupted runs left beside files, each folder looked through once.
  package static func removeLeftovers(beside paths: [String]) {
    var stems: [String: Set<String>] = [:]
    for path in paths {
      let target = (try? Files.destination(of: path)) ?? path
      stems[Files.parent(of: target), default: []].insert(Files.name(of: stem(of: target)))
    }
    for (folder, stems) in stems {
      for name in Files.names(in: folder) where leftoverStem(of: name).map(stems.contains) == true {
        removeIfLeft("\(folder)/\(name)")
      }
    }
  }

  /// The name of the file beside which a temporary file was made; nil for other files.
  package static func leftoverStem(of name: String) -> String? {
    guard name.hasSuffix(ending), let mark = name.ranges(of: mark).last else { return nil }
    let number = name[mark.upperBound...].dropLast(ending.count)
    guard !number.isEmpty, number.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D }) else {
      return nil
    }
    return String(name[..<mark.lowerBound])
  }

  private static func removeIfLeft(_ path: String) {
    let descriptor = path.withPath { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { Files.removeFile(path) }
    close(descriptor)
  }

  /// The path with a name that has room for the mark.
  private static func stem(of path: String) -> String {
    let name = Files.name(of: path)
    guard FileName.bytes(of: name).count > longestName else { return path }
    let short = FileName.text(FileName.bytes(of: name).prefix(longestName))
    return "\(Files.parent(of: path))/\(short)"
  }
}
