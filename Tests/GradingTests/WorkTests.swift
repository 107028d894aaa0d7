import Foundation
import Grading
import Testing

/// Calculations in numbers, right ones and ones with a slip, in the notations of homework.
struct WorkTests {
  /// A product or a sum of products with its factors as they are printed.
  private struct Calculation {
    var factors: [Double] = []
    var texts: [String] = []
    let value: Double

    /// Draws factors; they are printed with 4 digits, and the result comes from the unrounded ones or
    /// from the printed ones.
    init(_ draw: inout MistakeTests.SystemlessGenerator) {
      let count = 2 + Int(draw.uniform() * 3)
      var product = 1.0
      let isUnrounded = draw.uniform() < 0.5
      for _ in 0..<count {
        var factor = (draw.uniform() * 2 - 1) * pow(10, Double(Int(draw.uniform() * 3)) - 1)
        if abs(factor) < 0.01 { factor += 0.3 }
        let text = MistakeTests.digits(factor)
        factors.append(factor)
        texts.append(text)
        product *= isUnrounded ? factor : Double(text) ?? 0
      }
      value = product
    }

    func written(_ sign: String, brackets: Bool = true) -> String {
      texts.map { $0.hasPrefix("-") && brackets ? "(\($0))" : $0 }.joined(separator: sign)
    }
  }

  private static let signs = [" · ", " * ", "*", " \\cdot ", " \\times ", " × "]

  private static func line(_ calculation: Calculation, _ result: String, _ draw: Double) -> String {
    let sign = signs[Int(draw * Double(signs.count))]
    let text = "\(calculation.written(sign)) = \(result)"
    return sign.contains("\\") ? "$q = \(text)$" : "q = \(text)"
  }

