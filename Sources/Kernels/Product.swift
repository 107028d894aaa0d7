/// The product of a mini-batch with the weights of a layer: weighted inputs z = b + Σ w a.
///
/// `panel`: Inputs with a row of `examples` numbers for each active input.
/// `active`: The input of each row of the panel, ascending; inputs that are 0 in the whole mini-batch
/// may be left out.
/// `weights`: Blocks of 8 neurons; in a block, 8 weights for each of the `inputs`.
/// `z`: Blocks of 8 neurons; in a block, 8 numbers for each example.
///
/// Each sum starts with the bias and runs over the inputs in ascending order, rounded once a term,
/// whatever the size of the mini-batch.
package func product(
  panel: UnsafePointer<Double>,
  examples: Int,
  active: UnsafePointer<Int32>,
  activeCount: Int,
  weights: UnsafePointer<Double>,
  biases: UnsafePointer<Double>,
  inputs: Int,
  blocks: Int,
  into z: UnsafeMutablePointer<Double>
) {
  var example = 0
  while example < examples {
    let height = tileHeight(examples &- example)
    let row = panel + example
    var block = 0
    while block < blocks {
      let w = weights + block &* inputs &* laneCount
      let b = biases.lanes(block &* laneCount)
      let out = z + (block &* examples &+ example) &* laneCount
      switch height {
      case 5: fiveRows(row, examples, active, activeCount, w, b, out)
      case 4: fourRows(row, examples, active, activeCount, w, b, out)
      default:
        let width = min(4, blocks &- block)
        if width == 4 {
          fourBlocks(
            row,
            examples,
            active,
            activeCount,
            w,
            inputs,
            biases + block &* laneCount,
            out
          )
        } else {
          oneRow(row, examples, active, activeCount, w, b, out)
        }
        block = width == 4 ? block &+ 3 : block
      }
      block = block &+ 1
    }
    example = example &+ height
  }
}

/// How many rows are taken at once: fives, with as many fours as it takes to come out even.
@inline(__always)
func tileHeight(_ left: Int) -> Int {
  let rest = left % 5
  if rest == 0 { return 5 }
  if rest == 4 || (rest == 3 && left >= 8) || (rest == 2 && left >= 12) || left >= 16 { return 4 }
  return left >= 5 ? 5 : 1
}

// MARK: - Tiles

// The sums of a tile stand in registers: 5 rows of 8 lanes are 10 of the 16 that there are.
@inline(__always)
private func fiveRows(
  _ panel: UnsafePointer<Double>,
  _ examples: Int,
  _ active: UnsafePointer<Int32>,
  _ activeCount: Int,
  _ weights: UnsafePointer<Double>,
  _ bias: Lanes,
  _ z: UnsafeMutablePointer<Double>
) {
  var (z0, z1, z2, z3, z4) = (bias, bias, bias, bias, bias)
  var a = panel
  for place in 0..<activeCount {
    let w = weights.lanes(Int(active[place]) &* laneCount)
    z0.add(a[0], w)
    z1.add(a[1], w)
    z2.add(a[2], w)
    z3.add(a[3], w)
    z4.add(a[4], w)
    a += examples
  }
  z.store(z0, 0)
  z.store(z1, laneCount)
  z.store(z2, 2 &* laneCount)
  z.store(z3, 3 &* laneCount)
  z.store(z4, 4 &* laneCount)
}

@inline(__always)
private func fourRows(
  _ panel: UnsafePointer<Double>,
  _ examples: Int,
  _ active: UnsafePointer<Int32>,
  _ activeCount: Int,
  _ weights: UnsafePointer<Double>,
  _ bias: Lanes,
  _ z: UnsafeMutablePointer<Double>
) {
  var (z0, z1, z2, z3) = (bias, bias, bias, bias)
  var a = panel
  for place in 0..<activeCount {
    let w = weights.lanes(Int(active[place]) &* laneCount)
    z0.add(a[0], w)
    z1.add(a[1], w)
    z2.add(a[2], w)
    z3.add(a[3], w)
    a += examples
  }
  z.store(z0, 0)
  z.store(z1, laneCount)
  z.store(z2, 2 &* laneCount)
  z.store(z3, 3 &* laneCount)
}

/// One example and four blocks of neurons: online training, and what is left of a mini-batch.
@inline(__always)
private func fourBlocks(
  _ panel: UnsafePointer<Double>,
  _ examples: Int,
  _ active: UnsafePointer<Int32>,
  _ activeCount: Int,
  _ weights: UnsafePointer<Double>,
  _ inputs: Int,
  _ biases: UnsafePointer<Double>,
  _ z: UnsafeMutablePointer<Double>
) {
  var z0 = biases.lanes(0)
  var z1 = biases.lanes(laneCount)
  var z2 = biases.lanes(2 &* laneCount)
  var z3 = biases.lanes(3 &* laneCount)
  var a = panel
  let stride = inputs &* laneCount
  for place in 0..<activeCount {
    let w = weights + Int(active[place]) &* laneCount
    z0.add(a[0], w.lanes(0))
    z1.add(a[0], w.lanes(stride))
    z2.add(a[0], w.lanes(2 &* stride))
    z3.add(a[0], w.lanes(3 &* stride))
    a += examples
  }
  let step = examples &* laneCount
  z.store(z0, 0)
  z.store(z1, step)
  z.store(z2, 2 &* step)
  z.store(z3, 3 &* step)
}

@inline(__always)
private func oneRow(
  _ panel: UnsafePointer<Double>,
  _ examples: Int,
  _ active: UnsafePointer<Int32>,
  _ activeCount: Int,
  _ weights: UnsafePointer<Double>,
  _ bias: Lanes,
  _ z: UnsafeMutablePointer<Double>
) {
  var sum = bias
  var a = panel
  for place in 0..<activeCount {
    sum.add(a[0], weights.lanes(Int(active[place]) &* laneCount))
    a += examples
  }
  z.store(sum, 0)
}
