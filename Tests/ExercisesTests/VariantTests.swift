import Formulas
import Markdown
import Testing

@testable import Exercises

/// Numbers of students; the choices come from Tests/Goldens/variants.py, which shares no code.
struct VariantTests {
  @Test(
    "A choice follows from who, for what, which exercise and which name",
    arguments: [
      ("1234567", "hw1", "w", 19, 11), ("1234567", "hw1", "b", 3, 2),
      ("1234567", "hw2", "w", 19, 17), ("1234567", "hw2", "b", 3, 2),
      ("s0042", "hw1", "w", 19, 11), ("s0042", "hw1", "b", 3, 0),
      ("s0042", "hw2", "w", 19, 12), ("s0042", "hw2", "b", 3, 1),
      ("müller7", "hw1", "w", 19, 14), ("müller7", "hw1", "b", 3, 2),
      ("müller7", "hw2", "w", 19, 12), ("müller7", "hw2", "b", 3, 0),
      ("x", "hw1", "w", 19, 4), ("x", "hw1", "b", 3, 0),
      ("x", "hw2", "w", 19, 18), ("x", "hw2", "b", 3, 2),
    ]
  )
  func golden(student: String, assignment: String, name: String, count: Int, choice: Int) throws {
    let seed = VariantSeed(
      student: try #require(StudentID(student)),
      assignment: assignment,
      exercise: "own"
    )
    #expect(seed.choice(of: count, for: name, attempt: 0) == choice)
  }

  static func exercise(_ keys: String) throws -> (exercise: Exercise?, problems: [String]) {
    let text = "## Own\n\n```yaml exercise\nid: own\n\(keys)\n```\n"
    var chapters = [Chapter(try Document(parsing: SourceText(text), limits: .chapter))]
    CourseReader.link(&chapters, notation: CourseSettings().notation)
    return (chapters[0].exercises.first, chapters[0].diagnostics.map(\.formatted))
  }

  private func value(of name: String, in exercise: Exercise) -> String? {
    exercise.givens.first { $0.name == name }?.formula.formula.text
  }

  private static let two = """
    draw: {w: "0.1 ... 1.9 by 0.1", b: "1, 2, 4", n: last 2 digits of ID}
    answers: {s: {is: "w + b + n", to: 3 digits}}
    """

  @Test("a range is drawn exactly, and an ID is compared without hyphens, spaces and case")
  func drawn() throws {
    let exercise = try #require(try Self.exercise(Self.two).exercise)
    for text in ["S-0042", "s00 42", "s0042"] {
      let own = try exercise.variant(for: try #require(StudentID(text)), assignment: "HW1.md")
      // Place 11 of 0.1, 0.2, … and place 0 of 1, 2, 4; the last two digits of 0042.
      #expect(value(of: "w", in: own) == "1.2")
      #expect(value(of: "b", in: own) == "1")
      #expect(value(of: "n", in: own) == "42")
    }
    #expect(StudentID(" - ") == nil)
  }

  @Test("another name leaves the numbers of all others as they were")
  func independent() throws {
    let student = try #require(StudentID("s0042"))
    let more = Self.two.replacing("draw: {", with: "draw: {q: \"1 ... 9\", ")
    let before = try #require(try Self.exercise(Self.two).exercise)
    let after = try #require(try Self.exercise(more).exercise)
    for name in ["w", "b", "n"] {
      #expect(
        value(of: name, in: try before.variant(for: student, assignment: "hw1"))
          == value(of: name, in: try after.variant(for: student, assignment: "hw1"))
      )
    }
  }

  @Test("every value is about as likely as any other")
  func even() throws {
    let exercise = try #require(try Self.exercise(Self.two).exercise)
    var counts: [String: Int] = [:]
    for number in 0..<1900 {
      let id = try #require(StudentID("\(100_000 + 7 * number)"))
      let own = try exercise.variant(for: id, assignment: "hw1")
      counts[value(of: "w", in: own) ?? "", default: 0] += 1
    }
    // 100 expected each, with a standard deviation of 10.
    #expect(counts.count == 19)
    #expect(counts.values.allSatisfy { (50...150).contains($0) }, "\(counts)")
  }

