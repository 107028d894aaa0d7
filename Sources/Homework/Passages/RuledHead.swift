import Markdown

/// A head that a line of strokes makes: `--- Results ---`, `A2----------`, `=== Part 1 ===`.
struct RuledHead {
  /// What stands between the strokes.
  let title: Range<Int>

  private static let leastStrokes = 3
  private static let longestTitle = 60

  init?(_ line: Range<Int>, in source: SourceText) {
    let bytes = source.bytes
    guard line.count > 2 * Self.leastStrokes, let last = bytes[line].last, Self.isStroke(last)
    else {
      return nil
    }
    let strokes = line.reversed().prefix { bytes[$0] == last }.count
    guard strokes >= Self.leastStrokes, strokes < line.count else { return nil }
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == last || bytes[start] == 0x23 { start += 1 }
    let opening = start - line.lowerBound
    // Strokes on one side alone are many, or near the word; on both sides they are as many as they are.
    guard opening >= Self.leastStrokes || strokes > Self.leastStrokes && opening == 0 else {
      return nil
    }
    var end = line.upperBound - strokes
    while start < end, FlatText.isSpace(bytes[start]) { start += 1 }
    while end > start, FlatText.isSpace(bytes[end - 1]) { end -= 1 }
    // `#-------` in a program is strokes alone.
    guard start < end else { return nil }
    let title = start..<end
    guard !title.isEmpty, title.count <= Self.longestTitle, bytes[title].allSatisfy(Self.isOfTitle),
      source.string(in: title).contains(where: \.isLetter)
    else { return nil }
    self.title = title
  }

  private static func isStroke(_ byte: UInt8) -> Bool {
    [0x2D, 0x3D, 0x7E, 0x2A, 0x23].contains(byte)
  }

  /// Letters, digits and the marks of a title; no sign, no bar of a table.
  private static func isOfTitle(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    case 0x20, 0x26, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x2F, 0x3A, 0x5F: true
    default: false
    }
  }
}
