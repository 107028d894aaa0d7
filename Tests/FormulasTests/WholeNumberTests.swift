import Formulas
import Markdown
import Testing

struct WholeNumberTests {
  @Test(
    "whole numbers below a million million are counted, nothing else",
    arguments: [
      (0.0, 0), (-3, -3), (999_999_999_999, 999_999_999_999), (1e12, nil), (-1e12, nil), (0.5, nil),
      (.nan, nil), (.infinity, nil), (-.infinity, nil), (9.223372036854775808e18, nil),
      (-9.223372036854775808e18, nil), (1e308, nil), (-0.0, 0),
    ] as [(Double, Int?)]
  )
  func values(_ value: Double, _ expected: Int?) {
    #expect(Int(whole: value) == expected)
  }

  @Test(
    "digits are counted below the same end",
    arguments: [
      ("12", 12), ("-12", -12), ("999999999999", 999_999_999_999), ("1000000000000", nil),
      ("9223372036854775807", nil), ("-9223372036854775808", nil), ("99999999999999999999", nil),
      ("", nil), ("1e3", nil), ("٣", nil),
    ] as [(String, Int?)]
  )
  func digits(_ text: String, _ expected: Int?) {
    #expect(Int(counted: text) == expected)
  }

  @Test("products stay at the largest Int")
  func products() {
    #expect([3, 4, 5].saturatingProduct == 60)
    #expect([Int]().saturatingProduct == 1)
    #expect([1 << 40, 1 << 40].saturatingProduct == .max)
    #expect([1 << 40, 1 << 40, 0].saturatingProduct == 0)
  }

  @Test("ranges are made of ends in any order")
  func ranges() {
    #expect(Range(covering: [7..<9, 2..<4, 0..<0]) == 2..<9)
    #expect(Range(covering: [Range<Int>]()) == 0..<0)
    #expect(Range(covering: 5..<6, 1..<2) == 1..<6)
    #expect(ClosedRange(between: 2, and: 1) == 1...2)
    #expect(ClosedRange(between: .nan, and: 1) == nil)
    #expect(ClosedRange(between: .infinity, and: 1) == 1...(.infinity))
  }

  @Test(
    "a formula that takes too much work has no value",
    arguments: [
      "sum([" + Array(repeating: "zeros(1000000)", count: 20).joined(separator: ", ") + "])",
      "dot(zeros(1000, 1000), zeros(1000, 1000))[0, 0]",
      "zeros(1000, 1000) @ zeros(1000, 1000)",
    ]
  )
  func work(_ text: String) throws {
    let formula = try Formula(text, notation: .author)
    let evaluator = Evaluator(graph: Graph())
    #expect(throws: EvaluationError("the formula takes too much work", help: Self.help)) {
      try evaluator.evaluate(formula.expression)
    }
  }

  private static let help = "at most 10000000 numbers are made or multiplied"
}
