import Markdown

/// Tables that are drawn with strokes.
extension PrintedTable {
  /// Lines with `│` or `|` between cells, and borders of `─┼─` or `-+-`.
  package func boxed(_ range: Range<Int>) -> (rows: [[Range<Int>]], end: Int)? {
    var rows: [[Range<Int>]] = []
    var end = range.lowerBound
    // Without outer strokes, a stroke at the beginning has a blank cell before it.
    let isOpen = range.contains { line in
      let content = trimmed(lines[line])
      return !content.isEmpty && !isBorder(content) && bar(at: content.lowerBound) == nil
    }
    for line in range {
      let content = isOpen ? lines[line] : trimmed(lines[line])
      if isBorder(content) {
        end = line + 1
        continue
      }
      guard let cells = boxCells(content), rows.first.map({ $0.count == cells.count }) ?? true
      else { break }
      rows.append(cells)
      end = line + 1
    }
    // `lr: 0.1 | accuracy: 0.94` over more of the same is a log, and no header.
    guard rows.count > 1, !rows[0].allSatisfy(holdsValue) else { return nil }
    return (rows, end)
  }

  /// True for a name with its value, `lr: 0.1`.
  private func holdsValue(_ cell: Range<Int>) -> Bool {
    let bytes = source.bytes[cell]
    guard let sign = bytes.firstIndex(where: { $0 == 0x3A || $0 == 0x3D }) else { return false }
    return sign > bytes.startIndex && bytes[sign...].contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// True for a line of nothing but strokes and corners.
  func isBorder(_ range: Range<Int>) -> Bool {
    var strokes = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      switch source.bytes[offset] {
      case 0x2D, 0x3D, 0x2B, 0x3A: strokes += 1
      case 0x7C, 0x20: break
      case 0xE2 where isBoxDrawing(at: offset):
        strokes += 1
        offset += 2
      default: return false
      }
      offset += 1
    }
    return strokes > 2
  }

  /// U+2500 to U+257F are E2 94 80 to E2 95 BF.
  func isBoxDrawing(at offset: Int) -> Bool {
    offset + 2 < source.bytes.count && source.bytes[offset] == 0xE2
      && (source.bytes[offset + 1] == 0x94 || source.bytes[offset + 1] == 0x95)
  }

  /// The length of a stroke between cells at an offset: `|`, `│`, `┃`, `║`.
  package func bar(at offset: Int) -> Int? {
    if source.bytes[offset] == 0x7C { return 1 }
    guard isBoxDrawing(at: offset) else { return nil }
    let isUpright =
      source.bytes[offset + 1] == 0x94
      ? source.bytes[offset + 2] == 0x82 || source.bytes[offset + 2] == 0x83
      : source.bytes[offset + 2] == 0x91
    return isUpright ? 3 : nil
  }

  func boxCells(_ range: Range<Int>) -> [Range<Int>]? {
    var cells: [Range<Int>] = []
    var start = range.lowerBound
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard let length = bar(at: offset) else {
        offset += 1
        continue
      }
      if offset > range.lowerBound { cells.append(trimmed(start..<offset)) }
      offset += length
      start = offset
    }
    if start < range.upperBound { cells.append(trimmed(start..<range.upperBound)) }
    return cells.count > 1 ? cells : nil
  }
}
