import Grading
import Testing

/// Words that say nothing in most names tell answers apart in some: `value of birds` beside `key of birds`.
struct TellingWordTests {
  private static let chapter = """
    # Attention

    ## Birds eat seeds

    ```yaml exercise
    id: attention
    given: {X: "[[1, 0], [0, 2]]", Wk: "[[1, 1], [0, -1]]", Wv: "[[2, 1], [0, 3]]"}
    answers:
      query of birds: {is: "dot(X, Wv)[0] + dot(X, Wk)[0]", to: exactly}
      key of birds: {is: "dot(X, Wk)[0]", to: exactly}
      value of birds: {is: "dot(X, Wv)[0]", to: exactly}
    ```
    """

  // By hand: [1, 0]·Wk = [1, 1], [1, 0]·Wv = [2, 1].
  private static func graded(_ homework: String) throws -> GradedHomework {
    try TestCourse.grade("# Birds eat seeds\n\n\(homework)\n", chapter)
  }

  @Test(
    "A name that is in all of theirs without the word is not said by the rest",
    arguments: [
      "birds → [1, 0]", "birds: [1, 0]", "birds = [1, 0]",
      "| token | embedding |\n|---|---|\n| birds | [1, 0] |",
    ]
  )
  func restIsNoName(line: String) throws {
    let graded = try Self.graded("The embeddings:\n\n\(line)\n\nvalue of birds = [2, 1]")
    #expect(graded.findings.isEmpty)
    let items = graded.exercises.flatMap(\.items)
    #expect(items.filter { $0.outcome == .correct }.map(\.name) == ["value of birds"])
    #expect(!items.contains { $0.outcome == .wrong })
  }

  @Test(
    "With the word it is the answer",
    arguments: ["value of birds: [2, 1]", "the value of birds is [2, 1]", "birds value = [2, 1]"]
  )
  func wholeName(line: String) throws {
    let items = try Self.graded(line).exercises.flatMap(\.items)
    #expect(items.filter { $0.outcome == .correct }.map(\.name) == ["value of birds"])
  }
}
