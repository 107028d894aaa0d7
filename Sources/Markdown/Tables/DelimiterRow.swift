/// The second line of a table, such as `| --- | :-: |`.
struct DelimiterRow {
  private(set) var alignments: [Table.Alignment] = []

  /// Reads a delimiter row; `nil` if the line is none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, in line: Range<Int>) {
    let line = bytes.trimmed(line)
    var offset = line.lowerBound
    let end = line.upperBound
    guard offset < end else { return nil }
    if bytes[offset] == .pipe { offset += 1 }
    while true {
      while offset < end, bytes[offset].isBlank { offset += 1 }
      let isLeft = offset < end && bytes[offset] == .colon
      if isLeft { offset += 1 }
      let hyphens = offset
      while offset < end, bytes[offset] == .hyphen { offset += 1 }
      guard offset > hyphens else { return nil }
      let isRight = offset < end && bytes[offset] == .colon
      if isRight { offset += 1 }
      alignments.append(isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none))
      while offset < end, bytes[offset].isBlank { offset += 1 }
      guard offset < end else { return }
      guard bytes[offset] == .pipe else { return nil }
      offset += 1
      if offset == end { return }
    }
  }
}
