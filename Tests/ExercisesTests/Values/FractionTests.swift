import Testing

@testable import Exercises

/// The exact values come from fractions.Fraction and decimal (ROUND_HALF_UP) of Python 3.
struct FractionTests {
  @Test(
    "Points are read exactly",
    arguments: [
      ("2", 2, 1), ("0", 0, 1), ("1/2", 1, 2), ("2/4", 1, 2), ("0.5", 1, 2), ("0.125", 1, 8),
      ("1.10", 11, 10), ("0.000001", 1, 1_000_000), ("3.0", 3, 1), ("0/5", 0, 1),
      ("1000000", 1_000_000, 1), ("7/3", 7, 3), ("0.333333", 333_333, 1_000_000),
    ]
  )
  func reading(text: String, numerator: Int, denominator: Int) {
    let fraction = Fraction(text)
    #expect(fraction?.numerator == numerator && fraction?.denominator == denominator)
  }

  @Test(
    "Nothing else is a fraction",
    arguments: [
      "", "-1", "-1/2", "1/0", "1/-2", "a", "1/2/3", "1.2.3", "0.1234567", "1000001", "1/1000001",
      "1.", ".", "0.-5", "0.+5", "1e2", " 1", "1 ", "½", "1,5", "0.5/2", "99999999999999999999",
      "+1", "/2", "1/",
    ]
  )
  func refused(text: String) {
    #expect(Fraction(text) == nil)
  }

  @Test(
    "A fraction is shown with at most two decimals, halves away from zero",
    arguments: [
      (12, 1, "12"), (1, 2, "0.5"), (878, 100, "8.78"), (1, 3, "0.33"), (2, 3, "0.67"),
      (1, 8, "0.13"), (1, 40, "0.03"), (1, 200, "0.01"), (1, 201, "0"), (199, 200, "1"),
      (1, 100, "0.01"), (110, 100, "1.1"), (0, 1, "0"), (12_345, 1000, "12.35"),
      (4_999, 1000, "5"), (-1, 2, "-0.5"), (-1, 3, "-0.33"), (-2, 1, "-2"), (-1, 100, "-0.01"),
      (-1, 4, "-0.25"), (1005, 1000, "1.01"),
    ]
  )
  func text(numerator: Int, denominator: Int, text: String) {
    #expect(Fraction(numerator, denominator).text == text)
  }

  @Test("Arithmetic is exact and in lowest terms")
  func arithmetic() {
    #expect(Fraction(1, 3) + Fraction(1, 6) == Fraction(1, 2))
    #expect(Fraction(1, 3) - Fraction(1, 2) == Fraction(-1, 6))
    #expect(Fraction(2, 3) * Fraction(3, 4) == Fraction(1, 2))
    #expect(Fraction(2, 3) / 4 == Fraction(1, 6))
    #expect(Fraction(3, -6) == Fraction(-1, 2) && Fraction(3, -6).denominator == 2)
    #expect(Fraction(1, 3) < Fraction(1, 2) && !(Fraction(1, 2) < Fraction(1, 2)))
    #expect(Fraction(-1, 2) < .zero)
    #expect(Fraction(1, 4).value == 0.25)
    #expect(Fraction(1, 2).exactText == "1/2" && Fraction(4, 2).exactText == "2")
  }

  @Test("Ten tenths and 27 twenty-sevenths of 6 points add up to the whole")
  func sums() {
    #expect((0..<10).reduce(Fraction.zero) { sum, _ in sum + Fraction(1, 10) } == Fraction(1))
    let cell = Points.shared(Fraction(6)).perCell(count: 27)
    #expect((0..<27).reduce(Fraction.zero) { sum, _ in sum + cell } == Fraction(6))
  }

  /// A course may mix denominators: fifths, sevenths, elevenths … of points, over many cells.
  @Test("Scores with many different denominators do not leave the range of Int")
  func overflow() async {
    await #expect(processExitsWith: .success) {
      // 1/n each for n cells, as `points: 1 shared` gives for choices of 27, 29, 31 … cells.
      var sum = Fraction.zero
      for count in [27, 29, 31, 32, 35, 37, 41, 43, 47, 53, 59, 61] {
        sum = sum + Fraction(1) / count
      }
      _ = sum.text
    }
  }
}

struct PointsTests {
  @Test(
    "Points are shared unless they are for each",
    arguments: [
      ("2", Points.shared(Fraction(2))), ("6 shared", .shared(Fraction(6))),
      ("1/2 each", .each(Fraction(1, 2))), ("0.5 each", .each(Fraction(1, 2))),
    ]
  )
  func reading(text: String, points: Points) {
    #expect(Points(text) == points)
  }

  @Test(
    "Nothing else is points",
    arguments: ["", "each", "2 points", "2 each each", "-1", "two", "1 /2"]
  )
  func refused(text: String) {
    #expect(Points(text) == nil)
  }

  @Test("Shared points are divided over the cells, points for each are not")
  func perCell() {
    #expect(Points.shared(Fraction(6)).perCell(count: 27) == Fraction(2, 9))
    #expect(Points.each(Fraction(1, 2)).perCell(count: 27) == Fraction(1, 2))
    #expect(Points.shared(Fraction(6)).perCell(count: 0) == Fraction(6))
    #expect(Points.each(Fraction(1, 2)).text == "1/2 each")
    #expect(Points.shared(Fraction(6)).text == "6")
  }

  @Test("sums of points that nobody gives stay where they are")
  func large() {
    // Sixty prime denominators near a million leave even twice the width.
    let shares = (0..<60).map { Fraction(999_999, 999_983 - 7 * $0) }
    let sum = shares.reduce(Fraction.zero) { $0 + $1 }
    #expect(abs(sum.value - 60) < 0.1)
    #expect(sum.text.hasPrefix("60"))
    let most = (0..<60).reduce(Fraction(1, 999_983)) { sum, _ in sum + Fraction(1_000_000) }
    #expect(most.text == "60000000")
    let huge = shares.reduce(Fraction.zero) { $0 + $1 + Fraction(1_000_000_000_000) }
    #expect(abs(huge.value - 60_000_000_000_060) < 1)
    #expect(huge.text.hasPrefix("60000000000060"))
  }
}
