/// A function from weighted inputs to activations that is taken element by element.
///
/// Without associated values, for whose copies the compiler would make functions that are shared with
/// the rest of the program.
package enum Curve {
  case linear, sigmoid, tanh, relu
  /// z above 0, `slope` · z below.
  case leakyReLU
  /// `slope` · z + ½, held between 0 and 1.
  case hardSigmoid
}

extension Curve {
  /// a = f(z); `count` is a whole number of blocks.
  package func apply(
    _ z: UnsafePointer<Double>,
    _ count: Int,
    slope: Double,
    into a: UnsafeMutablePointer<Double>
  ) {
    switch self {
    case .linear: a.update(from: z, count: count)
    case .sigmoid: Self.each(z, count, a) { 1 / (1 + Lanes.exp(0 - $0)) }
    case .tanh: Self.each(z, count, a, Self.tanh)
    case .relu: Self.each(z, count, a) { $0.whereLess(Lanes(), Lanes(), else: $0) }
    case .leakyReLU:
      Self.each(z, count, a) { $0.whereLess(Lanes(), $0 * slope, else: $0) }
    case .hardSigmoid:
      Self.each(z, count, a) {
        Lanes(repeating: 0.5).plusProduct($0, Lanes(repeating: slope)).clamped(0, 1)
      }
    }
  }

  /// δ = δ ⊙ f′(z), from a where the slope is a function of it; at a kink the slope from the left.
  package func multiplyBySlope(
    _ deltas: UnsafeMutablePointer<Double>,
    z: UnsafePointer<Double>,
    a: UnsafePointer<Double>,
    _ count: Int,
    slope: Double
  ) {
    switch self {
    case .linear: break
    case .sigmoid: Self.each(deltas, a, count) { $0 * ($1 * (1 - $1)) }
    case .tanh: Self.each(deltas, a, count) { $0 * Lanes(repeating: 1).plusProduct(0 - $1, $1) }
    case .relu: Self.each(deltas, z, count) { Lanes().whereLess($1, $0, else: Lanes()) }
    case .leakyReLU:
      Self.each(deltas, z, count) { Lanes().whereLess($1, $0, else: $0 * slope) }
    case .hardSigmoid:
      let kink = 0.5 / slope
      Self.each(deltas, z, count) {
        $1.magnitude.whereLess(Lanes(repeating: kink), $0 * slope, else: Lanes())
      }
    }
  }

  @inline(__always)
  private static func tanh(_ z: Lanes) -> Lanes {
    // tanh |z| = −t / (t + 2) with t = e^{−2|z|} − 1; from 20 on it is 1 to the last place.
    let twenty = Lanes(repeating: 20)
    let size = z.magnitude
    let t = Lanes.expMinusOne(twenty.whereLess(size, twenty, else: size) * -2)
    let result = (0 - t) / (t + 2)
    return z.whereLess(Lanes(), 0 - result, else: result)
  }

  @inline(__always)
  private static func each(
    _ z: UnsafePointer<Double>,
    _ count: Int,
    _ a: UnsafeMutablePointer<Double>,
    _ function: (Lanes) -> Lanes
  ) {
    for offset in stride(from: 0, to: count, by: laneCount) {
      a.store(function(z.lanes(offset)), offset)
    }
  }

  @inline(__always)
  private static func each(
    _ deltas: UnsafeMutablePointer<Double>,
    _ values: UnsafePointer<Double>,
    _ count: Int,
    _ function: (Lanes, Lanes) -> Lanes
  ) {
    for offset in stride(from: 0, to: count, by: laneCount) {
      deltas.store(function(deltas.lanes(offset), values.lanes(offset)), offset)
    }
  }
}
