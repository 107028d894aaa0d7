import Formulas
import Matrices

/// How a formula differs from an expected one: by its sign, a factor, a transpose, a missing 1/n.
package struct FormulaRelation: Hashable, Sendable {
  /// In a teacher's words.
  package let message: String

  /// Both formulas at one point.
  struct Pair {
    let written: Value
    let wanted: Value
    let examples: Int
    /// The values of what may be left out or be there once too often; nil where they are no numbers.
    let factors: [Double?]

    /// Equal up to rounding; a vector may be written as a row or as a column.
    var areEqual: Bool { ratio.map { abs($0 - 1) <= 1e-9 } ?? Self.areZero(written, wanted) }

    /// What the wanted numbers are multiplied by to be the written ones, if that is one number.
    var ratio: Double? { Self.ratio(written.elements, wanted.elements) }

    /// The same for a transposed matrix.
    var transposedRatio: Double? {
      guard case .matrix(let matrix) = written, matrix.rows > 1, matrix.columns > 1 else {
        return nil
      }
      return Self.ratio(matrix.transposed.elements, wanted.elements)
    }

    private static func areZero(_ written: Value, _ wanted: Value) -> Bool {
      written.elements.count == wanted.elements.count
        && (written.elements + wanted.elements).allSatisfy { abs($0) <= 1e-18 }
    }

    private static func ratio(_ written: [Double], _ wanted: [Double]) -> Double? {
      guard written.count == wanted.count,
        let largest = wanted.indices.max(by: { abs(wanted[$0]) < abs(wanted[$1]) }),
        wanted[largest] != 0
      else { return nil }
      let ratio = written[largest] / wanted[largest]
      guard ratio.isFinite, ratio != 0 else { return nil }
      let scale = max(abs(written[largest]), 1e-9)
      let fits = zip(written, wanted).allSatisfy { abs($0 - ratio * $1) <= 1e-9 * scale }
      return fits ? ratio : nil
    }
  }

  init(message: String) { self.message = message }

  /// The relation of two formulas that differ; nil if it is no simple one.
  init?(_ pairs: [Pair], factors: [Expression]) {
    let plain = pairs.compactMap(\.ratio)
    let turned = pairs.compactMap(\.transposedRatio)
    let isTransposed = plain.count < pairs.count
    let ratios = isTransposed ? turned : plain
    guard !ratios.isEmpty, ratios.count == pairs.count else { return nil }
    if isTransposed, ratios.allSatisfy({ Self.equal($0, 1) }) {
      message = "it is the transpose of what is asked"
      return
    }
    guard let words = Self.words(ratios, pairs, factors) else { return nil }
    message = isTransposed ? "it is transposed, and \(words)" : words
  }

  private static func equal(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-8 * max(abs(a), abs(b))
  }

  private static func words(
    _ ratios: [Double],
    _ pairs: [Pair],
    _ factors: [Expression]
  ) -> String? {
    func all(_ expected: (Pair) -> Double?) -> Bool {
      zip(ratios, pairs).allSatisfy { ratio, pair in
        expected(pair).map { equal(ratio, $0) } ?? false
      }
    }
    if all({ _ in -1 }) { return "the sign is the other way round" }
    for (sign, and) in [(1.0, ""), (-1, ", and the sign is the other way round")] {
      if pairs.contains(where: { $0.examples > 1 }) {
        if all({ sign * Double($0.examples) }) { return "the division by n is missing\(and)" }
        if all({ sign / Double($0.examples) }) { return "it is divided by n once too often\(and)" }
      }
      for (place, factor) in factors.enumerated() {
        let text = factor.text
        let isShort = text.utf8.count <= 40
        guard isShort else { continue }
        if all({ pair in pair.factors[place].map { sign / $0 } }) {
          return "the factor \(text) was left out\(and)"
        }
        if all({ pair in pair.factors[place].map { sign * $0 } }) {
          return "the factor \(text) is there once too often\(and)"
        }
      }
      for (value, name) in [
        (Elementary.ln(10), "ln(10)"), (1 / Elementary.ln(10), "1/ln(10): log10 stands for ln"),
        (1 / Elementary.ln(2), "1/ln(2): log2 stands for ln"),
      ] where all({ _ in sign * value }) {
        return "it is what is asked times \(name)\(and)"
      }
    }
    guard let first = ratios.first, all({ _ in first }) else { return nil }
    return "it is \(multiple(first)) what is asked"
  }

  /// A constant factor: `2 times`, `half`, `-3/2 times`.
  private static func multiple(_ ratio: Double) -> String {
    if equal(ratio, 0.5) { return "half of" }
    for divisor in 1...12 {
      let part = ratio * Double(divisor)
      guard equal(part, part.rounded()), abs(part) < 1000 else { continue }
      return divisor == 1
        ? "\(Int(part.rounded())) times" : "\(Int(part.rounded()))/\(divisor) times"
    }
    return "\(DecimalText.significant(ratio, digits: 4)) times"
  }
}
