/// NumPy's random numbers of today, bit for bit: `rng = np.random.default_rng(2)`.
public struct Generator: Sendable {
  var bits: PCG64
  private var seeds: SeedSequence

  /// `default_rng(seed)`.
  public init(seed: UInt64) {
    self.init(SeedSequence(seed))
  }

  /// `default_rng(seedSequence)`.
  public init(_ seeds: SeedSequence) {
    self.seeds = seeds
    bits = PCG64(seeds)
  }

  /// `spawn(count)`: independent generators, others each time.
  public mutating func spawn(_ count: Int) -> [Generator] {
    seeds.spawn(count).map(Generator.init)
  }

  // MARK: - Real numbers

  /// `random(count)`: numbers in 0 ..< 1.
  public mutating func random(_ count: Int) -> [Double] {
    (0..<count).map { _ in bits.nextDouble() }
  }

  /// `uniform(low, high, count)`.
  public mutating func uniform(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    (0..<count).map { _ in low + (high - low) * bits.nextDouble() }
  }

  /// `standard_normal(count)`.
  public mutating func standardNormal(_ count: Int) -> [Double] {
    (0..<count).map { _ in bits.standardNormal() }
  }

  /// `normal(mean, deviation, count)`.
  public mutating func normal(_ mean: Double, _ deviation: Double, _ count: Int) -> [Double] {
    (0..<count).map { _ in mean + deviation * bits.standardNormal() }
  }

  // MARK: - Whole numbers

  /// `integers(low, high, count)`: numbers from `low` up to `high`, which is not among them.
  ///
  /// - Throws: `RandomNumberError` if there is no number between them.
  public mutating func integers(
    _ low: Int,
    _ high: Int,
    _ count: Int
  ) throws(RandomNumberError) -> [Int] {
    let most = try RandomNumberError.most(low, high)
    return (0..<count).map { _ in low &+ Int(truncatingIfNeeded: bits.scaled(most)) }
  }

  // MARK: - Orders

  /// `permutation(count)`: the numbers from 0 in a random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// `shuffle(list)`, in place; NumPy draws it otherwise than the orders inside `choice`.
  public mutating func shuffle<Element>(_ list: inout [Element]) {
    for last in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(last, Int(bits.masked(UInt64(last))))
    }
  }

  /// The order of what was chosen: drawn from the last down to `first`.
  private mutating func mix<Element>(_ list: inout [Element], downTo first: Int = 1) {
    for last in stride(from: list.count - 1, through: first, by: -1) {
      list.swapAt(last, Int(bits.scaled(UInt64(last))))
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
    if replace { return try integers(0, max(population, 1), count) }
    // NumPy's rule of thumb for when it pays to move the whole list.
    if population > 10_000, count > population / 50 {
      var order = Array(0..<population)
      mix(&order, downTo: max(population - count, 1))
      return Array(order[(population - count)...])
    }
    var chosen: Set<Int> = []
    var order: [Int] = []
    for last in population - count..<population {
      let drawn = Int(bits.scaled(UInt64(last)))
      let next = chosen.insert(drawn).inserted ? drawn : last
      chosen.insert(next)
      order.append(next)
    }
    mix(&order)
    return order
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
