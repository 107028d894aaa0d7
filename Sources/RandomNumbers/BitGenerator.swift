/// A source of random bits, from which the distributions are drawn.
protocol BitGenerator: Sendable {
  mutating func next32() -> UInt32
  mutating func next64() -> UInt64
  /// A double in 0 ..< 1, a multiple of 2⁻⁵³.
  mutating func nextDouble() -> Double
}

// MARK: - Whole numbers

extension BitGenerator {
  /// A number from 0 through `most`, by rejecting what lies above it under the smallest mask.
  ///
  /// As many draws as it takes; none where `most` is 0.
  mutating func masked(_ most: UInt64) -> UInt64 {
    guard most > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
    if most <= UInt64(UInt32.max) {
      while true {
        let value = UInt64(next32()) & mask
        if value <= most { return value }
      }
    }
    while true {
      let value = next64() & mask
      if value <= most { return value }
    }
  }

  /// A number from 0 through `most`, by the high half of a product with the number of values.
  ///
  /// Source: Lemire, "Fast Random Integer Generation in an Interval" (2019).
  mutating func scaled(_ most: UInt64) -> UInt64 {
    switch most {
    case 0: return 0
    case UInt64(UInt32.max): return UInt64(next32())
    case .max: return next64()
    case ..<UInt64(UInt32.max):
      let count = UInt32(most) + 1
      var product = UInt64(next32()) * UInt64(count)
      if UInt32(truncatingIfNeeded: product) < count {
        let threshold = (UInt32.max - UInt32(most)) % count
        while UInt32(truncatingIfNeeded: product) < threshold {
          product = UInt64(next32()) * UInt64(count)
        }
      }
      return product >> 32
    default:
      let count = most + 1
      var product = next64().multipliedFullWidth(by: count)
      if product.low < count {
        let threshold = (UInt64.max - most) % count
        while product.low < threshold { product = next64().multipliedFullWidth(by: count) }
      }
      return product.high
    }
  }
}
