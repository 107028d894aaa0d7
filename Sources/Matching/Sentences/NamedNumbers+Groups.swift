import Formulas
import Homework

/// Numbers and the words around them.
extension NamedNumbers {
  func groups(of words: [SentenceWord], in clause: Clause) -> [Group] {
    var groups: [Group] = []
    var between: [SentenceWord] = []
    var index = 0
    while index < words.count {
      defer { index += 1 }
      // The 0 of `class 0` is part of a name, where `precision of class 0` is asked.
      guard words[index].number != nil, !isOfName(words[index], behind: between.last) else {
        // A calculation explains itself.
        if words[index].isSign, !Self.separators.contains(words[index].text) { return [] }
        between.append(words[index])
        continue
      }
      guard let number = number(at: index, of: words, in: clause) else { return [] }
      let last = groups.last?.numbers.last
      let gap = last.map { clause.text.string($0.place.upperBound..<number.place.lowerBound) }
      // `109 386` is one number, whoever reads it.
      if gap == " " { return [] }
      if let gap, Self.isListing(gap) {
        groups[groups.count - 1].numbers.append(number)
      } else {
        // `accuracy: 0.94`, `accuracy (0.94)`: the name ends before the mark.
        let own = between.last.map { $0.segment } ?? number.segment
        let part = between.suffix(while: { $0.segment == own })
        if let last {
          groups[groups.count - 1].behind = between.trimmingLinks
          groups[groups.count - 1].tail = Array(
            between.dropLast(part.count).prefix { $0.segment == last.segment }
          )
        }
        groups.append(
          Group(
            numbers: [number],
            lead: Array(between.dropLast(part.count)),
            before: part.trimmingLinks
          )
        )
      }
      between = []
      if number.place.upperBound > words[index].place.upperBound { index += 1 }
    }
    if let last = groups.last?.numbers.last {
      let part = Array(between.prefix { $0.segment == last.segment })
      groups[groups.count - 1].tail = part
      groups[groups.count - 1].behind = part
    }
    return groups
  }

  /// The groups with lists cut where they are none: the 234 of `1875 for batch 32, 234 for batch 256` is no
  /// value of the key, for the key comes again.
  func untangled(_ groups: [Group]) -> [Group] {
    guard groups.count > 2 else { return groups }
    var cut: [Group] = []
    for (place, group) in groups.enumerated() {
      let lead = group.before.flatMap { cache.tokens(of: $0, names) }
      guard place > 0, group.numbers.count == 2, place + 1 < groups.count, !lead.isEmpty,
        names.key(endOf: lead) != nil,
        groups[place + 1].before.flatMap({ cache.tokens(of: $0, names) }) == lead
      else {
        cut.append(group)
        continue
      }
      cut.append(Group(numbers: [group.numbers[0]], lead: group.lead, before: group.before))
      var second = group
      second.numbers = [group.numbers[1]]
      second.lead = []
      second.before = []
      cut.append(second)
    }
    return cut
  }

  private func isOfName(_ number: SentenceWord, behind word: SentenceWord?) -> Bool {
    guard number.isCount, number.text.utf8.count < 3, let word,
      let token = LabelTokens(word.written).tokens.last
    else { return false }
    return names.holdsBoth(token, number.text)
  }

  private static let separators: Set<String> = ["-", "–", "—", "/", "|", "->", "→", "⇒", "=>"]

  /// True for what stands between the numbers of a list.
  private static func isListing(_ gap: String) -> Bool {
    let rest = gap.filter { $0 != "," && $0 != " " && $0 != "/" && $0 != ";" }
    return !gap.contains(":") && (rest.isEmpty || links.contains(rest.lowercased()))
      && gap.contains { $0 != " " }
  }

  static let links: Set<String> = [
    "and", "und", "y", "et", "e", "ed", "og", "och", "en", "i", "и", "ve", "&", "sowie", "resp.",
  ]

  /// A number with the percent sign behind it.
  private func number(
    at index: Int,
    of words: [SentenceWord],
    in clause: Clause
  ) -> Number? {
    let word = words[index]
    guard index + 1 < words.count, words[index + 1].text == "%" else {
      return word.number.map {
        Number(
          value: $0,
          span: Span(text: word.written, range: word.range),
          place: word.place,
          segment: word.segment
        )
      }
    }
    let place = word.place.lowerBound..<words[index + 1].place.upperBound
    let text = clause.text.string(place)
    guard case .number(let value) = sentences.values.read(text, as: .number) else { return nil }
    return Number(
      value: value,
      span: Span(text: text, range: clause.text.sourceRange(place)),
      place: place,
      segment: words[index + 1].segment
    )
  }
}

extension SentenceWord {
  /// True for a sign of a calculation, or a calculation.
  var isSign: Bool { if case .sign = kind { true } else { false } }
}

extension Collection where Element == SentenceWord {
  /// The words without what only joins them to those before and behind.
  fileprivate var trimmingLinks: [SentenceWord] {
    var words = Array(self)
    while let first = words.first, NamedNumbers.links.contains(first.text) { words.removeFirst() }
    while let last = words.last, NamedNumbers.links.contains(last.text) { words.removeLast() }
    return words
  }
}

extension Array where Element == SentenceWord {
  fileprivate func suffix(while isSuch: (SentenceWord) -> Bool) -> ArraySlice<SentenceWord> {
    suffix(reversed().prefix(while: isSuch).count)
  }
}
