/// The bytes of a file, decoded to UTF-8.
struct DecodedText {
  private(set) var bytes: [UInt8]
  private(set) var byteOrderMarkLength = 0
  private(set) var encoding = Encoding.utf8
  private(set) var notes: [String] = []

  /// Takes a string, whose UTF-8 is valid by construction.
  init(_ string: String) {
    bytes = Array(string.utf8)
    removeByteOrderMark()
  }

  /// Finds out the encoding and decodes.
  ///
  /// A file that is not UTF-8 and has no byte order mark is Windows-1252, unless it holds control
  /// characters that no text has.
  ///
  /// - Throws: `SourceError` for a binary file.
  init(_ raw: [UInt8]) throws(SourceError) {
    bytes = raw
    if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
      decodeUTF16(isLittleEndian: raw[0] == 0xFF)
    }
    if let offset = bytes.withUnsafeBufferPointer({ $0.offset(of: 0) }) {
      throw Self.binary(in: bytes, at: offset, "NUL")
    }
    if encoding == .utf8, let offset = bytes.withUnsafeBufferPointer(Self.firstInvalidByte(in:)) {
      try decodeWindows1252(firstInvalid: offset)
    }
    removeByteOrderMark()
  }

  private mutating func removeByteOrderMark() {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    bytes.removeFirst(3)
    byteOrderMarkLength = 3
  }

  private mutating func decodeUTF16(isLittleEndian: Bool) {
    let raw = bytes
    let units = stride(from: 2, to: raw.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(raw[index]), UInt16(raw[index + 1]))
      return isLittleEndian ? second << 8 | first : first << 8 | second
    }
    bytes = Array(String(decoding: units, as: UTF16.self).utf8)
    encoding = .utf16
    notes.append("read as UTF-16, because of its byte order mark")
  }

  private mutating func decodeWindows1252(firstInvalid: Int) throws(SourceError) {
    var text = String.UnicodeScalarView()
    for (offset, byte) in bytes.enumerated() {
      if byte < 0x20, !byte.isWhitespace {
        throw Self.binary(in: bytes, at: offset, "control character \(byte)")
      }
      let isSpecial = (0x80..<0xA0).contains(byte)
      let code = isSpecial ? Encoding.windows1252Specials[Int(byte) - 0x80] : UInt32(byte)
      text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    let line = Self.line(of: firstInvalid, in: bytes)
    bytes = Array(String(text).utf8)
    encoding = .windows1252
    notes.append("read as Windows-1252, because line \(line) is not UTF-8")
  }

  private static func binary(in bytes: [UInt8], at offset: Int, _ what: String) -> SourceError {
    let start = bytes[..<offset].lastIndex { $0 == .lineFeed || $0 == .carriageReturn }
    return SourceError(
      line: line(of: offset, in: bytes),
      column: offset - (start ?? -1),
      message: "found a \(what) byte, allowed is plain text: "
        + "this is no Markdown file; export it as text in UTF-8"
    )
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    var previous: UInt8 = 0
    for byte in bytes[..<offset] {
      if byte == .carriageReturn || byte == .lineFeed && previous != .carriageReturn { line += 1 }
      previous = byte
    }
    return line
  }

  // MARK: - UTF-8

  /// Returns the offset of the first byte that does not belong to a character of UTF-8.
  ///
  /// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
  private static func firstInvalidByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var offset = 0
    while offset < bytes.count {
      offset = bytes.endOfASCII(from: offset)
      guard offset < bytes.count else { return nil }
      let lead = bytes[offset]
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return offset
      }
      guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else {
        return offset
      }
      for index in 2..<max(length, 2) where bytes[offset + index] & 0xC0 != 0x80 { return offset }
      offset += length
    }
    return nil
  }
}
