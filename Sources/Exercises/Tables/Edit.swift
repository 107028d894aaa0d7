import Markdown

/// A replacement of bytes of a source text.
package struct Edit: Sendable {
  package let range: Range<Int>
  package let replacement: [UInt8]

  package init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}

extension SourceText {
  /// The file's bytes after edits that do not overlap, in order; the byte order mark stays.
  package func applying(_ edits: [Edit]) -> [UInt8] {
    var result: [UInt8] = byteOrderMarkLength == 3 ? [0xEF, 0xBB, 0xBF] : []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }

  /// The line ending after a line: `\n`, `\r\n` or `\r`; the first one of the text at its end.
  package func lineEnding(after offset: Int) -> [UInt8] {
    var position = offset
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    guard position < bytes.count else {
      return offset == 0 ? [0x0A] : lineEnding(after: 0)
    }
    if bytes[position] == 0x0A { return [0x0A] }
    return position + 1 < bytes.count && bytes[position + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
  }
}
