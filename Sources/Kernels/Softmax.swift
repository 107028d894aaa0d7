/// Softmax of each example of a layer.
///
/// `z` and `a`: Blocks of 8 neurons; in a block, 8 numbers for each example. What pads the last block
/// is not part of the sum, and its activations are 0.
package func softmax(
  _ z: UnsafePointer<Double>,
  examples: Int,
  neurons: Int,
  into a: UnsafeMutablePointer<Double>
) {
  let last = padded(neurons) / laneCount &- 1
  let step = examples &* laneCount
  // 1 for a neuron and 0 for padding; and what takes padding out of the largest.
  var isNeuron = Lanes(repeating: 1)
  var below = Lanes()
  for lane in 0..<laneCount where last &* laneCount &+ lane >= neurons {
    isNeuron[lane] = 0
    below[lane] = -.infinity
  }
  for example in 0..<examples {
    let first = example &* laneCount
    var top = z.lanes(first &+ last &* step) + below
    for block in 0..<last {
      let next = z.lanes(first &+ block &* step)
      top = top.whereLess(next, next, else: top)
    }
    let largest = top.largest
    var sums = Lanes()
    for block in 0..<last {
      let powers = Lanes.exp(z.lanes(first &+ block &* step) - largest)
      sums += powers
      a.store(powers, first &+ block &* step)
    }
    let powers = Lanes.exp(z.lanes(first &+ last &* step) - largest) * isNeuron
    sums += powers
    a.store(powers, first &+ last &* step)
    let sum = sums.total
    for block in 0...last {
      let offset = first &+ block &* step
      a.store(a.lanes(offset) / sum, offset)
    }
  }
}
