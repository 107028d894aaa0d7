#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension BitGenerator {
  /// A number of the standard normal distribution, by a ziggurat of 256 layers.
  ///
  /// Source: Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables" (2000). From
  /// one word come the layer (8 bits), the sign (1 bit) and the place in the layer (52 bits).
  mutating func standardNormal() -> Double {
    while true {
      let word = next64()
      let layer = Int(word & 0xFF)
      let isNegative = word >> 8 & 1 == 1
      let place = word >> 9 & 0xF_FFFF_FFFF_FFFF
      let distance = Double(place) * Double(bitPattern: ZigguratTables.widths[layer])
      let x = isNegative ? -distance : distance
      if place < ZigguratTables.bounds[layer] { return x }
      if layer == 0 {
        // The sign of the tail comes from other bits than that of the layers.
        let tail = Self.tailStart + normalTail()
        return place >> 8 & 1 == 1 ? -tail : tail
      }
      let inner = Double(bitPattern: ZigguratTables.heights[layer - 1])
      let outer = Double(bitPattern: ZigguratTables.heights[layer])
      if (inner - outer) * nextDouble() + outer < exp(-0.5 * x * x) { return x }
    }
  }

  /// Where the lowest layer ends and the tail begins.
  private static var tailStart: Double { 3.6541528853610088 }
  /// 1 / `tailStart`, to the digits that NumPy has.
  private static var tailScale: Double { 0.27366123732975828 }

  /// How far beyond its start a number of the tail lies.
  private mutating func normalTail() -> Double {
    while true {
      let x = -Self.tailScale * log1p(-nextDouble())
      let y = -log1p(-nextDouble())
      if y + y > x * x { return x }
    }
  }
}
