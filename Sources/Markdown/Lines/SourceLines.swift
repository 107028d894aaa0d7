/// The lines of the source, as a span of math or code sees them before the blocks are known.
struct SourceLines: SpanLines {
  let bytes: UnsafeBufferPointer<UInt8>
  let starts: UnsafeBufferPointer<Int>

  var count: Int { starts.count }

  subscript(line: Int) -> Range<Int> {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    if end > start, bytes[end - 1] == .lineFeed { end -= 1 }
    if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
    return start..<end
  }

  func barrier(before line: Int) -> SpanBarrier {
    let range = self[line]
    let leaf = LeafStart(bytes: bytes)
    var start = range.lowerBound
    while start < range.upperBound, bytes[start].isBlank || bytes[start] == .greater { start += 1 }
    guard start < range.upperBound else { return .blank }
    if leaf.heading(at: start, before: range.upperBound) != nil { return .heading }
    if leaf.fence(at: start, before: range.upperBound) != nil { return .wall }
    if HTMLTag(bytes: bytes, end: range.upperBound).has("<!--", at: start) { return .wall }
    let row = start..<range.upperBound
    if row.contains(where: { bytes[$0] == .pipe }), DelimiterRow(bytes, in: row) != nil {
      return .wall
    }
    let marker = leaf.listMarker(at: start, before: range.upperBound, interrupting: false)
    return marker.map { .marker($0.symbol) } ?? .none
  }
}

extension SourceText {
  /// Lends the bytes and the lines to a function.
  func withLines<Result>(
    _ body: (SourceLines) throws(SourceError) -> Result
  ) throws(SourceError) -> Result {
    try bytes.withUnsafeBufferPointer { (bytes) throws(SourceError) in
      try lineStarts.withUnsafeBufferPointer { (starts) throws(SourceError) in
        try body(SourceLines(bytes: bytes, starts: starts))
      }
    }
  }
}
