import Formulas
import Homework
import Markdown

/// What a homework says about experiments: sentences, tables, and the sections that they stand in.
struct Experiments {
  /// The passages under a heading, with those under its subheadings.
  struct Section: Sendable {
    let passages: Range<Int>
    let parent: Int?
  }

  let numbers: NumberReader
  let passages: [Passage]
  let sentences: [ProseSentence]
  let tables: [ReportedTable]
  /// The tables of settings and scores.
  let results: [ResultsTable]
  let rowCounts: [RowCount]
  /// The confusion matrices, in order.
  let confusions: [ReportedConfusion]
  /// The whole homework first.
  private let sections: [Section]
  private let innermost: [Int]

  init(_ submission: Submission, decimalMark: DecimalMark) {
    let source = submission.source
    numbers = NumberReader(decimalMark: decimalMark)
    passages = submission.passages
    (sections, innermost) = Self.sections(of: passages)
    var sentences: [ProseSentence] = []
    var found: [(table: WrittenTable, passage: Int)] = []
    for (index, passage) in passages.enumerated() {
      switch passage.kind {
      case .table(let table):
        found.append((table, index))
        guard table.notation == .verbatim else { continue }
        // What a program prints may look like a table, line by line.
        let lines = table.rows.map { Range(covering: $0.map(\.range)) }.filter { !$0.isEmpty }
          .map { source.lineStarts[source.line(at: $0.lowerBound) - 1]..<$0.upperBound }
        sentences += ProseReader.sentences(
          of: FlatText(verbatim: lines, in: source),
          passage: index,
          isCode: true,
          decimalMark: decimalMark
        )
      case .heading, .text, .code:
        let isCode = if case .code = passage.kind { true } else { false }
        sentences += ProseReader.sentences(
          of: passage.text,
          passage: index,
          isCode: isCode,
          decimalMark: decimalMark
        )
      }
    }
    self.sentences = sentences
    var last = 0
    tables = found.map { [sections, innermost] table, passage in
      let start = sections[innermost[passage]].passages.lowerBound
      defer { last = passage + 1 }
      return ReportedTable(
        grid: Grid(table, in: source),
        passage: passage,
        introduction: sentences.said(in: start..<passage),
        leadIn: sentences.said(in: max(start, last)..<passage)
      )
    }
    results = tables.compactMap { [numbers] in ResultsTable($0, numbers) }
    rowCounts = sentences.flatMap(RowCount.all)
    confusions = Self.confusions(tables, passages, sentences, numbers)
  }

  private static func sections(of passages: [Passage]) -> ([Section], [Int]) {
    var open: [(level: Int, start: Int, index: Int)] = [(0, 0, 0)]
    var sections = [Section(passages: 0..<passages.count, parent: nil)]
    var innermost: [Int] = []
    func close(_ level: Int, at end: Int) {
      while let last = open.last, last.level >= level {
        let section = sections[last.index]
        sections[last.index] = Section(passages: last.start..<end, parent: section.parent)
        open.removeLast()
      }
    }
    for (index, passage) in passages.enumerated() {
      if case .heading(let level) = passage.kind {
        close(level, at: index)
        sections.append(Section(passages: index..<passages.count, parent: open.last?.index))
        open.append((level, index, sections.count - 1))
      }
      innermost.append(open.last?.index ?? 0)
    }
    close(1, at: passages.count)
    return (sections, innermost)
  }

  /// The passages of the sections around a passage, the innermost first, the whole homework last.
  func scopes(of passage: Int) -> [Range<Int>] {
    var scopes: [Range<Int>] = []
    var section: Int? = innermost[passage]
    while let index = section {
      scopes.append(sections[index].passages)
      section = sections[index].parent
    }
    return scopes
  }

  /// The sections without subsections, each with what stands in it.
  var smallest: [Range<Int>] {
    let parents = Set(sections.compactMap(\.parent))
    return sections.indices.map { index in
      guard parents.contains(index) else { return sections[index].passages }
      let first = sections.firstIndex { $0.parent == index }.map {
        sections[$0].passages.lowerBound
      }
      return sections[index].passages.lowerBound..<(first ?? sections[index].passages.upperBound)
    }.filter { !$0.isEmpty }
  }

  func sentences(in scope: Range<Int>) -> ArraySlice<ProseSentence> {
    sentences.said(in: scope)
  }

  func tables(in scope: Range<Int>) -> [ReportedTable] {
    tables.filter { scope.contains($0.passage) }
  }
}

extension [ProseSentence] {
  /// What is said in passages, of sentences in the order of their passages.
  func said(in passages: Range<Int>) -> ArraySlice<ProseSentence> {
    self[place(of: passages.lowerBound)..<place(of: passages.upperBound)]
  }

  /// The place of the first sentence of a passage, or of those after it.
  private func place(of passage: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].passage < passage { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
