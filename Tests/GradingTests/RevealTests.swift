import Exercises
import Foundation
import Grading
import Testing

/// Below `full` a report shows no number that the student has not written.
struct RevealTests {
  private static let chapter = TestCourse.costs

  /// Calculations, contradictions, wrong, neighbouring and coarse values.
  static let homework = """
    # 1

    C(0.2, 0.5) = 1/(1 + 2.71828^-0.2326) = 0.9

    | y \\ a | 0.1 | 0.2 | 0.3 |
    |---|---|---|---|
    | 0.2 | 0.5448 | 0.5261 | 9.1 |
    | 0.5 | 1.2040 | 0.9 | 0.6931 |

    The network 784-30-10 has 5 parameters.

    | | precision | recall | f1-score | support |
    |---|---|---|---|---|
    | 0 | 0.5 | 0.25 | 0.77 | 10 |
    | 1 | 0.5 | 0.25 | 0.4 | 10 |
    | accuracy | | | 0.9 | 20 |
    """

  @Test("At outcome and hint", arguments: [Reveal.outcome, .hint])
  func hidden(reveal: Reveal) throws {
    let full = try TestCourse.grade(Self.homework, Self.chapter)
    // The homework makes the report say such numbers, or the test shows nothing.
    #expect(!Self.foreign(in: full).isEmpty)
    #expect(Self.foreign(in: full.revealing(reveal)).isEmpty)
  }

  @Test("A sign that was not written is a number that was not written")
  func sign() throws {
    let graded = try TestCourse.grade("# 1\n\nC = (0.2 - 0.7) * 0.5 = 0.25\n", Self.chapter)
    #expect(graded.work.contains { $0.note?.contains("-0.25") ?? false })
    let shown = graded.revealing(.hint).work.compactMap(\.note)
    #expect(!shown.isEmpty && shown.allSatisfy { !$0.contains("0.25") })
  }

  @Test(
    "A list of all numbers does not make a calculator of the notes",
    arguments: [Reveal.outcome, .hint]
  )
  func list(reveal: Reveal) throws {
    // 0.417·0.5832 = 0.2431944 and 1.5 − 0.85 = 0.65 (by hand).
    let list = (0..<1000).map { String(format: "0.%03d", $0) }.joined(separator: " ")
    let more = "0.2432 0.24319 0.65 0.5004 0.5448 0.5261"
    let work = "\n\n0.417 * 0.5832 = 0.9\n\nC = 1.5 - 0.85 = 0.66\n\n"
    let homework = Self.homework + work + "\(list) \(more)\n"
    let full = try TestCourse.grade(homework, Self.chapter)
    #expect(full.work.contains { $0.note?.contains("0.243") ?? false })
    let shown = full.revealing(reveal)
    func isAllowed(_ number: Double, _ own: [Double]) -> Bool {
      own.contains(number) || number < 13 && number == number.rounded()
    }
    for step in shown.work {
      let own = Self.numbers(in: step.text)
      #expect(Self.numbers(in: step.note ?? "").allSatisfy { isAllowed($0, own) })
    }
    let items = shown.exercises.flatMap { $0.items + $0.statements }
    for item in items where item.outcome != .missing {
      let own = Self.numbers(in: ([item.text ?? ""] + item.at.map(\.text)).joined(separator: " "))
      let said = Self.numbers(in: (item.mistake ?? "") + " " + (item.note ?? ""))
      #expect(said.allSatisfy { isAllowed($0, own) }, "\(item)")
    }
  }

  @Test("At outcome no slip is named")
  func slips() throws {
    let graded = try TestCourse.grade(Self.homework, Self.chapter)
    #expect(graded.work.contains { $0.note != nil })
    #expect(graded.revealing(.outcome).work.allSatisfy { $0.note == nil })
    #expect(graded.revealing(.hint).work.contains { $0.note != nil })
  }

  /// The numbers with a point, or from 13 on, that a report says and the homework does not.
  private static func foreign(in graded: GradedHomework) -> [Double] {
    let items = graded.exercises.flatMap { $0.items + $0.statements }
    let words =
      items.flatMap { [$0.mistake, $0.expected, $0.outcome == .missing ? nil : $0.note] }
      + graded.work.map(\.note) + graded.findings.map(\.message)
    let known = Set(numbers(in: homework))
    return words.compactMap { $0 }.flatMap(numbers).filter { value in
      (value != value.rounded() || value >= 13) && !known.contains(value)
    }
  }

  private static func numbers(in text: String) -> [Double] {
    text.split { !($0.isNumber || $0 == ".") }.compactMap { Double($0) }
  }
}
