import Exercises
import Formulas
import Networks

/// Givens that do not fit, lie out of range, or are never used.
struct GivenCheck: ExerciseCheck {
  static let name = "givens"
  static let summary =
    "a given that has no value, does not fit the network, is out of range or unused"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    let exercise = bench.exercise
    return problems(exercise) + unused(exercise, bench)
  }

  /// The first given that has no value or does not fit, at its own place.
  private func problems(_ exercise: Exercise) -> [LintFinding] {
    let waiting = Set(exercise.quantities.flatMap { $0.keys.map(\.name) })
      .union(exercise.choices.map(\.key))
    let shapes = exercise.network.map { NetworkGivens($0.architecture, neurons: $0.neurons) }
    var values: [String: Value] = [:]
    var findings: [LintFinding] = []
    for given in exercise.givens {
      let names = given.formula.expression.names
      guard !names.contains(where: waiting.contains) else { continue }
      do throws(EvaluationError) {
        let value = try Evaluator(graph: Graph(), givens: values)
          .evaluate(given.formula.expression)
        guard value.isFinite else {
          throw EvaluationError("`\(given.name)` has no finite value")
        }
        let together = given.name == "y" ? values.filter { $0.key == "x" } : [:]
        _ = try shapes?.shaped(together.merging([given.name: value]) { $1 })
        values[given.name] = value
        if given.name == "eta", let eta = value.number, eta <= 0 {
          throw EvaluationError(
            "a learning rate of \(DecimalText.shortest(eta))",
            help: "a learning rate is greater than 0"
          )
        }
      } catch {
        findings.append(
          LintFinding(
            Self.name,
            in: exercise.source,
            at: given.formula.offset,
            error.message,
            help: error.help
          )
        )
      }
    }
    return findings
  }

  /// Givens of the exercise itself that nothing it asks for depends on.
  private func unused(_ exercise: Exercise, _ bench: ExerciseBench) -> [LintFinding] {
    let own = exercise.givens.filter { given in
      // What the network gives is for all of its exercises.
      !(exercise.network?.givens.contains { $0.formula.offset == given.formula.offset } ?? false)
    }
    var used: Set<String> = []
    for quantity in exercise.quantities {
      let network = quantity.network ?? exercise.network
      let graph = bench.computation.graph(of: quantity)
      used.formUnion(quantity.keys.map(\.name))
      for expression in [quantity.expression].compactMap({ $0 }) + quantity.alternatives
        + quantity.knownMistakes.map(\.expression)
      {
        if expression.isAboutNetwork(graph) { used.formUnion(Self.inputs(of: network)) }
        used.formUnion(names(of: expression, graph))
      }
      if case .ofChange(_, let base) = quantity.precision { used.insert(base) }
    }
    for condition in exercise.conditions {
      used.formUnion(condition.sides.flatMap(\.expression.names))
    }
    for given in exercise.givens { used.formUnion(given.formula.expression.names) }
    let question = exercise.question
    var reported: Set<Int> = []
    return own.compactMap { given in
      guard !used.contains(given.name), !question.contains("<!--= \(given.name) "),
        reported.insert(given.formula.offset).inserted
      else { return nil }
      return LintFinding(
        Self.name,
        .warning,
        in: exercise.source,
        at: given.formula.offset,
        "nothing that is asked depends on `\(given.name)`",
        help: "drop it, or name it in an answer"
      )
    }
  }

  /// The names that a computation of the network starts from.
  private static func inputs(of network: NetworkDefinition?) -> Set<String> {
    guard let network else { return [] }
    var names: Set<String> = ["x", "y", "eta", "weights", "biases"]
    names.formUnion(network.graph.parameters)
    for layer in 0..<network.architecture.depth {
      names.insert("weights[\(layer)]")
      names.insert("biases[\(layer)]")
    }
    names.formUnion(network.names.map(\.name))
    return names
  }

  private func names(of expression: Expression, _ graph: Graph) -> Set<String> {
    var found: Set<String> = []
    var open = Array(expression.names)
    while let name = open.popLast() {
      guard found.insert(name).inserted, let quantity = graph[name] else { continue }
      open += quantity.formula.names
    }
    return found
  }
}

extension Expression {
  /// True if the engine's own computation goes into the value.
  fileprivate func isAboutNetwork(_ graph: Graph) -> Bool {
    switch self {
    case .gradient, .derivative: true
    default:
      names.contains { name in graph[name] != nil }
        || children.contains { $0.isAboutNetwork(graph) }
    }
  }
}
