import Formulas
import Homework
import Markdown

/// Checks every `=` and `≈` between numbers of a homework as an identity at the printed digits.
///
/// A sign holds if some numbers that round to the printed ones make it true: nobody is told off for
/// going on with unrounded values.
struct WorkChecker {
  let reader: NumberReader
  /// Numbers that the course gives, which have no doubt.
  let exact: Set<Double>
  /// Checks what stands in symbols.
  private let symbols: SymbolicWork
  /// The symbols of the assignment, and what the course gives of them.
  private let names: [String]
  private let givens: [String: [Double]]
  private let logarithm: String
  /// True where `e` is a name of the assignment, and not Euler's number.
  private let declaresE: Bool

  init(
    reader: NumberReader,
    exact: Set<Double>,
    names: [String],
    givens: [String: [Double]],
    logarithm: String
  ) {
    self.reader = reader
    self.exact = exact
    self.names = names
    self.givens = givens
    self.logarithm = logarithm
    symbols = SymbolicWork(names: names, logarithm: logarithm)
    declaresE = names.contains("e")
  }

  /// More signs than anybody writes; each is a calculation, and a megabyte holds a quarter million.
  private static let mostSteps = 5000

  /// The signs of a homework in order, and the place of the first one that was not looked at.
  struct Steps {
    var all: [WorkStep] = []
    var unchecked: Range<Int>?

    /// That the homework holds more than is looked at.
    var finding: Finding? {
      unchecked.map { place in
        .unchecked("from here on no \"=\" was checked: \(all.count) were before it", place)
      }
    }
  }

  /// `known`: What the homework says for the course's quantities, by name.
  func steps(in submission: Submission, known: [String: [Double]]) -> Steps {
    var steps = Steps()
    var recent = Recent()
    var all: [[Span]] = []
    var putIn: [Int] = []
    func check(_ chains: [[Span]]) {
      for chain in chains {
        guard steps.all.count < Self.mostSteps else {
          steps.unchecked = steps.unchecked ?? chain.last?.range
          return
        }
        steps.all += self.steps(of: chain, in: submission.source, recent: &recent)
        if PutInWork.mayHold(chain) { putIn.append(all.count) }
        all.append(chain)
      }
    }
    for passage in submission.passages {
      if case .table(let table) = passage.kind {
        check(Self.chains(in: table, submission.source))
      }
      for clause in passage.clauses where !clause.isQuoted {
        check(Self.chains(of: clause, submission.source))
      }
    }
    guard !putIn.isEmpty else { return steps }
    let work = PutInWork(
      names: names,
      logarithm: logarithm,
      givens: givens.merging(known, uniquingKeysWith: +),
      chains: all,
      decimalMark: reader.decimalMark
    )
    for chain in putIn {
      steps.all += work.steps(of: all[chain], before: chain, in: submission.source)
    }
    return steps
  }

  /// The parts of each chain of a clause: its label, and every value after it.
  private static func chains(of clause: Clause, _ source: SourceText) -> [[Span]] {
    var chains: [[Span]] = []
    for pair in clause.pairs {
      if pair.isSentence {
        // `the recall is 192/212 = 0.906`: the calculation begins behind the words.
        chains.append([pair.value])
      } else if pair.continuesChain, !chains.isEmpty {
        // Labels that share a chain repeat its parts.
        if chains[chains.count - 1].last?.range != pair.value.range {
          chains[chains.count - 1].append(pair.value)
        }
      } else if chains.last?.last?.range != pair.value.range {
        chains.append(
          isSizes(pair, source) || isColumns(pair.label) ? [pair.value] : [pair.label, pair.value]
        )
      }
    }
    return chains
  }

  /// True for the sizes of a network's layers before a colon: `784-100-10: 78400 + …` is no difference.
  private static func isSizes(_ pair: Clause.Pair, _ source: SourceText) -> Bool {
    let (label, value) = (pair.label.range, pair.value.range)
    guard label.upperBound <= value.lowerBound,
      source.bytes[label.upperBound..<value.lowerBound].contains(0x3A)
    else { return false }
    let sizes = pair.label.text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    return sizes.count > 1
      && sizes.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
  }

