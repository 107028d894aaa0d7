import Formulas
import Markdown

/// A table as a grid of readable cells, the header as its first row; it can be turned.
package struct Grid: Sendable {
  package struct Cell: Sendable {
    package let text: String
    package let range: Range<Int>
    /// The words of the text; a cell of digits and signs has none.
    package let tokens: [String]
    /// The words before an equals sign: `C` of `C = -[y ln a + …]`, `at a` of `at a =`.
    package let label: [String]
    /// A label with keys in brackets, as it stands over a column: `C (y = 0.2)`, `C at y = 0.2`.
    package var call: LabelTokens? {
      guard text.utf8.contains(0x3D) else { return nil }
      var call = text
      for (spelling, mark) in [(" (", "("), (" at ", "("), (" for ", "("), (", ", "(")] {
        guard let place = call.firstRange(of: spelling), call[place.upperBound...].contains("=")
        else { continue }
        call = call[..<place.lowerBound] + mark + call[place.upperBound...]
        if !call.hasSuffix(")") { call += ")" }
        break
      }
      let label = LabelTokens(call)
      return label.arguments == nil ? nil : label
    }

    /// True for `MONK3 (reg.)` beside a `MONK3`: what stands in brackets tells the two apart.
    package internal(set) var isToldByRemark = false

    /// The words before a remark in brackets, `Epochs (max)`; nil without one.
    package var labelWithoutRemark: [String]? {
      guard !isToldByRemark else { return nil }
      return wordsBeforeRemark
    }

    var wordsBeforeRemark: [String]? {
      guard text.utf8.last == 0x29, let open = text.lastIndex(of: "("), open > text.startIndex,
        text[text.index(before: open)] == " "
          || Segmentation.isUnspaced(text[text.index(before: open)]),
        !text[open...].utf8.contains(0x3D)
      else { return nil }
      let label = LabelTokens(String(text[..<open])).tokens
      return label.isEmpty ? nil : label
    }

    package init(text: String, range: Range<Int>) {
      self.text = text
      self.range = range
      tokens = text.hasLetter ? LabelTokens(text).tokens : []
      label =
        tokens.isEmpty || !text.utf8.contains(0x3D)
        ? tokens
        : LabelTokens(text.utf8.split(separator: 0x3D).first.map { String(Substring($0)) } ?? "")
          .tokens
    }

    package var isBlank: Bool { text.isEmpty }
    package var isNumber: Bool {
      if case .number = NumberReader().read(text) { return true }
      return !isBlank && tokens.isEmpty
    }
    /// True for a day, `2025-10-01`, `1.10.25`.
    package var isDate: Bool {
      let parts = text.split(omittingEmptySubsequences: false) { "-./".contains($0) }
      return parts.count == 3 && parts.allSatisfy { (1...4).contains($0.count) && Int($0) != nil }
    }
    package var span: Span { Span(text: text, range: range) }
  }

  package let rows: [[Cell]]
  private let indexed: [[Cell]]?

  package init(_ table: WrittenTable, in source: SourceText) {
    var cells = table.rows.map { row in
      row.map { cell in
        let text = table.text(of: cell, in: source)
        let range = text.trimmed(0..<text.bytes.count)
        // A remark points at what is written in the cell, not at the stars around it.
        let place = range.isEmpty ? cell.range : text.sourceRange(range)
        let written = text.string(range)
        return Cell(
          text: cell.lines.count > 1 ? written.replacingBytes(of: "\n", with: " ") : written,
          range: place
        )
      }
    }
    if cells.allSatisfy({ $0.count == 2 }) { cells = cells.map(Self.withoutDash) }
    let plain = Self.withoutIndex(Self.withOneHeader(Self.withoutCaption(cells)))
    rows = Self.toldApart(Self.unpaired(Self.stacked(Self.withoutForeignColumns(plain))))
    indexed = plain.first?.count == cells.first?.count ? nil : cells
  }

  /// The rows with their column of counts, which may be the values of a key after all.
  package var withIndex: Grid? { indexed.map { Grid(rows: $0) } }

  /// Columns that stand side by side to save space, `name | value | name | value`, as one below the
  /// other.
  private static func stacked(_ rows: [[Cell]]) -> [[Cell]] {
    guard let header = rows.first, header.count >= 4, header.count % 2 == 0,
      !header[0].tokens.isEmpty
    else { return rows }
    let half = header.count / 2
    guard header.prefix(half).map(\.text) == header.suffix(half).map(\.text),
      Set(header.prefix(half).map(\.text)).count == half
    else { return rows }
    return [Array(header.prefix(half))] + rows.dropFirst().map { Array($0.prefix(half)) }
      + rows.dropFirst().map { Array($0.suffix(half)) }
  }

  /// The rows without columns of another origin, `solution` or `numerically`, beside the student's
  /// own: only those are an answer.
  private static func withoutForeignColumns(_ rows: [[Cell]]) -> [[Cell]] {
    guard let header = rows.first else { return rows }
    if let labelled = labellingWays(rows) { return withoutForeignColumns(labelled) }
    let hasResults = header.contains { $0.tokens.contains(where: results.contains) }
    let own = header.indices.filter { column in
      let tokens = header[column].tokens
      // The way to a value stands beside it.
      if hasResults, tokens.count == 1, ways.contains(tokens[0]) { return false }
      return !tokens.contains(where: foreign.contains)
    }
    // A table that holds nothing else is what the student wrote.
    guard own.count < header.count, own.count > 1 else { return rows }
    return rows.map { row in own.map { row[$0] } }
  }

  /// The rows with the names of a column of calculations alone, `z1` of `z1 = 0.3 + 0.2`, where the
  /// results stand in a column of their own; nil if there is none.
  private static func labellingWays(_ rows: [[Cell]]) -> [[Cell]]? {
    guard let header = rows.first, rows.count > 2,
      header.contains(where: { $0.tokens.contains(where: results.contains) }),
      let column = header.indices.first(where: { column in
        header[column].tokens.count == 1 && ways.contains(header[column].tokens[0])
      }),
      rows.dropFirst().allSatisfy({ row in
        row[column].isBlank
          || row[column].text.parts(around: "=").count > 1 && row[column].label.count == 1
      })
    else { return nil }
    return rows.enumerated().map { place, row in
      var row = row
      let cell = row[column]
      let name = place == 0 ? "" : cell.text.parts(around: "=")[0].trimmedBytes
      row[column] = Cell(text: name, range: cell.range)
      return row
    }
  }

  private static let foreign: Set<String> = [
    "solution", "solutions", "expected", "reference", "numerical", "numerically", "numeric",
    "check", "checked", "autograd", "pytorch", "tensorflow", "keras", "sample", "musterlösung",
    "target",
  ]

  private static let ways: Set<String> = [
    "calculation", "computation", "working", "work", "rechnung", "steps",
  ]
  package static let results: Set<String> = [
    "value", "values", "result", "results", "wert", "werte", "ergebnis", "answer", "answers",
    "rounded", "exact", "computed", "mine", "my", "valor", "resultado", "valeur", "résultat", "值",
    "结果", "値", "number", "estimate", "rough", "quantity", "output", "new", "gradient", "σ",
  ]

  /// The rows without a first one that holds a name alone, above a row of headers with a blank corner.
  private static func withoutCaption(_ rows: [[Cell]]) -> [[Cell]] {
    guard rows.count > 2, rows[0].count > 2, !rows[0][0].isBlank,
      !rows[0][0].text.utf8.contains(0x3D), rows[0].dropFirst().allSatisfy(\.isBlank),
      isHeader(rows[1])
    else { return rows }
    return Array(rows.dropFirst())
  }

  /// A row of a name and its value without the dash between them: `Loss | - 1.774`.
  private static func withoutDash(_ row: [Cell]) -> [Cell] {
    let value = row[1].text
    guard row[0].text.hasLetter, value.hasPrefix("- "),
      let digit = value.utf8.dropFirst(2).first, digit >= 0x30, digit <= 0x39,
      value.utf8.count == row[1].range.count
    else { return row }
    let rest = String(value.dropFirst(2))
    return [
      row[0], Cell(text: rest, range: (row[1].range.lowerBound + 2)..<row[1].range.upperBound),
    ]
  }

  /// The rows with a second row of headers joined to the first, which says something twice or leaves out
  /// something: `validation` over `loss` and over `accuracy`.
  private static func withOneHeader(_ rows: [[Cell]]) -> [[Cell]] {
    guard rows.count > 3, rows[0].count > 2 else { return rows }
    let (first, second) = (rows[0], rows[1])
    let said = first.map(\.text)
    let isSpanned =
      Set(said).count < said.count
      || zip(first, second).dropFirst().contains { $0.isBlank && !$1.isBlank }
    let isHeader =
      second.count { !$0.isBlank } > 1
      && second.allSatisfy { $0.isBlank || !$0.tokens.isEmpty && !$0.text.hasDigit }
    let hasNumbers = rows[2].count { $0.isNumber } > 1
    guard isSpanned, isHeader, hasNumbers, !said.dropFirst().allSatisfy(\.isEmpty) else {
      return rows
    }
    var above = ""
    let joined = zip(first, second).map { head, cell in
      // A blank cell goes on with the one before it, where the row below says something of its own.
      if !head.isBlank || cell.isBlank { above = head.text }
      let text = cell.isBlank ? head.text : above.isEmpty ? cell.text : "\(above) \(cell.text)"
      return Cell(text: text, range: head.isBlank ? cell.range : head.range)
    }
    return [joined] + rows.dropFirst(2)
  }

  /// True for a row of words behind a blank corner.
  private static func isHeader(_ row: [Cell]) -> Bool {
    let filled = row.dropFirst().filter { !$0.isBlank }
    return row.first?.isBlank ?? false && filled.count > 1
      && filled.allSatisfy { !$0.tokens.isEmpty && !$0.isNumber }
  }

  /// The tables of which this is made, where further rows of headers stand in it; itself otherwise.
  package var parts: [Grid] {
    let heads = rows.indices.filter { $0 > 1 && Self.isHeader(rows[$0]) }
    guard !heads.isEmpty, Self.isHeader(header) else { return [self] }
    return zip([0] + heads, heads + [rows.count]).map { start, end in
      let part = Array(rows[start..<end])
      let filled = part[0].indices.filter { column in
        part.contains { !$0[column].isBlank }
      }
      return Grid(rows: part.map { row in filled.map { row[$0] } })
    }
    .filter { $0.rows.count > 1 }
  }

  /// The rows without the column of counts that `print(df)` puts first: it is no key.
  private static func withoutIndex(_ rows: [[Cell]]) -> [[Cell]] {
    guard rows.count > 1, let header = rows.first, header.count > 2, header[0].isBlank else {
      return rows
    }
    let isCounted = rows.dropFirst().enumerated().allSatisfy { $1[0].text == String($0) }
    return isCounted ? rows.map { Array($0.dropFirst()) } : rows
  }

  package init(rows: [[Cell]]) {
    self.rows = rows
    indexed = nil
  }

  /// The grid with some of its columns alone.
  package func keeping(_ columns: [Int]) -> Grid {
    columns.count == header.count ? self : Grid(rows: rows.map { row in columns.map { row[$0] } })
  }

  /// Headers of columns that speak about the others.
  package static let remarks: Set<String> = [
    "remark", "remarks", "note", "notes", "comment", "comments", "observation", "observations",
    "explanation", "description", "why", "reason", "bemerkung", "bemerkungen", "anmerkung",
    "observación", "observações", "observação", "remarque", "nota", "notas", "备注", "说明", "備考",
  ]
  /// Headers of columns that count.
  package static let counters: Set<String> = [
    "step", "no", "nr", "n°", "index", "item", "schritt", "paso", "passo", "étape", "#", "i", "步骤",
  ]

  /// The grid with no more than two equal rows in a row: more of them say nothing more.
  package var withoutRepeats: Grid {
    guard rows.count > Self.mostRows else { return self }
    func isRepeated(_ index: Int) -> Bool {
      index > 1 && zip(rows[index], rows[index - 1]).allSatisfy { $0.text == $1.text }
        && zip(rows[index], rows[index - 2]).allSatisfy { $0.text == $1.text }
    }
    let kept = rows.indices.filter { !isRepeated($0) }
    return kept.count == rows.count ? self : Grid(rows: kept.map { rows[$0] })
  }

  /// A table that is shorter is read in no time.
  private static let mostRows = 24

  /// True if no value of a column stands there twice.
  package func varies(_ column: Int) -> Bool {
    let written = records.map { $0[column].text }.filter { !$0.isEmpty }
    return Set(written).count == written.count
  }

  /// The grid without its first row.
  package var withoutHeader: Grid { Grid(rows: Array(rows.dropFirst())) }

  /// The cells as a matrix in brackets, if they hold nothing but digits and signs.
  package var matrixText: String? {
    let filled = rows.filter { row in row.contains { !$0.isBlank } }
    guard !filled.isEmpty,
      filled.allSatisfy({ row in row.allSatisfy(\.isNumber) })
    else { return nil }
    return "["
      + filled.map { "[" + $0.map(\.text).joined(separator: " ") + "]" }.joined(separator: " ")
      + "]"
  }

  package var header: [Cell] { rows.first ?? [] }
  package var records: ArraySlice<[Cell]> { rows.dropFirst() }

  package var transposed: Grid {
    guard let width = rows.first?.count else { return self }
    return Grid(rows: (0..<width).map { column in rows.map { $0[column] } })
  }
}
