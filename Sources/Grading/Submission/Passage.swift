import Exercises
import Markdown

/// A leaf of a homework: a heading, a paragraph, a list item's text, a table, a code block.
struct Passage: Sendable {
  enum Kind: Sendable {
    case heading(level: Int)
    case text
    case code
    case table(WrittenTable)
  }

  private(set) var kind: Kind
  let text: FlatText
  /// What is said, once the passage is read with the vocabulary of an assignment.
  private(set) var clauses: [Clause] = []
  /// The source lines, from 1.
  let lines: ClosedRange<Int>
  let range: Range<Int>
  /// The number of the item that it begins, in an ordered list at the top level.
  var itemNumber: Int?
  /// Which of those items it stands in, counted through the homework; nil outside of them.
  var item: Int?

  var isHeading: Bool { if case .heading = kind { true } else { false } }

  /// The passage with its statements.
  func read(with vocabulary: Vocabulary, in source: SourceText) -> Passage {
    var passage = self
    switch kind {
    case .table(let table):
      let statements = Self.statements(in: table, vocabulary, source)
      if !statements.isEmpty {
        passage.kind = .text
        passage.clauses = statements
      }
    case .code: passage.clauses = ClauseReader(text, vocabulary, isCode: true).clauses()
    case .heading, .text: passage.clauses = ClauseReader(text, vocabulary).clauses()
    }
    return passage
  }
}

extension Passage {
  /// The statements of a table whose cells are statements: `z1 = 0.52`; none if it is a table.
  private static func statements(
    in table: WrittenTable,
    _ vocabulary: Vocabulary,
    _ source: SourceText
  ) -> [Clause] {
    let cells = table.rows.joined().filter { !$0.isEmpty }
    let signs = cells.count { source.bytes[$0].contains(0x3D) }
    guard 2 * signs > cells.count else { return [] }
    var clauses: [Clause] = []
    for cell in cells {
      let text = table.text(of: cell, in: source)
      let own = ClauseReader(text, vocabulary).clauses().filter { clause in
        clause.pairs.first.map { vocabulary.isLabel($0.label.text) } ?? false
      }
      clauses += own
    }
    return 2 * clauses.count > cells.count ? clauses : []
  }
}

