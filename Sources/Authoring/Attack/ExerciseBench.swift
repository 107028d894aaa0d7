import Exercises
import Formulas
import Grading

/// An exercise with one set of numbers, and everything that the checks of exercises share.
final class ExerciseBench {
  let exercise: Exercise
  let computation: ExerciseComputation
  let tests: [QuestionTest]
  let settings: CourseSettings
  /// The cells in which an answer is looked at, for each quantity.
  private let chosen: [String: ValueList]
  private var leaves: [LeavesPlace: [String: Value]] = [:]

  private struct LeavesPlace: Hashable {
    let network: String
    let fixed: [KeyValue]
    let isAboutShapes: Bool
  }

  /// The exercise with other givens, and what each mistake makes of those.
  private(set) lazy var alternatives = GivenAlternatives(self)
  private(set) lazy var table = MutationTable(self)
  private(set) lazy var grader = HomeworkGrader(
    Assignment(name: exercise.id, questions: [.init(label: "1", exercise: exercise)]),
    settings: settings
  )

  /// `chosen`: Values for the keys that a student chooses; the rule's example for the others.
  init(
    _ exercise: Exercise,
    tests: [QuestionTest],
    settings: CourseSettings,
    chosen: [String: ValueList] = [:]
  ) {
    self.exercise = exercise
    self.tests = tests
    self.settings = settings
    computation = ExerciseComputation(exercise)
    var all = chosen
    for choice in exercise.choices where all[choice.key] == nil {
      all[choice.key] = choice.rule.example
    }
    self.chosen = all
  }

  /// The same bench with other numbers in the exercise.
  func with(_ exercise: Exercise) -> ExerciseBench {
    ExerciseBench(exercise, tests: tests, settings: settings, chosen: chosen)
  }

  /// The bench of a student's variant, which is held against the same other givens: what they show does not
  /// depend on whose numbers are looked at.
  func variant(_ exercise: Exercise) -> ExerciseBench {
    let bench = with(exercise)
    bench.alternatives = alternatives
    return bench
  }

  private static let mostCells = 60

  /// The keys of the cells of a quantity: all, or so many that are spread over them.
  func cells(of quantity: ExerciseQuantity) -> [[KeyValue]] {
    let all = ExerciseKey.cells(of: quantity, chosen)
    let step = max(1, (all.count + Self.mostCells - 1) / Self.mostCells)
    return stride(from: 0, to: all.count, by: step).map { index in
      all[index].map { KeyValue(key: $0.name, value: $0.value) }
    }
  }

  /// The answers of which only some cells are looked at.
  var sampled: [String] {
    valued.compactMap { _, quantity in
      let count = ExerciseKey.cells(of: quantity, chosen).count
      guard count > Self.mostCells else { return nil }
      return
        "\(cells(of: quantity).count) of the \(count) values of \"\(quantity.name)\" were tried"
    }
  }

  /// An evaluator for a cell of a quantity.
  func evaluator(
    for quantity: ExerciseQuantity,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Evaluator {
    computation.evaluator(for: quantity, leaves: try leaves(of: quantity, at: keys)) {
      [chosen] key, _ in chosen[key]?.values
    }
  }

  /// The givens of a cell; quantities that share their network and their keys share them.
  private func leaves(
    of quantity: ExerciseQuantity,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> [String: Value] {
    let fixed = computation.fixedKeys(of: quantity, at: keys)
    let place = LeavesPlace(
      network: quantity.network?.name ?? "",
      fixed: fixed,
      isAboutShapes: quantity.expression?.isAboutShapes ?? false
    )
    if let known = leaves[place] { return known }
    let own = try computation.leaves(for: quantity, fixed: fixed)
    leaves[place] = own
    return own
  }

  /// The expected value of a cell, or why there is none.
  func value(
    of quantity: ExerciseQuantity,
    at keys: [KeyValue]
  ) throws(EvaluationError) -> Value {
    try computation.expected(quantity, at: keys, in: evaluator(for: quantity, at: keys))
  }

  /// The words for a cell: ` at y = 0.5, a = 0.3`, or nothing.
  static func place(_ keys: [KeyValue]) -> String {
    guard !keys.isEmpty else { return "" }
    return " at "
      + keys.map { "\($0.key) = \(DecimalText.shortest($0.value))" }.joined(separator: ", ")
  }

  /// The names of what a person judges.
  var namesForPersons: Set<String> {
    Set(exercise.quantities.filter(\.isForPerson).map(\.name))
  }

  /// The quantities that have a number, a vector or a matrix to be compared, by position.
  var valued: [(index: Int, quantity: ExerciseQuantity)] {
    exercise.quantities.enumerated().compactMap { index, quantity in
      guard quantity.isAsked, case .value(_, let expression) = quantity.kind else { return nil }
      if case .shape = expression { return nil }
      return (index, quantity)
    }
  }
}
