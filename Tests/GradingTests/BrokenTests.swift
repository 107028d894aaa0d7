import Exercises
import Foundation
import Grading
import Markdown
import Testing

/// Files that once ended the process, each with what is found in it now.
struct BrokenTests {
  @Test(
    "what contradicts itself is found, however large its numbers are",
    arguments: [
      // 9999999999² + 9999999999 and so on, by bc.
      "overflow-column": ["5 parameters: a 9999999999-9999999999 network has 99999999990000000000"],
      "overflow-layers": [
        "5 parameters: a 99999999999-99999999999-10 network has 10000000000900000000000"
      ],
      // What nobody counts is no count: nothing is said of it.
      "overflow-summary": [], "overflow-support": [], "pandas-crosstab": [], "pandas-pivot": [],
    ] as [String: [String]]
  )
  func findings(_ name: String, _ expected: [String]) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Broken/\(name).md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let graded = try TestCourse.grade(text, TestCourse.generated)
    #expect(graded.findings.filter { $0.kind == .inconsistent }.map(\.message) == expected)
  }

  @Test(
    "numbers at the edge of what a machine holds are compared or left alone",
    arguments: [
      // Precision and recall of such sizes have no harmonic mean; negative supports no mean.
      """
      | | precision | recall | f1-score | support |
      |---|---|---|---|---|
      | 0 | 1e300 | 1e300 | 0.5 | -5 |
      | 1 | -1e300 | 0.5 | 1e308 | 6 |
      | macro avg | 0.5 | 0.5 | 0.5 | 1 |
      | weighted avg | 0.5 | 0.5 | 0.5 | 1 |
      | accuracy | | | 0.5 | 1 |
      """,
      "The test accuracy is 0.5 on 999999999999 test images. The batch size is 1, so an epoch has "
        + "999999999999 steps per epoch.",
      "The accuracy is 0.9 on 1e300 test images.",
      "[[999999999999, 999999999999], [999999999999, 999999999999]] is the confusion matrix; the "
        + "accuracy is 0.5, and 999999999999 of 999999999999 are correct.",
      "We train for 9223372036854775807 epochs with batch size 9223372036854775807: accuracy 0.9.",
    ]
  )
  func edges(_ text: String) throws {
    _ = try TestCourse.grade(text, TestCourse.step)
  }
}

/// What a limit cuts is said; what an ordinary homework holds is not cut.
struct UncheckedTests {
  private static let claim = "The network 784-30-10 has 5 parameters.\n"
  private static let contradiction = "5 parameters: a 784-30-10 network has 23860"

  @Test("a claim is checked however much stands around it", arguments: [0, 2100, 30_000])
  func text(_ paragraphs: Int) throws {
    let text = String(repeating: "ok.\n\n", count: paragraphs) + Self.claim
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.findings.map(\.message) == [Self.contradiction])
  }

  @Test("300 tables in 9,000 sentences are compared")
  func tables() throws {
    let part =
      String(repeating: "The sky is blue. ", count: 30)
      + "\n\n| h | loss |\n|---|---|\n| 1 | 0.5 |\n\n"
    let text = String(repeating: part, count: 300) + Self.claim
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.findings.map(\.message) == [Self.contradiction])
  }

  @Test("more claims than can be held against each other are said to be unchecked")
  func claims() throws {
    let text = String(repeating: "The accuracy is 0.9.\n\n", count: 4000) + Self.claim
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.findings.map(\.kind) == [.unchecked])
    #expect(
      graded.findings.map(\.message) == [
        "numbers of tables and text were not compared with each other: 4001 claims and 0 rows of "
          + "tables among 4001 sentences are more than can be held against each other; split the "
          + "homework"
      ]
    )
  }

  @Test("calculations beyond the 5,000th are said to be unchecked")
  func work() throws {
    let text = String(repeating: "2 + 2 = 4\n\n", count: 5001)
    let graded = try TestCourse.grade(text, TestCourse.step)
    #expect(graded.work.count == 5000)
    let findings = graded.findings.filter { $0.kind == .unchecked }
    #expect(findings.map(\.message) == ["from here on no \"=\" was checked: 5000 were before it"])
    #expect(findings.first?.places.count == 1)
  }

  @Test("a sum of too many numbers is said to be unchecked, not to hold")
  func sum() throws {
    let terms = Array(repeating: "0.5", count: 41).joined(separator: " + ")
    let graded = try TestCourse.grade("\(terms) = 3.1\n", TestCourse.step)
    #expect(graded.work.map(\.holds) == [nil])
    #expect(
      graded.work.map(\.note) == ["not checked: more than 40 numbers stand on one side"]
    )
  }
}
