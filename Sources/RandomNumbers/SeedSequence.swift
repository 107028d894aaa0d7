/// NumPy's way from a seed to the state of a generator, and to independent ones below it.
///
/// Source: the documentation of `numpy.random.SeedSequence`, after O'Neill's `seed_seq` (2015).
public struct SeedSequence: Hashable, Sendable {
  /// The seed in words of 32 bits, the lowest first.
  public let entropy: [UInt32]
  /// The numbers of the children that lead from the first sequence to this one.
  public let spawnKey: [UInt32]
  private let pool: [UInt32]
  private var children: UInt32 = 0

  /// The sequence of a seed that is one number.
  public init(_ seed: UInt64) {
    self.init(entropy: Self.words(seed))
  }

  /// The sequence of a seed that is a list of numbers, such as `default_rng([1, 2])`.
  public init(_ seeds: [UInt64]) {
    self.init(entropy: seeds.flatMap(Self.words))
  }

  /// The sequence of seeds in words of 32 bits each, the lowest first.
  public init(words seeds: [[UInt32]]) {
    self.init(entropy: seeds.flatMap { $0 })
  }

  init(entropy: [UInt32], spawnKey: [UInt32] = []) {
    self.entropy = entropy
    self.spawnKey = spawnKey
    pool = Self.pool(entropy, spawnKey)
  }

  private static func words(_ seed: UInt64) -> [UInt32] {
    let upper = UInt32(seed >> 32)
    return [UInt32(truncatingIfNeeded: seed)] + (upper == 0 ? [] : [upper])
  }

  /// The next sequences below this one, each for an independent generator.
  public mutating func spawn(_ count: Int) -> [SeedSequence] {
    (0..<count).map { _ in
      defer { children += 1 }
      return SeedSequence(entropy: entropy, spawnKey: spawnKey + [children])
    }
  }

  // MARK: - Mixing

  private static let poolSize = 4

  private struct Hash {
    var constant: UInt32
    let factor: UInt32

    mutating func callAsFunction(_ word: UInt32) -> UInt32 {
      var word = word ^ constant
      constant = constant &* factor
      word = word &* constant
      return word ^ (word >> 16)
    }
  }

  private static func mix(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let mixed = 0xCA01_F9DD &* left &- 0x4973_F715 &* right
    return mixed ^ (mixed >> 16)
  }

  private static func pool(_ entropy: [UInt32], _ spawnKey: [UInt32]) -> [UInt32] {
    var words = entropy
    // So that a child never has the words of another seed's sequence.
    while !spawnKey.isEmpty, words.count < poolSize { words.append(0) }
    words += spawnKey
    var hash = Hash(constant: 0x43B0_D7E5, factor: 0x931E_8875)
    var pool = (0..<poolSize).map { hash($0 < words.count ? words[$0] : 0) }
    for source in 0..<poolSize {
      for place in 0..<poolSize where place != source {
        pool[place] = mix(pool[place], hash(pool[source]))
      }
    }
    for word in words.dropFirst(poolSize) {
      for place in 0..<poolSize { pool[place] = mix(pool[place], hash(word)) }
    }
    return pool
  }

  /// `generate_state(count, uint64)`: the words that seed a generator.
  func state(_ count: Int) -> [UInt64] {
    var hash = Hash(constant: 0x8B51_F9DD, factor: 0x58F3_8DED)
    let halves = (0..<2 * count).map { UInt64(hash(pool[$0 % Self.poolSize])) }
    return (0..<count).map { halves[2 * $0] | halves[2 * $0 + 1] << 32 }
  }
}
