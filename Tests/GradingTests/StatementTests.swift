import Grading
import Testing

/// Statements in sentences, lines and lists, each with the outcome that it must get.
struct StatementTests {
  /// C at y = 0.2 is smallest at 0.2, where it is 0.500402 (−0.2 ln 0.2 − 0.8 ln 0.8, by mpmath).
  @Test(
    "the minimum is read from sentences in many words",
    arguments: [
      "For y = 0.2: smallest C = 0.5004 at a = 0.2",
      "For y = 0.2: smallest C = 0.5004 (at a = 0.2)",
      "y = 0.2: min C = 0.5004, a = 0.2",
      "The minimum for y = 0.2 is 0.5004 at a = 0.2.",
      "- y = 0.2: the smallest cost is 0.5004, at a = 0.2",
      "With y = 0.2 the lowest C = 0.5004 is attained at a = 0.2",
      "$y = 0.2$: minimum $0.5004$ at $a = 0.2$\n\nFor y = 0.2 the minimum is 0.5004 at a = 0.2",
    ]
  )
  func minimum(_ sentence: String) throws {
    let graded = try TestCourse.grade("## Q1\n\n\(sentence)\n", TestCourse.costs)
    #expect(try graded.item("minimum").outcome == .correct)
    #expect(try graded.item("argmin").outcome == .correct)
  }

  @Test("a place of the minimum is wrong beside its column, and open without it")
  func wrongPlace() throws {
    let sentence = "For y = 0.25: smallest C = 0.5623 at a = 0.2\n"
    let open = try TestCourse.grade(sentence, TestCourse.costs)
    #expect(try open.item("argmin").outcome == .unverifiable)
    // −0.25 ln a − 0.75 ln(1 − a) at a = 0.2, 0.25, 0.3, by mpmath.
    let column = "| y \\ a | 0.2 | 0.25 | 0.3 |\n|-|-|-|-|\n| 0.25 | 0.5697 | 0.5623 | 0.5685 |\n\n"
    let graded = try TestCourse.grade(column + sentence, TestCourse.costs)
    #expect(try graded.item("argmin").outcome == .wrong)
  }

  @Test("the smallest of the student's own wrong column is carried")
  func ownColumn() throws {
    let cells = [
      "0.5448", "0.5004", "0.3261", "0.5919", "0.6931", "0.8352", "1.0345", "1.3322", "1.8631",
    ]
    let homework = """
      | y \\ a | 0.1 | 0.2 | 0.3 | 0.4 | 0.5 | 0.6 | 0.7 | 0.8 | 0.9 |
      | - | - | - | - | - | - | - | - | - | - |
      | 0.2 | \(cells.joined(separator: " | ")) |

      For y = 0.2: smallest C = 0.3261 at a = 0.3
      """
    let graded = try TestCourse.grade(homework, TestCourse.costs)
    #expect(try graded.item("minimum").outcome == .carried)
    #expect(try graded.item("argmin").outcome == .carried)
    #expect(try graded.item("argmin").from.map(\.line) == [3])
  }

  /// dE/dw7 = −0.025464…, by NumPy: δ = (a − 1) a (1 − a) with a = 0.817018…, times σ(2.6).
  @Test("an error costs once: a new weight that follows a wrong gradient is carried")
  func carriedThroughGradient() throws {
    let homework = "dE/dw7 = -0.1234\n\n$w_7^{new} = 0.51234$\n\nw8 new = 0.6\n"
    let graded = try TestCourse.grade(homework, TestCourse.step)
    #expect(try graded.item("dE/dw7").outcome == .wrong)
    #expect(try graded.item("w7 new").outcome == .carried)
    #expect(try graded.item("w7 new").from.map(\.name) == ["dE/dw7"])
    #expect(try graded.item("w8 new").outcome == .wrong)
  }

  @Test(
    "shapes are read in every notation",
    arguments: ["(1, 1)", "[1, 1]", "1×1", "1 x 1", "1 by 1", "$1 \\times 1$", "1x1"]
  )
  func shapes(_ shape: String) throws {
    let graded = try TestCourse.grade("- shape of delta: \(shape)\n", TestCourse.step)
    #expect(try graded.item("shape of delta").outcome == .correct)
  }

  @Test("letters are right if one assignment fits all shapes")
  func letters() throws {
    func outcomes(_ delta: String, _ nabla: String) throws -> [Outcome] {
      let homework = "- shape of delta: \(delta)\n- shape of nabla_w[-1]: \(nabla)\n"
      let graded = try TestCourse.grade(homework, TestCourse.step)
      return graded.outcomes("shape of delta in letters")
        + graded.outcomes("shape of nabla_w[-1] in letters")
    }
    #expect(try outcomes("(A, 1)", "(A, B)") == [.correct, .correct])
    #expect(try outcomes("n × 1", "n × m") == [.correct, .correct])
    #expect(try outcomes("$n_L \\times 1$", "$n_L \\times n_{L-1}$") == [.correct, .correct])
    #expect(try outcomes("(A, 1)", "(B, A)").contains(.wrong))
    #expect(try outcomes("(A, 1)", "(A, A)").contains(.wrong))
    #expect(try outcomes("(A, B)", "(A, B)").contains(.wrong))
  }

  @Test("what cannot be read is open, never wrong")
  func unreadable() throws {
    let graded = try TestCourse.grade("a4 = 0.8l70\n", TestCourse.step)
    #expect(try graded.item("a4").outcome == .unreadable)
    #expect(try graded.item("a4").points == .zero)
    #expect(graded.exercises[0].pending >= (try graded.item("a4").possible))
  }

  // A remark never unmakes an answer: nothing says which of two passages is meant.
  @Test(
    "two values in two passages are open if one is right, unless a word leads to the result",
    arguments: [
      ("a4 = 0.8170\n\na4 = 0.8271", Outcome.ambiguous), ("a4 = 0.8271\n\na4 = 0.8170", .ambiguous),
      ("a4 = 0.8199\n\na4 = 0.8271", .wrong), ("a4 = 0.8271, a4 = 0.8170", .correct),
      ("a4 = 0.8271\n\nCorrection: a4 = 0.8170", .correct),
      ("Answer: a4 = 0.8170\n\na4 = 0.8271", .correct),
      ("a4 = 0.8170\n\nTherefore a4 = 0.8271", .wrong),
    ]
  )
  func contradiction(homework: String, outcome: Outcome) throws {
    let graded = try TestCourse.grade(homework + "\n", TestCourse.step)
    #expect(try graded.item("a4").outcome == outcome)
    #expect(graded.findings.map(\.kind) == [.contradiction])
  }

  @Test("values that agree at their printed precision are one answer, judged by the most precise")
  func agreement() throws {
    let graded = try TestCourse.grade("a4 = 0.817018\n\na4 = 0.82\n", TestCourse.step)
    #expect(try graded.item("a4").outcome == .correct)
    #expect(graded.findings.isEmpty)
  }
}
