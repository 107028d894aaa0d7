import RandomNumbers

/// A generator that a chapter names, as it would be written in Python.
package enum RandomSource: Hashable, Sendable {
  /// `default_rng(2)`, `default_rng([1, 2])`.
  case generator([UInt64])
  /// `RandomState(2)`, `np.random.seed(2)`.
  case state(UInt32)
  /// `random.seed(2)`; it only shuffles.
  case python(Int)

  /// Reads the call; nil if it is none of these.
  package init?(_ text: String) {
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
    let name = text[..<open]
    let inside = text[text.index(after: open)...].dropLast().filter { $0 != " " }
    switch name {
    case "default_rng", "np.random.default_rng", "numpy.random.default_rng":
      let isList = inside.hasPrefix("[") && inside.hasSuffix("]")
      let numbers = (isList ? inside.dropFirst().dropLast() : inside[...]).split(
        separator: ",",
        omittingEmptySubsequences: false
      )
      let seeds = numbers.compactMap { UInt64($0) }
      guard seeds.count == numbers.count, isList || seeds.count == 1 else { return nil }
      self = .generator(seeds)
    case "RandomState", "np.random.RandomState", "numpy.random.RandomState", "np.random.seed",
      "numpy.random.seed":
      guard let seed = UInt32(inside) else { return nil }
      self = .state(seed)
    case "random.seed":
      guard let seed = Int(inside) else { return nil }
      self = .python(seed)
    default: return nil
    }
  }

  package static let allowed = "default_rng(2), RandomState(2), np.random.seed(2), random.seed(2)"

  package var description: String {
    switch self {
    case .generator(let seeds):
      seeds.count == 1
        ? "default_rng(\(seeds[0]))"
        : "default_rng([\(seeds.map(String.init).joined(separator: ", "))])"
    case .state(let seed): "RandomState(\(seed))"
    case .python(let seed): "random.seed(\(seed))"
    }
  }

  package var isPython: Bool { if case .python = self { true } else { false } }

  /// The numbers from the first one on.
  package var stream: RandomStream {
    switch self {
    case .generator(let seeds):
      RandomStream(
        .generator(Generator(seeds.count == 1 ? SeedSequence(seeds[0]) : SeedSequence(seeds)))
      )
    case .state(let seed): RandomStream(.state(RandomState(seed: seed)))
    case .python(let seed): RandomStream(.python(PythonRandom(seed: seed)))
    }
  }
}

/// The numbers of one generator, drawn by all who share it.
package final class RandomStream {
  enum Kind {
    case generator(Generator)
    case state(RandomState)
    case python(PythonRandom)
  }

  private var kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  /// Numbers in 0 ..< 1.
  func random(_ count: Int) -> [Double] {
    switch kind {
    case .generator(var source):
      defer { kind = .generator(source) }
      return source.random(count)
    case .state(var source):
      defer { kind = .state(source) }
      return source.rand(count)
    case .python(var source):
      defer { kind = .python(source) }
      return source.random(count)
    }
  }

  /// Numbers from `low` to `high`.
  func uniform(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    random(count).map { low + (high - low) * $0 }
  }

  /// Numbers of the standard normal distribution.
  func standardNormal(_ count: Int) -> [Double] {
    switch kind {
    case .generator(var source):
      defer { kind = .generator(source) }
      return source.standardNormal(count)
    case .state(var source):
      defer { kind = .state(source) }
      return source.randn(count)
    case .python: preconditionFailure("Python's generator draws no weights")
    }
  }

  /// The numbers from 0 in a random order: `permutation(count)`.
  package func permutation(_ count: Int) -> [Int32] {
    var order = (0..<count).map { Int32($0) }
    shuffle(&order)
    return order
  }

  /// Shuffles a list in place.
  func shuffle(_ list: inout [Int32]) {
    switch kind {
    case .generator(var source):
      source.shuffle(&list)
      kind = .generator(source)
    case .state(var source):
      source.shuffle(&list)
      kind = .state(source)
    case .python(var source):
      source.shuffle(&list)
      kind = .python(source)
    }
  }
}
