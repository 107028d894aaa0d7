import Markdown

/// An answer sheet for a program to read: comments with the questions, and below each a key with its value.
struct CommentedSheet {
  enum Piece {
    case heading(Range<Int>, level: Int)
    case lines([Range<Int>])
  }

  /// The pieces of a block of code; empty if it is no such sheet.
  static func pieces(_ lines: [Range<Int>], in source: SourceText) -> [Piece] {
    let written = lines.filter { !$0.isEmpty }
    let comments = written.count { source.bytes[$0.lowerBound] == hash }
    guard comments > 1, comments < written.count,
      written.allSatisfy({ source.bytes[$0.lowerBound] == hash || isAnswer($0, source) })
    else { return [] }
    var pieces: [Piece] = []
    var open: [Range<Int>] = []
    func close() {
      if !open.isEmpty { pieces.append(.lines(open)) }
      open = []
    }
    for line in written {
      guard source.bytes[line.lowerBound] == hash else {
        open.append(line)
        continue
      }
      close()
      guard let title = title(of: line, in: source) else { continue }
      let count = source.bytes[line].prefix { $0 == hash }.count
      let isFramed = source.bytes[title.upperBound..<line.upperBound].contains(bar)
      pieces.append(.heading(title, level: count > 1 ? 4 : isFramed ? 5 : 6))
    }
    close()
    return pieces
  }

  private static let hash: UInt8 = 0x23
  private static let bar: UInt8 = 0x7C

  /// The words of a comment, without the signs around them; nil for a stroke.
  private static func title(of line: Range<Int>, in source: SourceText) -> Range<Int>? {
    func isFrame(_ offset: Int) -> Bool {
      let byte = source.bytes[offset]
      return byte == hash || byte == bar || byte == 0x2D || byte == 0x3D || FlatText.isSpace(byte)
    }
    guard let start = line.first(where: { !isFrame($0) }) else { return nil }
    var end = line.upperBound
    while end > start, isFrame(end - 1) { end -= 1 }
    return start..<end
  }

  /// True for `q_1_a: 0.5`, and for `- 0.5` below its key.
  private static func isAnswer(_ line: Range<Int>, _ source: SourceText) -> Bool {
    let bytes = source.bytes[line]
    if let first = bytes.first(where: { !FlatText.isSpace($0) }), first == 0x2D { return true }
    let key = bytes.prefix { byte in
      byte == 0x5F || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
    }
    return !key.isEmpty && key.count < bytes.count && bytes[key.endIndex] == 0x3A
  }
}
