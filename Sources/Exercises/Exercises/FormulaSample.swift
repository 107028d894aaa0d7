import Formulas
import Matrices
import Networks
import Synchronization

/// Weights and examples at which formulas are compared.
struct FormulaSample: Sendable {
  /// The values of names for each example; all share their weights.
  let examples: [[String: Value]]
  let keys: [KeyValue]
}

/// The samples of an exercise's quantities, once somebody asked for them.
final class FormulaSamples: Sendable {
  private struct Place: Hashable {
    let quantity: String
    let isSum: Bool
  }

  private let known = Mutex<[Place: [FormulaSample]]>([:])

  func samples(
    of quantity: String,
    summing isSum: Bool,
    _ make: () -> [FormulaSample]
  ) -> [FormulaSample] {
    let place = Place(quantity: quantity, isSum: isSum)
    if let samples = known.withLock({ $0[place] }) { return samples }
    let samples = make()
    known.withLock { $0[place] = samples }
    return samples
  }
}

extension FormulaEquality {
  /// Draws weights, givens and examples.
  func sample(examples count: Int, _ generator: inout SeededGenerator) -> FormulaSample {
    var shared: [String: Value] = [:]
    if let architecture = network?.architecture {
      if let neurons = network?.neurons {
        for parameter in neurons.all {
          shared[parameter.name] = .number(generator.uniform(-1.5...1.5))
        }
      } else {
        for layer in 0..<architecture.depth {
          shared["weights[\(layer)]"] = Self.random(architecture.weightShape(layer), &generator)
          shared["biases[\(layer)]"] = Self.random(architecture.vectorShape(layer + 1), &generator)
        }
      }
      shared["eta"] = .number(generator.uniform(0.05...1))
    }
    let keys = sampledKeys(&generator)
    let derived = Set(exercise.givens.derived(for: network, keys: exercise.keyNames).map(\.name))
    for given in exercise.givens where shared[given.name] == nil && !derived.contains(given.name) {
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
        givens["x"] = Self.random(shape(ofLayer: 0, architecture), &generator, -2...2)
        givens["y"] = Self.random(
          shape(ofLayer: architecture.depth, architecture),
          &generator,
          0.05...0.95
        )
      }
      examples.append(givens)
    }
    return FormulaSample(examples: examples, keys: keys)
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
}
