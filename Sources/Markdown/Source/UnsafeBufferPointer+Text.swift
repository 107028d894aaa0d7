#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// Returns the first byte of a range that is no white space, or its end.
  func afterBlanks(in range: Range<Int>) -> Int {
    var start = range.lowerBound
    while start < range.upperBound, self[start].isBlank { start += 1 }
    return start
  }

  /// Returns a range without the white space at both ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start].isWhitespace { start += 1 }
    while end > start, self[end - 1].isWhitespace { end -= 1 }
    return start..<end
  }

  /// Returns the text of a heading, without white space and without closing number signs.
  func headingContent(_ range: Range<Int>) -> Range<Int> {
    let content = trimmed(range)
    var end = content.upperBound
    while end > content.lowerBound, self[end - 1] == .numberSign { end -= 1 }
    guard end < content.upperBound else { return content }
    guard end > content.lowerBound else { return end..<end }
    return self[end - 1].isBlank ? trimmed(content.lowerBound..<end) : content
  }

  /// Returns the offset of the first such byte from a place on, or nil.
  ///
  /// The C library looks at many bytes at once: a chapter is searched several times.
  func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Returns the offset of the first byte beyond ASCII from a place on, or the end.
  func endOfASCII(from start: Int) -> Int {
    var offset = start
    let raw = UnsafeRawBufferPointer(self)
    while offset + 8 <= count,
      raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    { offset += 8 }
    while offset < count, self[offset] < 0x80 { offset += 1 }
    return offset
  }
}
