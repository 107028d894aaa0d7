import Grading
import Testing

/// Weights that are told by the neurons between which they stand.
struct EdgeTests {
  private static let chapter = """
    # XOR

    ## One step

    ```yaml network
    name: xor
    layers: "2 - 2 sigmoid - 1 sigmoid"
    cost: quadratic
    neurons: {Z1: [w11, w21, b1], Z2: [w12, w22, b2], Y: [v1, v2, v0]}
    given: {x: "[1, 1]", y: "0", eta: "0.2", w11: "0.4", w21: "-0.2", b1: "-0.1", w12: "-0.3", w22: "0.5", b2: "0.3", v1: "0.6", v2: "-0.7", v0: "0.2"}
    ```

    ```yaml exercise
    id: step
    network: xor
    answers:
      Z1: {is: "activations[1][0]", to: 4 decimals}
      Z2: {is: "activations[1][1]", to: 4 decimals}
      Y: {is: "activations[2][0]", to: 4 decimals}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 decimals}
    ```
    """

  private static let given = """
    | from \\ to | Z₁ | Z₂ |
    |---|---|---|
    | X₁ | 0.4 | -0.3 |
    | X₂ | -0.2 | 0.5 |
    | bias (1) | -0.1 | 0.3 |


    """

  private static func outcomes(_ homework: String) throws -> [String: Outcome] {
    let graded = try TestCourse.grade(given + homework, chapter)
    let items = graded.exercises.flatMap(\.items)
    return Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.outcome) })
  }

  // The new weights from Python, each rounded to four places.
  @Test(
    "A cell is the weight of its row and column",
    arguments: [
      """
      | from \\ to | Z₁ | Z₂ |
      |---|---|---|
      | X₁ | 0.3961 | -0.2957 |
      | X₂ | -0.2039 | 0.5043 |
      | bias | -0.1039 | 0.3043 |

      | | Y |
      |---|---|
      | Z₁ | 0.5864 |
      | Z₂ | -0.7162 |
      | bias | 0.1741 |
      """,
      """
      w(X₁→Z₁) = 0.4 - 0.0039 = 0.3961
      w(X₂→Z₁) = -0.2039
      w(bias→Z₁) = -0.1039
      w(X₁→Z₂) = -0.2957
      w(X₂→Z₂) = 0.5043
      w(bias→Z₂) = 0.3043

      - w(Z₁→Y) = 0.5864
      - w(Z₂→Y) = -0.7162
      - w(bias→Y) = 0.1741
      """,
    ]
  )
  func cells(homework: String) throws {
    let outcomes = try Self.outcomes(homework)
    let new = outcomes.filter { $0.key.hasSuffix("new") }
    #expect(new.count == 9)
    #expect(new.allSatisfy { $0.value == .correct }, "\(new)")
  }

  @Test("The table of the givens says nothing new, and other rows and columns are no weights")
  func others() throws {
    #expect(try Self.outcomes("").values.allSatisfy { $0 == .missing || $0 == .human })
    let outcomes = try Self.outcomes("| | Z₁ | Z₂ |\n|---|---|---|\n| value | 0.5250 | 0.6225 |\n")
    #expect(outcomes["Z1"] == .correct && outcomes["Z2"] == .correct)
  }
}
