import Markdown

/// A leaf of a homework: a heading, a paragraph, a list item's text, a table, a code block.
package struct Passage: Sendable {
  package enum Kind: Sendable {
    case heading(level: Int)
    case text
    case code
    case table(WrittenTable)
  }

  package private(set) var kind: Kind
  package let text: FlatText
  /// What is said, once the passage is read with the vocabulary of an assignment.
  package private(set) var clauses: [Clause] = []
  /// The source lines, from 1.
  package let lines: ClosedRange<Int>
  package let range: Range<Int>
  /// The number of the item that it begins, in an ordered list at the top level.
  package var itemNumber: Int?
  /// Which of those items it stands in, counted through the homework; nil outside of them.
  package var item: Int?
  /// The box that it begins with, as an option of a list.
  var box: TickBox?
  /// True for an option whose box is ticked.
  package var isTicked = false
  /// True for an option whose box is empty, where another one of its list is ticked.
  package var isLeftOut = false

  package var isCode: Bool { if case .code = kind { true } else { false } }
  package var isHeading: Bool { if case .heading = kind { true } else { false } }

  /// The passage with its statements.
  package func read(with vocabulary: Vocabulary, in source: SourceText) -> Passage {
    if isLeftOut { return self }
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
    let signs = cells.filter { cell in
      source.bytes[cell.range].contains { $0 == 0x3D || $0 == 0xE2 || $0 == 0x5C }
    }
    guard signs.count > 1 else { return [] }
    func clauses(of cell: WrittenTable.Cell) -> [Clause] {
      ClauseReader(table.text(of: cell, in: source), vocabulary).clauses().filter { clause in
        clause.pairs.first.map { vocabulary.isLabel($0.label.text) || isWordWithValue($0) } ?? false
      }
    }
    let named = signs.map { (range: $0.range, clauses: clauses(of: $0)) }
      .filter { !$0.clauses.isEmpty }
    if 2 * named.count > cells.count { return named.flatMap(\.clauses) }
    // One column of statements beside words and counts: `2 | softmax | y_pred = [0.1, 0.9]`; behind the
    // first column, where keys have their values.
    let records = table.rows.dropFirst().map { row in row.dropFirst().filter { !$0.isEmpty } }
    let places = Set(records.joined().map(\.range))
    let stated = named.filter { places.contains($0.range) }
    let statedPlaces = Set(stated.map(\.range))
    let others = records.joined().count { cell in
      // Digits, Arabic and full-width ones too.
      source.bytes[cell.range].contains {
        $0 >= 0x30 && $0 <= 0x39 || $0 == 0xD9 || $0 == 0xEF
      } && !statedPlaces.contains(cell.range)
    }
    // Where most records have several of them, the columns beside them are told by rows alone.
    let several = records.count { row in row.count { statedPlaces.contains($0.range) } > 1 }
    let isMost = 2 * several > records.count && stated.count > others
    guard records.count > 1, 2 * stated.count >= records.count,
      isMost || others <= records.count / 2
    else { return [] }
    let own = stated.flatMap(\.clauses)
    guard 2 * own.count >= records.count else { return [] }
    let beside = records.filter { row in !row.contains { statedPlaces.contains($0.range) } }
    return own + beside.compactMap { labelled($0, table, source) }
  }

  /// True for `loss ≈ 0.417`, whose name is a word, and no symbol of the assignment.
  private static func isWordWithValue(_ pair: Clause.Pair) -> Bool {
    !pair.isSentence && pair.label.text.utf8.count > 2
      && pair.label.text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      && pair.value.text.hasDigit && !pair.value.text.hasLetter
  }

  /// The statement of a record that has no sign of its own: `4 | Gradient (y_pred − y_true) | [0.098, -0.341]`.
  private static func labelled(
    _ record: [WrittenTable.Cell],
    _ table: WrittenTable,
    _ source: SourceText
  ) -> Clause? {
    guard record.count > 1, let value = record.last else { return nil }
    let label = record[record.count - 2]
    let text = table.text(of: value, in: source)
    let whole = 0..<text.bytes.count
    guard text.bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
      !text.bytes.contains(where: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
    else { return nil }
    let name = table.text(of: label, in: source)
    return Clause(
      whole,
      of: text,
      pairs: [
        Clause.Pair(
          label: Span(text: name.string(0..<name.bytes.count), range: label.range),
          value: Span(text: text.string(whole), range: value.range)
        )
      ]
    )
  }
}

/// A homework as it was written: statements, tables and prose, each with its place.
package struct Submission: Sendable {
  package let document: Document
  /// The `key: value` lines of the front matter.
  package var frontMatter: [String: String] { Self.frontMatter(of: document) }
  package private(set) var passages: [Passage]
  package let headings: HeadingTree
  /// What the page does not show, though it looks like an answer.
  package let hidden: [Range<Int>]

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
  /// More numbers than these in sentences and logs are output that was pasted.
  private static let mostNumbers = 10_000

  /// How many runs of digits, points and commas there are.
  private static func numberCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    var isInside = false
    for byte in bytes {
      let isPart = byte >= 0x30 && byte <= 0x39 || isInside && (byte == 0x2E || byte == 0x2C)
      if isPart && !isInside { count += 1 }
      isInside = isPart
    }
    return count
  }

  /// Why the homework is too large to be graded, or nil.
  package var sizeProblem: String? {
    var values = 0
    var headings = 0
    var numbers = 0
    for passage in passages {
      values += passage.text.bytes.count { $0 == 0x3D }
      switch passage.kind {
      case .heading: headings += 1
      case .table(let table): values += table.cellCount
      case .text, .code: numbers += Self.numberCount(passage.text.bytes)
      }
    }
    if numbers > Self.mostNumbers {
      return "holds \(numbers) numbers outside of tables; at most \(Self.mostNumbers) are read: "
        + "leave out pasted output"
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
  package func read(with vocabulary: Vocabulary) -> Submission {
    var submission = self
    submission.passages = passages.map { $0.read(with: vocabulary, in: source) }
    return submission
  }

  package init(_ document: Document) {
    self.document = document
    var reader = PassageReader(document.source)
    reader.read(document.blocks)
    passages = reader.passages
    hidden = reader.hidden
    headings = HeadingTree(passages)
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
}
