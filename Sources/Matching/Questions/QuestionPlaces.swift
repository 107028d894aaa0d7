import Exercises
import Formulas
import Homework
import Markdown

/// What speaks for a question in some passages: how many values its names name, and how many of
/// them are right.
package struct Evidence {
  package let named: Int
  package let right: Int

  package init(named: Int, right: Int) {
    self.named = named
    self.right = right
  }

  /// More than enough for a question.
  package static let strong = Evidence(named: 4, right: 4)

  /// A right value says more than a name that fits.
  package var weight: Int { named + 3 * right }
}

/// Where the questions of an assignment are answered: for each passage, its exercise.
///
/// Numbers are hints. Names decide, then titles, then numbers; the document's title is no question.
package struct QuestionPlaces {
  /// The position of a question in the assignment, for each passage of the submission.
  package private(set) var questions: [Int?]
  /// True for passages that no heading places, but what they say.
  package private(set) var arePlacedByContent: [Bool] = []
  /// The passage of the heading above each passage, where that heading names no question.
  private var otherHeads: [Int?] = []
  /// The line of the heading under which each question was found.
  package private(set) var lines: [Int: Int] = [:]

  /// `evidence`: What speaks for a question in a range of passages.
  package init(
    _ submission: Submission,
    _ headings: QuestionHeadings,
    evidence: (Range<Int>, Int) -> Evidence
  ) {
    let all = 0..<headings.count
    let passages = submission.passages
    questions = Array(repeating: nil, count: passages.count)
    let lines = headings.titleLines(passages)
    let isNumbered =
      !headings.arePresent(in: passages, lines)
      && passages.allSatisfy { passage in
        passage.itemNumber.map { $0 <= headings.count || headings.isLabel($0) } ?? true
      }
    func ownLevel(_ index: Int) -> Int? {
      if let level = headings.level(of: passages[index]) { return level }
      if lines.contains(index) { return 7 }
      return isNumbered && QuestionHeadings.number(of: passages[index]) != nil ? 7 : nil
    }
    var stack: [Section] = []
    var placedByEvidence: Set<Int> = []
    let title = headings.titleIndex(of: passages)
    var index = 0
    while index < passages.count {
      let passage = passages[index]
      guard let level = ownLevel(index), index != title else {
        questions[index] = stack.last?.question
        if index == title { questions[index] = nil }
        index += 1
        continue
      }
      let depth = depth(of: level, passage, in: stack)
      while let last = stack.last, last.depth >= depth { stack.removeLast() }
      let inherited = stack.last?.question
      let item = isNumbered ? passage.item : nil
      let end =
        passages[(index + 1)...].indices.first { next in
          ownLevel(next) != nil || item != nil && passages[next].item != item
        } ?? passages.count
      let number = isNumbered ? QuestionHeadings.number(of: passage) : nil
      let heading =
        number.map { "\($0)." } ?? passage.text.string(0..<passage.text.bytes.count)
      let label = headings.label(in: heading)
      let outer = (stack.last { !$0.leadsToAnswer })?.label
      let above = stack.map(\.text)
      let claim = headings.claim(
        heading,
        label,
        inside: outer,
        below: above,
        inherited: inherited,
        evidence: { evidence(index..<Self.endOfEvidence(passages, from: index, to: end), $0) }
      )
      // A numbered item ends with its list; a heading goes on.
      if item == nil {
        stack.append(
          Section(
            depth: depth,
            question: claim,
            label: label,
            text: heading,
            isHeading: passage.isHeading,
            leadsToAnswer: QuestionHeadings.leadsToAnswer(heading)
          )
        )
      }
      for position in index..<end { questions[position] = claim }
      if claim != nil, inherited == nil,
        !headings.names(heading, label, inside: outer, below: above)
      {
        placedByEvidence.formUnion(index..<end)
      }
      if let claim, self.lines[claim] == nil { self.lines[claim] = passage.lines.lowerBound }
      index = end
    }
    arePlacedByContent = questions.indices.map {
      questions[$0] == nil || placedByEvidence.contains($0)
    }
    var head: Int?
    otherHeads = passages.indices.map { index in
      if passages[index].isHeading, index != title { head = index }
      return head.flatMap { questions[$0] == nil || placedByEvidence.contains($0) ? $0 : nil }
    }
    func weights(_ range: ClosedRange<Int>) -> [Int] {
      all.map { evidence(Range(range), $0).weight }
    }
    placeBetweenItems(passages, weights)
    placeTheRest(passages, isAlone: headings.count == 1, weights)
  }

  /// Paragraphs below numbered questions, `16. How would it look?`, belong to the question above them, where
  /// most of the numbers have such paragraphs and nothing in them speaks for another one.
  private mutating func placeBetweenItems(
    _ passages: [Passage],
    _ evidence: (ClosedRange<Int>) -> [Int]
  ) {
    let items = passages.indices.filter { passages[$0].itemNumber != nil }
    let followed = zip(items, items.dropFirst() + [passages.count]).filter { item, next in
      ((item + 1)..<next).contains { passages[$0].item == nil && !passages[$0].isHeading }
    }
    guard items.count > 2, 2 * followed.count > items.count else { return }
    for (item, next) in followed {
      guard let question = questions[item] else { continue }
      for index in (item + 1)..<next {
        guard questions[index] == nil, !passages[index].isHeading else { break }
        let weights = evidence(index...index)
        if weights[question] == 0, weights.contains(where: { $0 > 0 }) { continue }
        questions[index] = question
      }
    }
  }

  /// So much text below a heading says which question it is, in bytes.
  private static let mostEvidence = 50_000

  private static func endOfEvidence(_ passages: [Passage], from start: Int, to end: Int) -> Int {
    var size = 0
    for index in start..<end {
      size += passages[index].range.count
      if size > mostEvidence { return index }
    }
    return end
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

  /// A heading, or a line that stands for one, with all that is inside it still open.
  private struct Section {
    let depth: Int
    let question: Int?
    let label: QuestionLabel?
    let text: String
    let isHeading: Bool
    /// True for `Answer:`, under which no part of a question stands.
    let leadsToAnswer: Bool
  }

  /// How deep a section lies: a line such as `(a)` lies below the heading before it, beside the line
  /// before it, and above the headings that follow and are deeper than that one.
  private func depth(of level: Int, _ passage: Passage, in stack: [Section]) -> Int {
    if passage.isHeading { return 2 * level }
    if let line = stack.last(where: { !$0.isHeading }) { return line.depth }
    return (stack.last { $0.isHeading && !$0.leadsToAnswer }?.depth ?? 0) + 1
  }

  /// Passages under no question belong to the one that alone can name their values.
  ///
  /// `isAlone`: No other question is asked: once it is found, all that follows is its.
  private mutating func placeTheRest(
    _ passages: [Passage],
    isAlone: Bool,
    _ evidence: (ClosedRange<Int>) -> [Int]
  ) {
    var last: Int?
    for index in passages.indices {
      if questions[index] != nil {
        last = nil
        continue
      }
      if isAlone, let found = last, lines[found] != nil {
        questions[index] = found
        continue
      }
      var weights = evidence(index...index)
      // `For y = 0.2:` above a table says what the table is about.
      var hasCaption = false
      if index > 0, weights.allSatisfy({ $0 == 0 }), isLead(passages[index - 1]) {
        weights = evidence((index - 1)...index)
        hasCaption = weights.contains { $0 > 0 }
      }
      // What fits far better elsewhere is no sign of a question.
      let most = weights.max() ?? 0
      let named = weights.indices.filter { weights[$0] > 0 && 3 * weights[$0] >= most }
      // Of two questions with the same names the one of which more is said here, if it is answered nowhere yet.
      let leading = named.filter { weights[$0] == most }
      if named.count == 1 {
        last = named[0]
      } else if leading.count == 1, leading[0] != last, lines[leading[0]] == nil,
        last.map({ leading[0] > $0 }) ?? true
      {
        last = leading[0]
        questions[index] = last
        lines[leading[0]] = passages[index].lines.lowerBound
        continue
      } else if let last, named.contains(last) {
        questions[index] = last
        continue
      } else if named.isEmpty, weights.count == 1 {
        last = 0
      }
      if named.count <= 1, let last {
        questions[index] = last
        if hasCaption { questions[index - 1] = last }
        if lines[last] == nil, !named.isEmpty { lines[last] = passages[index].lines.lowerBound }
      }
    }
  }

  /// True for a short text that may lead to what stands below it.
  private func isLead(_ passage: Passage) -> Bool {
    if case .text = passage.kind { passage.text.bytes.count < 120 } else { false }
  }
}
