import Exercises
import Formulas
import Matching

/// Judges a formula by evaluation at random points.
struct FormulaJudge {
  private let computation: ExerciseComputation
  private let logarithm: String
  private let definitions: StudentDefinitions

  /// `logarithm`: What `log` means in the course.
  init(
    _ computation: ExerciseComputation,
    logarithm: String,
    definitions: StudentDefinitions
  ) {
    self.computation = computation
    self.logarithm = logarithm
    self.definitions = definitions
  }

  /// `place`: Where the formula stands, so that a name means what it means there.
  func judge(_ text: String, at place: Int, for quantity: ExerciseQuantity) -> Judged {
    let expected = quantity.placedFormula?.formula.text
    let equality = FormulaEquality(quantity, of: computation)
    let notation = Notation.student(
      names: definitions.names + equality.symbols,
      logarithm: logarithm
    )
    let formula: Formula
    do throws(FormulaError) {
      formula = try Formula(StudentFormula.plain(text, notation), notation: notation)
    } catch {
      return Judged(.unreadable, expected: expected, note: error.message)
    }
    let written = definitions.expanding(
      formula.expression,
      at: place,
      notation: notation,
      isKnown: equality.declared.contains
    )
    let answer = equality.judge(written)
    switch answer {
    case .equal(let note): return Judged(.correct, expected: expected, note: note)
    case .different(let relation):
      var judged = Judged(.wrong, expected: expected)
      judged.mistake = relation?.message
      return judged
    case .refused(let reason): return Judged(.wrong, expected: expected, note: reason)
    case .undefined(let reason), .incomputable(let reason):
      let unknown = written.names.first { !equality.symbols.contains($0) }
      if let unknown {
        return Judged(
          .unreadable,
          expected: expected,
          note: "`\(unknown)` has no meaning here"
        )
      }
      // As it is written nobody can compute it, and what was meant only the writer knows.
      if case .incomputable = answer {
        return Judged(.unreadable, expected: expected, note: reason)
      }
      return Judged(.unverifiable, expected: expected, note: reason)
    }
  }

  /// True if two formulas are equal at every point; also if they are the same text.
  func areEqual(_ first: String, _ second: String, for quantity: ExerciseQuantity) -> Bool {
    if first == second { return true }
    let equality = FormulaEquality(quantity, of: computation)
    let notation = Notation.student(
      names: definitions.names + equality.symbols,
      logarithm: logarithm
    )
    guard let a = try? Formula(StudentFormula.plain(first, notation), notation: notation),
      let b = try? Formula(StudentFormula.plain(second, notation), notation: notation)
    else { return false }
    return equality.compare(a.expression, with: b.expression).isEqual
  }
}
