import Testing

@testable import Formulas

/// Rounding as people do it on paper, one half away from zero.
struct RoundingTests {
  @Test(
    "a half that binary arithmetic missed by its last bits is a half",
    arguments: [
      // The products by Python's decimal module: 0.12655, 0.3855, -0.12655, 0.00005, 2.675.
      (0.5062 * 0.25, Tape.Rounding.digits(4), 0.1266), (0.75 * 0.514, .digits(3), 0.386),
      (-0.5062 * 0.25, .digits(4), -0.1266), (0.25 * 0.0002, .decimals(4), 0.0001),
      (2.675, .decimals(2), 2.68),
      // Next to a half, and not it.
      (0.126549, .digits(4), 0.1265), (0.38549999, .digits(3), 0.385),
    ]
  )
  func halves(value: Double, rounding: Tape.Rounding, expected: Double) {
    #expect(abs(rounding.rounded(value) - expected) < 1e-12)
  }
}
