import Exercises
import Formulas
import Markdown

/// What speaks for a question in some passages: how many values its names name, and how many of
/// them are right.
struct Evidence {
  let named: Int
  let right: Int

  /// More than enough for a question.
  static let strong = Evidence(named: 4, right: 4)

  /// A right value says more than a name that fits.
  var weight: Int { named + 3 * right }
}

/// Where the questions of an assignment are answered: for each passage, its exercise.
///
/// Numbers are hints. Names decide, then titles, then numbers; the document's title is no question.
struct QuestionPlaces {
  /// The position of a question in the assignment, for each passage of the submission.
  private(set) var questions: [Int?]
  /// The line of the heading under which each question was found.
  private(set) var lines: [Int: Int] = [:]

  /// `evidence`: What speaks for a question in a range of passages.
  init(
    _ submission: Submission,
    _ assignment: Assignment,
    _ titles: QuestionTitles,
    evidence: (Range<Int>, Int) -> Evidence
  ) {
    let all = assignment.questions.indices
    let passages = submission.passages
    questions = Array(repeating: nil, count: passages.count)
    let lines = Self.titleLines(passages, titles)
    let isNumbered =
      !Self.hasHeadings(passages, lines, titles)
      && passages.allSatisfy { ($0.itemNumber ?? 0) <= assignment.questions.count }
    func ownLevel(_ index: Int) -> Int? {
      if let level = Self.headingLevel(of: passages[index]) { return level }
      if lines.contains(index) { return 7 }
      return isNumbered && Self.number(of: passages[index]) != nil ? 7 : nil
    }
    var stack: [(level: Int, question: Int?)] = []
    let title = Self.titleIndex(of: passages, titles)
    var index = 0
    while index < passages.count {
      let passage = passages[index]
      guard let level = ownLevel(index), index != title else {
        questions[index] = stack.last?.question
        if index == title { questions[index] = nil }
        index += 1
        continue
      }
      while let last = stack.last, last.level >= level { stack.removeLast() }
      let inherited = stack.last?.question
      let item = isNumbered ? passage.item : nil
      let end =
        passages[(index + 1)...].indices.first { next in
          ownLevel(next) != nil || item != nil && passages[next].item != item
        } ?? passages.count
      let number = isNumbered ? Self.number(of: passage) : nil
      let heading =
        number.map { "\($0)." } ?? passage.text.string(0..<passage.text.bytes.count)
      let claim = Self.claim(
        heading,
        assignment,
        titles,
        inherited: inherited,
        evidence: { evidence(index..<end, $0) }
      )
      // A numbered item ends with its list; a heading goes on.
      if item == nil { stack.append((level, claim)) }
      for position in index..<end { questions[position] = claim }
      if let claim, self.lines[claim] == nil { self.lines[claim] = passage.lines.lowerBound }
      index = end
    }
    placeTheRest(passages, assignment) { range in
      all.map { evidence(Range(range), $0).weight }
    }
  }

