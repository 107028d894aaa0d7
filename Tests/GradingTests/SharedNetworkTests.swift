import Grading
import Testing

/// Questions that ask for parts of one calculation: what is wrong in one is followed in the next.
struct SharedNetworkTests {
  private static func chapter(_ second: String) -> String {
    """
    # Net

    ```yaml network
    name: net
    layers: "2 - 2 tanh - 1 linear"
    cost: quadratic
    weights: nndl
    neurons: {h1: [w11, w12, b1], h2: [w21, w22, b2], out: [v1, v2, c]}
    given: {x: "[1.5, -0.5]", y: "0.5", eta: "0.1", weights: "[[[0.2, -0.8], [0.6, 0.4]], [[0.7, -1.1]]]", biases: "[[0.1, -0.3], [0.2]]"}
    ```

    ## Backward pass

    ```yaml exercise
    id: deltas
    network: net
    answers:
      delta_1: {is: "deltas[0][0]", to: 4 decimals}
      delta_2: {is: "deltas[0][1]", to: 4 decimals}
    ```

    ## New weights

    ```yaml exercise
    id: weights
    \(second)
    answers:
      w11 new: {is: "w11 - eta * gradient of w11", to: 4 decimals}
      w21 new: {is: "w21 - eta * gradient of w21", to: 4 decimals}
    ```
    """
  }

  private static func outcomes(_ delta: String, _ weight: String) throws -> [Outcome] {
    let homework = """
      ## Backward pass

      delta_1 = -0.0991, delta_2 = \(delta)

      ## New weights

      w11 new = 0.2149, w21 new = \(weight)

      """
    return try TestCourse.grade(homework, chapter("network: net")).exercises.flatMap(\.items)
      .map(\.outcome)
  }

  // NumPy: δ = -0.09907, 0.23825; w11 = 0.21486, w21 = 0.56426; by hand 0.6 - 0.1·0.1726·1.5 = 0.57411
  @Test("A weight follows from the wrong delta of the question before")
  func carried() throws {
    #expect(try Self.outcomes("0.1726", "0.5741") == [.correct, .wrong, .correct, .carried])
  }

  @Test("What follows from neither is wrong, and from a right delta nothing else is right")
  func wrong() throws {
    #expect(try Self.outcomes("0.1726", "0.5841") == [.correct, .wrong, .correct, .wrong])
    #expect(try Self.outcomes("0.2383", "0.5741") == [.correct, .correct, .correct, .wrong])
  }
}
