import Testing

@testable import Authoring

/// `name = name = number` in the words of a question.
struct GivenChainTests {
  @Test(
    "the names, the number and where they stand",
    arguments: [
      ("with x = 0.5 and y = 1", ["x | 0.5", "y | 1"]), ("$w_1 = w_2 = 0.3$.", ["w_1 w_2 | 0.3"]),
      ("$\\eta$ = 0.1", ["\\eta | 0.1"]), ("η = −2", ["η | −2"]), ("x = (2, 3)", ["x | (2, 3)"]),
      ("w = <!--= w -->0.4<!--/-->", ["w computed | 0.4"]), ("a = b", []), ("= 3", []),
      ("2 = 3", []),
      ("x=1=2", ["x | 1"]), ("x' = w^{2} = 4", ["x' w^{2} | 4"]),
    ] as [(String, [String])]
  )
  func chains(_ text: String, _ expected: [String]) {
    let found = GivenChain.all(in: text, GivenChain.value).map { chain in
      "\(chain.names.joined(separator: " "))\(chain.isComputed ? " computed" : "") | "
        + String(chain.numbers).trimmingSpaces
    }
    #expect(found == expected)
  }

  /// A search from every letter would take hours.
  @Test("long words and long rows of signs end")
  func long() {
    #expect(
      GivenChain.all(in: String(repeating: "a", count: 100_000) + " = 1", GivenChain.value).isEmpty
    )
    #expect(GivenChain.all(in: String(repeating: "a=", count: 5_000), GivenChain.value).isEmpty)
    #expect(
      GivenChain.all(in: String(repeating: "a= <!--=", count: 5_000), GivenChain.value).isEmpty
    )
    let many = GivenChain.all(in: String(repeating: "a = 1 ", count: 2_000), GivenChain.value)
    #expect(many.count == 2_000)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
