/// The product of deltas with the inputs of their layer, summed over the examples of a mini-batch.
///
/// `panel`, `active`: As in `product`; rows of inputs that are left out get no sum.
/// `deltas`: Blocks of 8 neurons; in a block, 8 numbers for each example.
/// `target`: In the layout of the weights.
/// `scale`: What the numbers in the target are multiplied by first; nil if they are replaced.
/// `leavesOthers`: True to leave the rows of inputs that are not active as they are, scaled or not.
///
/// Each sum starts with what stands in the target and runs over the examples in ascending order.
package func addOuterProduct(
  panel: UnsafePointer<Double>,
  examples: Int,
  active: UnsafePointer<Int32>,
  activeCount: Int,
  deltas: UnsafePointer<Double>,
  inputs: Int,
  blocks: Int,
  to target: UnsafeMutablePointer<Double>,
  scale: Double?,
  leavesOthers: Bool
) {
  let factor = scale ?? 0
  let isReplaced = scale == nil
  for block in 0..<blocks {
    let delta = deltas + block &* examples &* laneCount
    let w = target + block &* inputs &* laneCount
    var row = 0
    while row < activeCount {
      let height = tileHeight(activeCount &- row)
      let a = panel + row &* examples
      let places = active + row
      if height == 5 {
        fiveRows(a, examples, places, delta, w, factor, isReplaced)
      } else {
        for place in 0..<height {
          oneRow(a + place &* examples, examples, places + place, delta, w, factor, isReplaced)
        }
      }
      row = row &+ height
    }
    if !leavesOthers, isReplaced || factor != 1 {
      scaleOthers(w, inputs, active, activeCount, factor, isReplaced)
    }
  }
}

/// Scales the rows of inputs that are not active: their sum is 0.
@inline(__always)
private func scaleOthers(
  _ w: UnsafeMutablePointer<Double>,
  _ inputs: Int,
  _ active: UnsafePointer<Int32>,
  _ activeCount: Int,
  _ factor: Double,
  _ isReplaced: Bool
) {
  guard activeCount < inputs else { return }
  var first = 0
  for place in 0...activeCount {
    let next = place < activeCount ? Int(active[place]) : inputs
    // The rows between two active ones.
    var row = w + first &* laneCount
    let end = w + next &* laneCount
    while row < end {
      row.store(isReplaced ? Lanes() : row.lanes(0) * factor, 0)
      row += laneCount
    }
    first = next &+ 1
  }
}

@inline(__always)
private func start(
  _ w: UnsafeMutablePointer<Double>,
  _ offset: Int,
  _ factor: Double,
  _ isReplaced: Bool
) -> Lanes {
  isReplaced ? Lanes() : w.lanes(offset) * factor
}

@inline(__always)
private func fiveRows(
  _ panel: UnsafePointer<Double>,
  _ examples: Int,
  _ active: UnsafePointer<Int32>,
  _ deltas: UnsafePointer<Double>,
  _ w: UnsafeMutablePointer<Double>,
  _ factor: Double,
  _ isReplaced: Bool
) {
  let (o0, o1) = (Int(active[0]) &* laneCount, Int(active[1]) &* laneCount)
  let (o2, o3) = (Int(active[2]) &* laneCount, Int(active[3]) &* laneCount)
  let o4 = Int(active[4]) &* laneCount
  var (s0, s1) = (start(w, o0, factor, isReplaced), start(w, o1, factor, isReplaced))
  var (s2, s3) = (start(w, o2, factor, isReplaced), start(w, o3, factor, isReplaced))
  var s4 = start(w, o4, factor, isReplaced)
  // One pointer runs, and the rows are at fixed distances from it: five pointers want registers that
  // the sums have.
  let (second, third) = (examples, 2 &* examples)
  let (fourth, fifth) = (3 &* examples, 4 &* examples)
  var (a, delta) = (panel, deltas)
  for _ in 0..<examples {
    let lanes = delta.lanes(0)
    s0.add(a[0], lanes)
    s1.add(a[second], lanes)
    s2.add(a[third], lanes)
    s3.add(a[fourth], lanes)
    s4.add(a[fifth], lanes)
    a += 1
    delta += laneCount
  }
  w.store(s0, o0)
  w.store(s1, o1)
  w.store(s2, o2)
  w.store(s3, o3)
  w.store(s4, o4)
}

@inline(__always)
private func oneRow(
  _ panel: UnsafePointer<Double>,
  _ examples: Int,
  _ active: UnsafePointer<Int32>,
  _ deltas: UnsafePointer<Double>,
  _ w: UnsafeMutablePointer<Double>,
  _ factor: Double,
  _ isReplaced: Bool
) {
  let offset = Int(active[0]) &* laneCount
  var sum = start(w, offset, factor, isReplaced)
  for example in 0..<examples { sum.add(panel[example], deltas.lanes(example &* laneCount)) }
  w.store(sum, offset)
}

/// The sum of the deltas of a mini-batch, neuron by neuron: the gradient by the biases.
package func sumOverExamples(
  _ deltas: UnsafePointer<Double>,
  examples: Int,
  blocks: Int,
  to target: UnsafeMutablePointer<Double>,
  scale: Double?
) {
  for block in 0..<blocks {
    var sum = start(target, block &* laneCount, scale ?? 0, scale == nil)
    let delta = deltas + block &* examples &* laneCount
    for example in 0..<examples { sum += delta.lanes(example &* laneCount) }
    target.store(sum, block &* laneCount)
  }
}

/// Multiplies the weights of one input, which stand in every block.
package func scaleRow(
  _ weights: UnsafeMutablePointer<Double>,
  input: Int,
  inputs: Int,
  blocks: Int,
  by factor: Double
) {
  var row = weights + input &* laneCount
  for _ in 0..<blocks {
    row.store(row.lanes(0) * factor, 0)
    row += inputs &* laneCount
  }
}
