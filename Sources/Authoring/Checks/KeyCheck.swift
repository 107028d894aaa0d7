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
        // Where only an end of an interval has no value, the interval is what is wrong.
        let ends = endProblems(quantity, bench)
        findings += ends.isEmpty ? [finding] : ends
        continue
      }
      switch quantity.kind {
      case .value:
        findings += nameProblem(quantity, expression, bench)
        findings += slopeProblem(quantity, expression, bench)
        findings += endProblems(quantity, bench)
        findings += baseProblem(quantity, expression, bench.exercise)
        findings += shareProblem(quantity, bench)
      case .formula: findings += nameProblem(quantity, expression, bench)
      case .letters, .measured, .human: break
      }
    }
    return Self.merged(findings) + copies(exercise)
  }

  /// One finding for all parameters of a `for`, with a note for each.
  private static func merged(_ findings: [LintFinding]) -> [LintFinding] {
    var merged: [LintFinding] = []
    for finding in findings {
      if let index = merged.firstIndex(where: {
        $0.offset == finding.offset && $0.answer == finding.answer
      }) {
        merged[index].notes.append(finding.diagnostic.message)
      } else {
        merged.append(finding)
      }
    }
    return merged
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
    for name in ([quantity.name] + quantity.called).map(Self.core) {
      guard let meant = meaning(of: name, quantity, bench), meant.expression != expression,
        // The cost without its penalty may bear the same name.
        !(meant.expression == .name("cost") && isDataCost(quantity, bench)),
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

  /// True for the cost of a network with a penalty, without the penalty.
  private func isDataCost(_ quantity: ExerciseQuantity, _ bench: ExerciseBench) -> Bool {
    let graph = bench.computation.graph(of: quantity)
    return graph["data_cost"] != nil && difference(quantity, .name("data_cost"), bench) == nil
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
    if name.hasPrefix("shape of "), case .shape? = quantity.expression {
      let owner = String(name.dropFirst("shape of ".count))
      guard let formula = try? Formula(owner),
        formula.expression.names.allSatisfy({ known($0) || Self.lists.contains($0) })
      else { return nil }
      return (.shape(formula.expression), "the shape of `\(owner)`")
    }
    if Self.costs.contains(name) || name == "loss", !known(name) {
      return (.name("cost"), "the cost of the network")
    }
    let words = name.words
    if words.count == 2, let parameter = words.first(where: { $0 != "new" }).map(String.init),
      words.contains("new"), let after = graph["\(parameter) new"]
    {
      return (after.formula, "`\(parameter)` after one step")
    }
    guard graph[name] != nil, bench.exercise.network?.name == network.name else { return nil }
    return (graph[name].map(\.formula) ?? .name(name), "the network's `\(name)`")
  }

  private static let costs = ["C", "E", "L", "J"]
  private static let lists: Set<String> = [
    "activations", "zs", "deltas", "nabla_w", "nabla_b", "weights", "biases",
  ]

  /// The symbol in a name of several words: `dC/dw` of "formula of dC/dw for the quadratic cost".
  private static func core(_ name: String) -> String {
    var core = name
    for lead in ["formula of ", "the formula of ", "gradient "] where core.hasPrefix(lead) {
      core = String(core.dropFirst(lead.count))
    }
    return core.parts(around: " for ")[0].trimmedBytes
  }

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
      // The author's own formula: a name of the engine's would take its place in the exercise.
      guard let evaluator = try? bench.evaluator(for: quantity, at: keys),
        let value = try? quantity.expression.map({ try evaluator.evaluate($0, at: keys) }),
        let other = try? evaluator.evaluate(meant, at: keys)
      else { return nil }
      guard let own = value.elements, let other = other.elements, own.count == other.count else {
        // Slopes of many numbers by many are a table that nobody asks for in this form.
        if case .derivative = meant { return nil }
        let (ownText, otherText) = (Self.short(value), Self.short(other))
        return ownText == otherText ? nil : (ownText, otherText)
      }
      let differ = zip(own, other).first { abs($0 - $1) > 1e-7 * max(abs($0), abs($1), 1e-9) }
      guard let differ else { continue }
      return (
        DecimalText.significant(differ.0, digits: 5), DecimalText.significant(differ.1, digits: 5)
      )
    }
    return nil
  }

  /// A value in a few words.
  private static func short(_ value: Value) -> String {
    let text = NumberFormat.digits(3).print(value)
    return text.count <= 40 ? text : "\(text.prefix(40))…"
  }

  // MARK: - Steps and shares

  /// σ′ taken at an activation: the commonest mistake, in a key.
  private func slopeProblem(
    _ quantity: ExerciseQuantity,
    _ expression: Expression,
    _ bench: ExerciseBench
  ) -> [LintFinding] {
    let graph = bench.computation.graph(of: quantity)
    guard expression.takesSlopeOfActivation(graph) else { return [] }
    return [
      LintFinding(
        Self.name,
        .warning,
        in: bench.exercise.source,
        at: quantity.placedFormula?.offset ?? quantity.offset,
        "sigmoid_prime is taken at an activation, and belongs to the weighted input",
        help: "write sigmoid_prime(z), or a*(1 - a)",
        answer: quantity.declaration
      )
    ]
  }

  /// `of the change from b` for a step that starts at w.
  private func baseProblem(
    _ quantity: ExerciseQuantity,
    _ expression: Expression,
    _ exercise: Exercise
  ) -> [LintFinding] {
    guard case .ofChange(_, let base) = quantity.precision,
      case .binary(_, .name(let start), let step) = expression, start != base,
      step.names.contains("eta") || exercise.givens.contains(where: { $0.name == start })
    else { return [] }
    return [
      LintFinding(
        Self.name,
        in: exercise.source,
        at: quantity.precisionOffset ?? quantity.offset,
        "\"\(quantity.name)\" is a step from `\(start)`, and its precision counts the change from "
          + "`\(base)`",
        help: "write of the change from \(start)",
        answer: quantity.declaration
      )
    ]
  }

  private static let shares = ["accuracy", "precision", "recall", "F1", "f1"]

  /// An accuracy of 43.
  private func shareProblem(
    _ quantity: ExerciseQuantity,
    _ bench: ExerciseBench
  ) -> [LintFinding] {
    guard quantity.name.words.contains(where: { Self.shares.contains(String($0)) }),
      let keys = bench.cells(of: quantity).first,
      let value = (try? bench.value(of: quantity, at: keys))?.number,
      value < 0 || value > 1 + 1e-12, !(value <= 100 && quantity.name.has("%"))
    else { return [] }
    return [
      LintFinding(
        Self.name,
        in: bench.exercise.source,
        at: quantity.placedFormula?.offset ?? quantity.offset,
        "\"\(quantity.name)\" is \(DecimalText.significant(value, digits: 4)): it lies between 0 and 1",
        help: "look for a missing bracket",
        answer: quantity.declaration
      )
    ]
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
        let choice = bench.exercise.choices.first { $0.key == key.name }
        return [
          LintFinding(
            Self.name,
            in: bench.exercise.source,
            at: choice?.offset ?? quantity.offset,
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

extension Expression {
  /// True for `sigmoid_prime(sigmoid(z))`, and `sigmoid_prime(a)` where a is an activation.
  fileprivate func takesSlopeOfActivation(_ graph: Graph) -> Bool {
    if case .call("sigmoid_prime", let arguments) = self, let argument = arguments.first {
      if case .call("sigmoid", _) = argument { return true }
      var inner = argument
      if case .name(let name) = inner, let quantity = graph[name] { inner = quantity.formula }
      while case .index(let base, _) = inner { inner = base }
      if inner == .name("activations") { return true }
    }
    return children.contains { $0.takesSlopeOfActivation(graph) }
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
