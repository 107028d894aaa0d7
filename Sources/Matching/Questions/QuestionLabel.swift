import Homework

/// The number or letter of a question, as a heading begins with it: `2`, `2.1`, `(b)`, `2 (b)`.
struct QuestionLabel: Hashable, Sendable {
  /// `["2", "b"]` of `Exercise 2 (b)`.
  package let parts: [String]
  /// True after a word such as `Question`.
  let hasWord: Bool
  /// True for `三、`, with which a section begins, whoever counts them.
  var opensSection = false

  /// True for `(b)`.
  package var isLetter: Bool { parts[0].first?.isLetter ?? false }

  package init(parts: [String], hasWord: Bool = false) {
    self.parts = parts
    self.hasWord = hasWord
  }

  /// Reads the label at the start of a heading or line; nil if there is none.
  ///
  /// `letters`: The letters that label questions; others are subheadings of the student's own.
  package init?(in heading: String, letters: Set<Character>) {
    if let numeral = Self.ideograph(heading) {
      self = numeral
      return
    }
    // Most lines hold nothing that could be a label where one would stand.
    let mayLabel =
      !letters.isEmpty
      || heading.utf8.prefix(32).contains {
        $0 >= 0x30 && $0 <= 0x39 || $0 == 0x49 || $0 == 0x56 || $0 == 0x58
      }
    guard mayLabel else { return nil }
    let shown = Self.withoutKeycaps(heading.lowercased())
    var text = shown.drop { $0 == " " || $0 == "#" || Self.isDrawn($0) }
    var hasLead = false
    let mayBegin = text.utf8.first.map(Self.firstBytes.contains) ?? false
    for lead in Self.leads where mayBegin && text.utf8.starts(with: lead.utf8) {
      text = text.dropFirst(lead.count)
      hasLead = true
    }
    var hasWord = false
    var isNamed = false
    for word in Lexicon.questionWords where mayBegin && text.utf8.starts(with: word.utf8) {
      let rest = text.dropFirst(word.count).drop { " .#:-(".contains($0) }
      if Self.part(rest, letters) != nil {
        text = rest
        hasWord = true
        isNamed = word.utf8.count > 3
        break
      }
    }
    if !hasWord, let roman = Self.roman(heading) {
      self = roman
      return
    }
    let isOpened = text.first == "("
    text = text.drop { $0 == " " || $0 == "(" }
    guard let first = Self.part(text, letters) else { return nil }
    var parts = [first]
    text = text.dropFirst(first.count)
    // `2.1`, `2b`, `2 b)`, `2 (b)`, `2. (b)`.
    while true {
      let rest = text.drop { " .()-".contains($0) }
      let isNear = text.first.map { !$0.isLetter || first.first?.isNumber ?? false } ?? false
      guard isNear, let next = Self.part(rest, letters),
        next.first?.isLetter ?? false || text.first == "." && rest.count + 1 == text.count
      else { break }
      // A letter behind a blank needs a mark: `2 a little` is no label.
      let after = rest.dropFirst(next.count).first
      if next.first?.isLetter ?? false, text.first == " ", rest.count + 1 == text.count,
        !(after.map { ").:".contains($0) } ?? true)
      {
        break
      }
      parts.append(next)
      text = rest.dropFirst(next.count)
    }
    let isLetter = first.first?.isLetter ?? false
    let isMarked = text.first.map { ").:".contains($0) } ?? true
    let isEnded =
      isLetter
      ? isNamed
        || isMarked && (isOpened || hasWord || hasLead || text.first != nil || heading.count < 4)
      : text.isEmpty || hasWord || " ).:(-–—".contains(text.first ?? " ")
    guard isEnded else { return nil }
    self.init(parts: parts, hasWord: hasWord || hasLead && isLetter && text.isEmpty)
  }

