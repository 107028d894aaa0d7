import Testing

@testable import Formulas

/// A small generator of random numbers whose sequence depends on its seed only.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The tree of an author's formula.
func tree(_ text: String) throws -> Expression {
  try Formula(text).expression
}

/// The tree of a student's formula over the given names.
func studentTree(
  _ text: String,
  _ names: [String] = ["a", "y", "z", "x", "x_j", "w4", "eta", "b", "n", "y_hat"]
) throws -> Expression {
  try Formula(text, notation: .student(names: names)).expression
}

/// The value of an author's formula.
func value(_ text: String, _ givens: [String: Value] = [:]) throws -> Value {
  try Evaluator(graph: Graph(), givens: givens).evaluate(tree(text))
}

/// A text read as a number that is known to be one.
func written(_ text: String) throws -> WrittenNumber {
  guard case .number(let number) = NumberReader().read(text) else {
    throw NotANumber(text: text)
  }
  return number
}

struct NotANumber: Error {
  let text: String
}

/// Expects that something is done within a second, also without optimisation.
func expectFast(
  _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ work: () throws -> Void
) rethrows {
  let duration = try ContinuousClock().measure(work)
  #expect(duration < .seconds(1), "\(what)", sourceLocation: sourceLocation)
}
