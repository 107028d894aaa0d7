import CMinizip
import Exercises
import Markdown

/// A file in an archive.
package struct ZipEntry: Sendable, Hashable {
  package let name: String
  /// Bytes when unpacked, as the archive says.
  package let size: Int
  /// Seconds since 1970 as the archive has them; archives know no time zone, so they count as UTC.
  package let date: Int?
  /// Where it stands in the archive.
  fileprivate let position: unz64_file_pos

  package static func == (left: ZipEntry, right: ZipEntry) -> Bool {
    left.name == right.name && left.position.num_of_file == right.position.num_of_file
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(position.num_of_file)
  }
}

/// A zip archive, read with minizip; one thread at a time.
package final class ZipArchive {
  private let path: String
  private let file: unzFile

  /// Throws a `Diagnostic` if it is no zip, or damaged.
  package init(_ path: String) throws(Diagnostic) {
    guard let file = unzOpen64(path) else {
      throw Diagnostic(path: path, message: "is no zip archive, or a damaged one")
    }
    self.path = path
    self.file = file
  }

  deinit { unzClose(file) }

  /// The files in it, in its own order, without folders.
  package func entries() throws(Diagnostic) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    var status = unzGoToFirstFile(file)
    while status == UNZ_OK {
      var info = unz_file_info64()
      var name = [CChar](repeating: 0, count: Self.longestName)
      var position = unz64_file_pos()
      guard
        unzGetCurrentFileInfo64(file, &info, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK,
        unzGetFilePos64(file, &position) == UNZ_OK
      else { throw damaged }
      let text = String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
        as: UTF8.self
      )
      if !text.hasSuffix("/") {
        entries.append(
          ZipEntry(
            name: text,
            size: Int(clamping: info.uncompressed_size),
            date: Self.seconds(info.tmu_date),
            position: position
          )
        )
      }
      guard entries.count <= Self.mostEntries else {
        throw Diagnostic(path: path, message: "holds more than \(Self.mostEntries) files")
      }
      status = unzGoToNextFile(file)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE else { throw damaged }
    return entries
  }

  /// The bytes of a file.
  ///
  /// `largest`: No more is unpacked, whatever the archive says of its size.
  /// - Throws: A `Diagnostic` if it is larger, encrypted or damaged.
  package func contents(of entry: ZipEntry, upTo largest: Int) throws(Diagnostic) -> [UInt8] {
    var position = entry.position
    guard unzGoToFilePos64(file, &position) == UNZ_OK, unzOpenCurrentFile(file) == UNZ_OK else {
      throw failure(entry, "cannot be unpacked: damaged, encrypted, or in a format of its own")
    }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unzReadCurrentFile(file, &block, UInt32(block.count))
      guard count >= 0 else {
        unzCloseCurrentFile(file)
        throw failure(entry, "cannot be unpacked: damaged or encrypted")
      }
      guard count > 0 else { break }
      bytes += block[..<Int(count)]
      guard bytes.count <= largest else {
        unzCloseCurrentFile(file)
        throw failure(entry, "is larger than \(largest >> 20) MB, which is not read")
      }
    }
    // The checksum is compared when a file is closed.
    guard unzCloseCurrentFile(file) == UNZ_OK else {
      throw failure(entry, "is damaged: its checksum is another one")
    }
    return bytes
  }

  private func failure(_ entry: ZipEntry, _ message: String) -> Diagnostic {
    Diagnostic(path: "\(path):\(entry.name)", message: message)
  }

  private var damaged: Diagnostic { Diagnostic(path: path, message: "is a damaged zip archive") }

  private static let longestName = 4097
  private static let mostEntries = 1_000_000

  private static func seconds(_ date: tm_unz) -> Int? {
    guard date.tm_year >= 1980, (0..<12).contains(date.tm_mon), (1...31).contains(date.tm_mday)
    else { return nil }
    let days = CivilDate.days(
      year: Int(date.tm_year),
      month: Int(date.tm_mon) + 1,
      day: Int(date.tm_mday)
    )
    return days * 86_400 + Int(date.tm_hour) * 3600 + Int(date.tm_min) * 60 + Int(date.tm_sec)
  }
}
