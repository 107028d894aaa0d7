/// Softmax of each example of a layer.
///
/// `z` and `a`: Blocks of 8 neurons; in a block, 8 numbers for each example. What pads the last block
/// counts as −∞, so that its activation is 0.
package func softmax(
  _ z: UnsafePointer<Double>,
  examples: Int,
  neurons: Int,
  into a: UnsafeMutablePointer<Double>
) {
  let blocks = padded(neurons) / laneCount
  let step = examples &* laneCount
  let order = SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7)
  let isPadding = order .>= SIMD8(repeating: Int64(neurons - (blocks - 1) * laneCount))
  for example in 0..<examples {
    let first = example &* laneCount
    func lanes(_ block: Int) -> Lanes {
      let lanes = z.lanes(first &+ block &* step)
      return block == blocks - 1 ? lanes.replacing(with: -.infinity, where: isPadding) : lanes
    }
    var largest = lanes(0)
    for block in 1..<max(blocks, 1) {
      let next = lanes(block)
      largest.replace(with: next, where: next .> largest)
    }
    var top = largest[0]
    for lane in 1..<laneCount where largest[lane] > top { top = largest[lane] }
    var sums = Lanes()
    for block in 0..<blocks {
      let powers = Lanes.exp(lanes(block) - top)
      sums += powers
      a.store(powers, first &+ block &* step)
    }
    let sum = sums.total
    for block in 0..<blocks {
      let offset = first &+ block &* step
      a.store(a.lanes(offset) / sum, offset)
    }
  }
}
