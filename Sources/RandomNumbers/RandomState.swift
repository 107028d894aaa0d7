#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// NumPy's older random numbers, bit for bit: `np.random.seed(2)`, then `np.random.randn(…)`, or
/// `RandomState(2)`.
public struct RandomState: Sendable {
  var bits: MersenneTwister
  /// The second of a pair of normal numbers, kept for the next call.
  private var kept: Double?

  /// `np.random.seed(seed)`.
  public init(seed: UInt32) {
    bits = MersenneTwister(seed: seed)
  }

  /// `np.random.seed([…])`.
  ///
  /// - Throws: `RandomNumberError` if the list is empty.
  public init(seeds: [UInt32]) throws(RandomNumberError) {
    guard !seeds.isEmpty else { throw RandomNumberError("a list of seeds without a seed") }
    bits = MersenneTwister(seeds: seeds)
  }

  // MARK: - Real numbers

  /// `rand(count)`, also `random_sample`: numbers in 0 ..< 1.
  public mutating func rand(_ count: Int) -> [Double] {
    (0..<count).map { _ in bits.nextDouble() }
  }

  /// `uniform(low, high, count)`.
  public mutating func uniform(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    (0..<count).map { _ in low + (high - low) * bits.nextDouble() }
  }

  /// `randn(count)`: the standard normal distribution.
  public mutating func randn(_ count: Int) -> [Double] {
    (0..<count).map { _ in standardNormal() }
  }

  /// `normal(mean, deviation, count)`.
  public mutating func normal(_ mean: Double, _ deviation: Double, _ count: Int) -> [Double] {
    (0..<count).map { _ in mean + deviation * standardNormal() }
  }

  /// Two numbers at a time from a point in the unit circle (Marsaglia's polar method).
  private mutating func standardNormal() -> Double {
    if let last = kept {
      kept = nil
      return last
    }
    while true {
      let x = 2 * bits.nextDouble() - 1
      let y = 2 * bits.nextDouble() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      kept = factor * x
      return factor * y
    }
  }

  // MARK: - Whole numbers

  /// `randint(low, high, count)`: numbers from `low` up to `high`, which is not among them.
  ///
  /// - Throws: `RandomNumberError` if there is no number between them.
  public mutating func randint(
    _ low: Int,
    _ high: Int,
    _ count: Int
  ) throws(RandomNumberError) -> [Int] {
    let most = try RandomNumberError.most(low, high)
    return (0..<count).map { _ in low &+ Int(truncatingIfNeeded: bits.masked(most)) }
  }

  // MARK: - Orders

  /// `permutation(count)`: the numbers from 0 in a random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// `shuffle(list)`, in place.
  public mutating func shuffle<Element>(_ list: inout [Element]) {
    for last in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(last, Int(bits.masked(UInt64(last))))
    }
  }

  /// `choice(population, count, replace=…)`: positions in a list of that many.
  ///
  /// - Throws: `RandomNumberError` if there is nothing to choose from, or not enough.
  public mutating func choice(
    _ population: Int,
    _ count: Int,
    replace: Bool = true
  ) throws(RandomNumberError) -> [Int] {
    try RandomNumberError.check(population, count, replace: replace)
    return replace
      ? try randint(0, max(population, 1), count) : Array(permutation(population).prefix(count))
  }

  /// `choice(population, count, replace=…, p=probabilities)`.
  ///
  /// - Throws: `RandomNumberError` if the probabilities are none, or too few of them are above 0.
  public mutating func choice(
    _ count: Int,
    replace: Bool = true,
    probabilities: [Double]
  ) throws(RandomNumberError) -> [Int] {
    try bits.weightedChoice(count, replace: replace, probabilities)
  }
}
