import Exercises
import Formulas
import Homework
import Markdown

/// The tables of a question's passages.
extension QuestionReader {
  mutating func read(
    _ table: WrittenTable,
    _ passage: Passage,
    context: Set<String>,
    _ keys: KeyContext
  ) {
    let early = self.early
    let headers = HeaderFormulas(computation, logarithm: logarithm)
    let matcher = TableMatcher(
      names: names,
      values: values,
      isRight: { index, at, value in
        early.isRight(index, at: at.map { KeyValue(key: $0.key, value: $0.value) }, value)
      },
      quantityOfFormula: headers.quantity,
      step: step
    )
    var grid = Grid(table, in: submission.source).withoutRepeats
    if readEdges(grid, context: context) { return }
    switch exampled(grid) {
    case .restated:
      restatedCount += 1
      return
    case .keyed(let keyed): grid = keyed
    case nil: break
    }
    let (stated, rest) = matcher.stated(grid, keys: keys)
    grid = rest
    let attempt = matcher.match(grid, context: context, keys: keys)
    if attempt.readings.isEmpty, stated.isEmpty {
      let isEmpty = grid.records.allSatisfy { $0.dropFirst().allSatisfy(\.isBlank) }
      if !isEmpty {
        unread.append(
          Unread(
            span: Span(text: submission.source.string(in: passage.range), range: passage.range),
            isProse: false
          )
        )
      }
    }
    var own = stated + noted(attempt, headers)
    let parts = grid.header.indices.filter { Scope.namesPart(grid.header[$0].text) }
    if parts.count > 1 {
      // Columns of several parts: the labels do not say which is this one.
      let cells = Set(grid.records.flatMap { row in parts.map { row[$0].range } })
      for place in own.indices where cells.contains(own[place].span.range) {
        own[place].mood = .elsewhere
      }
    }
    placeInTime(&own, grid)
    if !own.isEmpty { keepRest(of: grid, beside: own, keys) }
    readings += own
  }

  /// Cells with numbers that no reading took, though others of the table were read: what is missing may
  /// stand there.
  private mutating func keepRest(of grid: Grid, beside own: [Reading], _ keys: KeyContext) {
    let read = Set(own.map(\.span.range))
    let values = Set(own.flatMap { $0.at.map(\.text) } + keys.keys.map(\.text))
    for row in grid.records {
      for cell in row.dropFirst()
      where cell.text.hasDigit && !read.contains(cell.range) && !values.contains(cell.text) {
        unread.append(Unread(span: cell.span, isProse: false))
      }
    }
  }

  /// The readings of a table; where a header writes another formula than its column holds, the first
  /// right value of the column says so.
  private func noted(_ attempt: TableMatcher.Attempt, _ headers: HeaderFormulas) -> [Reading] {
    var readings = attempt.readings
    for (header, quantity) in attempt.columns {
      let column = readings.indices.filter { readings[$0].quantity == quantity }
      let right = column.filter {
        early.isRight(quantity, at: readings[$0].keys, readings[$0].value)
      }
      guard let first = right.first, right.count >= 2, 2 * right.count >= column.count,
        headers.contradicts(header.text, quantity)
      else { continue }
      readings[first].note =
        "the header says \"\(header.text)\", but the column holds the values of "
        + names.exercise.quantities[quantity].name
    }
    return readings
  }

  /// Of a column before a step and one after it the second says what is new.
  func placeInTime(_ own: inout [Reading], _ grid: Grid) {
    func column(_ words: Set<String>) -> Int? {
      let columns = grid.header.indices.filter { column in
        let said = grid.header[column].text.lowercased().identifiers
        return said.count < 4 && said.contains(where: words.contains)
      }
      return columns.count == 1 ? columns[0] : nil
    }
    guard column(Lexicon.befores) != nil, let late = column(Lexicon.laters) else { return }
    let cells = Set(grid.records.map { $0[late].range })
    for place in own.indices
    where cells.contains(own[place].span.range) && isReplaced(own[place]) {
      if let new = names.renewed(own[place].quantity) {
        own[place] = own[place].said(of: new)
      } else {
        own[place].mood = .afterStep
      }
    }
  }
}
