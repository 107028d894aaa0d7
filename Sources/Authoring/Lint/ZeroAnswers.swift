import Exercises
import Formulas
import Markdown

/// Answers that are 0 with the numbers of some students, who then have nothing to compute.
struct ZeroAnswers {
  private let exercise: Exercise
  private var students = 0
  private var zeros: [String: [String]] = [:]

  init(of exercise: Exercise) {
    self.exercise = exercise
  }

  /// Notes what is 0 for one student.
  mutating func count(_ bench: ExerciseBench, _ student: String) {
    students += 1
    for (_, quantity) in bench.valued where quantity.keys.isEmpty {
      guard let value = try? bench.value(of: quantity, at: []), value.number == 0 else { continue }
      zeros[quantity.name, default: []].append(student)
    }
  }

  /// What is 0 for everybody is meant.
  func findings(_ check: String) -> [LintFinding] {
    exercise.quantities.compactMap { quantity in
      guard let found = zeros[quantity.name], found.count < students else { return nil }
      return LintFinding(
        check,
        in: exercise.source,
        at: quantity.offset,
        "\"\(quantity.name)\" is 0 with the numbers of \(found.count) of \(students) students: "
          + "they have nothing to compute",
        help: "keep such numbers out with \"where\", or draw without 0",
        notes: Array(found.prefix(3)),
        answer: quantity.declaration
      )
    }
  }
}