  /// Reads a label as a course declares it.
  package init(declared: String) {
    var parts: [String] = []
    var own = declared.lowercased()[...]
    // `Q2`, `Task 3`: the word is none of the label.
    for word in Lexicon.questionWords where own.hasPrefix(word) {
      let rest = own.dropFirst(word.count).drop { " .#:-(".contains($0) }
      if rest.first?.isNumber ?? false {
        own = rest
        break
      }
    }
    for character in own where character.isLetter || character.isNumber {
      if character.isNumber, let last = parts.last, last.last?.isNumber ?? false,
        !declared.contains(".")
      {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    self.init(parts: parts)
  }

  private static let leads = [
    "answer to ", "answers to ", "solution to ", "solution of ", "solution for ", "solution ",
    "my ",
    "now ", "and now ", "on to ", "next ", "lösung zu ", "lösung ",
  ]

  private static let firstBytes = Set((leads + Lexicon.questionWords).compactMap(\.utf8.first))

  /// True for what is drawn before a head: `📊 Question 3`, `• 2.`, `§ 4`.
  private static func isDrawn(_ character: Character) -> Bool {
    character == "•" || character == "§" || character.isSymbol && !character.isMathSymbol
  }

  /// `3` for the key that is drawn around it, `3️⃣`.
  private static func withoutKeycaps(_ text: String) -> String {
    guard text.unicodeScalars.contains("\u{20E3}") else { return text }
    let plain = text.unicodeScalars.filter { $0 != "\u{20E3}" && $0 != "\u{FE0F}" }
    return String(String.UnicodeScalarView(plain))
  }

  /// A number, or one of the letters with no other letter behind it.
  private static func part(_ text: Substring, _ letters: Set<Character>) -> String? {
    let number = text.prefix(while: \.isNumber)
    if !number.isEmpty { return String(number) }
    guard let letter = text.first, letters.contains(letter) else { return nil }
    let after = text.dropFirst().first
    return after.map { !$0.isLetter && !$0.isNumber && !"_=^'′\\".contains($0) } ?? true
      ? String(letter) : nil
  }

  /// `二、` before a title, `（三）`, `第一题`.
  private static func ideograph(_ heading: String) -> QuestionLabel? {
    guard heading.utf8.contains(where: { $0 >= 0xE4 }) else { return nil }
    var text = heading.drop { " #（(".contains($0) }
    let isOrdinal = text.first == "第"
    if isOrdinal { text = text.dropFirst() }
    guard let numeral = text.first, let place = ideographs.firstIndex(of: numeral) else {
      return nil
    }
    let rest = text.dropFirst()
    guard let mark = rest.first else {
      return isOrdinal ? nil : QuestionLabel(parts: [String(place + 1)])
    }
    if isOrdinal {
      let isQuestion = "题問问题目部章".contains(mark)
      return isQuestion
        ? QuestionLabel(parts: [String(place + 1)], hasWord: "题問问".contains(mark)) : nil
    }
    guard "、,.．)）:：".contains(mark) else { return nil }
    var label = QuestionLabel(parts: [String(place + 1)])
    label.opensSection = true
    return label
  }

  private static let ideographs = Array("一二三四五六七八九十")

  /// `II` in `Question II` and in `II. Step`.
  private static func roman(_ heading: String) -> QuestionLabel? {
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
    return QuestionLabel(parts: [String(value + 1)], hasWord: hasWord)
  }
}

/// The labels of an assignment's questions.
struct QuestionLabels: Sendable {
  private let labels: [QuestionLabel]
  /// The letters that label questions.
  package let letters: Set<Character>

  /// True if the questions are numbered 1, 2, 3 …, and leave none out.
  let areConsecutive: Bool

  package init(_ labels: [String]) {
    self.labels = labels.map(QuestionLabel.init(declared:))
    let numbers = Set(self.labels.compactMap { Int($0.parts[0]) })
    areConsecutive = numbers == Set(1..<(numbers.count + 1))
    letters = Set(
      self.labels.flatMap(\.parts).compactMap(\.first).filter { $0.isLetter && $0.isASCII }
    )
  }

  /// How many parts the label of a question has.
  func partCount(of question: Int) -> Int { labels[question].parts.count }

  package func label(in heading: String) -> QuestionLabel? {
    QuestionLabel(in: heading, letters: letters)
  }

  /// The question that a label names: itself, below the label of the heading around it, or as the
  /// question that it is a part of.
  package func question(_ label: QuestionLabel, inside outer: QuestionLabel?) -> Int? {
    if let outer, let own = labels.firstIndex(where: { $0.parts == outer.parts + label.parts }) {
      return own
    }
    if let own = labels.firstIndex(where: { $0.parts == label.parts }) { return own }
    // `(a)` below `1`, which has no parts.
    if let outer, label.isLetter,
      let around = labels.firstIndex(where: { $0.parts == outer.parts })
    {
      return around
    }
    // `(a)`, where one question alone ends in a: `1a`.
    if label.isLetter, label.parts.count == 1 {
      let ending = labels.indices.filter {
        labels[$0].parts.count > 1 && labels[$0].parts.last == label.parts[0]
      }
      if ending.count == 1 { return ending[0] }
    }
    // `3b)`, where the assignment calls its parts a and b.
    if label.parts.count == 2, !label.isLetter,
      let own = labels.firstIndex(where: { $0.isLetter && $0.parts == [label.parts[1]] })
    {
      return own
    }
    return labels.indices.filter { label.parts.starts(with: labels[$0].parts) }
      .max { labels[$0].parts.count < labels[$1].parts.count }
  }
}
