import Exercises
import Formulas
import Homework
import Markdown

/// Says in words how a piece of a homework was read: what its labels name, how it is said, what else they
/// might have named.
package struct LineExplainer {
  private let names: ExerciseNames
  private let values: ValueReader
  private let source: SourceText

  package init(_ names: ExerciseNames, decimalMark: DecimalMark, source: SourceText) {
    self.names = names
    values = ValueReader(decimalMark: decimalMark)
    self.source = source
  }

  /// How a part of a passage was read, a sentence a line.
  ///
  /// `readings`: Those of the question.
  package func lines(
    for passage: Passage,
    at range: Range<Int>,
    _ readings: [Reading]
  ) -> [String] {
    entries(for: passage, at: range, readings).flatMap(\.lines)
  }

  /// What speaks for a value, what else it might have been, and how it is said.
  package func evidence(for reading: Reading, in passage: Passage) -> [String] {
    entries(for: passage, at: reading.span.range, [reading]).filter(\.isRead).flatMap(\.lines)
  }

  /// What is said of one label and its value.
  private struct Entry {
    /// True if it was read as a quantity.
    let isRead: Bool
    let lines: [String]
  }

  private func entries(
    for passage: Passage,
    at range: Range<Int>,
    _ readings: [Reading]
  ) -> [Entry] {
    switch passage.kind {
    case .table(let table):
      return entries(for: Grid(table, in: source), at: range, readings)
    case .heading, .text, .code:
      return passage.clauses.filter { $0.span.range.overlaps(range) }.flatMap { clause in
        entries(for: clause, readings)
      }
    }
  }

  private func entries(for clause: Clause, _ readings: [Reading]) -> [Entry] {
    let taken = readings.filter { clause.span.range.contains($0.span.range.lowerBound) }
    let moods = Moods(names: names, values: values).moods(of: clause, afterStep: [])
    var entries: [Entry] = []
    for (pair, mood) in zip(clause.pairs, moods) {
      let own = taken.filter { $0.span.range.overlaps(pair.value.range) }
      let label = pair.label.text.isEmpty ? "no label" : "`\(pair.label.text)`"
      var lines = ["\(label), `\(pair.value.text)`: \(meaning(of: pair, taken: own))"]
      for line in own.map(said) where !lines.contains(line) { lines.append(line) }
      if own.isEmpty, let doubt = mood.doubt { lines.append("  it is \(doubt)") }
      entries.append(Entry(isRead: !own.isEmpty, lines: lines))
    }
    // What sentences say has no pairs.
    let pairs = clause.pairs.map(\.value.range)
    for reading in taken where !pairs.contains(where: reading.span.range.overlaps) {
      let line = "`\(reading.span.text)`: a sentence says it of \(title(of: reading))"
      entries.append(Entry(isRead: true, lines: [line, said(reading)]))
    }
    guard entries.isEmpty else { return entries }
    let line = "`\(clause.span.text)`: no name and no value that belong together"
    return [Entry(isRead: false, lines: [line])]
  }

  private func entries(
    for grid: Grid,
    at range: Range<Int>,
    _ readings: [Reading]
  ) -> [Entry] {
    grid.records.flatMap { row in
      row.indices.flatMap { column -> [Entry] in
        guard row[column].range.overlaps(range) else { return [] }
        let head = "column `\(grid.header[column].text)`, row `\(row[0].text)`"
        let own = readings.filter { $0.span.range == row[column].range }
        guard own.isEmpty else {
          return own.map { reading in
            let line = "\(head), `\(row[column].text)`: read as \(title(of: reading))"
            return Entry(isRead: true, lines: [line, said(reading)])
          }
        }
        guard column > 0, row[column].text.hasDigit else { return [] }
        let line = "\(head), `\(row[column].text)`: named by neither of them"
        return [Entry(isRead: false, lines: [line])]
      }
    }
  }

  /// What a label names, and what else it might.
  private func meaning(of pair: Clause.Pair, taken: [Reading]) -> String {
    let tokens = LabelTokens(pair.label.text).tokens.flatMap(LabelTokens.splitShape)
    let full = names.quantitiesNamed(inFull: tokens).sorted()
    let fitting = names.headed(
      pair.label.text,
      among: names.quantities(label: tokens, context: [], text: pair.value.text)
    )
    let others = (full + fitting).filter { index in !taken.contains { $0.quantity == index } }
    if let reading = taken.first {
      let evidence = evidence(for: reading.quantity, tokens, full, fitting)
      let second = others.first.map { ", before \(names.exercise.quantities[$0].name)" } ?? ""
      return "read as \(title(of: reading)), by \(evidence)\(second)"
    }
    if let key = names.key(endOf: tokens), fitting.isEmpty { return "the value of the key \(key)" }
    if let symbol = tokens.last, names.isGiven(symbol) { return "\(symbol) is given" }
    if LabelForm.isNoName(pair.label.text, tokens, isSymbol: names.symbolTokens.contains) {
      return "a calculation or a comparison, and no name"
    }
    let distinct = Set(others).sorted().map { names.exercise.quantities[$0].name }
    switch distinct.count {
    case 0: return "names nothing that is asked"
    case 1: return "names \(distinct[0]), but the value is none of its kind or is work on the way"
    default:
      return "may be \(distinct.prefix(4).joined(separator: " or ")): the label leaves it open"
    }
  }

  private func evidence(
    for quantity: Int,
    _ tokens: [String],
    _ full: [Int],
    _ fitting: [Int]
  ) -> String {
    if full.contains(quantity) { return "its whole name" }
    if names.names(tokens, symbolsOf: quantity) { return "its symbol" }
    return fitting.contains(quantity) ? "words of its name" : "the words around it"
  }

  private func title(of reading: Reading) -> String {
    let name = names.exercise.quantities[reading.quantity].name
    guard !reading.at.isEmpty else { return name }
    return "\(name) at "
      + reading.at.map { "\($0.key) = \(DecimalText.shortest($0.value))" }.joined(separator: ", ")
  }

  /// How a reading is said, and what that means for it.
  private func said(_ reading: Reading) -> String {
    let note = reading.note.map { "; \($0)" } ?? ""
    if reading.isUse {
      return "  used as a factor: it counts only where nothing else is written\(note)"
    }
    guard let doubt = reading.mood.doubt else {
      return "  said of the question itself: it can be right or wrong\(note)"
    }
    return "  \(doubt): it answers only where nothing else does, and is never wrong\(note)"
  }
}
