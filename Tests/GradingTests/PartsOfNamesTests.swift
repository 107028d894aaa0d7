import Exercises
import Grading
import Testing

/// Names that are said in parts: the layer in a lead, the key behind `of`, the title in a line; and numbers that
/// lean on what was not read.
struct PartsOfNamesTests {
  private static let layers = """
    # Layers

    ## Counts

    ```yaml exercise
    id: counts
    answers:
      parameters of convolution layer 1: {is: "(3*3*3 + 1)*20", to: exactly}
      parameters of convolution layer 2: {is: "(3*3*20 + 1)*90", to: exactly}
      parameters of fc: {is: "90*10 + 10", to: exactly}
    ```
    """

  private static func outcomes(_ homework: String, _ chapter: String) throws -> [Outcome] {
    try TestCourse.grade(homework + "\n", chapter).exercises.flatMap(\.items).map(\.outcome)
  }

  @Test(
    "The layer may stand in a heading or a line above, with other lines between",
    arguments: [
      "### Convolution Layer 1\n\n- Number of parameters: 560\n\n### Convolution Layer 2\n\n- Number of parameters: 16290",
      "Convolution Layer 1:\n\n- Stride: 1\n\nParameter Calculation:\n\n- Number of parameters: 560\n\nConvolution Layer 2:\n\n- Stride: 1\n\n- Parameters: 16290",
    ]
  )
  func lead(homework: String) throws {
    #expect(
      try Self.outcomes("## Counts\n\n" + homework, Self.layers).prefix(2) == [.correct, .correct]
    )
  }

  @Test("A bare kind of number names none of several")
  func kind() throws {
    let graded = try TestCourse.grade("## Counts\n\nparameters: 561\n", Self.layers)
    #expect(!graded.exercises[0].items.contains { $0.outcome == .wrong })
  }

  @Test("Words that explain a number stand between its name and the calculation")
  func explained() throws {
    let homework = "## Counts\n\n- Parameters of fc: one bias for each neuron, 900 + 10 = 910"
    #expect(try Self.outcomes(homework, Self.layers)[2] == .correct)
    let wrong = "## Counts\n\n- Parameters of fc: one bias for each neuron, 900 + 11 = 911"
    #expect(try Self.outcomes(wrong, Self.layers)[2] == .wrong)
  }

  private static let digits = """
    # Digits

    ## Scores on all digits

    ```yaml exercise
    id: all
    answers:
      recall: {at: {digit: "0, 1, 3"}, measured: between 0 and 1, credit: 1, points: 3 shared}
    ```

    ## Scores on the small digits

    ```yaml exercise
    id: small
    answers:
      recall: {at: {digit: "0, 1, 3"}, measured: between 0 and 1, credit: 1, points: 3 shared}
    ```
    """

  @Test("`recall of 0` is the recall at 0, below a line that holds the title of its question")
  func keyBehindOf() throws {
    let homework = """
      These are my scores on all digits of the set:

      - recall of 0: 98 / 100 = 0.98
      - recall of 1: 0.97
      - recall of 3: 0.96

      And the scores on the small digits of the set:

      - recall of 0: 0.88
      - recall of 1: 0.87
      - recall of 3: 0.86
      """
    let graded = try TestCourse.grade(homework + "\n", Self.digits)
    let read = graded.exercises.map { exercise in
      exercise.items.map { $0.range.map { graded.source.string(in: $0) } }
    }
    #expect(read == [["0.98", "0.97", "0.96"], ["0.88", "0.87", "0.86"]])
  }

  private static let chain = """
    # Chain

    ## Chain

    ```yaml exercise
    id: chain
    given: {x: "3"}
    answers:
      dL/dy: {is: "2*(5 - 10)", to: exactly}
      local slope: {is: "x + 2", to: exactly}
      dL/dw: {is: "`dL/dy` * `local slope`", to: exactly}
    ```
    """

  @Test("What follows from a number in its line that nothing was read for is not proven wrong")
  func unread() throws {
    let open = "## Chain\n\ndL/dy = -10\n\ndL/dw = (-10) · 7 = -70"
    #expect(try Self.outcomes(open, Self.chain)[2] == .ambiguous)
    // Nothing in the line leads to it; or the slope is there.
    #expect(try Self.outcomes("## Chain\n\ndL/dy = -10\n\ndL/dw = -70", Self.chain)[2] == .wrong)
    let read = "## Chain\n\ndL/dy = -10\n\nlocal slope = 5\n\ndL/dw = (-10) · 7 = -70"
    #expect(try Self.outcomes(read, Self.chain)[2] == .wrong)
  }
}
