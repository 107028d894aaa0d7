import Formulas
import Homework
import Markdown

/// A number or a bracket of numbers that no reading took, with the words that stand for it.
struct UnclaimedValue {
  let span: Span
  /// The tokens of the label before it, or of the header and the label of its row.
  let label: [String]
  /// The words of the sentence, the line or the row that it stands in.
  let around: Set<String>
  /// What stands right before it, back to the mark before: `conv1` of `fc2 1290, conv1 320`.
  let before: Set<String>

  /// The values of a passage that no reading overlaps: of its statements the sides that are numbers, of
  /// sentences and output the numbers that no operator joins.
  static func values(
    of passage: Passage,
    beside taken: [Range<Int>],
    moods: Moods,
    in source: SourceText
  ) -> [UnclaimedValue] {
    func isFree(_ range: Range<Int>) -> Bool { !taken.contains(where: range.overlaps) }
    if case .heading = passage.kind { return [] }
    if case .table(let table) = passage.kind {
      return cells(of: Grid(table, in: source)).filter { isFree($0.span.range) }
    }
    var found: [UnclaimedValue] = []
    for clause in passage.clauses where !clause.isQuoted {
      let around = Set(LabelTokens(clause.span.text).tokens)
      let said = moods.moods(of: clause, afterStep: [])
      for (pair, mood) in zip(clause.pairs, said)
      where mood.mayBeLifted && isFree(pair.value.range)
        && !BareNumbers.isBound(before: pair.place.lowerBound, in: clause.text.bytes, clause.place)
      {
        found.append(
          UnclaimedValue(
            span: pair.value,
            label: LabelTokens(pair.label.text).tokens,
            around: around,
            before: before(pair.place, in: clause)
          )
        )
      }
      let places = clause.pairs.map(\.place) + clause.pairs.map { labelPlace($0, clause) }
      for place in BareNumbers.places(in: clause.text.bytes, clause.place)
      where !places.contains(where: place.overlaps) {
        let span = clause.text.span(place)
        guard isFree(span.range) else { continue }
        found.append(
          UnclaimedValue(span: span, label: [], around: around, before: before(place, in: clause))
        )
      }
    }
    return found
  }

  /// Where a pair's label stands in the text of its passage, as far as it stands before the value.
  private static func labelPlace(_ pair: Clause.Pair, _ clause: Clause) -> Range<Int> {
    let end = max(clause.place.lowerBound, pair.place.lowerBound)
    return max(clause.place.lowerBound, end - pair.label.text.utf8.count - 4)..<end
  }

  private static func before(_ value: Range<Int>, in clause: Clause) -> Set<String> {
    let start = max(clause.place.lowerBound, value.lowerBound - 60)
    guard start < value.lowerBound else { return [] }
    let text = clause.text.bytes[start..<value.lowerBound]
    let mark = text.lastIndex { $0 == 0x2C || $0 == 0x3B || $0 == 0x0A }
    let rest = (mark.map { $0 + 1 } ?? start)..<value.lowerBound
    return Set(LabelTokens(clause.text.string(rest)).tokens)
  }

  private static func cells(of grid: Grid) -> [UnclaimedValue] {
    grid.records.flatMap { row in
      row.enumerated().dropFirst().filter { $0.element.text.hasDigit }.map { column, cell in
        let header = grid.header.indices.contains(column) ? grid.header[column].tokens : []
        return UnclaimedValue(
          span: cell.span,
          label: header,
          around: Set(row.flatMap(\.tokens)),
          before: Set(row[0].tokens + header)
        )
      }
    }
  }
}
