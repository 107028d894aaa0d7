import Formulas
import Matrices
import Networks

/// Compares a student's formula with an expected one by evaluation at seeded random points.
///
/// The givens are sampled and every other symbol is computed from the graph, so that a = σ(z) holds
/// at every point. A sum over examples is compared with the mean of the expected formula over
/// several examples that share their weights.
package struct FormulaEquality: Sendable {
  package enum Answer: Hashable, Sendable {
    case equal
    case different
    /// Undefined at every point, or with a name that has no value.
    case undefined(String)
  }

  private static let points = 6
  private static let examplesPerPoint = 4

  private let quantity: ExerciseQuantity
  private let exercise: Exercise
  private let graph: Graph

  package init(_ quantity: ExerciseQuantity, of computation: ExerciseComputation) {
    self.quantity = quantity
    exercise = computation.exercise
    graph = computation.graph(of: quantity)
  }

  /// The names that a formula may use.
  package var symbols: [String] { graph.names + declared }

  /// The names that mean what the chapter says; a homework may define all others anew.
  package var declared: [String] {
    let network = quantity.network ?? exercise.network
    return exercise.givens.map(\.name) + quantity.keys.map(\.name) + exercise.choices.map(\.key)
      + (network?.names.map(\.name) ?? []) + (network?.neurons?.all.map(\.name) ?? [])
      + Derivation.givenNames + ["n"]
  }

  package func compare(_ formula: Expression) -> Answer {
    guard let expected = quantity.expression else { return .undefined("nothing is expected") }
    var generator = SeededGenerator(seed: 20_240_117)
    var compared = 0
    var problem = "the formula has no value at any point that was tried"
    for _ in 0..<Self.points {
      let point = Point(
        self,
        examples: formula.sumsOverExamples ? Self.examplesPerPoint : 1,
        &generator
      )
      do throws(EvaluationError) {
        guard let written = try point.value(of: formula),
          let wanted = try point.expected(expected, like: formula)
        else { continue }
        compared += 1
        guard Self.agree(written, wanted) else { return .different }
      } catch {
        problem = error.message
      }
    }
    return compared >= Self.points / 3 ? .equal : .undefined(problem)
  }

  /// Equal up to rounding; a vector may be written as a row or as a column.
  private static func agree(_ written: [Double], _ wanted: [Double]) -> Bool {
    guard written.count == wanted.count else { return false }
    let scale = wanted.map { abs($0) }.max() ?? 0
    return zip(written, wanted).allSatisfy { abs($0 - $1) <= 1e-9 * max(scale, 1e-9) }
  }

  // MARK: - Sampling

  /// Weights and examples at which formulas are evaluated.
  private struct Point {
    let evaluators: [Evaluator]
    let keys: [KeyValue]
    private let graph: Graph

    init(_ equality: FormulaEquality, examples count: Int, _ generator: inout SeededGenerator) {
      var shared: [String: Value] = [:]
      let network = equality.quantity.network ?? equality.exercise.network
      if let architecture = network?.architecture {
        if let neurons = network?.neurons {
          for parameter in neurons.all {
            shared[parameter.name] = .number(generator.uniform(-1.5...1.5))
          }
        } else {
          for layer in 0..<architecture.depth {
            shared["weights[\(layer)]"] = Self.random(architecture.weightShape(layer), &generator)
            shared["biases[\(layer)]"] = Self.random(
              architecture.vectorShape(layer + 1),
              &generator
            )
          }
        }
        shared["eta"] = .number(generator.uniform(0.05...1))
      }
      keys = equality.sampledKeys(&generator)
      for given in equality.exercise.givens where shared[given.name] == nil {
        guard network == nil || !["x", "y", "weights", "biases"].contains(given.name) else {
          continue
        }
        let value = try? Evaluator(graph: Graph(), givens: shared).evaluate(
          given.formula.expression,
          at: keys
        )
        shared[given.name] = try? value?.map { Self.near($0, &generator) }
      }
      var examples: [[String: Value]] = []
      for _ in 0..<count {
        var givens = shared
        if let architecture = network?.architecture {
          givens["x"] = Self.random(architecture.vectorShape(0), &generator, -2...2)
          givens["y"] = Self.random(
            architecture.vectorShape(architecture.depth),
            &generator,
            0.05...0.95
          )
        }
        examples.append(givens)
      }
      evaluators = examples.map { Evaluator(graph: equality.graph, givens: $0) }
      graph = equality.graph
    }

    private static func random(
      _ shape: (rows: Int, columns: Int),
      _ generator: inout SeededGenerator,
      _ range: ClosedRange<Double> = -1.5...1.5
    ) -> Value {
      let elements = (0..<(shape.rows * shape.columns)).map { _ in generator.uniform(range) }
      return .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: elements))
    }

    /// A value like a given one: inside (0, 1) if that is, of either sign otherwise.
    private static func near(_ value: Double, _ generator: inout SeededGenerator) -> Double {
      if value > 0, value < 1 { return generator.uniform(0.05...0.95) }
      return value > 0 ? generator.uniform(0.5...3) : generator.uniform(-2...2)
    }

    /// The numbers of a student's formula; nil if they are not defined here.
    func value(of formula: Expression) throws(EvaluationError) -> [Double]? {
      let names = formula.names
      var examples: [[String: Value]] = []
      for evaluator in evaluators {
        var values: [String: Value] = [:]
        for name in names where !keys.contains(where: { $0.key == name }) && name != "n" {
          values[name] = try? evaluator.evaluate(.name(name), at: keys)
        }
        examples.append(values)
      }
      let evaluator = Evaluator(
        graph: Graph(definitions: graph.definitions),
        givens: examples[0],
        examples: examples
      )
      let value = try evaluator.evaluate(formula, at: keys)
      return value.isFinite ? value.elements : nil
    }

    /// The expected numbers: at one example, or their mean if the formula sums over examples.
    func expected(
      _ expression: Expression,
      like formula: Expression
    ) throws(EvaluationError) -> [Double]? {
      let count = formula.sumsOverExamples ? evaluators.count : 1
      var total: [Double] = []
      for evaluator in evaluators.prefix(count) {
        let elements = try evaluator.evaluate(expression, at: keys).elements
        total = total.isEmpty ? elements : zip(total, elements).map(+)
      }
      let mean = total.map { $0 / Double(count) }
      return mean.allSatisfy(\.isFinite) ? mean : nil
    }
  }

  private func sampledKeys(_ generator: inout SeededGenerator) -> [KeyValue] {
    let names = quantity.keys.map(\.name) + exercise.choices.map(\.key)
    var keys: [KeyValue] = []
    for name in names where !keys.contains(where: { $0.key == name }) {
      let interval = exercise.choice(of: name)?.interval
      let isUnit = exercise.choices.contains {
        $0.rule.interval?.lower == 0 && $0.rule.interval?.upper == 1
      }
      let lower = interval?.lower ?? (isUnit ? 0 : -2)
      let upper = interval?.upper ?? (isUnit ? 1 : 2)
      let margin = 0.03 * (upper - lower)
      let value = generator.uniform((lower + margin)...(upper - margin))
      // A key that the author fixes is a name of the network too, and comes from there.
      if exercise.choices.contains(where: { $0.key == name }) {
        keys.append(KeyValue(key: name, value: value))
      }
    }
    return keys
  }
}

extension Expression {
  /// True if a sum or mean over examples stands somewhere in the formula.
  var sumsOverExamples: Bool {
    if case .over = self { return true }
    return children.contains(where: \.sumsOverExamples)
  }
}
