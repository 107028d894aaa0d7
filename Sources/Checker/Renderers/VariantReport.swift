import Exercises
import Formulas

/// One student's numbers, question by question.
struct VariantReport {
  let notation: Notation

  func text(_ assignment: Assignment, for student: StudentID) -> String {
    var lines = ["\(assignment.name) for the student \(student.text)"]
    for question in assignment.questions {
      let exercise = question.exercise
      lines += ["", "\(question.label)   \(exercise.title)   (\(exercise.id))"]
      if exercise.isVaried {
        let width = exercise.draws.map(\.name.count).max() ?? 0
        for draw in exercise.draws {
          let value = exercise.givens.first { $0.name == draw.name }?.formula.formula.text ?? ""
          let name = draw.name + String(repeating: " ", count: width - draw.name.count)
          lines.append("    \(name) = \(value)   \(Self.origin(draw.rule))")
        }
      } else {
        lines.append("    the same numbers for everybody")
      }
      let shown = exercise.shownQuestion(notation: notation)
      if !shown.isEmpty { lines.append("") }
      lines += shown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        $0.isEmpty ? "" : "    \($0)"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func origin(_ rule: DrawRule) -> String {
    switch rule {
    case .choices(let formulas): "one of \(formulas.count)"
    case .digits(let digits): "\(digits.text) of the ID"
    }
  }
}