  @Test(
    "the digits of an ID",
    arguments: [
      ("first 3 digits of ID", "427", 427), ("last 2 digits of ID", "s0042", 42),
      ("last 2 digits of ID", "9807", 7), ("digit 1 of ID", "9807", 9),
      ("digit -1 of ID", "9807", 7), ("sum of digits of ID", "9807", 24),
    ]
  )
  func digits(rule: String, id: String, number: Int) throws {
    guard case .digits(let digits) = try DrawRule(rule) else {
      Issue.record("\(rule) is no rule about digits")
      return
    }
    #expect(digits.number(in: try #require(StudentID(id)).digits) == number)
  }

  @Test("conditions hold for every student")
  func conditions() throws {
    let text = """
      draw: {w: "-0.9 ... 0.9 by 0.1", v: "-0.9 ... 0.9 by 0.1"}
      where: ["abs(w - v) >= 0.5", "-0.5 < w*v < 0.5", "w != 0"]
      answers: {s: {is: "w/(w - v)", to: 3 digits}}
      """
    let exercise = try #require(try Self.exercise(text).exercise)
    for number in 0..<300 {
      let own = try exercise.variant(
        for: try #require(StudentID("\(number)")),
        assignment: "hw1"
      )
      let w = try #require(value(of: "w", in: own).flatMap(Double.init))
      let v = try #require(value(of: "v", in: own).flatMap(Double.init))
      #expect(abs(w - v) >= 0.5 - 1e-9 && abs(w * v) < 0.5 && w != 0, "\(w) \(v)")
    }
  }

  @Test(
    "what is wrong with a draw is said at its place",
    arguments: [
      (
        "draw: {w: yes}",
        "5:11: error: \"yes\" is not a number\n  help: write numbers or a range, \"1, 2, 5\" or "
          + "\"0.1 ... 0.9 by 0.1\", a list of formulas, or \"last 2 digits of ID\""
      ),
      (
        "draw: {w: middle digit of ID}",
        "5:11: error: \"middle digit of ID\" does not say which digits\n  help: allowed: first N "
          + "digits of ID, last N digits of ID, digit N of ID, sum of digits of ID"
      ),
      (
        "given: {w: \"1\"}\ndraw: {w: \"1, 2\"}",
        "6:12: error: `w` is given and drawn"
      ),
      (
        "draw: {w: \"1, 2\"}\nwhere: \"w\"",
        "6:8: error: \"w\" compares nothing\n  help: write a comparison with <, <=, >, >=, = or !=: "
          + "\"abs(w1 - w2) >= 0.1\""
      ),
      (
        "draw: {w: \"1, 2\"}\nwhere: \"w > 3\"",
        "6:9: error: no numbers fulfil `w > 3` in 1000 draws, for the student \"sample1234567\"\n"
          + "  help: widen the ranges in \"draw\", or drop the condition"
      ),
      (
        "where: \"w > 3\"",
        "5:1: error: \"where\" is a condition on what is drawn, and nothing is\n"
          + "  help: draw: {w1: \"0.1 ... 0.9 by 0.1\"}"
      ),
    ]
  )
  func errors(keys: String, message: String) throws {
    let problems = try Self.exercise("\(keys)\nanswers: {s: {is: \"2\"}}").problems
    #expect(problems.first == message, "\(problems)")
  }

  @Test("an ID with too few digits is told so")
  func fewDigits() throws {
    let exercise = try #require(try Self.exercise(Self.two).exercise)
    #expect(throws: Diagnostic.self) {
      try exercise.variant(for: try #require(StudentID("anna7")), assignment: "hw1")
    }
  }
}
