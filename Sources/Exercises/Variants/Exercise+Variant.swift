import Formulas
import Markdown

extension Exercise {
  /// A given that each student draws.
  package struct Draw: Sendable {
    package let name: String
    package let rule: DrawRule
    package let offset: Int
  }

  /// True if every student has numbers of their own.
  package var isVaried: Bool { !draws.isEmpty }

  /// After so many draws the conditions are held to be impossible.
  private static let mostAttempts = 1000

  /// The exercise with a student's own numbers.
  ///
  /// `assignment`: The name of the assignment that is handed in; an exercise in two of them has other
  /// numbers in each.
  /// Throws a `Diagnostic` at the rule or condition that the student's ID cannot fulfil.
  package func variant(
    for student: StudentID,
    assignment: String
  ) throws(Diagnostic) -> Exercise {
    guard isVaried else { return self }
    let seed = VariantSeed(
      student: student,
      assignment: Assignment.key(of: assignment),
      exercise: id
    )
    let graph = conditions.isEmpty ? Graph() : conditionGraph
    var failed = 0
    for attempt in 0..<Self.mostAttempts {
      let variant = try drawn(seed, attempt: attempt)
      guard let broken = try variant.brokenCondition(graph) else { return variant }
      failed = max(failed, broken)
    }
    let condition = conditions[failed]
    throw Diagnostic(
      in: source,
      at: condition.sides[0].offset,
      "no numbers fulfil `\(condition.text)` in \(Self.mostAttempts) draws, "
        + "for the student \"\(student.text)\"",
      help: "widen the ranges in \"draw\", or drop the condition"
    )
  }

  private func drawn(_ seed: VariantSeed, attempt: Int) throws(Diagnostic) -> Exercise {
    var values: [String: Formula] = [:]
    for draw in draws {
      do throws(DrawRule.Problem) {
        values[draw.name] = try draw.rule.value(for: draw.name, seed, attempt: attempt)
      } catch {
        throw Diagnostic(in: source, at: draw.offset, error.message, help: error.help)
      }
    }
    return with(givens: givens.map { given in values[given.name].map(given.with) ?? given })
  }

  private var conditionGraph: Graph {
    let computation = ExerciseComputation(self)
    return quantities.first.map(computation.graph) ?? network?.graph ?? Graph()
  }

  /// The position of the first condition that does not hold; nil if all do.
  private func brokenCondition(_ graph: Graph) throws(Diagnostic) -> Int? {
    guard !conditions.isEmpty else { return nil }
    var place = conditions[0].sides[0].offset
    do throws(EvaluationError) {
      let waiting = Set(quantities.flatMap { $0.keys.map(\.name) })
      let values = try givens.values(at: [], waiting: waiting, for: network)
      let evaluator = Evaluator(graph: graph, givens: values)
      for (index, condition) in conditions.enumerated() {
        place = condition.sides[0].offset
        if try !condition.holds(in: evaluator) { return index }
      }
      return nil
    } catch {
      throw Diagnostic(in: source, at: place, error.message, help: error.help)
    }
  }
}

extension Assignment {
  /// True if a question has other numbers for every student.
  package var isVaried: Bool { questions.contains { $0.exercise.isVaried } }

  /// The assignment with a student's own numbers.
  package func variant(for student: StudentID) throws(Diagnostic) -> Assignment {
    var own: [Question] = []
    for question in questions {
      let exercise = try question.exercise.variant(for: student, assignment: name)
      own.append(Question(label: question.label, exercise: exercise))
    }
    return Assignment(name: name, questions: own)
  }
}
