import Exercises
import Formulas

/// Answers that have no value, or another one than their names say.
struct KeyCheck: ExerciseCheck {
  static let name = "key"
  static let summary =
    "an answer without a finite value, one that is not what its name says, or two with one formula"

  func findings(in bench: ExerciseBench) -> [LintFinding] {
    let exercise = bench.exercise
    var findings: [LintFinding] = []
    for quantity in exercise.quantities {
      guard let expression = quantity.expression else { continue }
      if let finding = valueProblem(quantity, bench) {
        findings.append(finding)
        continue
      }
      if case .value = quantity.kind {
        findings += nameProblem(quantity, expression, bench)
        findings += endProblems(quantity, bench)
      }
    }
    return findings + copies(exercise)
  }

  /// The first cell without a value.
  private func valueProblem(
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench
  ) -> LintFinding? {
    guard case .value = quantity.kind else { return nil }
    for keys in bench.cells(of: quantity) {
      do throws(EvaluationError) {
        let value = try bench.value(of: quantity, at: keys)
        guard value.isFinite else { throw EvaluationError("the formula has no finite value") }
      } catch {
        return LintFinding(
          Self.name,
          in: bench.exercise.source,
          at: quantity.placedFormula?.offset ?? quantity.offset,
          "`\(quantity.name)`\(ExerciseBench.place(keys)): \(error.message)",
          help: error.help,
          answer: quantity.declaration
        )
      }
    }
    return nil
  }

  // MARK: - Names

  /// A name that says what the value is, and a formula that computes something else.
  private func nameProblem(
    _ quantity: ExerciseQuantity,
    _ expression: Expression,
    _ bench: ExerciseBench
  ) -> [LintFinding] {
    for name in [quantity.name] + quantity.called {
      guard let meant = meaning(of: name, quantity, bench), meant.expression != expression,
        let problem = difference(quantity, meant.expression, bench)
      else { continue }
      return [
        LintFinding(
          Self.name,
          in: bench.exercise.source,
          at: quantity.placedFormula?.offset ?? quantity.offset,
          "\"\(name)\" is \(problem.own) here, but \(meant.words) is \(problem.meant)",
          help: "mend the formula, or give the answer another name",
          answer: quantity.declaration
        )
      ]
    }
    return []
  }

  /// What a name says: a derivative, a parameter after a step, or a quantity of the network.
  private func meaning(
    of name: String,
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench
  ) -> (expression: Expression, words: String)? {
    guard let network = quantity.network ?? bench.exercise.network else { return nil }
    let graph = network.graph
    func known(_ name: String) -> Bool {
      graph[name] != nil || graph.parameters.contains(name)
        || bench.exercise.givens.contains { $0.name == name }
    }
    if let (of, by) = Self.derivative(name) {
      let top = known(of) ? of : Self.costs.contains(of) ? "cost" : of
      guard known(top), known(by) else { return nil }
      return (
        .derivative(of: .name(top), by: .name(by)), "the derivative of `\(top)` by `\(by)`"
      )
    }
    let words = name.words
    if words.count == 2, let parameter = words.first(where: { $0 != "new" }).map(String.init),
      words.contains("new"), graph["\(parameter) new"] != nil
    {
      return (.name("\(parameter) new"), "`\(parameter)` after one step")
    }
    guard graph[name] != nil, bench.exercise.network?.name == network.name else { return nil }
    return (graph[name].map(\.formula) ?? .name(name), "the network's `\(name)`")
  }

  private static let costs = ["C", "E", "L", "J"]

  /// The two names of `dE/dw1`, `∂C/∂w`.
  private static func derivative(_ name: String) -> (of: String, by: String)? {
    let parts = name.parts(around: "/")
    guard parts.count == 2 else { return nil }
    let names = parts.compactMap { part -> String? in
      for sign in ["d", "∂"] where part.hasPrefix(sign) && part.count > 1 {
        return String(part.dropFirst()).trimmedBytes
      }
      return nil
    }
    return names.count == 2 ? (names[0], names[1]) : nil
  }

  /// The two values in words, if they differ.
  private func difference(
    _ quantity: ExerciseQuantity,
    _ meant: Expression,
    _ bench: ExerciseBench
  ) -> (own: String, meant: String)? {
    for keys in bench.cells(of: quantity) {
      guard let own = try? bench.value(of: quantity, at: keys), let own = own.elements,
        let evaluator = try? bench.evaluator(for: quantity, at: keys),
        let other = (try? evaluator.evaluate(meant, at: keys))?.elements,
        own.count == other.count
      else { return nil }
      let differ = zip(own, other).first { abs($0 - $1) > 1e-7 * max(abs($0), abs($1), 1e-9) }
      guard let differ else { continue }
      return (
        DecimalText.significant(differ.0, digits: 5), DecimalText.significant(differ.1, digits: 5)
      )
    }
    return nil
  }

  // MARK: - Choices and copies

  /// The ends of an interval from which a student may choose.
  private func endProblems(
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench
  ) -> [LintFinding] {
    for key in quantity.keys where key.values == nil {
      guard let rule = bench.exercise.choice(of: key.name), let interval = rule.interval,
        !interval.isStrict, let cell = bench.cells(of: quantity).first
      else { continue }
      for end in [interval.lower, interval.upper] {
        let keys = cell.map { $0.key == key.name ? KeyValue(key: $0.key, value: end) : $0 }
        if let value = try? bench.value(of: quantity, at: keys), value.isFinite { continue }
        return [
          LintFinding(
            Self.name,
            in: bench.exercise.source,
            at: quantity.placedFormula?.offset ?? quantity.offset,
            "`\(quantity.name)` has no finite value at \(key.name) = "
              + "\(DecimalText.shortest(end)), which a student may choose",
            help: "choose: {\(key.name): \"at least \(rule.minimum) strictly \(interval.text)\"}",
            answer: quantity.declaration
          )
        ]
      }
    }
    return []
  }

  /// Two answers with one formula: the second was copied and not changed.
  private func copies(_ exercise: Exercise) -> [LintFinding] {
    var first: [String: ExerciseQuantity] = [:]
    var findings: [LintFinding] = []
    for quantity in exercise.quantities where quantity.isAsked {
      guard case .value(_, let expression) = quantity.kind else { continue }
      let network = quantity.network?.name ?? ""
      let id = "\(network) \(quantity.keys.map(\.name)) \(expression.text)"
      guard let earlier = first[id] else {
        first[id] = quantity
        continue
      }
      findings.append(
        LintFinding(
          Self.name,
          .warning,
          in: exercise.source,
          at: quantity.placedFormula?.offset ?? quantity.offset,
          "\"\(quantity.name)\" has the formula of \"\(earlier.name)\"",
          help: "mend one of them, or ask once and put the other name into \"called\"",
          answer: quantity.declaration
        )
      )
    }
    return findings
  }
}

extension Value {
  /// The numbers of a number, vector or matrix, row by row; nil for shapes and lists.
  var elements: [Double]? {
    switch self {
    case .number(let number): [number]
    case .vector(let elements): elements
    case .matrix(let matrix): matrix.elements
    case .shape, .list: nil
    }
  }
}
