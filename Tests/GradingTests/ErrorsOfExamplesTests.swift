import Grading
import Testing

/// δ of each example of a batch, and the 1/n only in the gradients.
///
/// The right values, by Python: z1 = 0.5, 0.9; the output 0.3871, 0.5071; δ of the output without 1/n
/// −0.1129, 0.3071; with the dead neuron's slope taken as 1 the hidden errors are these times 0.3 and 0.6,
/// and their means 0.02913 and 0.05826.
struct ErrorsOfExamplesTests {
  private static let chapter = """
    ## The step

    ```yaml network
    name: trial
    layers: "1 - 2 relu - 1 linear"
    weights: row
    batch: mean
    neurons: {one: [w1, b1], two: [w2, b2], out: [w3, w4, b3]}
    given: {x: "[[1], [2]]", y: "[[0.5], [0.2]]", eta: "0.5", w1: "0.4", b1: "0.1", w2: "-0.651", b2: "0.3", w3: "0.3", w4: "0.6", b3: "0.2371"}
    ```

    ```yaml exercise
    id: step
    network: trial
    answers:
      "deltas[1]": {is: "deltas[1]", to: 4 digits}
      "deltas[0]": {is: "deltas[0]", to: 4 digits}
      dC/db1: {is: "gradient of b1", to: 4 digits}
      dC/db2: {is: "gradient of b2", to: 4 digits}
      dC/db3: {is: "gradient of b3", to: 4 digits}
      b2 new: {is: "b2 - eta*gradient of b2", to: 4 digits}
    ```
    """

  @Test("the mean in the gradient follows from the errors without it")
  func means() throws {
    let graded = try TestCourse.grade(
      """
      # 1

      - deltas[1] = [[-0.1129], [0.3071]]
      - deltas[0] = [[-0.03387, -0.06774], [0.09213, 0.1843]]
      - dC/db1 = 0.02913
      - dC/db2 = 0.05828
      - dC/db3 = 0.09710
      - b2 new = 0.2709
      """,
      Self.chapter
    )
    let outcomes = ["deltas[1]", "deltas[0]", "dC/db1", "dC/db2", "dC/db3", "b2 new"].map { name in
      graded.outcomes(name).map(\.rawValue)
    }
    #expect(outcomes == [["wrong"], ["wrong"], ["correct"], ["carried"], ["correct"], ["carried"]])
    #expect(
      try graded.item("deltas[1]").mistake?.contains("the division by n was left out") ?? false
    )
  }

  @Test(
    "a mean that is no mean of the errors is wrong",
    arguments: ["0.1200", "0.02900", "-0.05828"]
  )
  func wrong(_ gradient: String) throws {
    let graded = try TestCourse.grade(
      "# 1\n\n- deltas[0] = [[-0.03387, 0], [0.09213, 0]]\n- dC/db2 = \(gradient)\n",
      Self.chapter
    )
    #expect(try graded.item("dC/db2").outcome == .wrong)
  }
}
