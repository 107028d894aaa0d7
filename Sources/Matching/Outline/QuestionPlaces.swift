import Homework

/// Where the questions of an assignment are answered: for each passage, its exercise.
package struct QuestionPlaces {
  /// The position of a question in the assignment, for each passage of the submission.
  package private(set) var questions: [Int?]
  /// True for passages that no heading places, but what they say.
  package private(set) var arePlacedByContent: [Bool]
  /// The passage of the heading above each passage, where that heading names no question.
  private var otherHeads: [Int?] = []
  /// The line at which each question was found.
  package private(set) var lines: [Int: Int] = [:]

  /// `evidence`: What speaks for a question in a range of passages.
  package init(
    _ submission: Submission,
    _ headings: QuestionHeadings,
    evidence: (Range<Int>, Int) -> Evidence
  ) {
    let passages = submission.passages
    let outline = Outline(
      OutlineTree(passages, headings),
      headings,
      isLead: { Self.isLead(passages[$0]) },
      leadsOn: { Self.isLead(passages[$0]) && passages[$0].text.bytes.last == 0x3A },
      evidence: { evidence(Self.bounded($0, passages), $1) }
    )
    questions = Array(repeating: nil, count: passages.count)
    arePlacedByContent = Array(repeating: true, count: passages.count)
    // A head names its question, or stands below one that does.
    var areNamed = Array(repeating: false, count: outline.tree.nodes.count)
    for (index, node) in outline.tree.nodes.enumerated() {
      let question = outline.questions[index]
      let around = node.parent.flatMap { outline.questions[$0] == question ? $0 : nil }
      areNamed[index] = outline.isNamed(index) || around.map { areNamed[$0] } ?? false
      for place in node.passages {
        questions[place] = question
        arePlacedByContent[place] = question == nil || !areNamed[index]
      }
    }
    for (index, node) in outline.tree.nodes.enumerated() {
      guard let question = outline.questions[index], lines[question] == nil,
        node.heading != nil || outline.speaks[index]
      else { continue }
      lines[question] = passages[node.passages.lowerBound].lines.lowerBound
    }
    placeAll(passages, headings.count)
    let title = headings.titleIndex(of: passages)
    var head: Int?
    otherHeads = passages.indices.map { index in
      if passages[index].isHeading, index != title { head = index }
      return head.flatMap { arePlacedByContent[$0] ? $0 : nil }
    }
  }

  /// With one question all belongs to it that holds a number anywhere.
  private mutating func placeAll(_ passages: [Passage], _ count: Int) {
    guard count == 1 else { return }
    if lines[0] == nil {
      lines[0] = passages.first { $0.clauses.contains { !$0.pairs.isEmpty } }?.lines.lowerBound
    }
    guard lines[0] != nil else { return }
    for index in passages.indices where questions[index] == nil { questions[index] = 0 }
  }

  /// So much text below a heading says which question it is, in bytes.
  private static let mostEvidence = 50_000

  private static func bounded(_ range: Range<Int>, _ passages: [Passage]) -> Range<Int> {
    var size = 0
    for index in range {
      size += passages[index].range.count
      if size > mostEvidence { return range.lowerBound..<index }
    }
    return range
  }

  /// Of the passages of a question those that only their content placed, under a heading that names neither a
  /// question nor anything of this one, though another heading names it; counted among them.
  ///
  /// `speaks`: True for the passage of a heading that speaks of the question: `y = 0.3`.
  package func passagesUnderOtherHeads(among own: [Int], speaks: (Int) -> Bool) -> Set<Int> {
    guard own.contains(where: { !arePlacedByContent[$0] }) else { return [] }
    func head(_ position: Int) -> Int? {
      arePlacedByContent[own[position]] ? otherHeads[own[position]] : nil
    }
    // A heading is looked at once for all that stands below it.
    let silent = Set(own.indices.compactMap(head)).filter { !speaks($0) }
    return Set(own.indices.filter { head($0).map(silent.contains) ?? false })
  }

  /// True for a short text that may lead to what stands below it.
  private static func isLead(_ passage: Passage) -> Bool {
    if case .text = passage.kind { passage.text.bytes.count < 120 } else { false }
  }
}
