import Exercises
import Formulas
import Homework
import Markdown

/// Headings, and the lines that stand for one, as far as they name questions of an assignment.
package struct QuestionHeadings: Sendable {
  private let titles: QuestionTitles
  private let labels: QuestionLabels
  /// How many questions the assignment has.
  package let count: Int

  package init(_ assignment: Assignment) {
    titles = QuestionTitles(assignment)
    labels = QuestionLabels(assignment.questions.map(\.label))
    count = assignment.questions.count
  }

  /// True if the questions are numbered 1, 2, 3 …, and leave none out.
  var areConsecutive: Bool { labels.areConsecutive }

  /// How many parts the label of a question has: two in `2b`.
  func partCount(of question: Int) -> Int { labels.partCount(of: question) }

  /// The label with which a heading begins.
  func label(in heading: String) -> QuestionLabel? { labels.label(in: heading) }

  /// True for `Answer:` and `Solution`, alone in their heading.
  static func leadsToAnswer(_ heading: String) -> Bool {
    let words = heading.lowercased().identifiers
    return words.count == 1 && answerWords.contains(words[0])
  }

  private static let answerWords: Set<String> = [
    "answer", "answers", "solution", "solutions", "antwort", "lösung", "respuesta", "solución",
    "réponse", "resposta", "solução", "proof", "beweis",
  ]

  /// True for a line such as `Question 2` or **Exercise 2 (b)** that stands for a heading.
  package func isHeading(_ passage: Passage) -> Bool { level(of: passage) != nil }

  /// The level of a line that stands for a heading, below every heading.
  static let lineLevel = 7

  /// Headings, and lines in bold or with a question's number that stand alone or begin an answer.
  package func level(of passage: Passage) -> Int? {
    switch passage.kind {
    case .heading(let level): return level
    case .text:
      let text = passage.text.string(0..<min(passage.text.bytes.count, 80))
      if Self.isBareNumber(text) { return Self.lineLevel }
      guard let label = labels.label(in: text),
        label.hasWord || label.isLetter || label.opensSection
      else { return nil }
      let isAlone =
        passage.lines.count == 1 && passage.text.bytes.count < 160
        && passage.text.string(0..<passage.text.bytes.count).count < 80
        && (passage.clauses.allSatisfy { $0.pairs.isEmpty }
          // `三、更新（学习率 η = 0.1）`
          || label.opensSection && !text.prefix { $0 != "（" && $0 != "(" }.contains("="))
      return isAlone || Self.opensAnswer(text, label) ? Self.lineLevel : nil
    case .code, .table: return nil
    }
  }

  /// True if a heading or a line of its own says which question it answers.
  ///
  /// `lines`: The lines that are titles.
  func arePresent(in passages: [Passage], _ lines: Set<Int>) -> Bool {
    passages.indices.contains { index in
      if lines.contains(index) { return true }
      guard level(of: passages[index]) != nil else { return false }
      let text = passages[index].text.string(0..<min(passages[index].text.bytes.count, 200))
      return labels.label(in: text) != nil || titles.claim(text) != nil
    }
  }

  /// The number with which a passage begins: of its item in a list, or `(2) …`.
  package static func number(of passage: Passage) -> Int? {
    if let number = passage.itemNumber { return number }
    guard case .text = passage.kind else { return nil }
    let text = passage.text.string(0..<min(passage.text.bytes.count, 8))
    guard let close = text.firstIndex(of: ")") else { return nil }
    return Int(text[..<close].drop { $0 == "(" })
  }

  /// True for `2)`, `(2)`, `2.` and a `2` in bold on a line of its own.
  private static func isBareNumber(_ text: String) -> Bool {
    let bytes = Array(text.trimmedBytes.utf8)
    let digits = bytes.filter { $0 >= 0x30 && $0 <= 0x39 }
    return !digits.isEmpty && digits.count <= 2 && bytes.count <= 5 && bytes.count > digits.count
      && bytes.allSatisfy {
        $0 >= 0x30 && $0 <= 0x39 || [0x28, 0x29, 0x2E, 0x3A].contains($0)
          || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x65
      }
  }

  /// True for `Q2: …`, `(b) …` and `Question 2. …`, where a mark ends the label and the answer follows.
  private static func opensAnswer(_ text: String, _ label: QuestionLabel) -> Bool {
    if label.hasWord, label.parts.count == 1, let number = label.parts.first,
      let end = text.firstRange(of: number + ". ")?.lowerBound,
      String(text[..<end]).words.count == 1, text[..<end].allSatisfy({ $0.isLetter || $0 == " " })
    {
      return true
    }
    guard let mark = text.utf8.prefix(20).firstIndex(where: { $0 == 0x3A || $0 == 0x29 }) else {
      return false
    }
    let head = text[..<mark]
    return String(head).words.count <= 2 && !head.contains("=")
      && (label.isLetter || head.contains(where: \.isNumber))
  }

  /// Lines that are nothing but the title of a question, and those that are numbered as they are.
  func titleLines(_ passages: [Passage]) -> Set<Int> {
    let titled = linesOfTitles(passages)
    let depths = titled.compactMap { SectionNumber(passages[$0])?.depth }
    guard let depth = depths.max(by: <), depths.count(where: { $0 == depth }) > 1 else {
      return titled
    }
    return titled.union(passages.indices.filter { SectionNumber(passages[$0])?.depth == depth })
  }

  /// The number of a section before a title on a line of its own, `3.4 Changes of the weights`.
  private struct SectionNumber {
    /// How many numbers it has.
    let depth: Int

    init?(_ passage: Passage) {
      guard case .text = passage.kind, passage.lines.count == 1, passage.text.bytes.count < 80,
        passage.itemNumber == nil, passage.clauses.allSatisfy(\.pairs.isEmpty)
      else { return nil }
      let text = passage.text.string(0..<passage.text.bytes.count)
      let number = text.prefix { $0.isNumber || $0 == "." }
      let parts = number.split(separator: ".")
      guard parts.count > 1, parts.allSatisfy({ $0.count < 3 }),
        text.dropFirst(number.count).first == " ",
        text.dropFirst(number.count + 1).first?.isLetter ?? false
      else { return nil }
      depth = parts.count
    }
  }

  private func linesOfTitles(_ passages: [Passage]) -> Set<Int> {
    Set(
      passages.indices.filter { index in
        guard case .text = passages[index].kind, passages[index].lines.count == 1,
          passages[index].text.bytes.count < 120
        else { return false }
        var text = passages[index].text.string(0..<passages[index].text.bytes.count)
        // `Training on the first base, tested on all:`
        if text.utf8.last == 0x3A, titles.holdsTitle(text) { return true }
        // `3. New weights: w := w - η·δ·x`
        if let colon = text.firstIndex(of: ":"),
          passages[index].itemNumber != nil || text.first?.isNumber ?? false,
          titles.isTitle(String(text[..<colon].drop { !$0.isLetter }))
        {
          return true
        }
        guard passages[index].text.bytes.count < 80 else { return false }
        while let first = text.utf8.first, first < 0x41 { text.removeFirst() }
        // `softmax = [0.09, 0.91]` says a value.
        return !text.utf8.contains(0x3D) && titles.isTitle(text)
          || Self.named(in: text).map(titles.isTitle) ?? false
      }
    )
  }

  /// What a line names behind a word and a colon, without the settings in brackets: `Run: Baseline (lr = 0.1)`.
  private static func named(in text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), String(text[..<colon]).words.count <= 2 else {
      return nil
    }
    let rest = text[text.index(after: colon)...]
    return String(rest[..<(rest.firstIndex(of: "(") ?? rest.endIndex)]).trimmedBytes
  }

  /// The first heading, if it alone has the highest level and is no question.
  func titleIndex(of passages: [Passage]) -> Int? {
    let headings = passages.indices.filter { passages[$0].isHeading }
    guard let first = headings.first else { return nil }
    let heading = passages[first].text
    let text = heading.string(0..<heading.bytes.count)
    let isQuestion =
      labels.label(in: text).map { $0.hasWord || $0.isLetter } ?? false
      || titles.claim(text) != nil
    // The only heading of a homework is its title, if it names no question.
    guard !isQuestion else { return nil }
    if headings.count > 1 { return HeadingTree(passages).title }
    guard first == 0 else { return nil }
    if count > 1 { return first }
    let words = text.lowercased().identifiers
    let isTitle = words.contains { Self.titleWords.contains($0) }
    guard case .heading(level: 1) = passages[first].kind, isTitle else { return nil }
    return first
  }

  private static let titleWords: Set<String> = [
    "homework", "hw", "hw1", "hw2", "hw3", "assignment", "solutions", "solution", "report",
    "answers",
    "lab", "sheet", "hausaufgabe", "übungsblatt", "abgabe", "submission",
  ]

  // MARK: - What a head says

  /// The question whose title a heading is, or shares the most words with.
  func titled(_ heading: String, below above: [String]) -> Int? {
    titles.claim(heading, below: above)
  }

  /// True for a heading that is nothing but a title.
  func isTitle(_ heading: String) -> Bool { titles.isTitle(heading) }

  /// The question that a label names.
  func question(_ label: QuestionLabel, inside outer: QuestionLabel?) -> Int? {
    labels.question(label, inside: outer)
  }
}
