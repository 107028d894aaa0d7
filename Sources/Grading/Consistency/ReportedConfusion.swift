import Formulas
import Networks

/// A confusion matrix of a homework.
struct ReportedConfusion: Sendable {
  let labels: [String]
  /// As it is written, row by row.
  let counts: [[Int]]
  /// How it lies; nil if nothing says so.
  let orientation: ConfusionMatrix.Orientation?
  let passage: Int
  let range: Range<Int>
  /// Totals that are written beside and below it, with what they should be.
  let totals: [(written: Int, expected: Int, range: Range<Int>)]

  /// The scores that follow, for a way in which it may lie.
  func metrics(_ orientation: ConfusionMatrix.Orientation) -> Metrics {
    Metrics(ConfusionMatrix(counts, orientation))
  }

  var orientations: [ConfusionMatrix.Orientation] {
    orientation.map { [$0] } ?? [.rowsAreTrue, .rowsArePredicted]
  }

  var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  var hits: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// How often one class was taken for another.
  func count(of label: Int, as other: Int, _ orientation: ConfusionMatrix.Orientation) -> Int {
    orientation == .rowsAreTrue ? counts[label][other] : counts[other][label]
  }

  /// The place of a class, however it is called: `4`, `class 4`, `setosa`.
  func place(of label: String) -> Int? {
    let plain = Self.plain(label)
    return labels.firstIndex { Self.plain($0) == plain }
  }

  /// A label without the words that say which side it is on.
  static func plain(_ label: String) -> String {
    label.lowercased().identifiers.filter { !Self.sides.contains($0) }.joined(separator: " ")
  }

  private static let sides: Set<String> = [
    "true", "actual", "predicted", "pred", "prediction", "class", "is", "real", "label", "as",
    "digit", "labels", "klasse", "t", "p",
  ]

  static let totalWords: Set<String> = ["total", "sum", "all", "σ", "support", "summe", "totals"]
}

/// Finds the confusion matrices of a homework.
struct ConfusionReader {
  let numbers: NumberReader

  /// The matrix in a table: as many rows as columns, under the same names, all whole numbers.
  func matrix(in table: ReportedTable) -> ReportedConfusion? {
    let rows = table.grid.rows
    guard rows.count >= 3, let header = rows.first, header.count >= 3 else { return nil }
    var body = Array(rows.dropFirst())
    var width = header.count - 1
    var totalRow: [Grid.Cell]?
    if let last = body.last, isTotal(last[0].text) {
      totalRow = last
      body.removeLast()
    }
    let hasTotals = isTotal(header[width].text)
    if hasTotals { width -= 1 }
    guard body.count == width, width >= 2 else { return nil }
    var counts: [[Int]] = []
    for row in body {
      let own = row[1...width].compactMap { $0.count(numbers) }
      guard own.count == width else { return nil }
      counts.append(own)
    }
    let labels = body.map { ReportedConfusion.plain($0[0].text) }
    let above = header[1...width].map { ReportedConfusion.plain($0.text) }
    let said = words(before: table)
    let isCalled =
      said.contains("confusion") || said.contains("konfusionsmatrix")
      || rows[0][0].text.lowercased().has("confusion")
    guard Set(labels).count == labels.count, labels == above || (isCalled && labels.count > 1)
    else { return nil }
    guard isCalled || isSided(rows) else { return nil }
    var totals: [(written: Int, expected: Int, range: Range<Int>)] = []
    for (row, cells) in body.enumerated() where hasTotals {
      guard let written = cells[width + 1].count(numbers) else { continue }
      totals.append((written, counts[row].reduce(0, +), cells[width + 1].range))
    }
    if let totalRow {
      for column in 0..<width {
        guard let written = totalRow[column + 1].count(numbers) else { continue }
        let sum = counts.reduce(0) { $0 + $1[column] }
        totals.append((written, sum, totalRow[column + 1].range))
      }
      if hasTotals, let written = totalRow[width + 1].count(numbers) {
        let sum = counts.reduce(0) { $0 + $1.reduce(0, +) }
        totals.append((written, sum, totalRow[width + 1].range))
      }
    }
    return ReportedConfusion(
      labels: body.map(\.[0].text),
      counts: counts,
      orientation: orientation(of: table),
      passage: table.passage,
      range: table.range,
      totals: totals
    )
  }

