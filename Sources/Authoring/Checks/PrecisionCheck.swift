import Exercises
import Formulas
import Markdown

/// A precision that is missing, or that means nothing for the values that are asked for.
struct PrecisionCheck: ExerciseCheck {
  static let name = "precision"
  static let summary = "a precision that is missing, or means nothing at the expected value"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    var reported: Set<Int> = []
    return bench.valued.compactMap { _, quantity in
      guard !reported.contains(quantity.offset) else { return nil }
      for keys in bench.cells(of: quantity) {
        guard let value = try? bench.value(of: quantity, at: keys), let numbers = value.elements,
          let evaluator = try? bench.evaluator(for: quantity, at: keys)
        else { return nil }
        for number in numbers {
          let expected = bench.computation.expectedNumber(
            number,
            of: quantity,
            at: keys,
            in: evaluator
          )
          guard let problem = problem(quantity, expected) else { continue }
          reported.insert(quantity.offset)
          return LintFinding(
            Self.name,
            problem.severity,
            in: bench.exercise.source,
            at: quantity.precisionOffset ?? quantity.offset,
            problem.message.replacing("VALUE", with: quantity.name + ExerciseBench.place(keys)),
            help: problem.help,
            answer: quantity.declaration
          )
        }
      }
      return nil
    }
  }

  private struct Problem {
    var severity = Diagnostic.Severity.error
    let message: String
    let help: String
  }

  private func problem(_ quantity: ExerciseQuantity, _ expected: ExpectedNumber) -> Problem? {
    let value = expected.value
    let shown = DecimalText.significant(value, digits: 3)
    guard quantity.precisionOffset != nil else {
      guard !Self.isShort(value) else { return nil }
      return Problem(
        severity: .warning,
        message: "\"\(quantity.declaration)\" does not say how precise an answer has to be",
        help: "to: 4 digits is what holds without it; say it, or ask for what you mean"
      )
    }
    switch quantity.precision {
    case .relative where value == 0:
      return Problem(
        message: "VALUE is 0, and no number but 0 lies within a share of it",
        help: "write to: 4 decimals, or to: absolute 0.001"
      )
    case .relative(let share) where share >= 0.5:
      return Problem(
        message:
          "VALUE: with \(quantity.precision.description), half and double the value are right",
        help: "write to: 4 digits, or a share such as relative 0.001"
      )
    case .absolute(let distance) where value != 0 && distance >= 0.5 * abs(value):
      return Problem(
        message: "VALUE is \(shown): \(quantity.precision.description) accepts half of it",
        help: "write to: 4 digits"
      )
    case .decimals(let count)
    where value != 0 && abs(value) < 0.5 * PowersOfTen.power(-count):
      return Problem(
        message: "VALUE is \(shown): with \(quantity.precision.description) that is 0",
        help: "write to: 4 digits"
      )
    case .exactly where !Self.isShort(value):
      return Problem(
        message: "VALUE is \(DecimalText.shortest(value)): nobody can write that exactly",
        help: "write to: 4 digits"
      )
    default: return nil
    }
  }

  /// True for a number that is written in full with few digits.
  private static func isShort(_ value: Double) -> Bool {
    guard let text = Double(DecimalText.significant(value, digits: 6)) else { return value == 0 }
    return abs(text - value) <= 1e-12 * abs(value)
  }
}