/// A homework as it was written: statements, tables and prose, each with its place.
package struct Submission: Sendable {
  package let document: Document
  /// The `key: value` lines of the front matter.
  package var frontMatter: [String: String] { Self.frontMatter(of: document) }
  private(set) var passages: [Passage]

  package var source: SourceText { document.source }

  /// The assignment that the front matter names.
  package var assignmentName: String? {
    let frontMatter = self.frontMatter
    for key in ["assignment", "homework", "hw"] {
      if let name = frontMatter[key], !name.isEmpty { return name }
    }
    return nil
  }

  private static let studentKeys: Set<String> = [
    "student", "studentid", "student-id", "student_id", "id",
  ]

  /// What the front matter says of whose homework it is, in every line that says something.
  package var students: [String] {
    Self.frontMatterLines(of: document).filter { Self.studentKeys.contains($0.key) }.map(\.value)
      .filter { !$0.isEmpty }
  }

  /// Values and headings beyond this are no homework: they would hold up those after it.
  private static let mostValues = 10_000
  private static let mostHeadings = 500

  /// Why the homework is too large to be graded, or nil.
  package var sizeProblem: String? {
    var values = 0
    var headings = 0
    for passage in passages {
      values += passage.text.bytes.count { $0 == 0x3D }
      switch passage.kind {
      case .heading: headings += 1
      case .table(let table): values += table.cellCount
      case .text, .code: break
      }
    }
    if values > Self.mostValues {
      return "holds \(values) values; at most \(Self.mostValues) are graded"
    }
    if headings > Self.mostHeadings {
      return "holds \(headings) headings; at most \(Self.mostHeadings) are read"
    }
    return nil
  }

  /// The homework with the statements of every passage.
  func read(with vocabulary: Vocabulary) -> Submission {
    var submission = self
    submission.passages = passages.map { $0.read(with: vocabulary, in: source) }
    return submission
  }

  package init(_ document: Document) {
    self.document = document
    var passages: [Passage] = []
    passages.reserveCapacity(2 * document.blocks.count)
    Self.append(document.blocks, document.source, to: &passages)
    self.passages = passages
  }

  private static func frontMatter(of document: Document) -> [String: String] {
    frontMatterLines(of: document).reduce(into: [:]) { $0[$1.key] = $1.value }
  }

  /// The `key: value` lines of the front matter, in order.
  private static func frontMatterLines(of document: Document) -> [(key: String, value: String)] {
    guard let range = document.frontMatter else { return [] }
    var values: [(key: String, value: String)] = []
    func isAround(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x22 || byte == 0x27 }
    for line in document.source.string(in: range).lines {
      guard let colon = line.utf8.firstIndex(of: 0x3A) else { continue }
      let key = String(line[..<colon]).replacingBytes(of: " ", with: "").lowercased()
      var value = line.utf8[line.utf8.index(after: colon)...].drop(while: isAround)
      while let last = value.last, isAround(last) { value = value.dropLast() }
      values.append((key, String(Substring(value))))
    }
    return values
  }

  private static func append(
    _ blocks: [Block],
    _ source: SourceText,
    depth: Int = 0,
    to passages: inout [Passage]
  ) {
    var index = 0
    while index < blocks.count {
      if index + 1 < blocks.count, case .code = blocks[index].kind,
        appendOverhang(blocks[index], blocks[index + 1], source, to: &passages)
      {
        index += 2
      } else {
        append(blocks[index], source, depth: depth, to: &passages)
        index += 1
      }
    }
  }

  /// A printed table whose header is indented so far that it is code by itself.
  private static func appendOverhang(
    _ first: Block,
    _ second: Block,
    _ source: SourceText,
    to passages: inout [Passage]
  ) -> Bool {
    guard case .code(let code) = first.kind, !code.isFenced, let header = first.lines.last else {
      return false
    }
    if case .table(let table) = second.kind, table.form == .tabs, first.lines.count == 1,
      table.headerLine == source.line(at: header.lowerBound) + 1
    {
      return append(table, below: header, source, to: &passages)
    }
    guard case .paragraph = second.kind, let row = second.lines.first,
      source.line(at: header.lowerBound) + 1 == source.line(at: row.lowerBound)
    else { return false }
    // The indentation of the header is part of its columns.
    var start = header.lowerBound
    while start > 0, FlatText.isSpace(source.bytes[start - 1]), source.bytes[start - 1] != 0x0A {
      start -= 1
    }
    let lines = first.lines.dropLast() + [start..<header.upperBound] + second.lines
    let pieces = PrintedTable(lines, in: source, isVerbatim: true).pieces()
    guard pieces.count == 1, case .table = pieces[0] else { return false }
    append(lines, first.range.lowerBound..<second.range.upperBound, .code, source, to: &passages)
    return true
  }

  /// A table of tabs whose header begins with one: a blank corner.
  private static func append(
    _ table: Table,
    below header: Range<Int>,
    _ source: SourceText,
    to passages: inout [Passage]
  ) -> Bool {
    var start = header.lowerBound
    while start > 0, source.bytes[start - 1] == 0x09 { start -= 1 }
    guard start < header.upperBound, source.bytes[start] == 0x09 else { return false }
    var cells: [Range<Int>] = []
    var cell = start
    for offset in start..<header.upperBound where source.bytes[offset] == 0x09 {
      cells.append(cell..<offset)
      cell = offset + 1
    }
    cells.append(cell..<header.upperBound)
    guard cells.count == table.header.count else { return false }
    let rows = [cells] + ([table.header] + table.rows).map { $0.map(\.range) }
    let written = WrittenTable(rows: rows, notation: .markdown)
    passages.append(passage([], start..<table.range.upperBound, .table(written), source))
    return true
  }

  private static func append(
    _ block: Block,
    _ source: SourceText,
    depth: Int,
    to passages: inout [Passage]
  ) {
    switch block.kind {
    case .heading(let level):
      passages.append(passage(block.lines, block.range, .heading(level: level), source))
    case .paragraph: append(block.lines, block.range, .text, source, to: &passages)
    case .table(let table):
      passages.append(passage([], block.range, .table(WrittenTable(table)), source))
    case .code(let code):
      let info = code.info.map { source.string(in: $0) } ?? ""
      append(block.lines, block.range, info == "math" ? .text : .code, source, to: &passages)
    case .list(ordered: true, start: let start) where depth == 0:
      for (offset, item) in block.children.enumerated() {
        let first = passages.count
        append(item, source, depth: depth + 1, to: &passages)
        if first == passages.count {
          // `2.` alone on its line stands for a heading.
          let end = item.range.upperBound
          passages.append(passage([end..<end], item.range, .text, source))
        }
        passages[first].itemNumber = start + offset
        let isEmpty = passages[first].text.bytes.isEmpty && passages.count == first + 1
        for index in first..<passages.count where !isEmpty { passages[index].item = first }
      }
    case .quote, .list, .item:
      append(block.children, source, depth: depth + 1, to: &passages)
    case .html:
      if let heading = Self.htmlHeading(block, source) { passages.append(heading) }
    case .thematicBreak: break
    }
  }

  /// Appends lines as text, and the tables that are drawn in them.
  private static func append(
    _ lines: [Range<Int>],
    _ range: Range<Int>,
    _ kind: Passage.Kind,
    _ source: SourceText,
    to passages: inout [Passage]
  ) {
    guard lines.count > 1 else {
      passages.append(passage(lines, range, kind, source))
      return
    }
    let isVerbatim = if case .code = kind { true } else { false }
    let pieces = PrintedTable(lines, in: source, isVerbatim: isVerbatim).pieces()
    for piece in pieces {
      switch piece {
      case .text(let part) where pieces.count == 1:
        passages.append(passage(Array(lines[part]), range, kind, source))
      case .text(let part):
        passages.append(passage(Array(lines[part]), whole(lines[part]), kind, source))
      case .table(let table, let part):
        passages.append(passage([], whole(lines[part]), .table(table), source))
      }
    }
  }

  /// `<h2>Question 2</h2>` on a line of its own.
  private static func htmlHeading(_ block: Block, _ source: SourceText) -> Passage? {
    guard block.lines.count == 1, let line = block.lines.first, line.count > 9,
      source.bytes[line.lowerBound] == 0x3C, source.bytes[line.lowerBound + 1] | 0x20 == 0x68,
      case let level = Int(source.bytes[line.lowerBound + 2]) - 0x30, (1...6).contains(level),
      let open = source.bytes[line].firstIndex(of: 0x3E),
      let close = source.bytes[(open + 1)..<line.upperBound].firstIndex(of: 0x3C)
    else { return nil }
    return passage([(open + 1)..<close], block.range, .heading(level: level), source)
  }

  private static func whole(_ lines: ArraySlice<Range<Int>>) -> Range<Int> {
    guard let first = lines.first, let last = lines.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  private static func passage(
    _ lines: [Range<Int>],
    _ range: Range<Int>,
    _ kind: Passage.Kind,
    _ source: SourceText
  ) -> Passage {
    let text: FlatText
    switch kind {
    case .table: text = FlatText()
    case .code: text = FlatText(verbatim: lines, in: source)
    case .heading, .text: text = FlatText(lines: lines, in: source)
    }
    return Passage(kind: kind, text: text, lines: source.lines(of: range), range: range)
  }
}
