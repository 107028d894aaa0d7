import Grading
import Homework
import Testing

/// Where an answer stands, and what it is the answer to.
struct PlaceTests {
  private static let chapter = """
    # Chapter

    ## Layers

    ```yaml network
    name: net
    layers: "2 - 2 softmax"
    weights: nndl
    given: {x: "[1, 0]", y: "[1, 0]", "weights[0]": "[[0.5, 0.1], [0.2, 0.4]]", "biases[0]": "[0, 0]"}
    ```

    ```yaml exercise
    id: layers
    network: net
    answers:
      "Z[1]": {is: "zs[0]", to: 4 digits}
      "softmax(Z[1])": {is: "activations[1]", called: ["softmax probabilities", "softmax"], to: 4 digits}
    ```
    """

  // z = (0.5, 0.2); e^0.5 = 1.64872, e^0.2 = 1.22140, sum 2.87012: 0.574443, 0.425557 (Python).
  @Test(
    "the softmax of Z[1] is no Z[1]",
    arguments: [
      "The softmax probabilities of Z[1] are about:\n\n$$\\begin{bmatrix} 0.5744 \\\\ 0.4256 \\end{bmatrix}$$",
      "The softmax of Z[1]:\n\n$$\\begin{bmatrix} 0.5744 \\\\ 0.4256 \\end{bmatrix}$$",
      "softmax of Z[1] = [0.5744, 0.4256]",
    ]
  )
  func headed(homework: String) throws {
    let graded = try TestCourse.grade("## 1\n\nZ[1] = [0.5, 0.2]\n\n\(homework)\n", Self.chapter)
    #expect(graded.outcomes("softmax(Z[1])") == [.correct], "\(graded.exercises[0].statements)")
    #expect(graded.outcomes("Z[1]") == [.correct])
  }

  @Test("a number that was copied with a slip is wrong where it was copied, not what came out")
  func miscopied() throws {
    // 0.055399425 − 0.019049119 = 0.036350306
    let text = """
      p = 0.74136507 · 0.074726 = 0.055399425

      q = 0.055399435 - 0.019049119 = 0.036350306
      """
    let graded = try TestCourse.grade(text, TestCourse.step)
    let wrong = graded.work.filter { $0.holds == false }
    #expect(wrong.map(\.note) == ["0.055399425 was copied as 0.055399435"])
    #expect(wrong.first.map { graded.source.string(in: $0.range) } == "0.055399435")
  }

  private static let numbered = """
    # Chapter

    ## One

    ```yaml exercise
    id: one
    given: {a: "2"}
    answers:
      s: {is: "a + 1", to: exactly}
    ```

    ## Two

    ```yaml exercise
    id: two
    given: {a: "0.3", y: "0.4"}
    answers:
      slope: {is: "(a-y)/(a*(1-a))", as: formula}
    ```

    ## Three

    ```yaml exercise
    id: three
    given: {a: "5"}
    answers:
      t: {is: "a + 1", to: exactly}
    ```
    """

  @Test("paragraphs below numbered questions belong to them: what is not understood there is open")
  func paragraphs() throws {
    let graded = try TestCourse.grade(
      """
      1. What is s?

      It is s = 3.

      2. What is the derivative?

      One would have (1-y)/(1-a)-y/a there.

      3. What is t?

      It is t = 6.
      """,
      Self.numbered
    )
    #expect(graded.exercises[0].items.map(\.outcome) == [.correct])
    #expect(graded.exercises[1].items.map(\.outcome) == [.human])
    #expect(graded.exercises[2].items.map(\.outcome) == [.correct])
  }
}
