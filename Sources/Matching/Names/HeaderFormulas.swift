import Exercises
import Formulas
import Homework

/// Formulas that the headers of a table write, `C = -[y ln a + (1-y) ln(1-a)]`, tried by evaluation.
final class HeaderFormulas {
  private let computation: ExerciseComputation
  private let logarithm: String
  /// What was tried: a table asks for each header in each way in which it may be read.
  private var known: [Trial: Bool?] = [:]

  private struct Trial: Hashable {
    let header: String
    let quantity: Int
  }

  /// `logarithm`: What `log` means in the course.
  init(_ computation: ExerciseComputation, logarithm: String) {
    self.computation = computation
    self.logarithm = logarithm
  }

  /// The quantity whose formula a header writes.
  func quantity(_ header: String) -> Int? {
    computation.exercise.quantities.indices.first { agrees(header, $0) ?? false }
  }

  /// True if a header writes a formula that is not the quantity's.
  func contradicts(_ header: String, _ quantity: Int) -> Bool { agrees(header, quantity) == false }

  /// Nil if the header is no formula of the exercise's symbols, or a name alone.
  private func agrees(_ header: String, _ index: Int) -> Bool? {
    let trial = Trial(header: header, quantity: index)
    if let known = known[trial] { return known }
    let agrees = compare(header, index)
    known[trial] = .some(agrees)
    return agrees
  }

  private func compare(_ header: String, _ index: Int) -> Bool? {
    let quantity = computation.exercise.quantities[index]
    guard case .value = quantity.kind, !quantity.keys.isEmpty,
      let text = header.parts(around: "=").last, text.hasLetter, text.utf8.count > 2
    else { return nil }
    let equality = FormulaEquality(quantity, of: computation)
    let symbols = equality.symbols
    let notation = Notation.student(names: symbols, logarithm: logarithm)
    guard let formula = try? Formula(text, notation: notation),
      formula.references.allSatisfy({ symbols.contains($0.name) })
    else { return nil }
    if case .name = formula.expression { return nil }
    return equality.agrees(formula.expression)
  }
}
