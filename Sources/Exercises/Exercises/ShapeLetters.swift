import Formulas
import Networks

/// The shapes of a quantity in networks of several different sizes, which letters have to fit.
package struct ShapeLetters: Sendable {
  /// For each place of the shape, the sizes that it has in the networks, in order.
  package let places: [[Int]]

  /// The same network with other sizes: several whose layers all differ.
  package struct Networks {
    fileprivate let evaluators: [Evaluator]

    package init(_ network: NetworkDefinition) {
      evaluators = sizes(layers: network.architecture.layerSizes.count).map { sizes in
        let givens = NetworkGivens(network.architecture.resized(sizes), neurons: nil).placeholders
        return Evaluator(graph: network.graph(resizedTo: sizes), givens: givens)
      }
    }
  }

  /// Computes a shape with the engine in several networks.
  package init(_ expression: Expression, in networks: Networks) throws(EvaluationError) {
    var shapes: [[Int]] = []
    for evaluator in networks.evaluators {
      guard case .shape(let shape) = try evaluator.evaluate(expression) else {
        throw EvaluationError("`\(expression.text)` is not a shape", help: "write NAME.shape")
      }
      shapes.append(shape)
    }
    places = (0..<(shapes.first?.count ?? 0)).map { place in shapes.map { $0[place] } }
  }

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
      guard let layer = columns.lastIndex(of: sizes) else { return "?" }
      return String(UnicodeScalar(UInt8(0x41 + min(layers - 1 - layer, 25))))
    }
    return "(\(names.joined(separator: ", ")))"
  }
}
