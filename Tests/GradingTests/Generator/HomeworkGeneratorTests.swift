import Exercises
import Grading
import Homework
import Markdown
import Testing

/// 20,000 homeworks in every layout and notation that docs/homework.md and docs/numbers.md name:
/// no right answer refused, no wrong one accepted.
struct HomeworkGeneratorTests {
  /// Seeds of one kind of homework, and how it is made.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    let layouts: [String]
    let count: Int
    let make: @Sendable (Choices) -> GeneratedHomework

    var testDescription: String { name }
  }

  static let kinds = [
    Kind(name: "cost", layouts: CostHomework.layouts, count: 7000, make: CostHomework.homework),
    Kind(name: "step", layouts: StepHomework.layouts, count: 5500, make: StepHomework.homework),
    Kind(
      name: "formula",
      layouts: FormulaHomework.layouts,
      count: 3500,
      make: FormulaHomework.homework
    ),
    Kind(
      name: "matrix",
      layouts: MatrixHomework.layouts,
      count: 4500,
      make: MatrixHomework.homework
    ),
  ]

  @Test("no right answer is refused and no wrong one accepted", arguments: kinds)
  func homeworks(_ kind: Kind) throws {
    let grader = HomeworkGrader(
      try TestCourse.assignment(TestCourse.generated),
      settings: CourseSettings()
    )
    var counts: [String: Int] = [:]
    var failures: [(homework: GeneratedHomework, problem: String)] = []
    for seed in 0..<UInt64(kind.count) {
      let homework = kind.make(Choices(seed: seed))
      counts[homework.layout, default: 0] += 1
      if let problem = try Self.problem(homework, grader) { failures.append((homework, problem)) }
    }
    let fewest = counts.min { $0.value < $1.value }
    print(
      "\(kind.name): \(kind.count) homeworks, seeds 0..<\(kind.count), \(counts.count) layouts, "
        + "at least \(fewest?.value ?? 0) of each (\(fewest?.key ?? ""))"
    )
    #expect(counts.count == kind.layouts.count)
    #expect(fewest.map { $0.value >= 200 } ?? false)
    var shown = ""
    // One of each layout says more than several of one.
    var layouts: Set<String> = []
    for (homework, _) in failures where layouts.insert(homework.layout).inserted {
      guard layouts.count <= 8 else { break }
      let small = try Self.shrunk(homework, kind, grader)
      shown += "\nseed \(small.homework.choices.seed), \(small.problem)\n\(small.homework.text)"
    }
    let count = failures.count
    #expect(count == 0, "\(count) of \(kind.count) homeworks:\(shown)")
  }

  /// What the grader says otherwise than the generator; nil if they agree.
  private static func problem(
    _ homework: GeneratedHomework,
    _ grader: HomeworkGrader
  ) throws -> String? {
    let graded = grader.grade(
      Submission(try Document(parsing: SourceText(homework.text), dialect: .homework))
    )
    let items = graded.exercises.flatMap(\.items)
    for value in homework.written {
      let item = items.first { item in
        item.name == value.name && item.at.count == value.at.count
          && item.at.allSatisfy { value.at[$0.name] == $0.value }
      }
      let outcome = item?.outcome ?? .missing
      let isFine = value.isRight ? outcome.isAccepted : outcome == .wrong
      if !isFine {
        return "\(value.name) \(value.at): \(value.text), which is "
          + "\(value.isRight ? "right" : "wrong"), is \(outcome.rawValue)"
      }
    }
    return nil
  }

  /// The same failure with the plainest choices that still show it.
  private static func shrunk(
    _ homework: GeneratedHomework,
    _ kind: Kind,
    _ grader: HomeworkGrader
  ) throws -> (homework: GeneratedHomework, problem: String) {
    var best = (homework, try problem(homework, grader) ?? "")
    var fixed = homework.choices.used
    for name in homework.choices.used.keys.sorted() where name != "layout" {
      let before = fixed[name]
      fixed[name] = 0
      let plainer = kind.make(Choices(seed: homework.choices.seed, fixed: fixed))
      if let problem = try problem(plainer, grader) {
        best = (plainer, problem)
      } else {
        fixed[name] = before
      }
    }
    return best
  }
}
