import Exercises
import Grading
import Testing

/// A remark, another column or another part never unmakes an answer; what is denied or hidden is none.
struct RemarkTests {
  private static let chapter = TestCourse.oneNeuron

  static let right = [
    "| quantity | value | digits |\n|---|---|---|\n| z | 0.74 | 2 |\n| a | 0.6770 | 4 |",
    "| quantity | value | page |\n|---|---|---|\n| z | 0.74 | 12 |\n| a | 0.6770 | 13 |",
    "| step | quantity | value | remark |\n|---|---|---|---|\n| 1 | z | 0.74 | 0.28 + 0.36 + 0.1 |\n| 2 | a | 0.6770 | |",
    "z = 0.74 is 7.4 times as large as b.\n\na = 0.6770 is 0.323 away from 1",
    "z = 0.74 (part b: z = 3)\n\na = 0.6770, and a = 0.95 in part b.",
    "z = 0.74; before it was z = 0.1.\n\na = 0.6770",
    "z = 0.74\n\na = 0.6770\n\n-0.1 · a = -0.0677",
    "z = 0.74\n\nIf I use w = 1 instead, z = 1.16.\n\na = 0.6770",
    "z = 0.74\n\na = 0.6770\n\nCheck: running it again with other numbers I get a = 0.7.",
  ]

  @Test("Remarks and other columns change nothing", arguments: right)
  func remarks(homework: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(homework)\n", Self.chapter)
    for name in ["z", "a"] {
      #expect(graded.outcomes(name) == [.correct], "\(graded.exercises[0].statements)")
    }
  }

  @Test(
    "A column that is no new value is none",
    arguments: ["new - old", "new in b", "new (η = 2)", "new after 2 steps"]
  )
  func parameters(header: String) throws {
    let table = """
      | p | gradient | new | \(header) |
      |---|---|---|---|
      | w | -0.0494 | 0.4494 | 0.0494 |
      """
    let graded = try TestCourse.grade("# 1\n\n\(table)\n", Self.chapter)
    #expect(graded.outcomes("w new") == [.correct])
    #expect(graded.outcomes("dE/dw") == [.correct])
  }

  @Test(
    "What is denied, old or hidden is no answer",
    arguments: [
      "z ≠ 0.74", "z is not 0.74", "z = 0.74 is wrong", "z < 0.74",
      "<table><tr style=\"display:none\"><td>z</td><td>0.74</td></tr></table>",
      "<table><tr><td>z</td><td hidden>0.74</td></tr></table>",
    ]
  )
  func denied(homework: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(homework)\n", Self.chapter)
    #expect(graded.outcomes("z").allSatisfy { !$0.isAccepted })
  }

  @Test("The old weight is no new one")
  func old() throws {
    let graded = try TestCourse.grade("# 1\n\nold w = 0.4494\n", Self.chapter)
    #expect(graded.outcomes("w new").allSatisfy { !$0.isAccepted })
  }
}
