/// MT19937, the generator of `np.random.seed`, `RandomState` and Python's own `random`.
///
/// Source: Matsumoto and Nishimura, "Mersenne Twister" (1998), with the seeding of 2002.
struct MersenneTwister: BitGenerator {
  private static let size = 624
  private static let middle = 397

  private var state: [UInt32]
  private var position = Self.size

  /// Seeds with one number, as NumPy does.
  init(seed: UInt32) {
    state = [UInt32](repeating: seed, count: Self.size)
    for index in 1..<Self.size {
      let before = state[index - 1]
      state[index] = 1_812_433_253 &* (before ^ (before >> 30)) &+ UInt32(index)
    }
  }

  /// Seeds with a list of numbers, as Python does with any integer.
  ///
  /// - Precondition: The list is not empty.
  init(seeds: [UInt32]) {
    precondition(!seeds.isEmpty, "a seed without a number")
    self.init(seed: 19_650_218)
    var (index, place) = (1, 0)
    func mixed(_ factor: UInt32) -> UInt32 {
      let before = state[index - 1]
      return state[index] ^ ((before ^ (before >> 30)) &* factor)
    }
    func advanced(_ state: inout [UInt32], _ index: inout Int) {
      index += 1
      if index == Self.size {
        state[0] = state[Self.size - 1]
        index = 1
      }
    }
    for _ in 0..<max(Self.size, seeds.count) {
      state[index] = mixed(1_664_525) &+ seeds[place] &+ UInt32(place)
      advanced(&state, &index)
      place = place + 1 == seeds.count ? 0 : place + 1
    }
    for _ in 1..<Self.size {
      state[index] = mixed(1_566_083_941) &- UInt32(index)
      advanced(&state, &index)
    }
    state[0] = 0x8000_0000
  }

  private mutating func refill() {
    func twisted(_ upper: UInt32, _ lower: UInt32) -> UInt32 {
      let joined = (upper & 0x8000_0000) | (lower & 0x7FFF_FFFF)
      return (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    for index in 0..<Self.size {
      let next = index + 1 == Self.size ? 0 : index + 1
      let far = (index + Self.middle) % Self.size
      state[index] = state[far] ^ twisted(state[index], state[next])
    }
    position = 0
  }

  mutating func next32() -> UInt32 {
    if position == Self.size { refill() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  mutating func next64() -> UInt64 {
    let upper = UInt64(next32())
    return upper << 32 | UInt64(next32())
  }

  /// 27 bits of one word and 26 of the next.
  mutating func nextDouble() -> Double {
    let upper = Double(next32() >> 5)
    let lower = Double(next32() >> 6)
    return (upper * 0x1p26 + lower) * 0x1p-53
  }
}
