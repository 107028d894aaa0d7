import Markdown

/// Lines of a paragraph that begin with a drawn bullet, `• Stride: 2`, as PDF and Word leave them: each is an
/// item of its own, and the lines between them lead to them.
struct DrawnList {
  /// The pieces of a paragraph, item by item; empty if fewer than two lines are items.
  static func pieces(_ lines: [Range<Int>], in source: SourceText) -> [[Range<Int>]] {
    let lines = lines.filter { !$0.isEmpty }
    let items = lines.map { content(of: $0, in: source) }
    guard items.count(where: { $0 != nil }) > 1 else { return [] }
    var pieces: [[Range<Int>]] = []
    var isOpen = false
    for (line, item) in zip(lines, items) {
      if let item {
        pieces.append([item])
        isOpen = true
      } else if isOpen, goesOn(line, in: source) {
        pieces[pieces.count - 1].append(line)
      } else {
        pieces.append([line])
        // `Parameter Calculation:` leads to its items alone.
        isOpen = source.bytes[line.upperBound - 1] != 0x3A
      }
    }
    return pieces
  }

  /// What stands behind the bullet of a line; nil for a line without one.
  private static func content(of line: Range<Int>, in source: SourceText) -> Range<Int>? {
    let bytes = source.bytes[line]
    guard let bullet = DrawnBullet.all.first(where: { bytes.starts(with: $0) }) else { return nil }
    let start = bytes.dropFirst(bullet.count).firstIndex { !FlatText.isSpace($0) }
    return start.map { $0..<line.upperBound }
  }

  /// True for a line that ends the one before it: it begins with a small letter, a sign or a formula.
  private static func goesOn(_ line: Range<Int>, in source: SourceText) -> Bool {
    let first = source.bytes[line.lowerBound]
    return !(first >= 0x41 && first <= 0x5A || first >= 0xC3)
      && source.bytes[line.upperBound - 1] != 0x3A
  }
}