  /// True for the cells of columns before a sign, `1   6        5    - 0.1*6`: no product.
  private static func isColumns(_ label: Span) -> Bool {
    label.text.parts(around: "   ").dropFirst().contains {
      $0.trimmedBytes.first?.isNumber ?? false
    }
  }

  /// The calculations in the cells of a table.
  private static func chains(in table: WrittenTable, _ source: SourceText) -> [[Span]] {
    func parts(_ cell: WrittenTable.Cell) -> [Span] {
      let text = table.text(of: cell, in: source)
      var rest = text.string(0..<text.bytes.count)
      for sign in ["≈", "\\approx", "⇒", "→"] { rest = rest.replacingBytes(of: sign, with: "=") }
      return rest.utf8.split(separator: 0x3D).map {
        Span(text: String(Substring($0)).trimmedBytes, range: cell.range)
      }
    }
    func holdsShape(_ cell: WrittenTable.Cell) -> Bool {
      let text = table.text(of: cell, in: source)
      return ShapeReader.read(text.string(0..<text.bytes.count)) != nil
    }
    // `calculation | result`: the sign between two cells is the stroke.
    let heads = (table.rows.first ?? []).map { cell in
      Set(LabelTokens(parts(cell).map(\.text).joined(separator: " ")).tokens)
    }
    var chains: [[Span]] = []
    for row in table.rows.dropFirst() {
      for (column, cell) in row.enumerated() {
        // A calculation of an edge beside a shape is no equation with the product of its sizes.
        let leadsOn =
          column + 1 < row.count && !row[column + 1].isEmpty
          && !holdsShape(row[column + 1])
          && (!heads[column].isDisjoint(with: calculations)
            || !heads[column + 1].isDisjoint(with: results))
        let bytes = source.bytes[cell.range]
        guard leadsOn || bytes.contains(where: { $0 == 0x3D || $0 == 0xE2 || $0 == 0x5C }),
          bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 })
        else { continue }
        var chain = parts(cell)
        if leadsOn {
          chain += parts(row[column + 1]).prefix(1)
        }
        if chain.count > 1 { chains.append(chain) }
      }
    }
    return chains
  }

  private static let calculations: Set<String> = [
    "calculation", "calculations", "computation", "work", "working", "rechnung",
  ]
  private static let results: Set<String> = ["result", "results", "value", "ergebnis", "wert"]

  /// A sign of a chain, with the readings of both sides: two where something is cancelled.
  private struct Sign {
    let range: Range<Int>
    let text: String
    let left: [NumericSide]
    let right: [NumericSide]
  }

  private func steps(
    of chain: [Span],
    in source: SourceText,
    recent: inout Recent
  ) -> [WorkStep] {
    guard chain.dropFirst().contains(where: { $0.text.hasDigit || $0.text.hasLetter }) else {
      return []
    }
    let sides = chain.map(sides)
    var steps: [WorkStep] = []
    for (first, second) in zip(chain.indices, chain.indices.dropFirst()) {
      let text = "\(chain[first].text) = \(chain[second].text)"
      let (left, right) = (sides[first], sides[second])
      guard !left.isEmpty, !right.isEmpty else {
        if let step = symbols.step(chain[first].text, chain[second]) { steps.append(step) }
        continue
      }
      // Shapes that fit each other are no products, nor is a shape behind its edge: `= 32 → 32×32×16`.
      if let shape = ShapeReader.read(chain[second].text),
        chain[first].text.has("×") || chain[first].text.has("times")
          || shape.sizes.count > 2 && shape.numbers?.first == Int(chain[first].text.trimmedBytes)
      {
        continue
      }
      // Two plain numbers are a value said twice: behind a calculation they have to be the same one.
      if left[0].unit != nil, right[0].unit != nil,
        first == chain.startIndex || !isEquals(chain[first], chain[second], source)
      {
        continue
      }
      let sign = Sign(range: chain[second].range, text: text, left: left, right: right)
      var step = step(sign, recent.factors)
      if step.holds == false, let slip = left[0].miscopied(from: recent.results, for: right[0]) {
        step = WorkStep(
          range: source.place(of: DecimalText.shortest(abs(slip.own)), in: chain[first].range),
          text: text,
          holds: false,
          note:
            "\(DecimalText.shortest(slip.meant)) was copied as \(DecimalText.shortest(slip.own))"
        )
      }
      steps.append(step)
      recent.add(left[0], right[0])
    }
    return steps
  }

  /// True if `=` or `≈` stands between two parts, and no arrow: `784 → 128` is no claim.
  private func isEquals(_ left: Span, _ right: Span, _ source: SourceText) -> Bool {
    guard left.range.upperBound <= right.range.lowerBound else { return false }
    // `0.3 → 0.1 = 3 times smaller` is a comparison.
    let rest = source.bytes[right.range.upperBound...].drop { $0 == 0x20 }
    if let next = rest.first, (next | 0x20) >= 0x61, (next | 0x20) <= 0x7A { return false }
    let between = source.string(in: left.range.upperBound..<right.range.lowerBound)
    return ["=", "≈", "approx"].contains(where: between.has)
  }

  /// What was calculated with, and what came out, shortly before.
  private struct Recent {
    private(set) var factors: [Double] = []
    private(set) var results: [Double] = []

    /// So many of the factors before may have been taken for another one.
    private static let mostFactors = 12
    /// From so many of the results before a number may have been copied.
    private static let mostResults = 100

    mutating func add(_ left: NumericSide, _ right: NumericSide) {
      factors = (factors + left.factors + right.factors).suffix(Self.mostFactors)
      guard right.unit != nil, !right.isWhole else { return }
      results = (results + [abs(right.value)]).suffix(Self.mostResults)
    }
  }

  private func step(_ sign: Sign, _ recent: [Double]) -> WorkStep {
    let unchecked = (sign.left + sign.right).contains { $0.doubt.isInfinite }
    guard !unchecked else {
      let note = "not checked: more than \(NumericSide.mostNumbers) numbers stand on one side"
      return WorkStep(range: sign.range, text: sign.text, holds: nil, note: note)
    }
    let holds = sign.left.contains { left in
      sign.right.contains { Self.holds(left, $0) }
    }
    return WorkStep(
      range: sign.range,
      text: sign.text,
      holds: holds,
      note: holds ? nil : WorkSlip(sign.left[0], sign.right[0], recent: recent).note
    )
  }

  /// The readings of a part: what is cancelled may be a factor that stays or one that is gone.
  private func sides(_ part: Span) -> [NumericSide] {
    if declaresE, part.text.identifiers.contains("e") { return [] }
    let text = part.text.has("brace") ? Cancelled.withoutBraces(part.text) : part.text
    let ways = text.has("cancel") ? Cancelled.ways(text) : [text]
    return ways.compactMap { NumericSide($0, reader: reader, exact: exact) }
  }

  private static func holds(_ left: NumericSide, _ right: NumericSide) -> Bool {
    let scale = max(abs(left.value), abs(right.value))
    // Whole numbers make whole numbers; what is made of decimals may be rounded to one.
    let isExact = left.isWhole && right.isWhole
    let printed = isExact ? 0 : (left.unit ?? 0) + (right.unit ?? 0)
    let allowed = printed * (1 + 1e-9) + 1.01 * (left.doubt + right.doubt) + 1e-9 * scale
    if abs(left.value - right.value) <= allowed { return true }
    guard !isExact, let unit = right.unit else { return false }
    return left.rounded(like: right).contains {
      abs($0 - right.value) <= 0.5 * unit * (1 + 1e-9)
    }
  }
}

extension SourceText {
  /// Where a part of the text stands first within a range; the range if it does not.
  fileprivate func place(of part: String, in range: Range<Int>) -> Range<Int> {
    let text = string(in: range)
    guard let place = text.firstRange(of: part) else { return range }
    let start = range.lowerBound + text.utf8.distance(from: text.startIndex, to: place.lowerBound)
    return start..<(start + part.utf8.count)
  }
}
