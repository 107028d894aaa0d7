import Exercises
import Formulas
import Homework

/// Formulas that the headers of a table write, `C = -[y ln a + (1-y) ln(1-a)]`, tried by evaluation.
struct HeaderFormulas {
  private let computation: ExerciseComputation
  private let logarithm: String

  /// `logarithm`: What `log` means in the course.
  package init(_ computation: ExerciseComputation, logarithm: String) {
    self.computation = computation
    self.logarithm = logarithm
  }

  /// The quantity whose formula a header writes.
  package func quantity(_ header: String) -> Int? {
    computation.exercise.quantities.indices.first { compare(header, $0)?.isEqual ?? false }
  }

  /// True if a header writes a formula that is not the quantity's.
  package func contradicts(_ header: String, _ quantity: Int) -> Bool {
    if case .different? = compare(header, quantity) { true } else { false }
  }

  /// Nil if the header is no formula of the exercise's symbols, or a name alone.
  private func compare(_ header: String, _ index: Int) -> FormulaEquality.Answer? {
    let quantity = computation.exercise.quantities[index]
    guard case .value = quantity.kind, !quantity.keys.isEmpty,
      let text = header.parts(around: "=").last, text.hasLetter, text.utf8.count > 2
    else { return nil }
    let equality = FormulaEquality(quantity, of: computation)
    let notation = Notation.student(names: equality.symbols, logarithm: logarithm)
    guard let formula = try? Formula(text, notation: notation),
      formula.references.allSatisfy({ equality.symbols.contains($0.name) })
    else { return nil }
    if case .name = formula.expression { return nil }
    return equality.compare(formula.expression)
  }
}
