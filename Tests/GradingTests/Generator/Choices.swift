/// The choices of which a generated homework is made, each by name, so that a failing homework can
/// be made again with a plainer choice.
struct Choices {
  let seed: UInt64
  /// Choices that are set instead of drawn: index 0 is always the plainest.
  let fixed: [String: Int]
  private(set) var used: [String: Int] = [:]

  init(seed: UInt64, fixed: [String: Int] = [:]) {
    self.seed = seed
    self.fixed = fixed
  }

  /// One of some options; the first with a probability of `plain`.
  mutating func pick<Option>(_ name: String, _ options: [Option], plain: Double = 0) -> Option {
    var generator = generator(name)
    let isPlain = Double.random(in: 0..<1, using: &generator) < plain
    let drawn = isPlain ? 0 : Int.random(in: 0..<options.count, using: &generator)
    let index = min(fixed[name] ?? drawn, options.count - 1)
    used[name] = index
    return options[index]
  }

  /// A generator of its own for each name: fixing one choice leaves the others as they are.
  func generator(_ name: String) -> SplitMix {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return SplitMix(state: seed &* 0x9e37_79b9_7f4a_7c15 ^ hash)
  }
}

/// The generator that the literature calls SplitMix64.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &+ 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A generated homework, with what the grader has to say about it.
struct GeneratedHomework {
  /// A value that was written.
  struct Written {
    let name: String
    var at: [String: Double] = [:]
    let text: String
    let isRight: Bool
  }

  let text: String
  let written: [Written]
  /// The layout, for the count.
  let layout: String
  let choices: Choices
}
