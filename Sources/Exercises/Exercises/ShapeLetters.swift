import Formulas
import Networks

/// The shapes of a quantity in networks of several different sizes, which letters have to fit.
package struct ShapeLetters: Sendable {
  /// For each place of the shape, the sizes that it has in the networks, in order.
  package let places: [[Int]]
  /// The shape in the exercise's own network: its numbers may stand beside letters, as in (4, m).
  package let own: [Int]

  /// The same network with other sizes: several whose layers all differ, and the number of examples.
  package struct Networks {
    fileprivate let own: Evaluator
    fileprivate let evaluators: [Evaluator]

    /// `examples`: How many examples the exercise's own batch has.
    package init(_ network: NetworkDefinition, examples: Int) {
      let layers = network.architecture.layerSizes
      evaluators = zip(sizes(layers: layers.count), batches).map { sizes, examples in
        let givens = NetworkGivens(network.architecture.resized(sizes), neurons: nil)
        return Evaluator(
          graph: network.graph(resizedTo: sizes),
          givens: givens.placeholders(examples: examples)
        )
      }
      own = Evaluator(
        graph: network.graph(resizedTo: layers),
        givens: NetworkGivens(network.architecture, neurons: nil).placeholders(examples: examples)
      )
    }
  }

  /// Computes a shape with the engine in several networks.
  package init(_ expression: Expression, in networks: Networks) throws(EvaluationError) {
    func shape(in evaluator: Evaluator) throws(EvaluationError) -> [Int] {
      guard case .shape(let shape) = try evaluator.evaluate(expression) else {
        throw EvaluationError("`\(expression.text)` is not a shape", help: "write NAME.shape")
      }
      return shape
    }
    var shapes: [[Int]] = []
    for evaluator in networks.evaluators { shapes.append(try shape(in: evaluator)) }
    places = (0..<(shapes.first?.count ?? 0)).map { place in shapes.map { $0[place] } }
    own = try shape(in: networks.own)
  }

  /// The numbers of examples in the batches of the networks, unlike all sizes of layers.
  private static let batches = [101, 103, 107]

  /// Sizes of the layers of a few networks, all different from each other and from 1.
  private static func sizes(layers: Int) -> [[Int]] {
    [[5, 3, 7, 2, 11], [4, 9, 6, 13, 3], [8, 2, 5, 10, 7]].map { pattern in
      (0..<layers).map { pattern[$0 % 5] + 17 * ($0 / 5) }
    }
  }

  /// The shape in letters, as a key shows it: A for the last layer, B for the one before.
  package func text(network: NetworkDefinition) -> String {
    let layers = network.architecture.layerSizes.count
    let columns = (0..<layers).map { layer in Self.sizes(layers: layers).map { $0[layer] } }
    let names = places.map { sizes -> String in
      if let constant = sizes.first, sizes.allSatisfy({ $0 == constant }) { return "\(constant)" }
      if sizes == Self.batches { return "m" }
      guard let layer = columns.lastIndex(of: sizes) else { return "?" }
      return String(UnicodeScalar(UInt8(0x41 + min(layers - 1 - layer, 25))))
    }
    return "(\(names.joined(separator: ", ")))"
  }
}
