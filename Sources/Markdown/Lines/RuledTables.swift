/// Finds the tables of pandoc, whose rows stand between rules of hyphens: lines that CommonMark takes
/// for breaks, headings and paragraphs.
///
/// Source: Pandoc User's Guide, "Tables": `simple_tables` and `multiline_tables`.
struct RuledTables {
  /// A line of nothing but hyphens and blanks.
  struct Rule {
    /// The columns of each run of hyphens, in characters from the start of the line.
    let runs: [Range<Int>]

    var isWhole: Bool { runs.count == 1 }
    var width: Range<Int> { runs[0].lowerBound..<runs[runs.count - 1].upperBound }

    /// Reads a line; `nil` if it is no rule, or no longer than a break between sections.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, in line: Range<Int>) {
      var runs: [Range<Int>] = []
      var offset = line.lowerBound
      while offset < line.upperBound {
        switch bytes[offset] {
        case .space, .carriageReturn: offset += 1
        case .hyphen:
          let start = offset
          while offset < line.upperBound, bytes[offset] == .hyphen { offset += 1 }
          runs.append((start - line.lowerBound)..<(offset - line.lowerBound))
        default: return nil
        }
      }
      guard let first = runs.first, runs.count > 1 || first.count >= Self.shortestWhole,
        runs.allSatisfy({ $0.count > 1 })
      else { return nil }
      self.runs = runs
    }

    private static let shortestWhole = 12
  }

  /// A row has no more lines than this, and a header neither.
  private static let mostLinesOfRow = 12

  let bytes: UnsafeBufferPointer<UInt8>
  let lines: SourceLines
  let leafStart: LeafStart

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: SourceLines) {
    self.bytes = bytes
    self.lines = lines
    leafStart = LeafStart(bytes: bytes)
  }

  /// The lines of every table, in order: from its header or first rule to its last row or rule.
  func ranges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var line = 0
    while line < lines.count {
      let first = bytes.afterBlanks(in: lines[line])
      if first < lines[line].upperBound, bytes[first] == .hyphen, let rule = rule(line),
        let range = rule.isWhole ? multiline(from: line, rule) : simple(at: line, rule),
        range.lowerBound >= ranges.last?.upperBound ?? 0
      {
        ranges.append(range)
        line = range.upperBound
      } else {
        line += 1
      }
    }
    return ranges
  }

  private func rule(_ line: Int) -> Rule? { Rule(bytes, in: lines[line]) }
  private func isBlank(_ line: Int) -> Bool { leafStart.isBlank(lines[line]) }

  /// A table whose header stands above its rule, or that begins with it; rows are single lines.
  private func simple(at line: Int, _ rule: Rule) -> Range<Int>? {
    let hasHeader = line > 0 && !isBlank(line - 1) && self.rule(line - 1) == nil
    if hasHeader, !isRow(line - 1, below: rule) { return nil }
    var end = line + 1
    while end < lines.count, !isBlank(end) {
      if let last = self.rule(end) {
        guard last.runs.count == rule.runs.count || last.isWhole else { return nil }
        end += 1
        return end - line > 2 ? (hasHeader ? line - 1 : line)..<end : nil
      }
      end += 1
    }
    return hasHeader && end - line > 1 ? (line - 1)..<end : nil
  }

  /// A table between two rules of its whole width, with a rule of its columns below the header; a
  /// blank line ends a row.
  private func multiline(from start: Int, _ rule: Rule) -> Range<Int>? {
    var line = start + 1
    var columns: Rule?
    while line < min(lines.count, start + Self.mostLinesOfRow), columns == nil {
      if let next = self.rule(line) {
        guard !next.isWhole, next.width == rule.width else { return nil }
        columns = next
      }
      line += 1
    }
    guard columns != nil else { return nil }
    var linesOfRow = 0
    while line < lines.count, linesOfRow < Self.mostLinesOfRow {
      if let last = self.rule(line) { return last.isWhole ? start..<(line + 1) : nil }
      let isBlank = isBlank(line)
      if isBlank, linesOfRow == 0 { return nil }
      linesOfRow = isBlank ? 0 : linesOfRow + 1
      line += 1
    }
    return nil
  }

  /// True for a header: no heading or item of a list, and text below more than one run.
  private func isRow(_ line: Int, below rule: Rule) -> Bool {
    let range = lines[line]
    let first = bytes.afterBlanks(in: range)
    guard bytes[first] != .numberSign, bytes[first] != .greater, bytes[first] != .pipe else {
      return false
    }
    let cells = RuledRow(bytes, in: range).cells(rule.runs)
    return cells.count { !$0.isEmpty } > 1
  }
}

/// A line of a table of pandoc.
struct RuledRow {
  let bytes: UnsafeBufferPointer<UInt8>
  let line: Range<Int>

  init(_ bytes: UnsafeBufferPointer<UInt8>, in line: Range<Int>) {
    self.bytes = bytes
    self.line = line
  }

  /// The text of each column: from where its run begins to where the next one does.
  ///
  /// Text that is centred or stands at the right may begin before its run; a word is never cut.
  func cells(_ runs: [Range<Int>]) -> [Range<Int>] {
    var starts: [Int] = []
    for run in runs { starts.append(wordStart(at: offset(ofColumn: run.lowerBound))) }
    starts[0] = line.lowerBound
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : line.upperBound
      return bytes.trimmed(starts[index]..<max(starts[index], end))
    }
  }

  /// The byte at a column of characters.
  private func offset(ofColumn column: Int) -> Int {
    var rest = column
    var offset = line.lowerBound
    while rest > 0, offset < line.upperBound {
      offset += 1
      while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      rest -= 1
    }
    return offset
  }

  private func wordStart(at offset: Int) -> Int {
    var start = offset
    while start > line.lowerBound, start < line.upperBound, !bytes[start - 1].isBlank,
      !bytes[start].isBlank
    { start -= 1 }
    return start
  }
}
