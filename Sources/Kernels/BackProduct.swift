/// The errors of a layer led back through its weights, ∂C/∂a of the layer before: Σ w δ.
///
/// Layouts as in `product`; `back` has blocks of 8 inputs, and in a block 8 numbers for each example.
/// What pads its last block is left as it was.
package func backProduct(
  deltas: UnsafePointer<Double>,
  examples: Int,
  weights: UnsafePointer<Double>,
  inputs: Int,
  blocks: Int,
  into back: UnsafeMutablePointer<Double>
) {
  let (deltaStep, weightStep) = (examples &* laneCount, inputs &* laneCount)
  var example = 0
  while example < examples {
    let isFour = examples &- example >= 4
    let delta = deltas + example &* laneCount
    for input in 0..<inputs {
      let w = weights + input &* laneCount
      let place: Int = (input / laneCount) &* deltaStep &+ input % laneCount
      let out = back + (place &+ example &* laneCount)
      if isFour {
        var (s0, s1, s2, s3) = (Lanes(), Lanes(), Lanes(), Lanes())
        for block in 0..<blocks {
          let lanes = w.lanes(block &* weightStep)
          let d = delta + block &* deltaStep
          s0 = s0.plusProduct(d.lanes(0), lanes)
          s1 = s1.plusProduct(d.lanes(laneCount), lanes)
          s2 = s2.plusProduct(d.lanes(2 &* laneCount), lanes)
          s3 = s3.plusProduct(d.lanes(3 &* laneCount), lanes)
        }
        out[0] = s0.total
        out[laneCount] = s1.total
        out[2 &* laneCount] = s2.total
        out[3 &* laneCount] = s3.total
      } else {
        var sum = Lanes()
        for block in 0..<blocks {
          sum = sum.plusProduct(
            (delta + block &* deltaStep).lanes(0),
            w.lanes(block &* weightStep)
          )
        }
        out[0] = sum.total
      }
    }
    example = example &+ (isFour ? 4 : 1)
  }
}
