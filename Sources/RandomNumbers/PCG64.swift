/// PCG XSL-RR 128/64, the generator behind `default_rng`.
///
/// Source: O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms"
/// (2014).
struct PCG64: BitGenerator {
  private var state: UInt128
  private let increment: UInt128
  /// The upper half of a word of 64 bits whose lower half was drawn.
  private var half: UInt32?

  private static let multiplier: UInt128 =
    0x2360_ED05_1FC6_5DA4 << 64 | 0x4385_DF64_9FCC_F645

  init(_ seeds: SeedSequence) {
    let words = seeds.state(4).map { UInt128($0) }
    increment = (words[2] << 64 | words[3]) << 1 | 1
    state = 0
    step()
    state &+= words[0] << 64 | words[1]
    step()
  }

  private mutating func step() { state = state &* Self.multiplier &+ increment }

  mutating func next64() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return folded >> turn | folded << ((64 &- turn) & 63)
  }

  /// The lower half of a word, then its upper one.
  mutating func next32() -> UInt32 {
    if let kept = half {
      half = nil
      return kept
    }
    let word = next64()
    half = UInt32(truncatingIfNeeded: word >> 32)
    return UInt32(truncatingIfNeeded: word)
  }

  mutating func nextDouble() -> Double { Double(next64() >> 11) * 0x1p-53 }
}
