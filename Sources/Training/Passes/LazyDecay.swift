import Kernels

/// The decay of weights whose inputs are 0 in a mini-batch, put off until they are seen again.
///
/// A step of plain descent multiplies every weight by 1 − ηλ. Most pixels are 0 in most mini-batches:
/// their rows would be read and written for nothing else. Instead the product of all decays is kept,
/// and a row catches up with it before it is read.
final class LazyDecay {
  private let layer: LayerShape
  private let weights: NumberList
  /// The product of the decays of all steps so far.
  private var product = 1.0
  /// That product when a row was last up to date.
  private var seen: [Double]

  /// Below this the product loses its digits, and all rows catch up.
  private static let least = 1e-100

  /// `weights`: Those of the first layer, the only one whose inputs are often 0.
  init(_ layer: LayerShape, _ weights: NumberList) {
    self.layer = layer
    self.weights = weights
    seen = [Double](repeating: 1, count: layer.inputs)
  }

  /// True if a row may have something before it.
  var isPending: Bool { product != 1 }

  /// What the row of an input is to be multiplied by.
  func factor(_ input: Int) -> Double { product / seen[input] }

  /// Brings the rows of the active inputs of a mini-batch up to date.
  func catchUp(_ panel: InputPanel) {
    for place in 0..<panel.activeCount { catchUp(Int(panel.active[place])) }
  }

  /// Says that the rows of the active inputs were decayed in a step, and the others were not.
  func step(_ panel: InputPanel, decay: Double) {
    product *= decay
    for place in 0..<panel.activeCount { seen[Int(panel.active[place])] = product }
    if abs(product) < Self.least { finish() }
  }

  /// Brings all rows up to date.
  func finish() {
    for input in 0..<layer.inputs { catchUp(input) }
    product = 1
    for input in seen.indices { seen[input] = 1 }
  }

  private func catchUp(_ input: Int) {
    guard seen[input] != product else { return }
    scaleRow(
      weights.first,
      input: input,
      inputs: layer.inputs,
      blocks: layer.blocks,
      by: factor(input)
    )
    seen[input] = product
  }
}
