import Markdown
import Testing

@testable import Classroom

/// Names of files as platforms and students write them: who, which assignment, which upload.
struct NameReaderTests {
  struct Example: CustomTestStringConvertible {
    let path: String
    let students: [String]
    let assignment: String?
    var attempt = 0
    var isLate = false
    var testDescription: String { path }
  }

  private static let assignments = ["hw1", "hw2", "project"]

  @Test(arguments: [
    // Canvas: sortable name, user, submission, own name; -1 is a second upload.
    Example(path: "doejane_4711_98123_hw1.md", students: ["doejane", "4711"], assignment: "hw1"),
    Example(
      path: "doejane_LATE_4711_98123_hw1-1.md",
      students: ["doejane", "4711"],
      assignment: "hw1",
      attempt: 1,
      isLate: true
    ),
    Example(
      path: "roej_12_7_my solution homework 2.md",
      students: ["roej", "12"],
      assignment: "hw2"
    ),
    // Moodle, with folders and without.
    Example(
      path: "Jane Doe_4712_assignsubmission_file_/hw1.md",
      students: ["4712", "Jane Doe"],
      assignment: "hw1"
    ),
    Example(
      path: "Jane Doe_4712_assignsubmission_file_hw2 (2).md",
      students: ["4712", "Jane Doe"],
      assignment: "hw2",
      attempt: 2
    ),
    // Gradescope.
    Example(
      path: "assignment_12_export/submission_345678/homework1.md",
      students: ["345678"],
      assignment: "hw1"
    ),
    // Blackboard.
    Example(
      path: "Homework 1_jdoe_attempt_2026-10-12-23-59-00_hw1.md",
      students: ["jdoe"],
      assignment: "hw1"
    ),
    // Sakai.
    Example(
      path: "hw1/Doe, Jane(jdoe)/Submission attachment(s)/answers.md",
      students: ["jdoe", "Doe, Jane"],
      assignment: "hw1"
    ),
    // GitHub Classroom: a folder of repositories.
    Example(path: "hw1-octocat/README.md", students: ["octocat"], assignment: "hw1"),
    Example(path: "repos/hw1-octocat/docs/answers.md", students: ["octocat"], assignment: "hw1"),
    // By hand.
    Example(path: "doe_hw1.md", students: ["doe"], assignment: "hw1"),
    Example(path: "hw1_doe_final.md", students: ["doe"], assignment: "hw1"),
    Example(path: "homework1.md", students: [], assignment: "hw1"),
    Example(path: "doe/HW_01.md", students: ["doe"], assignment: "hw1"),
    Example(path: "hw1_LATE.md", students: [], assignment: "hw1", isLate: true),
    Example(path: "hw1-1.md", students: [], assignment: "hw1", attempt: 1),
    Example(path: "doe_Assignment 2 (3).md", students: ["doe"], assignment: "hw2", attempt: 3),
    Example(path: "doe.hw2.v3.md", students: ["doe"], assignment: "hw2", attempt: 3),
    Example(path: "Übung 1 Müller.md", students: ["Müller"], assignment: "hw1"),
    Example(path: "作业1_张三.md", students: ["张三"], assignment: "hw1"),
    Example(path: "doe_project.ipynb", students: ["doe"], assignment: "project"),
    Example(path: "notes.md", students: ["notes"], assignment: nil),
  ])
  func readsNames(_ example: Example) {
    let name = NameReader(assignments: Self.assignments).name(of: example.path)
    #expect(name.students == example.students)
    #expect(name.assignment == example.assignment)
    #expect(name.attempt == example.attempt)
    #expect(name.isLate == example.isLate)
  }

  /// `hw1-1` is an upload of hw1, unless an assignment is called so.
  @Test func anExactNameWinsOverACount() {
    let name = NameReader(assignments: ["hw1", "hw1-1"]).name(of: "doe_hw1-1.md")
    #expect(name.assignment == "hw1-1")
    #expect(name.attempt == 0)
  }

  @Test func aPatternWinsOverGuesses() throws {
    let pattern = try NamePattern("{student}_*_{assignment}*")
    let name = NameReader(assignments: Self.assignments, pattern: pattern).name(
      of: "s123_x_hw2_abc.md"
    )
    #expect(name.students == ["s123"])
    #expect(name.assignment == "hw2")
    let other = NameReader(assignments: Self.assignments, pattern: pattern).name(of: "nothing.md")
    #expect(other.students.isEmpty)
  }

  @Test func aPatternSaysWhatIsWrongWithIt() {
    #expect(throws: NamePatternError(message: "a { is not closed in \"{student\"")) {
      try NamePattern("{student")
    }
    #expect(throws: NamePatternError(message: "{who} is no field of a file's name")) {
      try NamePattern("{who}_*")
    }
  }

  /// A search that tried every way would not end: each `*` may end at each of 200 places.
  @Test func aHostileNameIsReadInBoundedTime() throws {
    let pattern = try NamePattern(String(repeating: "*a", count: 30) + "b")
    #expect(pattern.fields(of: String(repeating: "a", count: 200)) == nil)
  }

  /// Gradescope's folders have numbers; whose they are stands in a file beside them.
  @Test func gradescopesFileNamesTheSubmitters() throws {
    let text = """
      ---
      submission_345678:
        :submitters:
        - :name: Jane Doe
          :sid: '4711'
          :email: jane@example.org
        :created_at: 2026-10-12 18:03:11.123456000 -07:00
        :score: 0.0
        :status: processed
      submission_345679:
        :submitters:
        - :name: Jo Roe
          :sid:
          :email: jo@example.org
      """
    let metadata = try SubmissionMetadata(Array(text.utf8), path: "submission_metadata.yml")
    #expect(
      metadata.students(of: "assignment_12_export/submission_345678/hw1.md")
        == ["4711", "jane@example.org", "Jane Doe"]
    )
    #expect(metadata.students(of: "submission_345679/hw1.md") == ["jo@example.org", "Jo Roe"])
    #expect(metadata.students(of: "submission_1/hw1.md").isEmpty)
    #expect(throws: Diagnostic.self) {
      try SubmissionMetadata(Array("- a\n".utf8), path: "submission_metadata.yml")
    }
  }
}
