import Foundation
import Grading
import Testing

/// Mistakes in single formulas, made here with plain arithmetic and named by the grader.
struct FormulaMistakeTests {
  /// A formula of an exercise, the mistakes that courses see in it, and words that have to be in the
  /// report.
  struct Case: Sendable, CustomTestStringConvertible {
    let formula: String
    let words: String
    let value: @Sendable (_ y: Double, _ a: Double) -> Double

    var testDescription: String { "\(words) in \(formula)" }
  }

  private static let entropy = "-(y*ln(a) + (1-y)*ln(1-a))"
  static let cases: [Case] = [
    Case(formula: entropy, words: "log10 instead of ln") { y, a in
      -(y * log10(a) + (1 - y) * log10(1 - a))
    },
    Case(formula: entropy, words: "log2 instead of ln") { y, a in
      -(y * log2(a) + (1 - y) * log2(1 - a))
    },
    Case(formula: entropy, words: "(1 - y)*ln(1 - a) was left out") { y, a in -y * log(a) },
    Case(formula: entropy, words: "y*ln(a) was left out") { y, a in -(1 - y) * log(1 - a) },
    Case(formula: entropy, words: "are swapped") { y, a in
      -(a * log(y) + (1 - a) * log(1 - y))
    },
    Case(formula: entropy, words: "sign") { y, a in y * log(a) + (1 - y) * log(1 - a) },
    Case(formula: entropy, words: "subtracted") { y, a in -(y * log(a) - (1 - y) * log(1 - a)) },
    Case(formula: "(a - y)**2/2", words: "division by 2") { y, a in (a - y) * (a - y) },
    Case(formula: "(a - y)**2/2", words: "power") { y, a in (a - y) / 2 },
    Case(formula: "(a - y)*a*(1 - a)", words: "1 - a was left out") { y, a in (a - y) * a },
    Case(formula: "(a - y)*a*(1 - a)", words: "are swapped") { y, a in
      (y - a) * y * (1 - y)
    },
    Case(formula: "(a - y)*a*(1 - a)", words: "a - y was left out") { _, a in a * (1 - a) },
    Case(formula: "mean([a, y, 2*a, a*y])", words: "not divided") { y, a in
      a + y + 2 * a + a * y
    },
    Case(formula: "sigmoid(2*a + y)*(1 - sigmoid(2*a + y))", words: "left out") { y, a in
      1 / (1 + exp(-2 * a - y))
    },
    Case(formula: "a/(1 - a)", words: "the other way round") { _, a in (1 - a) / a },
    Case(formula: "sqrt(a**2 + y**2)", words: "power") { y, a in sqrt(a + y) },
  ]

  @Test("a table with one mistake throughout names it", arguments: cases)
  func table(_ example: Case) throws {
    var draw = MistakeTests.SystemlessGenerator(state: 11)
    var (made, named) = (0, 0)
    for _ in 0..<30 {
      var rows = ""
      for _ in 0..<4 {
        let (y, a) = Self.point(&draw)
        rows += "| \(y) | \(a) | \(MistakeTests.digits(example.value(y, a))) |\n"
      }
      let graded = try TestCourse.grade(
        "| y | a | C |\n|---|---|---|\n\(rows)",
        Self.chapter(example.formula, isTable: true)
      )
      for item in graded.exercises[0].items where item.name == "C" && item.outcome == .wrong {
        made += 1
        if item.mistake?.contains(example.words) ?? false { named += 1 }
      }
    }
    #expect(made > 100)
    #expect(100 * named >= 98 * made, "\(named) of \(made)")
  }

