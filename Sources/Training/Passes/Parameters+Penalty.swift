import Kernels
import Networks

extension Parameters {
  /// The term for large weights; 0 without one.
  ///
  /// `pending`: A decay that rows of the first layer still have before them.
  func term(_ penalty: Penalty?, pending: LazyDecay? = nil) -> Double {
    guard let penalty else { return 0 }
    let pending = pending?.isPending == true ? pending : nil
    var sum = 0.0
    for (number, list) in (penalty.includesBiases ? lists : weights).enumerated() {
      let inputs = layers[number % layers.count].inputs
      var (absolute, squares) = (0.0, 0.0)
      for place in 0..<list.count {
        var value = list.first[place]
        if number == 0, let pending { value *= pending.factor((place / laneCount) % inputs) }
        absolute += abs(value)
        squares += value * value
      }
      sum += penalty.absoluteFactor * absolute + 0.5 * penalty.squareFactor * squares
    }
    return sum
  }
}
