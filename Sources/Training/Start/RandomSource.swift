import RandomNumbers

/// A generator that a chapter names, as it would be written in Python.
package enum RandomSource: Hashable, Sendable {
  /// `default_rng(2)`, `default_rng([1, 2])`: each seed in words of 32 bits, the lowest first.
  case generator([[UInt32]], text: String)
  /// `RandomState(2)`, `np.random.seed(2)`, and lists of seeds.
  case state([UInt32], isList: Bool)
  /// `random.seed(2)`; it only shuffles.
  case python(Int)

  /// Why a text names no generator.
  package struct Problem: Error {
    package let message: String
    package let help: String
  }

  package static let allowed =
    "default_rng(2), default_rng([1, 2]), RandomState(2), np.random.seed(2), random.seed(2)"

  /// Reads the call.
  ///
  /// - Throws: `Problem` if there is no such generator, or no such seed.
  package init(_ text: String) throws(Problem) {
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else {
      throw Problem(
        message: "\"\(text)\" is no generator that is known here",
        help: "allowed: " + Self.allowed
      )
    }
    var inside = text[text.index(after: open)...].dropLast().filter { $0 != " " && $0 != "_" }
    if inside.hasPrefix("seed=") { inside.removeFirst(5) }
    guard !inside.isEmpty, inside != "None" else {
      throw Problem(
        message: "\"\(text)\" without a seed draws other numbers each time",
        help: "give it a seed, as in default_rng(2)"
      )
    }
    let isList = inside.hasPrefix("[") && inside.hasSuffix("]")
    let numbers = (isList ? inside.dropFirst().dropLast() : inside[...]).split(
      separator: ",",
      omittingEmptySubsequences: false
    ).map(String.init)
    switch text[..<open] {
    case "default_rng", "np.random.default_rng", "numpy.random.default_rng":
      let seeds = numbers.compactMap(Self.words)
      guard seeds.count == numbers.count, isList || seeds.count == 1 else {
        throw Problem(
          message: "the seed of \"\(text)\" is no whole number from 0, nor a list of them",
          help: "allowed: default_rng(2), default_rng([1, 2])"
        )
      }
      let shown = isList ? "[\(numbers.joined(separator: ", "))]" : numbers[0]
      self = .generator(seeds, text: shown)
    case "RandomState", "np.random.RandomState", "numpy.random.RandomState", "np.random.seed",
      "numpy.random.seed":
      let seeds = numbers.compactMap { UInt32($0) }
      guard seeds.count == numbers.count, isList || seeds.count == 1 else {
        throw Problem(
          message:
            "the seed of \"\(text)\" is no whole number from 0 to 4294967295, nor a list of them",
          help: "allowed: RandomState(2), RandomState([1, 2])"
        )
      }
      self = .state(seeds, isList: isList)
    case "random.seed":
      guard !isList, let seed = Int(inside) else {
        throw Problem(
          message: "the seed of \"\(text)\" is no whole number of 64 bits",
          help: "allowed: random.seed(2)"
        )
      }
      self = .python(seed)
    default:
      throw Problem(
        message: "\"\(text)\" is no generator that is known here",
        help: "allowed: " + Self.allowed
      )
    }
  }

  /// The generator `default_rng(seed)`.
  package init(seed: UInt32) { self = .generator([[seed]], text: "\(seed)") }

  /// A whole number of any size in words of 32 bits, the lowest first; nil if it is none.
  private static func words(_ text: String) -> [UInt32]? {
    guard !text.isEmpty, text.count <= 1000, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    var words: [UInt32] = [0]
    for digit in text.utf8 {
      var carry = UInt64(digit - 0x30)
      for place in words.indices {
        carry += UInt64(words[place]) * 10
        words[place] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { words.append(UInt32(carry)) }
    }
    return words
  }

  package var description: String {
    switch self {
    case .generator(_, let text): "default_rng(\(text))"
    case .state(let seeds, let isList):
      isList
        ? "RandomState([\(seeds.map(String.init).joined(separator: ", "))])"
        : "RandomState(\(seeds[0]))"
    case .python(let seed): "random.seed(\(seed))"
    }
  }

  package var isPython: Bool { if case .python = self { true } else { false } }

  /// The numbers from the first one on.
  package var stream: RandomStream {
    switch self {
    case .generator(let seeds, _):
      return RandomStream(.generator(Generator(SeedSequence(words: seeds))))
    case .state(let seeds, let isList):
      guard isList, let state = try? RandomState(seeds: seeds) else {
        return RandomStream(.state(RandomState(seed: seeds[0])))
      }
      return RandomStream(.state(state))
    case .python(let seed): return RandomStream(.python(PythonRandom(seed: seed)))
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
