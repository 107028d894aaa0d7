import Exercises
import Grading
import Testing

/// Examples told by their inputs: a perceptron by hand, epoch by epoch.
///
/// The numbers are those of w = (0.3, −0.1), b = 0, η = 0.1 on AND, by hand.
struct ExampleRowTests {
  private static let perceptron = """
    # Perceptron

    ## AND

    ```yaml exercise
    id: and
    given: {X: "[[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]", before: "[[0.3, -0.1, 0], [0.3, -0.1, -0.1], [0.3, -0.1, -0.1], [0.2, -0.1, -0.2]]"}
    answers:
      z: {at: {example: "1, 2, 3, 4"}, is: "dot(X[example-1], before[example-1])", to: exactly, points: 4 shared}
      output: {at: {example: "1, 2, 3, 4"}, is: "ceil((sign(z) + 1)/2)", called: ["y_hat"], to: exactly, points: 4 shared}
      w1: {is: "0.3", to: exactly}
    ```
    """

  private static func graded(_ homework: String) throws -> GradedHomework {
    try TestCourse.grade("## AND\n\n" + homework + "\n", perceptron)
  }

  @Test(
    "The inputs of an example are its key: in a lead, before an arrow, in a table",
    arguments: [
      """
      1. **Input (0,0), expected 0**
         - $z = 0$
      2. **Input (0,1), expected 0**
         - $z = -0.2$
      3. **Input (1,0), expected 0**
         - $z = 0.2$
      4. **Input (1,1), expected 1**
         - $z = -0.1$
      """,
      "- (0,0) → z = 0\n- (0,1) → z = -0.2\n- (1,0) → z = 0.2\n- (1,1) → z = -0.1",
      "| x1 | x2 | z |\n|---|---|---|\n| 0 | 0 | 0 |\n| 0 | 1 | -0.2 |\n| 1 | 0 | 0.2 |\n| 1 | 1 | -0.1 |",
      "| No. | x1 | x2 | z |\n|---|---|---|---|\n| 1 | 0 | 0 | 0 |\n| 2 | 0 | 1 | -0.2 |\n| 3 | 1 | 0 | 0.2 |\n| 4 | 1 | 1 | -0.1 |",
    ]
  )
  func inputs(_ homework: String) throws {
    let graded = try Self.graded(homework)
    #expect(graded.outcomes("z") == [.correct, .correct, .correct, .correct])
  }

  @Test("A truth table says nothing of what is asked")
  func truthTable() throws {
    let table =
      "| x1 | x2 | AND |\n|---|---|---|\n| 0 | 0 | 0 |\n| 0 | 1 | 0 |\n| 1 | 0 | 0 |\n| 1 | 1 | 1 |"
    let graded = try Self.graded(table)
    #expect(!graded.outcomes("z").contains(.correct))
    #expect(!graded.outcomes("output").contains(.wrong))
  }

  @Test("`→ wrong` is said of the output, and takes no figure back")
  func verdict() throws {
    let graded = try Self.graded(
      "- (0,0) → z = 0, y_hat = 1 → wrong\n- (0,1) → z = -0.2, y_hat = 0 → right"
    )
    #expect(Array(graded.outcomes("output").prefix(2)) == [.correct, .correct])
  }

  @Test("A weight that is said after each example is the last one, and no contradiction")
  func running() throws {
    let steps = """
      1. **Input (0,0)**
         - w1 = 0.3
      2. **Input (1,0)**
         - w1 = 0.2
      3. **Input (1,1)**
         - w1 = 0.3
      """
    let graded = try Self.graded(steps)
    #expect(graded.outcomes("w1") == [.correct])
    #expect(graded.findings.isEmpty)
  }

  @Test("A key that counts the rows of what the network is given is told by inputs, too")
  func givenInputs() throws {
    // z = 0.7 x1 − 0.4 x2 + 0.3, by hand.
    let chapter = """
      # XOR

      ## Four examples

      ```yaml network
      name: gate
      layers: "2 - 1 sigmoid"
      neurons: {o: [w1, w2, b]}
      names: {z: "zs[0][0]", x1: "x[0]", x2: "x[1]"}
      given: {y: "1", w1: "0.7", w2: "-0.4", b: "0.3"}
      ```

      ```yaml exercise
      id: gate
      network: gate
      given: {X: "[[0, 0], [0, 1], [1, 0], [1, 1]]", x: "X[k]", y: "1", w1: "0.7", w2: "-0.4", b: "0.3"}
      answers:
        z: {at: {k: "0, 1, 2, 3"}, is: "z", to: 4 decimals, points: 2 shared}
      ```
      """
    let homework =
      "## Four examples\n\n| x1 | x2 | z |\n|---|---|---|\n| 0 | 0 | 0.3 |\n| 0 | 1 | -0.1 |\n| 1 | 0 | 1 |\n| 1 | 1 | 0.6 |\n"
    let outcomes = try TestCourse.grade(homework, chapter).outcomes("z")
    #expect(outcomes.allSatisfy { $0 == .correct })
  }
}