  @Test("the mistake in a single number of four digits is named, or in a tie")
  func single() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 12)
    var (made, named) = (0, 0)
    var missed: [String] = []
    for example in Self.cases {
      for _ in 0..<40 {
        let (y, a) = Self.point(&draw)
        let text = MistakeTests.digits(example.value(y, a))
        let graded = try TestCourse.grade(
          "C = \(text)",
          Self.chapter(example.formula, isTable: false, y: y, a: a)
        )
        let item = try graded.item("C")
        guard item.outcome == .wrong else { continue }
        made += 1
        if item.mistake?.contains(example.words) ?? false {
          named += 1
        } else {
          missed.append(
            "\(example.formula) y \(y) a \(a) \(text), \(example.words): \(item.mistake ?? "")"
          )
        }
      }
    }
    print("single formulas: \(named) of \(made) named")
    #expect(made > 550)
    #expect(100 * named >= 98 * made, "\(named) of \(made)\n\(missed.joined(separator: "\n"))")
  }

  @Test("a second mistake is named together with one that explains other cells")
  func pairs() throws {
    func row(_ y: Double, _ a: Double, _ sign: Double) -> String {
      let value = -(y * log2(a) + sign * (1 - y) * log2(1 - a))
      return "| \(y) | \(a) | \(MistakeTests.digits(value)) |\n"
    }
    let rows =
      row(0.2, 0.3, 1) + row(0.4, 0.15, 1) + row(0.7, 0.6, 1) + row(0.6, 0.35, -1)
      + row(0.3, 0.45, -1)
    let graded = try TestCourse.grade(
      "| y | a | C |\n|---|---|---|\n\(rows)",
      Self.chapter("-(y*ln(a) + (1-y)*ln(1-a))", isTable: true)
    )
    let mistakes = graded.exercises[0].items.filter { $0.name == "C" }.map { $0.mistake ?? "" }
    #expect(mistakes.prefix(3).allSatisfy { $0 == "this is what you get with log2 instead of ln" })
    #expect(
      mistakes.dropFirst(3).allSatisfy {
        $0.contains("the term") && $0.contains("log2 instead of ln")
      },
      "\(mistakes)"
    )
  }

  @Test("a number from another cell is given no false name")
  func copies() throws {
    var draw = MistakeTests.SystemlessGenerator(state: 13)
    var (made, named) = (0, 0)
    var examples: [String] = []
    let formulas = Set(Self.cases.map(\.formula)).sorted()
    for round in 0..<1200 {
      let formula = formulas[round % formulas.count]
      let (y, a) = Self.point(&draw)
      let (otherY, otherA) = Self.point(&draw)
      let other = try TestCourse.grade(
        "C = 99.99",
        Self.chapter(formula, isTable: false, y: otherY, a: otherA)
      )
      let text = try #require(other.item("C").expected)
      let graded = try TestCourse.grade(
        "C = \(text)",
        Self.chapter(formula, isTable: false, y: y, a: a)
      )
      let item = try graded.item("C")
      guard item.outcome == .wrong else { continue }
      made += 1
      guard let mistake = item.mistake, !mistake.contains("digit") else { continue }
      named += 1
      examples.append("\(formula) y \(y) a \(a) \(text): \(mistake)")
    }
    print("copies in single formulas: \(named) of \(made) named falsely")
    #expect(made > 1000)
    #expect(100 * named <= 3 * made, "\(examples.joined(separator: "\n"))")
  }

  private static func point(_ draw: inout MistakeTests.SystemlessGenerator) -> (Double, Double) {
    func number() -> Double { ((0.03 + 0.94 * draw.uniform()) * 100).rounded() / 100 }
    return (number(), number())
  }

  private static func chapter(
    _ formula: String,
    isTable: Bool,
    y: Double = 0,
    a: Double = 0
  ) -> String {
    """
    ## Cost

    ```yaml exercise
    id: cost
    \(isTable ? "choose: {y: \"at least 1 between 0 and 1\", a: \"at least 1 between 0 and 1\"}" : "given: {y: \"\(y)\", a: \"\(a)\"}")
    answers:
      C: {\(isTable ? "at: [y, a], " : "")is: "\(formula)", to: 4 digits}
    ```
    """
  }
}
