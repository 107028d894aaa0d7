/// Makes broken files of good ones: the same seeds and the same start give the same files.
///
/// A third of the changes know what a homework or a chapter is made of (numbers, cells, delimiters);
/// the others are blind, and reach what nobody thought of.
public struct Mutator: Sendable {
  private let seeds: [[UInt8]]
  private var dice: Dice

  /// A mutator of files.
  ///
  /// - Parameters:
  ///   - seeds: The files to start from; at least one.
  ///   - start: Where the random numbers begin.
  public init(_ seeds: [[UInt8]], start: UInt64) {
    precondition(!seeds.isEmpty, "mutations of nothing")
    self.seeds = seeds
    dice = Dice(state: start)
  }

  /// The next file: a seed with one to four changes, at most 256 KB long.
  public mutating func next() -> [UInt8] {
    var bytes = dice.element(of: seeds)
    for _ in 0..<(1 + dice.below(4)) {
      let change = dice.element(of: Change.allCases)
      bytes = change.applied(to: bytes, other: dice.element(of: seeds), &dice)
    }
    return Array(bytes.prefix(256 << 10))
  }
}

/// Random numbers that are the same everywhere: SplitMix64.
public struct Dice: Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below a limit; 0 for a limit of 0.
  mutating func below(_ limit: Int) -> Int {
    limit > 0 ? Int(next() % UInt64(limit)) : 0
  }

  mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// A range inside a count, of a length up to a limit; both ends may be the same.
  mutating func range(in count: Int, upTo limit: Int) -> Range<Int> {
    let start = below(count + 1)
    return start..<min(count, start + below(limit + 1))
  }
}
