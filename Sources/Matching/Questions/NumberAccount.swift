import Formulas
import Homework
import Markdown

/// What every number of a homework is to its reader, so that none is dropped unseen.
package struct NumberAccount: Sendable {
  package enum Role: String, CaseIterable, Sendable {
    case answer, key, given, name, work, remark, title, code, prose, notUnderstood

    /// The role as JSON has it.
    package var key: String { self == .notUnderstood ? "not_understood" : rawValue }

    /// The role in the words of a report, for one number and for several.
    package var words: (one: String, many: String) {
      switch self {
      case .answer: ("answer", "answers")
      case .key: ("key", "keys")
      case .given: ("given said again", "givens said again")
      case .name: ("part of a name", "parts of names")
      case .work: ("number of a calculation", "numbers of calculations")
      case .remark: ("said of something else", "said of something else")
      case .title: ("in a title", "in titles")
      case .code: ("in code", "in code")
      case .prose: ("in sentences", "in sentences")
      case .notUnderstood: ("not understood", "not understood")
      }
    }
  }

  /// Each number once, in the order of the homework.
  package private(set) var numbers: [(range: Range<Int>, role: Role)] = []

  private let values: ValueReader

  package init(decimalMark: DecimalMark) { values = ValueReader(decimalMark: decimalMark) }

  package func count(_ role: Role) -> Int { numbers.count { $0.role == role } }

  /// Adds the numbers of a passage.
  ///
  /// `names`: Those of its question; nil for a passage of no question.
  /// `readings`: All values that were read, here or elsewhere.
  package mutating func add(
    _ passage: Passage,
    names: ExerciseNames?,
    readings: [Reading],
    in source: SourceText
  ) {
    let answers = readings.filter { passage.range.overlaps($0.span.range) }.map(\.span.range)
    let parts = parts(of: passage, names, readings)
    for place in Self.numbers(of: passage, in: source) {
      let role =
        answers.contains(where: place.overlaps)
        ? .answer : parts.first { $0.range.overlaps(place) }?.role ?? Self.rest(of: passage)
      numbers.append((place, role))
    }
  }

  /// What a number is that no statement holds.
  private static func rest(of passage: Passage) -> Role {
    switch passage.kind {
    case .heading: .title
    case .code: .code
    case .text: .prose
    case .table: .notUnderstood
    }
  }

  /// The labels, values and cells of a passage, with what their numbers are.
  private func parts(
    of passage: Passage,
    _ names: ExerciseNames?,
    _ readings: [Reading]
  ) -> [(range: Range<Int>, role: Role)] {
    if case .table(let table) = passage.kind {
      return table.rows.enumerated().flatMap { place, row in
        row.enumerated().map { column, cell in
          (cell.range, place == 0 || column == 0 ? Role.key : .notUnderstood)
        }
      }
    }
    let moods = names.map { Moods(names: $0, values: values) }
    return passage.clauses.flatMap { clause -> [(range: Range<Int>, role: Role)] in
      let said = moods?.moods(of: clause, afterStep: []) ?? []
      return clause.pairs.enumerated().flatMap { place, pair -> [(range: Range<Int>, role: Role)] in
        let tokens = LabelTokens(pair.label.text).tokens
        let role: Role
        if let names, names.key(endOf: tokens) != nil {
          role = .key
        } else if let names, let symbol = tokens.last, names.isGiven(symbol) {
          role = .given
        } else if said.indices.contains(place), said[place].doubt != nil {
          role = .remark
        } else if isWork(pair, in: clause, readings) {
          role = .work
        } else {
          role = pair.isSentence ? .prose : .notUnderstood
        }
        return [(pair.label.range, .name), (pair.value.range, role)]
      }
    }
  }

  /// True for a part of a chain of which another part is an answer, and for a calculation.
  private func isWork(_ pair: Clause.Pair, in clause: Clause, _ readings: [Reading]) -> Bool {
    pair.isContinued || pair.continuesChain
      || clause.pairs.contains { other in
        other.label.range == pair.label.range
          && readings.contains { $0.span.range.overlaps(other.value.range) }
      }
  }

  /// Where the numbers of a passage stand: runs of digits that no letter touches.
  private static func numbers(of passage: Passage, in source: SourceText) -> [Range<Int>] {
    if case .table(let table) = passage.kind {
      return table.rows.joined().flatMap { cell in
        numbers(in: source.bytes[cell.range])
      }
    }
    let text = passage.text
    return numbers(in: text.bytes[...]).map(text.sourceRange)
  }

  private static func numbers(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    func isDigit(_ place: Int) -> Bool {
      bytes.indices.contains(place) && bytes[place] >= 0x30 && bytes[place] <= 0x39
    }
    var found: [Range<Int>] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      guard isDigit(place) else {
        place += 1
        continue
      }
      var end = place
      // `0.5`, `1,200`, and no point that ends a sentence.
      while isDigit(end)
        || bytes.indices.contains(end) && [0x2E, 0x2C].contains(bytes[end]) && isDigit(end + 1)
      {
        end += 1
      }
      let before = place > bytes.startIndex ? bytes[place - 1] : 0x20
      // The index of `z1` is no number of its own.
      let isIndex =
        (before | 0x20) >= 0x61 && (before | 0x20) <= 0x7A || before == 0x5F || before >= 0x80
      if !isIndex { found.append(place..<end) }
      place = end
    }
    return found
  }
}
