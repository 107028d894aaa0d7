import Exercises
import Formulas
import Homework

/// Checks steps in symbols, `½·2·(y − ŷ)·(−1) = ŷ − y`, with every name a number of its own.
///
/// A step that uses what a name stands for is none of ours: only sides with the same names, of which
/// one is the other times −1, 2 or ½ throughout, are a finding.
struct SymbolicWork: Sendable {
  private let notation: Notation

  /// `names`: The symbols of the assignment.
  init(names: [String], logarithm: String) {
    notation = .student(names: names, logarithm: logarithm)
  }

  private static let points = 4
  private static let longest = 200

  /// A step that does not hold; nil for all others.
  func step(_ left: String, _ right: Span) -> WorkStep? {
    guard let first = formula(left), let second = formula(right.text),
      !first.names.isEmpty, Set(first.names) == Set(second.names),
      let ratio = ratio(of: second, to: first), let slip = Self.slips[ratio]
    else { return nil }
    return WorkStep(
      range: right.range,
      text: "\(left) = \(right.text)",
      holds: false,
      note: "as formulas the two sides differ: \(slip)"
    )
  }

  private static let slips: [Double: String] = [
    -1: "the sign is the other way round", 2: "the right one is twice the left one",
    0.5: "the right one is half the left one",
    -2: "the right one is twice the left one, and the sign is the other way round",
    -0.5: "the right one is half the left one, and the sign is the other way round",
  ]

  /// A formula that is more than a name, and says what it is made of.
  private func formula(_ text: String) -> Expression? {
    guard text.utf8.count <= Self.longest, text.hasLetter || !text.isASCII, !text.has("∂"),
      !text.has("partial"), !text.has("cancel"), !text.has("text"),
      let formula = try? Formula(text, notation: notation)
    else { return nil }
    switch formula.expression {
    case .binary, .negate:
      return formula.references.allSatisfy({ notation.means($0.name) }) ? formula.expression : nil
    default: return nil
    }
  }

  /// The number that the first formula is of the second, the same at every point.
  private func ratio(of first: Expression, to second: Expression) -> Double? {
    var generator = SeededGenerator(seed: 31)
    let names = Set(first.names).sorted()
    var found: Double?
    for _ in 0..<Self.points {
      var values: [String: Value] = [:]
      for name in names { values[name] = .number(generator.uniform(0.1...0.9)) }
      let evaluator = Evaluator(graph: Graph(), givens: values)
      guard let a = (try? evaluator.evaluate(first))?.number,
        let b = (try? evaluator.evaluate(second))?.number, b != 0, a.isFinite
      else { return nil }
      let ratio = (a / b * 1e9).rounded() / 1e9
      guard found == nil || found == ratio else { return nil }
      found = ratio
    }
    return found == 1 ? nil : found
  }
}
