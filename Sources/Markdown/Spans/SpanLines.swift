/// Lines that a span of math or code may cross.
///
/// The lines of a block are known to belong together. While the blocks are still being found, the
/// lines of the source are looked at ahead, and say where a span must not go.
protocol SpanLines {
  /// The number of lines.
  var count: Int { get }
  /// The bytes of a line without its line ending.
  subscript(line: Int) -> Range<Int> { get }
  /// What keeps a span from going on into a line.
  func barrier(before line: Int) -> SpanBarrier
}

/// What keeps a span from going on into a line.
enum SpanBarrier: Equatable {
  case none
  /// A blank line ends a paragraph; only display math goes on.
  case blank
  /// A list item with this symbol.
  case marker(UInt8)
  /// What looks like a heading.
  case heading
  /// The start of something that is never math: a fence, the delimiter row of a table.
  case wall
}

/// The lines of one block.
struct BlockLines: SpanLines {
  let bytes: UnsafeBufferPointer<UInt8>
  let lines: [Range<Int>]

  var count: Int { lines.count }

  subscript(line: Int) -> Range<Int> { lines[line] }

  func barrier(before line: Int) -> SpanBarrier {
    LeafStart(bytes: bytes).isBlank(from: lines[line].lowerBound, to: lines[line].upperBound)
      ? .blank : .none
  }
}

/// A single line, such as a row of a table.
struct SingleLine: SpanLines {
  let range: Range<Int>

  var count: Int { 1 }

  subscript(line: Int) -> Range<Int> { range }

  func barrier(before line: Int) -> SpanBarrier { .none }
}
