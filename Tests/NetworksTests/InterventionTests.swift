import Formulas
import Matrices
import Testing

@testable import Networks

/// A derivative of p by q is what p changes by when q is set by hand and what follows from it is
/// computed again: over random networks of every activation, cost, convention, batch and penalty.
struct InterventionTests {
  private static let pairsPerNetwork = 40
  private static let networksPerKind = 2

  private static let quantities = [
    "zs", "activations", "deltas", "nabla_w", "nabla_b", "weights_new", "biases_new",
  ]
  private static let givens = ["weights", "biases"]

  @Test("It is the slope of an intervention, or an error where nothing follows")
  func slopes() throws {
    var compared = 0
    var independent = 0
    for (place, kind) in NetworkKind.all.enumerated() {
      for seed in 0..<Self.networksPerKind {
        var generator = SplitMix64(state: UInt64(place * 31 + seed) &* 6151 &+ 5)
        let random = try RandomNetwork(kind, using: &generator)
        let evaluator = Evaluator(
          graph: Derivation(random.network.architecture).graph,
          givens: random.givens(eta: 0.4)
        )
        for _ in 0..<Self.pairsPerNetwork {
          let p = try Self.quantity(random, evaluator, &generator)
          let q = try Self.quantity(random, evaluator, &generator, orGiven: true)
          switch try Self.compare(p, q, evaluator, random.network.architecture) {
          case .same: compared += 1
          case .independent: independent += 1
          case .corner: break
          }
        }
      }
    }
    // Both happen often, or the test compares nothing.
    #expect(compared > 10_000, "\(compared)")
    #expect(independent > 5_000, "\(independent)")
  }

  private enum Comparison { case same, independent, corner }

  private static func compare(
    _ p: Expression,
    _ q: Expression,
    _ evaluator: Evaluator,
    _ architecture: Architecture
  ) throws -> Comparison {
    let slopes = try Intervention(evaluator).slopes(of: p, by: q)
    guard let slope = slopes.first else { throw TestProblem(text: "\(p.text) has no elements") }
    let formula = Expression.derivative(of: p, by: q)
    do {
      let value = try #require(try evaluator.evaluate(formula).number)
      guard let slope else { return .corner }
      #expect(
        abs(value - slope) <= 1e-6 * max(1, abs(value), abs(slope)),
        "\(formula.text) is \(value), by intervention \(slope): \(architecture.description)"
      )
      let builder = TapeBuilder(graph: evaluator.graph, givens: evaluator.givens)
      let node = try #require(try builder.block(formula).number)
      let onTape = builder.finished.values()[node]
      #expect(
        abs(value - onTape) <= 1e-9 * max(1, abs(value)),
        "\(formula.text) is \(value), on the tape \(onTape): \(architecture.description)"
      )
      return .same
    } catch let error as EvaluationError {
      #expect(error.message == "`\(p.text)` does not depend on `\(q.text)`")
      #expect(
        (slope ?? 0) == 0,
        "\(formula.text): \(error.message), but it changes by \(slope ?? 0)"
      )
      return .independent
    }
  }

  /// A number of a random quantity of the network, `zs[1][0, 2]`, or the cost.
  private static func quantity(
    _ random: RandomNetwork,
    _ evaluator: Evaluator,
    _ generator: inout SplitMix64,
    orGiven: Bool = false
  ) throws -> Expression {
    let depth = random.network.architecture.depth
    let lists = quantities + (orGiven ? givens + ["x", "y", "eta"] : ["cost", "cost"])
    let list = lists[Int.random(in: 0..<lists.count, using: &generator)]
    if list == "cost" || list == "eta" { return .name(list) }
    let layers = list == "activations" ? depth + 1 : depth
    let layer = Int.random(in: 0..<layers, using: &generator)
    // A layer without biases has zeros in their place, which are constants.
    let name =
      list == "x" || list == "y"
      ? list
      : list == "biases" && !random.network.architecture.hasBias[layer]
        ? "weights[\(layer)]" : "\(list)[\(layer)]"
    let shape = try evaluator.evaluate(.name(name)).shape
    let place = shape.map { Int.random(in: 0..<$0, using: &generator) }
    return .index(.name(name), place.map { .number(Double($0)) })
  }

  @Test("The slope of a cost by its output is that of the logarithm, however large z is")
  func saturated() throws {
    // −1/a for −ln a; at z = 40 the output is 1 − 4.2e-18, and the cost of y = 0 is 40 (exact).
    let architecture = Architecture(
      layerSizes: [1, 1],
      activations: [.sigmoid],
      cost: .crossEntropy
    )
    func evaluator(z: Double, y: Double) -> Evaluator {
      Evaluator(
        graph: Derivation(architecture).graph,
        givens: [
          "x": .number(1), "y": .matrix(Matrix(row: [y])), "eta": .number(1),
          "weights[0]": .matrix(Matrix(row: [z])), "biases[0]": .matrix(Matrix(row: [0])),
        ]
      )
    }
    let byOutput = try Formula("derivative of cost by activations[1][0, 0]").expression
    let byZ = try Formula("derivative of cost by zs[0][0, 0]").expression
    #expect(try evaluator(z: 40, y: 0).evaluate(.name("cost")).number == 40)
    #expect(try evaluator(z: 40, y: 0).evaluate(byZ).number == 1)
    #expect(try evaluator(z: -800, y: 1).evaluate(byZ).number == -1)
    // σ(0.35) = 0.586617…, −1/σ(0.35) = −1.704688 (Python, math.exp).
    let slope = try #require(try evaluator(z: 0.35, y: 1).evaluate(byOutput).number)
    #expect(abs(slope - -1.7046880897187134) < 1e-14)
  }
}
