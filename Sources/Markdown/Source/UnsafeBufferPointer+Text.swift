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
}
