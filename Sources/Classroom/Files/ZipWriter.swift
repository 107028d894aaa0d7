import CMinizip
import Markdown

/// A zip archive that is written; the same files give the same bytes, whatever the day.
package final class ZipWriter {
  private let path: String
  private let file: zipFile
  private var isOpen = true

  /// Throws a `Diagnostic` if the path cannot be written.
  package init(_ path: String) throws(Diagnostic) {
    guard let file = zipOpen64(path, APPEND_STATUS_CREATE) else {
      throw Diagnostic(path: path, message: "cannot be written")
    }
    self.path = path
    self.file = file
  }

  deinit {
    if isOpen { zipClose(file, nil) }
  }

  /// Adds a file; `name` with `/` between its parts.
  package func add(_ name: String, _ bytes: [UInt8]) throws(Diagnostic) {
    var information = zip_fileinfo()
    // The first day that archives know.
    (information.tmz_date.tm_year, information.tmz_date.tm_mday) = (1980, 1)
    information.external_fa = Self.ordinaryFile << 16
    let isOpened = zipOpenNewFileInZip4_64(
      file,
      name,
      &information,
      nil,
      0,
      nil,
      0,
      nil,
      Self.deflated,
      Self.level,
      0,
      Self.windowBits,
      Self.memory,
      0,
      nil,
      0,
      Self.madeByUnix,
      Self.namesAreUTF8,
      bytes.count > Self.mostWithout64 ? 1 : 0
    )
    guard isOpened == ZIP_OK,
      zipWriteInFileInZip(file, bytes, UInt32(clamping: bytes.count)) == ZIP_OK,
      zipCloseFileInZip(file) == ZIP_OK
    else { throw failure }
  }

  /// Writes what is still missing.
  package func close() throws(Diagnostic) {
    isOpen = false
    guard zipClose(file, nil) == ZIP_OK else { throw failure }
  }

  private var failure: Diagnostic {
    Diagnostic(path: path, message: "cannot be written", help: "is the disk full?")
  }

  // The numbers of the format, and of zlib's usual settings.
  private static let ordinaryFile: UInt = 0o100644
  private static let deflated: Int32 = 8
  private static let level: Int32 = 6
  private static let windowBits: Int32 = -15
  private static let memory: Int32 = 8
  private static let madeByUnix: UInt = 3 << 8
  private static let namesAreUTF8: UInt = 1 << 11
  private static let mostWithout64 = 0xFFFF_FFFE

  /// A path as it may stand in an archive that somebody unpacks: no way out of its folder.
  package static func name(of path: String) -> String {
    path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
  }
}