  @Test("right calculations with rounding at every step are silent")
  func rightOnes() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 5)
    for _ in 0..<100 {
      var lines: [String] = []
      for _ in 0..<20 {
        let calculation = Calculation(&draw)
        let digits = 2 + Int(draw.uniform() * 5)
        lines.append(
          Self.line(calculation, MistakeTests.digits(calculation.value, digits), draw.uniform())
        )
      }
      let graded = try TestCourse.grade(lines.joined(separator: "\n\n"), TestCourse.step)
      let alarms = graded.work.filter { $0.holds == false }
      #expect(alarms.isEmpty, "\(alarms.map { "\($0.text): \($0.note ?? "")" })")
      #expect(graded.work.count { $0.holds == true } == 20)
    }
  }

  @Test("of planted slips nearly all are found")
  func slips() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 6)
    var found = 0
    var planted = 0
    var named = 0
    for _ in 0..<100 {
      var lines: [String] = []
      for _ in 0..<20 {
        let calculation = Calculation(&draw)
        var value = calculation.value
        var result = MistakeTests.digits(value)
        switch Int(draw.uniform() * 5) {
        case 0: result = result.hasPrefix("-") ? String(result.dropFirst()) : "-\(result)"
        case 1: result = MistakeTests.digits(value * [10, 0.1, 100][Int(draw.uniform() * 3)])
        case 2:
          var characters = Array(result)
          let digits = characters.indices.filter { characters[$0].isNumber }
          let pairs = zip(digits, digits.dropFirst()).filter { first, second in
            characters[first] != characters[second] && characters[first] != "0"
          }
          guard let (first, second) = pairs.first else { continue }
          characters.swapAt(first, second)
          result = String(characters)
        case 3:
          value /= calculation.factors[0]
          result = MistakeTests.digits(value)
        default:
          result =
            "\(MistakeTests.digits(value * 1e3)) \\cdot 10^{-\(2 + 2 * Int(draw.uniform() * 2))}"
        }
        planted += 1
        lines.append("$q = \(calculation.written(" \\cdot ")) = \(result)$")
      }
      let graded = try TestCourse.grade(lines.joined(separator: "\n\n"), TestCourse.step)
      found += graded.work.count { $0.holds == false }
      named += graded.work.count { $0.holds == false && ($0.note?.contains(": ") ?? false) }
    }
    print("\(planted) slips, \(found) found, \(named) named")
    #expect(planted > 1900)
    #expect(100 * found >= 95 * planted)
  }

  /// The result by pencil: 0.042 · 0.1875 · 0.62 = 0.0048825.
  @Test("a slip is shown with the right product")
  func example() throws {
    let graded = try TestCourse.grade(
      "$d = -0.042 \\times 0.1875 \\times 0.62 = -0.048825$",
      TestCourse.step
    )
    let step = try #require(graded.work.first)
    #expect(step.holds == false)
    #expect(step.note == "the numbers give -0.0048825: the decimal point slipped by one place")
  }

  @Test(
    "fractions, units and sentences around a calculation do not hide it",
    arguments: [
      ("46/50 = 0.94", "the numbers give 0.920"),
      ("Accuracy: 143/150 = 93.3%.", "the numbers give 0.953: one digit is another one"),
      ("$\\frac{46}{50} = 0.94$", "the numbers give 0.920"),
      ("64·64 + 64 = 4,096 parameters", "the numbers give 4160"),
      (
        "The recall of the 8 is $192/212 = 0.926$.",
        "the numbers give 0.906: one digit is another one"
      ),
    ]
  )
  func framed(text: String, note: String) throws {
    let graded = try TestCourse.grade(text, TestCourse.step)
    let step = try #require(graded.work.first)
    #expect(step.holds == false)
    #expect(step.note == note)
  }

  @Test(
    "what is cancelled may stay or go, and braces below a factor are no factor",
    arguments: [
      ("$q = \\frac{\\cancel{2} \\cdot 0.31}{\\cancel{2}} = 0.31$", true),
      ("$q = \\cancel{0.52} \\cdot 0.31 = 0.31$", true),
      ("$q = \\cancel{0.52} \\cdot 0.31 = 0.1612$", true),
      ("$q = \\cancel{0.52} \\cdot 0.31 = 0.2612$", false),
      ("$q = \\underbrace{-0.475}_{a} \\cdot \\underbrace{0.2494}_{b} = -0.1185$", true),
      ("$q = \\underbrace{-0.475}_{a} \\cdot \\underbrace{0.2494}_{b} = -0.475$", false),
    ]
  )
  func marks(text: String, holds: Bool) throws {
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.work.map(\.holds) == [holds], "\(graded.work)")
  }

  @Test(
    "a step inside a line may be rounded to the digits of the result or to the decimals of the line",
    arguments: [
      // 0.1 and 0.5 are given. 0.5 · 0.216669 = 0.1083345; 0.1 · 0.0894 = 0.00894; 0.5 · 0.36 = 0.18
      ("$q = 0.1 - 0.5 \\cdot 0.216669 = -0.00833500$", true),
      ("$q = 0.1 - 0.5 \\cdot 0.216669 = -0.00833600$", false),
      ("$q = 0.5 - 0.1 \\cdot 0.0894 = 0.49110$", true),
      ("$q = 0.5 - 0.1 \\cdot 0.0894 = 0.49120$", false),
      // 0.1 · 0.0290 = 0.00290, 0.5 · 0.0290 = 0.0145
      ("$q = 0.5 - 0.5 \\cdot 0.0290 = 0.48550$", true),
      ("$q = 0.5 - 0.5 \\cdot (-0.0030 + 0.0001) = 0.501500$", true),
      ("$q = 0.5 - 0.1 \\cdot 0.0894 = 0.49100$", false),
      ("$q = 0.5 - 0.5 \\cdot 0.36 = 0.32$", true),
      ("$q = 0.5 - 0.5 \\cdot 0.36 = 0.3230$", false),
    ]
  )
  func roundedSteps(text: String, holds: Bool) throws {
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.work.map(\.holds) == [holds], "\(graded.work)")
  }

  @Test("a factor that was taken for another one, and swapped digits, are named")
  func factors() throws {
    // 0.4123 · 0.6212 = 0.25612; 0.4123 · 0.5541 = 0.22846; 0.3172 · 0.4411 = 0.13992
    let graded = try TestCourse.grade(
      "p = 0.4123 · 0.6212 = 0.2561\n\np = 0.4123 · 0.5541 = 0.2561\n\nr = 0.3172 · 0.4411 = 0.1939",
      TestCourse.step
    )
    #expect(graded.work.map(\.holds) == [true, false, false])
    #expect(graded.work[1].note == "the numbers give 0.2285: 0.6212 was used for 0.5541")
    #expect(graded.work[2].note == "the numbers give 0.1399: two neighbouring digits are swapped")
  }

  @Test("a step in symbols is checked for its sign and for a factor 2")
  func symbols() throws {
    func work(_ text: String) throws -> [WorkStep] {
      try TestCourse.grade(text, TestCourse.costs).work
    }
    let wrong = try work("$C' = \\frac12 \\cdot 2 \\cdot (y - a) \\cdot (-1) = y - a$")
    #expect(wrong.map(\.holds) == [false])
    #expect(wrong[0].note == "as formulas the two sides differ: the sign is the other way round")
    #expect(try work("$C' = \\frac12 \\cdot 2 \\cdot (y - a) \\cdot (-1) = a - y$").isEmpty)
    #expect(try work("$C = \\frac12 (y - a)^2 = \\frac12 (a - y)^2$").isEmpty)
    #expect(try work("$C' = (a - y) = 2 (a - y)$").map(\.holds) == [false])
  }

  @Test("two numbers at the end of a calculation are the same one")
  func twice() throws {
    let graded = try TestCourse.grade("z = 0.5·0 − 0.5·6 + 0.1 = -2.9 = -29", TestCourse.step)
    #expect(graded.work.map(\.holds) == [true, false])
    #expect(try TestCourse.grade("784 → 256 → 128 → 10", TestCourse.step).work.isEmpty)
  }

  @Test(
    "what is no calculation is not checked, and what is rounded is no slip",
    arguments: [
      "α = 0.1", "x = (6, 1)", "y = 1 = target", "$a \\approx 0.5$", "0.333 + 0.333 = 0.67",
      "$2/3 \\approx 0.67$", "1/(1+e^(-8)) = 0.9997", "$\\sigma(0.1) = 0.525$",
      "shapes: (1 × 2)·(2 × 3) = (1 × 3)", "91.4 % = 0.914", "3 · 4 = 12", "$-(1 - 0.3) = -0.7$",
      "0.5·(1-0.5) = 0.25 ≈ 0.3", "In 2024 = 5 times", "Q1 = b)", "σ(0) = 1/2 = 0.5",
      "$\\sigma(8) \\approx 1$", "σ(8) = 1", "1.000·(1 - 1.000) = 0.00034", "3.0 - 2.0 = 1.04",
    ]
  )
  func silent(text: String) throws {
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.work.allSatisfy { $0.holds != false }, "\(graded.work)")
  }
}