  private func isTotal(_ text: String) -> Bool {
    !ReportedTable.words(of: text).isDisjoint(with: ReportedConfusion.totalWords)
  }

  private func words(before table: ReportedTable) -> Set<String> {
    table.introduction.suffix(3).reduce(into: []) { $0.formUnion($1.words) }
  }

  private func isSided(_ rows: [[Grid.Cell]]) -> Bool {
    let heads = (rows[0] + rows.map { $0[0] }).map { ReportedTable.words(of: $0.text) }
    return heads.contains { !$0.isDisjoint(with: ["predicted", "pred", "actual", "true"]) }
  }

  /// How the matrix lies, from its heads and from what is said before it.
  private func orientation(of table: ReportedTable) -> ConfusionMatrix.Orientation? {
    let rows = table.grid.rows
    let trueWords: Set<String> = ["true", "actual", "real", "truth"]
    let predictedWords: Set<String> = ["predicted", "pred", "prediction", "predictions"]
    let side = rows.dropFirst().map { ReportedTable.words(of: $0[0].text) }
    let top = rows[0].dropFirst().map { ReportedTable.words(of: $0.text) }
    if side.contains(where: { !$0.isDisjoint(with: trueWords) })
      || top.contains(where: { !$0.isDisjoint(with: predictedWords) })
    {
      return .rowsAreTrue
    }
    if side.contains(where: { !$0.isDisjoint(with: predictedWords) })
      || top.contains(where: { !$0.isDisjoint(with: trueWords) })
    {
      return .rowsArePredicted
    }
    // `true \ predicted`: the first is said of the rows.
    let corner = rows[0][0].text.lowercased().identifiers
    if let first = corner.first(where: { trueWords.contains($0) || predictedWords.contains($0) }) {
      return trueWords.contains(first) ? .rowsAreTrue : .rowsArePredicted
    }
    for sentence in table.introduction.suffix(3) {
      let words = sentence.tokens.compactMap(\.word)
      for (place, word) in words.enumerated() where word == "rows" || word == "row" {
        let near = words[place...].prefix(5)
        if near.contains(where: trueWords.contains) { return .rowsAreTrue }
        if near.contains(where: predictedWords.contains) { return .rowsArePredicted }
      }
    }
    return nil
  }

  /// The matrices that NumPy printed: `[[50 0] [3 47]]` in text or code that speaks of confusion.
  func matrices(in passage: Passage, at index: Int, isCalled: Bool) -> [ReportedConfusion] {
    let text = passage.text
    var matrices: [ReportedConfusion] = []
    var start = 0
    while let open = text.bytes[start...].indices.first(where: {
      text.bytes[$0] == 0x5B && $0 + 1 < text.bytes.count && text.bytes[$0 + 1] == 0x5B
    }) {
      var depth = 0
      var end = open
      while end < text.bytes.count {
        if text.bytes[end] == 0x5B { depth += 1 }
        if text.bytes[end] == 0x5D { depth -= 1 }
        end += 1
        if depth == 0 { break }
      }
      start = end
      guard isCalled, end - open < 4000,
        case .matrix(let rows, let columns, let elements)? = MatrixReader(decimalMark: .point)
          .read(text.string(open..<end)),
        rows == columns, rows >= 2,
        elements.allSatisfy({ $0.lastPlace >= 0 && $0.value >= 0 && $0.value < 1e9 })
      else { continue }
      let counts = (0..<rows).map { row in
        (0..<columns).map { Int(elements[row * columns + $0].value) }
      }
      matrices.append(
        ReportedConfusion(
          labels: (0..<rows).map(String.init),
          counts: counts,
          orientation: nil,
          passage: index,
          range: text.sourceRange(open..<end),
          totals: []
        )
      )
    }
    return matrices
  }
}
