/// Which inputs of each layer a mini-batch keeps, and by what the kept ones are divided.
///
/// Inverted dropout: mask = random(shape) < 1 − p, a ⊙ mask / (1 − p), so that nothing is scaled when
/// the network is used. The numbers are drawn for the whole mini-batch, layer by layer.
final class Dropout {
  let rates: [Double]
  private let sizes: [Int]
  private let isByExample: Bool
  private var kept: [[Bool]] = []
  private var examples = 0

  /// `isByExample`: True if examples are rows, so that one example's numbers are drawn together.
  init?(_ rates: [Double], inputs sizes: [Int], isByExample: Bool) {
    guard rates.contains(where: { $0 > 0 }) else { return nil }
    self.rates = rates
    self.sizes = sizes
    self.isByExample = isByExample
  }

  /// Draws the masks of a mini-batch.
  func draw(_ examples: Int, from stream: RandomStream) {
    self.examples = examples
    kept = zip(rates, sizes).map { rate, size in
      rate > 0 ? stream.random(examples * size).map { $0 < 1 - rate } : []
    }
  }

  /// What an input of a layer is multiplied by, for an example of the mini-batch.
  @inline(__always)
  func factor(_ layer: Int, example: Int, input: Int) -> Double {
    let place = isByExample ? example * sizes[layer] + input : input * examples + example
    return kept[layer][place] ? 1 / (1 - rates[layer]) : 0
  }

  func isOn(_ layer: Int) -> Bool { rates[layer] > 0 }
}
