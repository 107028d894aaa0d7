import Markdown

/// The lines of a YAML text, joined for the parser, with the way back to places in the file.
struct YamlText {
  let bytes: [UInt8]
  /// For each line: where it starts in `bytes`, and where in the file.
  private let starts: [(text: Int, source: Int)]
  /// The byte offset of every character, only if the text is not ASCII.
  private let characterOffsets: [Int]?

  init(lines: [Range<Int>], of source: SourceText) {
    var bytes: [UInt8] = []
    var starts: [(text: Int, source: Int)] = []
    for line in lines {
      starts.append((bytes.count, line.lowerBound))
      bytes += source.bytes[line]
      bytes.append(0x0A)
    }
    self.bytes = bytes
    self.starts = starts
    if bytes.allSatisfy({ $0 < 0x80 }) {
      characterOffsets = nil
    } else {
      // libyaml counts characters: every byte that does not continue a UTF-8 sequence.
      characterOffsets = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
  }

  /// The byte of the file at which the parser's character number `index` stands.
  func sourceOffset(ofCharacter index: Int) -> Int {
    let offset: Int
    if let characterOffsets {
      offset = characterOffsets[min(index, characterOffsets.count - 1)]
    } else {
      offset = min(index, bytes.count)
    }
    let next = starts.partitioningIndex { $0.text > offset }
    guard next > 0 else { return 0 }
    let line = starts[next - 1]
    return line.source + offset - line.text
  }

  /// The byte at a character of the parser, or nil at the end.
  func byte(atCharacter index: Int) -> UInt8? {
    let offset = characterOffsets.map { $0[min(index, $0.count - 1)] } ?? index
    return offset < bytes.count ? bytes[offset] : nil
  }
}
