/// What libcmark sees of a text: its shape without its words.
///
/// White space, quote marks and list markers are the student's; everything else is reduced to a
/// short stand-in, such as `x` for a line of text. So a formula cannot be taken for a list, nothing
/// inline is ever parsed, and hostile text never reaches the parser.
struct Skeleton {
  /// What a line of the source is.
  enum Role: UInt8 {
    case blank, text, heading, underline, thematicBreak, frontMatter
    case fenceOpening, fenceContent, fenceClosing, indentedCode
    case htmlOpening, htmlContent
    case tableHeader, tableDelimiter, tableRow, ruled
  }

  /// A line of the source.
  struct Line {
    var role: Role
    /// The first byte after the prefixes of containers; of code, after its indentation too.
    var start: Int
  }

  /// The text for libcmark.
  var bytes: [UInt8] = []
  /// For each line of `bytes`, the index of the source line.
  var sourceLines: [Int] = []
  /// The lines of the source.
  var lines: [Line] = []
  var frontMatter: Range<Int>?
  var notes: [Note] = []
}

extension Skeleton {
  /// Adds a stand-in to the text for libcmark.
  mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }
}
