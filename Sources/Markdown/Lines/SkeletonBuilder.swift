/// Reads the lines of a text one by one, as CommonMark prescribes, and writes its skeleton.
///
/// It follows the containers and knows which leaf is open, because only then is it known where math
/// may begin, and where a table ends. The blocks themselves come from libcmark.
/// Source: CommonMark 0.30, appendix "A parsing strategy", phase 1.
struct SkeletonBuilder {
  /// A quote or a list item that is open.
  enum Container {
    case quote
    case item(width: Int, isEmpty: Bool)
  }

  /// The leaf that is open.
  enum Leaf {
    case none, paragraph
    case fence(symbol: UInt8, length: Int, indent: Int)
    case html(HTMLStart)
    case table(columns: Int)

    var isParagraph: Bool { if case .paragraph = self { true } else { false } }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let leafStart: LeafStart
  let limits: Limits
  let source: SourceText
  var scanner: SpanScanner<SourceLines>
  var skeleton = Skeleton()
  var containers: [Container] = []
  var leaf = Leaf.none
  private var containersOpened = 0
  /// The index of the line being read.
  var line = 0
  /// Where the search for math and code goes on; before it lies a span.
  var scanned = 0
  /// The line in which a span ends that began on an earlier one.
  var lastSpannedLine = -1
  /// The lines of the open paragraph, where the last of them starts in the skeleton, and whether it
  /// could be the header of a table.
  var paragraph = (lines: 0, lastStart: 0, canBeHeader: false)

  /// The tables of pandoc that are still to come, the last one first.
  var ruledTables: [Range<Int>] = []

  init(_ source: SourceText, _ lines: SourceLines, _ limits: Limits, _ dialect: Dialect) {
    self.source = source
    bytes = lines.bytes
    self.limits = limits
    leafStart = LeafStart(bytes: bytes)
    scanner = SpanScanner(bytes, lines)
    if dialect == .homework { ruledTables = RuledTables(bytes, lines).ranges().reversed() }
    skeleton.bytes.reserveCapacity(bytes.count / 4)
    skeleton.lines.reserveCapacity(source.lineStarts.count)
    skeleton.sourceLines.reserveCapacity(source.lineStarts.count + 16)
  }

  /// Reads all lines.
  ///
  /// - Throws: `SourceError` if blocks are nested too deeply.
  mutating func build() throws(SourceError) -> Skeleton {
    readFrontMatter()
    while line < scanner.lines.count {
      try readLine()
      line += 1
    }
    return skeleton
  }

  private mutating func readFrontMatter() {
    let lines = scanner.lines
    guard lines.count > 2, isFence("---", lines[0]), !leafStart.isBlank(lines[1]) else { return }
    guard
      let last = (1..<lines.count).first(where: {
        isFence("---", lines[$0]) || isFence("...", lines[$0])
      })
    else { return }
    skeleton.frontMatter = source.lineStarts[1]..<source.lineStarts[last]
    for line in 0...last {
      skeleton.lines.append(.init(role: .frontMatter, start: lines[line].lowerBound))
    }
    line = last + 1
  }

  private func isFence(_ fence: StaticString, _ line: Range<Int>) -> Bool {
    HTMLTag(bytes: bytes, end: line.upperBound).has(fence, at: line.lowerBound)
      && leafStart.isBlank(from: line.lowerBound + 3, to: line.upperBound)
  }

  // MARK: - Containers

  /// Moves over the prefixes of the open containers, and returns how many of them go on.
  func matchContainers(_ cursor: inout LineCursor) -> Int {
    for (index, container) in containers.enumerated() {
      switch container {
      case .quote:
        guard cursor.consumeQuote() else { return index }
      case .item(let width, let isEmpty):
        let (indent, first) = cursor.indentation
        if indent >= width {
          cursor.advance(columns: width)
        } else if first == cursor.end, !isEmpty {
          cursor.advance(columns: indent)
        } else {
          return index
        }
      }
    }
    return containers.count
  }

  /// Closes the containers after the first `count`, with the leaf in them.
  mutating func closeContainers(after count: Int) {
    guard containers.count > count else { return }
    containers.removeLast(containers.count - count)
    leaf = .none
  }

  /// Opens a container after the first `count`.
  mutating func open(_ container: Container, after count: Int, at offset: Int) throws(SourceError) {
    closeContainers(after: count)
    leaf = .none
    containers.append(container)
    containersOpened += 1
    let problem: String
    if containers.count > limits.nesting {
      problem =
        "\(containers.count) quotes and list items inside each other, "
        + "allowed are up to \(limits.nesting): remove `>` or list markers"
    } else if containersOpened > limits.containers {
      problem =
        "\(containersOpened) quotes and list items, "
        + "allowed are up to \(limits.containers): leave out pasted output, or split the file"
    } else {
      return
    }
    let place = source.location(at: offset)
    throw SourceError(line: place.line, column: place.column, message: "found " + problem)
  }

  /// Notes that the first `count` containers have content now.
  mutating func fillItems(before count: Int) {
    for index in containers.indices.prefix(count).reversed() {
      guard case .item(let width, true) = containers[index] else { continue }
      containers[index] = .item(width: width, isEmpty: false)
    }
  }

  // MARK: - The skeleton

  /// Writes a line: its first bytes as they are, then a stand-in.
  mutating func write(
    _ role: Skeleton.Role,
    prefixEnd: Int,
    content: Int,
    _ standIn: StaticString,
    repeated count: Int = 1,
    suffix: StaticString = ""
  ) {
    let start = scanner.lines.starts[line]
    skeleton.lines.append(.init(role: role, start: content))
    skeleton.sourceLines.append(line)
    skeleton.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<prefixEnd]))
    for _ in 0..<count { skeleton.append(standIn) }
    skeleton.append(suffix)
    skeleton.bytes.append(.lineFeed)
  }

  /// Ends the table or paragraph above, so that libcmark sees two blocks.
  mutating func writeBlankLine(_ state: LineState) {
    writePrefix(state)
    skeleton.bytes.append(.lineFeed)
  }

  /// Writes what keeps a line in the containers that were open before.
  mutating func writePrefix(_ state: LineState) {
    skeleton.bytes.append(contentsOf: bytes[scanner.lines.starts[line]..<state.matchedEnd])
    skeleton.bytes.append(contentsOf: repeatElement(.space, count: state.matchedColumns))
  }
}
