import Formulas

/// A condition that drawn values have to fulfil: `abs(w1 - w2) >= 0.1`, `0.2 < y_hat < 0.8`.
package struct VariantCondition: Sendable {
  package let text: String
  /// The sides, one more than the signs between them.
  package let sides: [PlacedFormula]
  private let relations: [Relation]

  private enum Relation: String, CaseIterable {
    // Two characters come before the one that they start with.
    case atMost = "<="
    case atLeast = ">="
    case unequal = "!="
    case less = "<"
    case greater = ">"
    case equal = "="

    func holds(_ left: Double, _ right: Double) -> Bool {
      // 0.1 + 0.2 >= 0.3 is what its author means by it.
      let isNear = abs(left - right) <= 1e-12 * max(abs(left), abs(right), 1e-300)
      switch self {
      case .atMost: return left < right || isNear
      case .atLeast: return left > right || isNear
      case .unequal: return !isNear
      case .less: return left < right && !isNear
      case .greater: return left > right && !isNear
      case .equal: return isNear
      }
    }
  }

  enum Problem: Error {
    case noRelation
    case formula(FormulaError, text: String, offset: Int)
  }

  /// Reads a chain of comparisons.
  ///
  /// `offset`: The first byte of the text, in the file.
  init(_ text: String, at offset: Int, notation: Notation) throws(Problem) {
    let bytes = Array(text.utf8)
    var sides: [PlacedFormula] = []
    var relations: [Relation] = []
    var start = 0
    func side(_ end: Int) throws(Problem) -> PlacedFormula {
      var first = start
      while first < end, bytes[first] == 0x20 { first += 1 }
      let text = String(decoding: bytes[first..<end], as: UTF8.self).trimmedBytes
      do throws(FormulaError) {
        return PlacedFormula(
          formula: try Formula(text, notation: notation),
          offset: offset + first
        )
      } catch {
        throw .formula(error, text: text, offset: offset + first)
      }
    }
    var position = 0
    while position < bytes.count {
      let rest = bytes[position...]
      guard let relation = Relation.allCases.first(where: { rest.starts(with: $0.rawValue.utf8) })
      else {
        position += 1
        continue
      }
      sides.append(try side(position))
      relations.append(relation)
      position += relation.rawValue.utf8.count
      start = position
    }
    guard !relations.isEmpty else { throw .noRelation }
    sides.append(try side(bytes.count))
    self.text = text
    self.sides = sides
    self.relations = relations
  }

  /// True if every comparison of the chain holds.
  func holds(in evaluator: Evaluator) throws(EvaluationError) -> Bool {
    var numbers: [Double] = []
    for side in sides {
      guard let number = try evaluator.evaluate(side.expression).number else {
        throw EvaluationError("the condition `\(text)` compares what is not a number")
      }
      numbers.append(number)
    }
    return relations.indices.allSatisfy { relations[$0].holds(numbers[$0], numbers[$0 + 1]) }
  }
}