  /// Passages under no question belong to the one that alone can name their values.
  private mutating func placeTheRest(
    _ passages: [Passage],
    _ assignment: Assignment,
    _ evidence: (ClosedRange<Int>) -> [Int]
  ) {
    var last: Int?
    for index in passages.indices {
      if questions[index] != nil {
        last = nil
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
      if named.count == 1 {
        last = named[0]
      } else if let last, named.contains(last) {
        questions[index] = last
        continue
      } else if named.isEmpty, assignment.questions.count == 1 {
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

  /// True for a line such as `Question 2` or **Exercise 2 (b)** that stands for a heading.
  static func isHeading(_ passage: Passage) -> Bool { headingLevel(of: passage) != nil }

  /// Headings, and lines in bold or with a question's number that stand alone or begin an answer.
  private static func headingLevel(of passage: Passage) -> Int? {
    switch passage.kind {
    case .heading(let level): return level
    case .text:
      let text = passage.text.string(0..<min(passage.text.bytes.count, 80))
      if isBareNumber(text) { return 7 }
      guard let label = questionLabel(in: text, needsWord: true), !label.isEmpty else { return nil }
      let isAlone =
        passage.lines.count == 1 && passage.text.bytes.count < 80
        && passage.clauses.allSatisfy { $0.pairs.isEmpty }
      return isAlone || opensAnswer(text) ? 7 : nil
    case .code, .table: return nil
    }
  }

  /// True if a heading or a line of its own says which question it answers.
  private static func hasHeadings(
    _ passages: [Passage],
    _ lines: Set<Int>,
    _ titles: QuestionTitles
  ) -> Bool {
    passages.indices.contains { index in
      if lines.contains(index) { return true }
      guard headingLevel(of: passages[index]) != nil else { return false }
      let text = passages[index].text.string(0..<min(passages[index].text.bytes.count, 200))
      return questionLabel(in: text, needsWord: false) != nil
        || titles.claim(text) != nil
    }
  }

  /// The number with which a passage begins: of its item in a list, or `(2) …`.
  private static func number(of passage: Passage) -> Int? {
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

  /// True for `Q2: …`, where a mark ends the number and the answer follows in the same line.
  private static func opensAnswer(_ text: String) -> Bool {
    guard let mark = text.utf8.prefix(20).firstIndex(where: { $0 == 0x3A || $0 == 0x29 }) else {
      return false
    }
    let head = text[..<mark]
    return String(head).words.count <= 2 && head.contains(where: \.isNumber) && !head.contains("=")
  }

  /// Lines that are nothing but the title of a question.
  private static func titleLines(_ passages: [Passage], _ titles: QuestionTitles) -> Set<Int> {
    Set(
      passages.indices.filter { index in
        guard case .text = passages[index].kind, passages[index].lines.count == 1,
          passages[index].text.bytes.count < 80
        else { return false }
        var text = passages[index].text.string(0..<passages[index].text.bytes.count)
        while let first = text.utf8.first, first < 0x41 { text.removeFirst() }
        return titles.isTitle(text)
      }
    )
  }

  /// The first heading, if it alone has the highest level and is no question.
  private static func titleIndex(of passages: [Passage], _ titles: QuestionTitles) -> Int? {
    let headings = passages.indices.compactMap { index -> (index: Int, level: Int)? in
      if case .heading(let level) = passages[index].kind { return (index, level) }
      return nil
    }
    guard let first = headings.first else { return nil }
    let heading = passages[first.index].text
    let text = heading.string(0..<heading.bytes.count)
    let isQuestion =
      questionLabel(in: text, needsWord: true) != nil
      || titles.claim(text) != nil
    // The only heading of a homework is its title, if it names no question.
    if headings.count == 1 {
      let words = text.lowercased().identifiers
      let isTitle = words.contains { Self.titleWords.contains($0) }
      return isTitle && !isQuestion && first.index == 0 && first.level == 1 ? first.index : nil
    }
    let isTop = !isQuestion && headings.dropFirst().allSatisfy { $0.level > first.level }
    return isTop ? first.index : nil
  }

  private static let titleWords: Set<String> = [
    "homework", "hw", "hw1", "hw2", "hw3", "assignment", "solutions", "solution", "report",
    "answers",
    "lab", "sheet", "hausaufgabe", "übungsblatt", "abgabe", "submission",
  ]

  // MARK: - Claims

  private static func claim(
    _ heading: String,
    _ assignment: Assignment,
    _ titles: QuestionTitles,
    inherited: Int?,
    evidence: (Int) -> Evidence
  ) -> Int? {
    let titled = titles.claim(heading)
    let label = questionLabel(in: heading, needsWord: false)
    let labelled = label.flatMap { label in
      assignment.questions.firstIndex { $0.label.lowercased() == label }
        ?? assignment.questions.firstIndex {
          label.hasPrefix($0.label.lowercased()) && label.count > $0.label.count
            && !(label.dropFirst($0.label.count).first?.isNumber ?? false)
        }
    }
    // Title and number agree: the names of a whole section will not say otherwise.
    if let titled, titled == labelled { return titled }
    // A heading inside a question that claims nothing belongs to it: `### y = 0.3`.
    if let inherited, titled == nil, labelled == nil { return inherited }
    // Where most of what the number's question names is right, no other can be meant; reading a
    // section for every question is dear.
    if let labelled, titled == nil || titled == labelled {
      let own = evidence(labelled)
      if own.right > 1, 2 * own.right >= own.named { return labelled }
    }
    let weights = assignment.questions.indices.map { evidence($0).weight }
    let named = weights.indices.filter { weights[$0] > 0 }
    if named.count == 1, inherited == nil || titled != nil || labelled != nil { return named[0] }
    if let titled, weights[titled] > 0 || named.isEmpty { return titled }
    if let inherited, weights[inherited] > 0 || named.isEmpty { return inherited }
    let best = named.max { weights[$0] < weights[$1] }
    // A number is a hint: names that fit far better elsewhere outweigh it.
    if let labelled, named.isEmpty || weights[labelled] > 0, case let best = best ?? labelled,
      weights[best] < 4 * max(weights[labelled], 1) || named.isEmpty
    {
      return labelled
    }
    return best ?? titled ?? inherited ?? labelled
  }

  /// `II` in `Question II` and in `II. Step`.
  private static func romanLabel(_ heading: String) -> (label: String, hasWord: Bool)? {
    // Most headings hold no numeral at all.
    guard heading.utf8.contains(where: { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }) else {
      return nil
    }
    let words = heading.words
    guard let first = words.first else { return nil }
    let hasWord = ["question", "exercise", "problem", "task", "aufgabe", "frage", "part"]
      .contains(first.lowercased())
    guard let word = hasWord ? words.dropFirst().first : first else { return nil }
    let numeral = String(word.prefix { $0 == "I" || $0 == "V" || $0 == "X" })
    let rest = word.dropFirst(numeral.count)
    guard rest.allSatisfy({ [".", ")", ":"].contains($0) }),
      hasWord || !rest.isEmpty || words.count == 1,
      let value = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"].firstIndex(
        of: numeral
      )
    else { return nil }
    return (String(value + 1), hasWord)
  }

  /// `2`, `2.1` or `b` in `## Q2`, `2.`, `Exercise 2 (b)`, `Question 2:`.
  static func questionLabel(in heading: String, needsWord: Bool) -> String? {
    var text = heading.lowercased()[...]
    text = text.drop { $0 == " " || $0 == "(" || $0 == "#" }
    for lead in [
      "answer to ", "answers to ", "solution to ", "solution of ", "solution for ", "my ",
    ]
    where text.hasPrefix(lead) {
      text = text.dropFirst(lead.count)
    }
    var hasWord = false
    for word in [
      "question", "exercise", "problem", "task", "aufgabe", "frage", "part", "answer", "ex.", "ex",
      "ad", "to", "zu",
      "q",
    ]
    where text.hasPrefix(word) {
      let rest = text.dropFirst(word.count)
      let trimmed = rest.drop { $0 == " " || $0 == "." || $0 == "#" || $0 == ":" || $0 == "-" }
      if trimmed.first?.isNumber ?? false {
        text = trimmed
        hasWord = true
        break
      }
    }
    if !hasWord, let roman = romanLabel(heading) {
      return needsWord && !roman.hasWord ? nil : roman.label
    }
    guard hasWord || !needsWord else { return nil }
    let label = text.prefix { $0.isNumber || $0 == "." }
    let number = label.hasSuffix(".") ? label.dropLast() : label
    guard !number.isEmpty, number.first?.isNumber ?? false else { return nil }
    let after = text.dropFirst(label.count)
    guard
      after.isEmpty || hasWord || label.hasSuffix(".")
        || [" ", ")", ":", "(", "-", "–", "—"].contains(after.first)
    else { return nil }
    return String(number)
  }
}
