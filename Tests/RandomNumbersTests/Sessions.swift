@testable import RandomNumbers

/// The sessions of `Tests/Goldens/numpy_random.py`, call by call.
struct Sessions {
  private var digests: [String: [UInt64]] = [:]
  private var session = ""
  private var group = 0

  static func digests() throws -> [String: [String]] {
    var sessions = Sessions()
    for place in 0..<1000 { try sessions.play(place) }
    return sessions.digests.mapValues { groups in
      groups.map { digest in
        let hex = String(digest, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
      }
    }
  }

  private mutating func add(_ call: String, words: [UInt64]) {
    let name = "\(session): \(call)"
    var groups = digests[name] ?? [UInt64](repeating: 0xCBF2_9CE4_8422_2325, count: 10)
    for word in words { groups[group] = (groups[group] ^ word) &* 0x100_0000_01B3 }
    digests[name] = groups
  }

  private mutating func add(_ call: String, _ values: [Double]) {
    add(call, words: values.map(\.bitPattern))
  }

  private mutating func add(_ call: String, _ values: [Int]) {
    add(call, words: values.map { UInt64(bitPattern: Int64($0)) })
  }

  private static func shares(_ count: Int) -> [Double] {
    let sum = Double(count * (count + 1) / 2)
    return (1...count).map { Double($0) / sum }
  }

  private mutating func play(_ place: Int) throws {
    let seed =
      place < 800 ? UInt64(place) : (UInt64(place - 800) * 2_654_435_761 + 12_345) % (1 << 32)
    let count = place % 50 == 49 ? 5000 : 1 + place * 7919 % 97
    let long = seed << 31 + 11
    group = place / 100
    session = "default_rng"
    try play(Generator(seed: seed), count)
    session = "default_rng list"
    try play(Generator(SeedSequence([seed, 1, 1 << 40 + seed])), count)
    session = "default_rng long"
    try play(Generator(seed: long), 3)
    session = "RandomState"
    try play(RandomState(seed: UInt32(seed)), count)
    session = "RandomState list"
    try play(RandomState(seeds: [UInt32(seed), 7, .max]), 3)
    session = "python"
    play(PythonRandom(seed: Int(seed)), count)
    session = "python long"
    play(PythonRandom(seed: -Int(long)), 3)
  }

  private mutating func play(_ start: Generator, _ count: Int) throws {
    var rng = start
    add("random", rng.random(count))
    add("standard_normal", rng.standardNormal(count))
    add("normal", rng.normal(-1.5, 2.25, count))
    add("uniform", rng.uniform(-0.3, 0.7, count))
    add("integers 10", try rng.integers(0, 10, count))
    add("integers 2^40", try rng.integers(-5, 1 << 40, count))
    add("integers 2^32", try rng.integers(0, 1 << 32, count))
    add("integers one", try rng.integers(3, 4, count))
    add("random after integers", rng.random(1))
    add("permutation", rng.permutation(count))
    var order = Array(0..<count)
    rng.shuffle(&order)
    rng.shuffle(&order)
    add("shuffle", order)
    add("choice", try rng.choice(count, count))
    add("choice some", try rng.choice(count, (count + 1) / 2, replace: false))
    add("choice of many", try rng.choice(10_001, 201 + count % 7, replace: false))
    add("choice weighted", try rng.choice(count, probabilities: Self.shares(count)))
    let few = min(count, 60)
    add(
      "choice weighted some",
      try rng.choice(few / 3 + 1, replace: false, probabilities: Self.shares(few))
    )
    var children = rng.spawn(2)
    add("spawn", children[0].random(3) + children[1].standardNormal(3))
    var child = rng.spawn(1)[0]
    var grandchild = child.spawn(2)[1]
    add("spawn again", try grandchild.integers(0, 1000, 5))
    add("random at last", rng.random(2))
  }

  private mutating func play(_ start: RandomState, _ count: Int) throws {
    var state = start
    add("rand", state.rand(count))
    add("randn", state.randn(count))
    add("normal", state.normal(-1.5, 2.25, count))
    add("uniform", state.uniform(-0.3, 0.7, count))
    add("randint 10", try state.randint(0, 10, count))
    add("randint 2^40", try state.randint(-5, 1 << 40, count))
    add("randint 2^32", try state.randint(0, 1 << 32, count))
    add("randint one", try state.randint(3, 4, count))
    add("randn after randint", state.randn(1))
    add("permutation", state.permutation(count))
    var order = Array(0..<count)
    state.shuffle(&order)
    state.shuffle(&order)
    add("shuffle", order)
    add("choice", try state.choice(count, count))
    add("choice some", try state.choice(count, (count + 1) / 2, replace: false))
    add("choice weighted", try state.choice(count, probabilities: Self.shares(count)))
    let few = min(count, 60)
    add(
      "choice weighted some",
      try state.choice(few / 3 + 1, replace: false, probabilities: Self.shares(few))
    )
    add("random_sample at last", state.rand(2))
  }

  private mutating func play(_ start: PythonRandom, _ count: Int) {
    var python = start
    var order = Array(0..<count)
    python.shuffle(&order)
    add("shuffle", order)
    python.shuffle(&order)
    add("shuffle again", order)
    add("random", python.random(count))
  }
}
