import Formulas
import Homework
import Markdown

/// A table of experiments: a row for each, with its settings and its scores.
struct ResultsTable: Sendable {
  struct Row: Sendable {
    /// By the name of the dial.
    let settings: [String: String]
    /// By the place in `scores`.
    let scores: [Int: ReportedNumber]
    let range: Range<Int>
  }

  let table: ReportedTable
  /// The dials that have columns, in order.
  let dials: [String]
  let scores: [Score]
  let rows: [Row]

  /// The table as one of experiments; nil if it has no settings or no scores.
  init?(_ table: ReportedTable, _ reader: NumberReader) {
    let cells = table.grid.rows
    guard let header = cells.first, cells.count > 1 else { return nil }
    if let upright = Self.columns(of: header, table) {
      self.init(table, reader, cells, upright)
      return
    }
    // `| learning rate | 0.1 | 1 |` above `| accuracy | 0.9 | 0.8 |`
    guard cells.allSatisfy({ $0.count == header.count }) else { return nil }
    let turned = header.indices.map { column in cells.map { $0[column] } }
    if let lying = Self.columns(of: turned[0], table) {
      self.init(table, reader, turned, lying)
      return
    }
    // `| | λ = 0 | λ = 0.1 |`: the dial stands in every column.
    guard let dial = Self.dial(over: header.dropFirst()),
      let named = Self.columns(of: [dial] + turned[0].dropFirst(), table)
    else { return nil }
    self.init(table, reader, [turned[0]] + turned.dropFirst(), named)
  }

  /// The name that all cells give their values to.
  private static func dial(over header: ArraySlice<Grid.Cell>) -> Grid.Cell? {
    let names = Set(header.map { $0.text.parts(around: "=").first?.trimmedBytes ?? "" })
    guard header.count > 1, names.count == 1, let name = names.first, name.hasLetter,
      header.allSatisfy({ $0.text.utf8.contains(0x3D) })
    else { return nil }
    return Grid.Cell(text: name, range: header.first?.range ?? 0..<0)
  }

  private struct Columns {
    var dials: [(name: String, column: Int)] = []
    var scores: [(score: Score, column: Int)] = []
  }

  /// The columns under a header; nil if there are no dials, no scores, or one of them twice.
  private static func columns(of header: [Grid.Cell], _ table: ReportedTable) -> Columns? {
    var columns = Columns()
    for (column, cell) in header.enumerated() {
      let words = ReportedTable.words(of: cell.text)
      if let score = Score(header: words), score.metric != .support {
        columns.scores.append((score, column))
      } else if let name = Setting.name(header: words) {
        columns.dials.append((name, column))
      }
    }
    // A name of the student's own, before the scores: `h`, `run`.
    if columns.dials.isEmpty, let first = header.first, first.text.hasLetter,
      !columns.scores.contains(where: { $0.column == 0 }),
      !["class", "label", "digit", "dataset", "set"].contains(first.text.lowercased())
    {
      let name = first.text.lowercased().identifiers.joined(separator: " ")
      columns.dials.append((name, 0))
    }
    guard !columns.dials.isEmpty, !columns.scores.isEmpty,
      Set(columns.dials.map(\.name)).count == columns.dials.count
    else { return nil }
    // `and the same on the test set:` says it of every column.
    let rows = Set(table.leadIn.flatMap(\.words).compactMap { Score.rows[$0] })
    if rows.count == 1, columns.scores.allSatisfy({ $0.score.rows == nil }) {
      for index in columns.scores.indices { columns.scores[index].score.rows = rows.first }
    }
    guard Set(columns.scores.map(\.score)).count == columns.scores.count else { return nil }
    return columns
  }

  private init?(
    _ table: ReportedTable,
    _ reader: NumberReader,
    _ cells: [[Grid.Cell]],
    _ columns: Columns
  ) {
    var rows: [Row] = []
    for row in cells.dropFirst() {
      var settings: [String: String] = [:]
      for (name, column) in columns.dials where !row[column].isBlank {
        let text = row[column].text.parts(around: "=").last?.trimmedBytes ?? ""
        settings[name] = Setting.value(of: text, reader)
      }
      var scores: [Int: ReportedNumber] = [:]
      for (place, (score, column)) in columns.scores.enumerated() {
        guard let (number, isPercent) = row[column].number(reader) else { continue }
        scores[place] = ReportedNumber(
          number,
          isPercent: isPercent || cells[0][column].text.utf8.contains(0x25),
          isShare: score.metric != .loss,
          range: row[column].range
        )
      }
      guard !scores.isEmpty, settings.count == columns.dials.count else { continue }
      let range = Range(covering: row.map(\.range))
      rows.append(Row(settings: settings, scores: scores, range: range))
    }
    guard !rows.isEmpty else { return nil }
    self.table = table
    dials = columns.dials.map(\.name)
    scores = columns.scores.map(\.score)
    self.rows = rows
  }

  /// The columns of scores that may be meant by a score in a sentence.
  func columns(for score: Score) -> [Int] {
    scores.indices.filter { index in
      let column = scores[index]
      return column.metric == score.metric && column.average == score.average
        && (score.rows == nil || column.rows == nil || column.rows == score.rows)
    }
  }

  /// True if some cell under the headers that a statement may mean holds its number.
  func holds(_ statement: ScoreStatement) -> Bool {
    columns(for: statement.score).contains { column in
      rows.contains { $0.scores[column].map(statement.number.agrees) ?? false }
    }
  }

  /// The settings of the table that a sentence names, each with its token.
  func settings(in sentence: ProseSentence) -> [(setting: Setting, place: Int)] {
    var found = sentence.settings.filter { dials.contains($0.setting.name) }
    let tokens = sentence.tokens
    for dial in dials where !found.contains(where: { $0.setting.name == dial }) {
      for value in Set(rows.compactMap { $0.settings[dial] }).sorted() {
        if let place = place(of: value, of: dial, in: tokens) {
          found.append((Setting(name: dial, value: value), place))
        }
      }
    }
    // With one dial a value alone says enough: `it is highest at 64`.
    if found.isEmpty, dials.count == 1 {
      let values = Set(rows.compactMap { $0.settings[dials[0]] })
      let places = tokens.indices.filter { index in
        guard let number = tokens[index].number, !tokens[index].isPercent, index > 0 else {
          return false
        }
        return ["at", "with", "for", "is", "after", "of"].contains(tokens[index - 1].word ?? "")
          && values.contains(DecimalText.shortest(number.value))
      }
      if places.count == 1, let number = tokens[places[0]].number {
        let value = DecimalText.shortest(number.value)
        found.append((Setting(name: dials[0], value: value), places[0]))
      }
    }
    return found
  }

  /// Where a sentence names a value: a word anywhere, a number only after its dial.
  private func place(of value: String, of dial: String, in tokens: [ProseToken]) -> Int? {
    let isNumber = value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D }
    guard isNumber else {
      let words = value.identifiers
      guard let first = words.first else { return nil }
      return tokens.indices.first { index in
        tokens[index].word == first
          && words.indices.allSatisfy { offset in
            index + offset < tokens.count && tokens[index + offset].text == words[offset]
          }
      }
    }
    guard Setting.names[dial] == nil, let word = dial.identifiers.last,
      let own = tokens.firstIndex(where: { $0.word == word })
    else { return nil }
    for index in (own + 1)..<max(own + 1, min(tokens.count, own + 4)) {
      if let number = tokens[index].number {
        return DecimalText.shortest(number.value) == value ? index : nil
      }
    }
    return nil
  }
}
