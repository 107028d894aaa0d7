import Formulas
import Homework
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
    let places = labels.map(Self.plain)
    if let place = places.firstIndex(of: plain) { return place }
    // `dresses`, `shirts`
    for ending in ["es", "s"] where plain.hasSuffix(ending) {
      if let place = places.firstIndex(of: String(plain.dropLast(ending.count))) { return place }
    }
    return nil
  }

  /// A label without the words that say which side it is on.
  static func plain(_ label: String) -> String {
    label.lowercased().identifiers.filter { !Self.sides.contains($0) }.joined(separator: " ")
  }

  private static let sides: Set<String> = [
    "true", "actual", "predicted", "pred", "prediction", "class", "is", "real", "label", "as",
    "digit", "labels", "klasse",
  ]

  static let totalWords: Set<String> = ["total", "sum", "all", "σ", "support", "summe", "totals"]
}

/// Finds the confusion matrices of a homework.
struct ConfusionReader {
  let numbers: NumberReader
  /// The sentences around.
  let said: ArraySlice<ProseSentence>

  /// True if the text around speaks of a confusion matrix.
  private var isCalled: Bool {
    said.contains { $0.words.contains { $0.has("confusion") || $0 == "konfusionsmatrix" } }
      || said.contains { $0.words.contains("predicted") }
        && said.contains { !$0.words.isDisjoint(with: ["true", "actual"]) }
  }

  /// The matrix in a table: as many rows as columns, under the same names, all whole numbers.
  func matrix(in table: ReportedTable) -> ReportedConfusion? {
    let rows = table.grid.rows
    if let bare = bareMatrix(in: table) { return bare }
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

  /// A matrix without names, as LaTeX writes one, where the text speaks of confusion.
  private func bareMatrix(in table: ReportedTable) -> ReportedConfusion? {
    let counts = table.grid.rows.map { $0.compactMap { $0.count(numbers) } }
    guard isCalled, counts.count >= 2, counts.allSatisfy({ $0.count == counts.count }),
      table.grid.rows.allSatisfy({ $0.count == counts.count })
    else { return nil }
    return ReportedConfusion(
      labels: counts.indices.map(String.init),
      counts: counts,
      orientation: orientation(of: table),
      passage: table.passage,
      range: table.range,
      totals: []
    )
  }

  private func isSided(_ rows: [[Grid.Cell]]) -> Bool {
    let heads = (rows[0] + rows.map { $0[0] }).map { ReportedTable.words(of: $0.text) }
    return heads.contains { !$0.isDisjoint(with: ["predicted", "pred", "actual", "true"]) }
  }

  private static let trueWords: Set<String> = ["true", "actual", "real", "truth"]
  private static let predictedWords: Set<String> = [
    "predicted", "pred", "prediction", "predictions",
  ]

  /// How the matrix lies, from its heads and from what is said before it.
  private func orientation(of table: ReportedTable) -> ConfusionMatrix.Orientation? {
    let rows = table.grid.rows
    let (trueWords, predictedWords) = (Self.trueWords, Self.predictedWords)
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
    return Self.orientation(in: said)
  }

  /// `rows are the true class`, `predicted in the rows`: the nearest word counts.
  private static func orientation(in said: ArraySlice<ProseSentence>) -> ConfusionMatrix
    .Orientation?
  {
    let parts = said.flatMap { sentence in
      sentence.tokens.split { $0.isMark(",") || ["and", "und"].contains($0.word ?? "") }
    }
    for part in parts {
      let words = part.compactMap(\.word)
      guard let rows = words.firstIndex(where: { $0 == "rows" || $0 == "row" }) else { continue }
      let near = words.indices.filter { index in
        abs(index - rows) <= 4
          && (trueWords.contains(words[index]) || predictedWords.contains(words[index]))
      }
      if let nearest = near.min(by: { abs($0 - rows) < abs($1 - rows) }) {
        return trueWords.contains(words[nearest]) ? .rowsAreTrue : .rowsArePredicted
      }
    }
    return nil
  }

  /// The matrices that NumPy printed or LaTeX writes, in text or code that speaks of confusion.
  func matrices(in passage: Passage, at index: Int) -> [ReportedConfusion] {
    guard isCalled else { return [] }
    let text = passage.text
    return Self.brackets(in: text).compactMap { range in
      guard
        case .matrix(let rows, let columns, let elements)? = MatrixReader(decimalMark: .point)
          .read(text.string(range)),
        rows == columns, rows >= 2,
        elements.allSatisfy({ $0.lastPlace >= 0 && $0.value >= 0 })
      else { return nil }
      let whole = elements.compactMap { Int(whole: $0.value) }
      guard whole.count == rows * columns else { return nil }
      let counts = (0..<rows).map { Array(whole[($0 * columns)..<(($0 + 1) * columns)]) }
      return ReportedConfusion(
        labels: (0..<rows).map(String.init),
        counts: counts,
        orientation: Self.orientation(in: said),
        passage: index,
        range: text.sourceRange(range),
        totals: []
      )
    }
  }

  /// Where `[[…]]` and `\begin{…}…\end{…}` stand.
  private static func brackets(in text: FlatText) -> [Range<Int>] {
    let bytes = text.bytes
    var found: [Range<Int>] = []
    var index = 0
    while index + 1 < bytes.count {
      if bytes[index] == 0x5B, bytes[index + 1] == 0x5B {
        var depth = 0
        let open = index
        repeat {
          if bytes[index] == 0x5B { depth += 1 }
          if bytes[index] == 0x5D { depth -= 1 }
          index += 1
        } while depth > 0 && index < bytes.count
        found.append(open..<index)
      } else if bytes[index] == 0x5C, bytes[index...].starts(with: Array("\\begin{".utf8)) {
        let end = Array("\\end{".utf8)
        guard let close = (index..<bytes.count).first(where: { bytes[$0...].starts(with: end) }),
          let brace = bytes[close...].firstIndex(of: 0x7D)
        else { break }
        found.append(index..<(brace + 1))
        index = brace + 1
      } else {
        index += 1
      }
    }
    return found.filter { $0.count < 4000 }
  }
}
