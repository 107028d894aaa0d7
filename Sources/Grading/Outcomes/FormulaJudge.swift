import Exercises
import Formulas

/// Judges a formula by evaluation at random points.
struct FormulaJudge {
  private let computation: ExerciseComputation
  private let logarithm: String

  /// `logarithm`: What `log` means in the course.
  init(_ computation: ExerciseComputation, logarithm: String) {
    self.computation = computation
    self.logarithm = logarithm
  }

  func judge(_ text: String, for quantity: ExerciseQuantity) -> Judged {
    let expected = quantity.placedFormula?.formula.text
    let equality = FormulaEquality(quantity, of: computation)
    let formula: Formula
    do throws(FormulaError) {
      formula = try Formula(text, notation: .student(names: equality.symbols, logarithm: logarithm))
    } catch {
      return Judged(.unreadable, expected: expected, note: error.message)
    }
    switch equality.compare(formula.expression) {
    case .equal: return Judged(.correct, expected: expected)
    case .different: return Judged(.wrong, expected: expected)
    case .undefined(let reason):
      let unknown = formula.references.first { reference in
        !equality.symbols.contains(reference.name)
      }
      if let unknown {
        return Judged(
          .unreadable,
          expected: expected,
          note: "`\(unknown.name)` has no meaning here"
        )
      }
      return Judged(.unverifiable, expected: expected, note: reason)
    }
  }
}
