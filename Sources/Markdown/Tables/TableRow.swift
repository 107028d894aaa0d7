/// Splits a line into the cells of a table.
enum TableRow {
  /// Returns the cells between pipes, which are optional at both ends.
  ///
  /// A pipe in math or code does not split, unless only plain splitting gives the number of
  /// `columns`: then the `$` were no math.
  static func cells(
    _ bytes: UnsafeBufferPointer<UInt8>,
    in line: Range<Int>,
    columns: Int?
  ) -> [Table.Cell] {
    let row = bytes.trimmed(line)
    let aware = split(bytes, row, isSparingSpans: true)
    guard let columns, aware.count < columns else { return aware }
    let plain = split(bytes, row, isSparingSpans: false)
    return plain.count == columns ? plain : aware
  }

  private static func split(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ row: Range<Int>,
    isSparingSpans: Bool
  ) -> [Table.Cell] {
    var cells: [Table.Cell] = []
    var scanner = SpanScanner(bytes, SingleLine(range: row))
    var offset = row.lowerBound
    if offset < row.upperBound, bytes[offset] == .pipe { offset += 1 }
    var start = offset
    while offset < row.upperBound {
      switch bytes[offset] {
      case .pipe:
        cells.append(Table.Cell(range: bytes.trimmedCell(start..<offset)))
        offset += 1
        start = offset
      case .backslash where !isSparingSpans:
        offset += 2
      case .dollar where isSparingSpans, .backtick where isSparingSpans, .backslash:
        switch scanner.read(at: .init(line: 0, offset: offset)) {
        case .span(let span): offset = span.end.offset
        case .text(let length), .unclosed(let length): offset += length
        }
      default:
        offset += 1
      }
    }
    if start < row.upperBound {
      cells.append(Table.Cell(range: bytes.trimmedCell(start..<row.upperBound)))
    }
    return cells
  }

  /// Returns the cells between tabs.
  static func tabbedCells(
    _ bytes: UnsafeBufferPointer<UInt8>,
    in line: Range<Int>
  ) -> [Table.Cell] {
    var cells: [Table.Cell] = []
    var start = line.lowerBound
    for offset in line where bytes[offset] == .tab {
      cells.append(Table.Cell(range: bytes.trimmedCell(start..<offset)))
      start = offset + 1
    }
    cells.append(Table.Cell(range: bytes.trimmedCell(start..<line.upperBound)))
    return cells
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the content of a cell; for a blank one, an empty range after its first white space.
  fileprivate func trimmedCell(_ range: Range<Int>) -> Range<Int> {
    let content = trimmed(range)
    guard content.isEmpty else { return content }
    let place = Swift.min(range.lowerBound + 1, range.upperBound)
    return place..<place
  }
}
