import CZlib

/// Unpacks what zlib packed, by zlib.
package enum Inflater {
  /// How the packed bytes are framed.
  package enum Frame: Int32 {
    /// A `.gz` file, with its check sum.
    case gzip = 31
    /// A member of a zip archive, without any frame.
    case raw = -15
  }

  /// The unpacked bytes.
  ///
  /// `most`: Nothing larger is unpacked.
  /// - Throws: `DataError` if the bytes are cut off or damaged.
  package static func inflate(
    _ bytes: some RandomAccessCollection<UInt8>,
    _ frame: Frame,
    path: String,
    most: Int = 1 << 31
  ) throws(DataError) -> [UInt8] {
    let packed = Array(bytes)
    var stream = z_stream()
    guard
      inflateInit2_(&stream, frame.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        == Z_OK
    else { throw DataError(path: path, "zlib could not be started") }
    defer { inflateEnd(&stream) }
    // The last four bytes of a .gz file are its size; a wrong one only costs time.
    let hint =
      frame == .gzip && packed.count > 18
      ? packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) } : packed.count * 4
    var output = [UInt8](
      repeating: 0,
      count: min(max(hint, 1024), most, packed.count * 1032 + 1024)
    )
    var filled = 0
    var status = Z_OK
    packed.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(clamping: input.count)
      while status == Z_OK {
        if filled == output.count {
          guard output.count < most else { break }
          output += [UInt8](repeating: 0, count: min(output.count, most - output.count))
        }
        output.withUnsafeMutableBufferPointer { buffer in
          stream.next_out = buffer.baseAddress.map { $0 + filled }
          stream.avail_out = UInt32(clamping: buffer.count - filled)
          let room = stream.avail_out
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          filled += Int(room - stream.avail_out)
        }
        // A .gz file may be several of them, one after the other.
        if status == Z_STREAM_END, frame == .gzip, stream.avail_in > 18 {
          status = inflateReset(&stream)
        }
      }
    }
    guard status == Z_STREAM_END else {
      if status == Z_OK { throw DataError(path: path, "unpacks to more than \(most) bytes") }
      throw DataError(
        path: path,
        status == Z_BUF_ERROR
          ? "is truncated: its packed data ends after \(filled) bytes"
          : "its packed data is damaged after \(filled) bytes",
        help: "copy the file again"
      )
    }
    output.removeLast(output.count - filled)
    return output
  }

  /// The check sum of zip archives.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32(clamping: $0.count))) }
  }
}
