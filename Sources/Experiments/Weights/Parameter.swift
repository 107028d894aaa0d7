import Datasets
import Networks

/// A matrix of weights or biases that a file should hold.
struct Parameter {
  let layer: Int
  let isBias: Bool
  /// Rows and columns in the network's own convention.
  let shape: [Int]

  /// What our own files call it.
  var name: String { "\(isBias ? "biases" : "weights")_\(layer)" }

  /// Those of a network, layer by layer; layers without biases have none.
  static func all(of architecture: Architecture) -> [Parameter] {
    (0..<architecture.depth).flatMap { layer -> [Parameter] in
      let weights = architecture.weightShape(layer)
      let biases = architecture.vectorShape(layer + 1)
      return [Parameter(layer: layer, isBias: false, shape: [weights.rows, weights.columns])]
        + (architecture.hasBias[layer]
          ? [Parameter(layer: layer, isBias: true, shape: [biases.rows, biases.columns])] : [])
    }
  }

  /// True if an array has as many elements, in a shape that can be meant; its name must not say that
  /// it is of the other kind.
  func fits(_ name: String, _ array: Npy) -> Bool {
    if let kind = ArrayNames.isBias(name), kind != isBias { return false }
    guard array.elements.count == shape[0] * shape[1] else { return false }
    let sizes = array.shape.filter { $0 != 1 }
    if isBias { return sizes.count <= 1 }
    return array.shape == shape || array.shape == shape.reversed()
      || (sizes.count <= 1 && shape.contains(1))
  }
}
