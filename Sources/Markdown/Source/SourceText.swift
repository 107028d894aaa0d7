/// A text as UTF-8 bytes, with the places of its lines.
///
/// Every offset of this target is an offset into `bytes`.
package struct SourceText: Sendable {
  /// Where the text was read from.
  package let path: String?
  /// The text: valid UTF-8 without a byte order mark.
  package let bytes: [UInt8]
  /// How many bytes of a UTF-8 byte order mark were removed: 0 or 3.
  package let byteOrderMarkLength: Int
  /// How the file is encoded.
  package let encoding: Encoding
  /// What a reader should know about the decoding.
  package let notes: [String]
  /// The offset of the first byte of each line; LF, CRLF and a lone CR end a line.
  package let lineStarts: [Int]
  private let columns: EditorColumns

  /// Decodes the bytes of a file: UTF-8, UTF-16 with a byte order mark, or Windows-1252.
  ///
  /// - Throws: `SourceError` if the file is too large or is not text.
  package init(
    _ raw: [UInt8],
    path: String? = nil,
    limits: Limits = .homework
  ) throws(SourceError) {
    guard raw.count <= limits.bytes else {
      throw SourceError(
        message: "found \(raw.count) bytes, allowed are up to \(limits.bytes): "
          + "leave out pasted output and embedded pictures, or split the file"
      )
    }
    let decoded = try DecodedText(raw)
    self.init(decoded, path: path)
    guard lineStarts.count <= limits.lines else {
      throw SourceError(
        line: limits.lines + 1,
        column: 1,
        message: "found \(lineStarts.count) lines, allowed are up to \(limits.lines): "
          + "leave out pasted output, or split the file"
      )
    }
  }

  /// Takes a text that is known to be one.
  package init(_ string: String) {
    self.init(DecodedText(string), path: nil)
  }

  private init(_ decoded: DecodedText, path: String?) {
    self.path = path
    bytes = decoded.bytes
    byteOrderMarkLength = decoded.byteOrderMarkLength
    encoding = decoded.encoding
    notes = decoded.notes
    lineStarts = decoded.bytes.withUnsafeBufferPointer(Self.lineStarts(in:))
    columns = EditorColumns(decoded.bytes, lineStarts: lineStarts)
  }

  private static func lineStarts(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    var offset = 0
    guard bytes.offset(of: .carriageReturn) != nil else {
      while let end = bytes.offset(of: .lineFeed, from: offset), end + 1 < bytes.count {
        offset = end + 1
        starts.append(offset)
      }
      return starts
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      guard byte == .lineFeed || byte == .carriageReturn else { continue }
      if byte == .carriageReturn, offset < bytes.count, bytes[offset] == .lineFeed { offset += 1 }
      if offset < bytes.count { starts.append(offset) }
    }
    return starts
  }

  // MARK: - Places

  /// Returns the line, from 1, that holds an offset; a line ending belongs to its line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Returns the lines, from 1, that a range touches; an empty range is on one line.
  package func lines(of range: Range<Int>) -> ClosedRange<Int> {
    let first = line(at: range.lowerBound)
    return first...(range.isEmpty ? first : line(at: range.upperBound - 1))
  }

  /// Returns the place of an offset, as a compiler and as an editor count it.
  package func location(at offset: Int) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let start = lineStarts[line - 1]
    let units = columns.units(in: start..<offset, of: bytes)
    return SourceLocation(line: line, column: offset - start + 1, editorColumn: units + 1)
  }

  /// Returns the text of a range.
  package func string(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Returns the bytes of a line, counted from 1, without its line ending.
  package func rangeOfLine(_ line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    if end > start, bytes[end - 1] == .lineFeed { end -= 1 }
    if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
    return start..<end
  }
}
