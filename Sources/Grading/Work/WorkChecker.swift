import Formulas
import Markdown

/// Checks every `=` and `≈` between numbers of a homework as an identity at the printed digits.
///
/// A sign holds if some numbers that round to the printed ones make it true: nobody is told off for
/// going on with unrounded values.
struct WorkChecker {
  let reader: NumberReader
  /// Numbers that the course gives, which have no doubt.
  let exact: Set<Double>

  private static let mostSteps = 2000

  func steps(in submission: Submission) -> [WorkStep] {
    var steps: [WorkStep] = []
    for passage in submission.passages {
      if case .table(let table) = passage.kind {
        for chain in Self.chains(in: table, submission.source) where steps.count < Self.mostSteps {
          steps += self.steps(of: chain)
        }
      }
      for clause in passage.clauses where !clause.isQuoted {
        for chain in Self.chains(of: clause) where steps.count < Self.mostSteps {
          steps += self.steps(of: chain)
        }
      }
    }
    return steps
  }

  /// The parts of each chain of a clause: its label, and every value after it.
  private static func chains(of clause: Clause) -> [[Span]] {
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
        chains.append([pair.label, pair.value])
      }
    }
    return chains
  }

  /// The calculations in the cells of a table.
  private static func chains(in table: WrittenTable, _ source: SourceText) -> [[Span]] {
    func parts(_ cell: Range<Int>) -> [Span] {
      let text = table.text(of: cell, in: source)
      var rest = text.string(0..<text.bytes.count)
      for sign in ["≈", "\\approx", "⇒", "→"] { rest = rest.replacingBytes(of: sign, with: "=") }
      return rest.utf8.split(separator: 0x3D).map {
        Span(text: String(Substring($0)).trimmedBytes, range: cell)
      }
    }
    // `calculation | result`: the sign between two cells is the stroke.
    let heads = (table.rows.first ?? []).map { cell in
      Set(LabelTokens(parts(cell).map(\.text).joined(separator: " ")).tokens)
    }
    var chains: [[Span]] = []
    for row in table.rows.dropFirst() {
      for (column, cell) in row.enumerated() {
        let leadsOn =
          column + 1 < row.count && !row[column + 1].isEmpty
          && (!heads[column].isDisjoint(with: calculations)
            || !heads[column + 1].isDisjoint(with: results))
        let bytes = source.bytes[cell]
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

  private func steps(of chain: [Span]) -> [WorkStep] {
    guard chain.dropFirst().contains(where: { $0.text.hasDigit }) else { return [] }
    let sides = chain.map { NumericSide($0.text, reader: reader, exact: exact) }
    return zip(chain.indices, chain.indices.dropFirst()).compactMap { first, second in
      guard let left = sides[first], let right = sides[second] else { return nil }
      // Shapes that fit each other are no products.
      if ShapeReader.read(chain[second].text) != nil,
        chain[first].text.has("×")
          || chain[first].text.has("times")
      {
        return nil
      }
      // Two plain numbers are a value said twice: judged where it stands.
      if left.unit != nil, right.unit != nil { return nil }
      let text = "\(chain[first].text) = \(chain[second].text)"
      if Self.holds(left, right) {
        return WorkStep(range: chain[second].range, text: text, holds: true, note: nil)
      }
      return WorkStep(
        range: chain[second].range,
        text: text,
        holds: false,
        note: Self.note(left, right)
      )
    }
  }

  private static func holds(_ left: NumericSide, _ right: NumericSide) -> Bool {
    let scale = max(abs(left.value), abs(right.value))
    // Whole numbers make whole numbers; what is made of decimals may be rounded to one.
    let isExact = left.isWhole && right.isWhole
    let printed = isExact ? 0 : (left.unit ?? 0) + (right.unit ?? 0)
    let allowed = printed * (1 + 1e-9) + 1.01 * (left.doubt + right.doubt) + 1e-9 * scale
    return abs(left.value - right.value) <= allowed
  }

  // MARK: - What went wrong

  /// What the numbers give, and the slip that gives what is written instead.
  private static func note(_ left: NumericSide, _ right: NumericSide) -> String {
    let (work, result) = left.unit == nil ? (left, right) : (right, left)
    let places = max(3, digits(of: result))
    let value = "the numbers give \(DecimalText.significant(work.value, digits: places))"
    guard let slip = slip(work, result) else { return value }
    return "\(value): \(slip)"
  }

  private static func digits(of side: NumericSide) -> Int {
    guard let unit = side.unit, unit > 0, let leading = WrittenNumber.leadingPlace(of: side.value),
      let last = WrittenNumber.leadingPlace(of: unit * 1.5)
    else { return 4 }
    return min(12, leading - last + 1)
  }

  private static func slip(_ work: NumericSide, _ result: NumericSide) -> String? {
    let allowed = { (value: Double) in
      (result.unit ?? 0) * (1 + 1e-9) + work.doubt * abs(value / work.value) + 1e-9 * abs(value)
    }
    func fits(_ value: Double) -> Bool {
      value.isFinite && abs(result.value - value) <= allowed(value)
    }
    if fits(-work.value) { return "the sign is the other way round" }
    for power in [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6] {
      if fits(work.value * PowersOfTen.power(power)) || fits(-work.value * PowersOfTen.power(power))
      {
        let places = abs(power) == 1 ? "one place" : "\(abs(power)) places"
        return "the decimal point slipped by \(places)"
      }
    }
    if work.factors.count > 1 {
      for (index, factor) in work.factors.enumerated() where factor != 0 && abs(factor) != 1 {
        if fits(work.value / factor) || fits(-work.value / factor) {
          return "the factor \(DecimalText.shortest(work.factors[index])) was left out"
        }
      }
    }
    if fits(2 * work.value) { return "it is twice as large" }
    if fits(work.value / 2) { return "it is half as large" }
    return nil
  }
}
