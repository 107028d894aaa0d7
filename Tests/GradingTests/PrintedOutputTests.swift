import Exercises
import Grading
import Testing

/// What programs print: sessions with tables between their prompts, logs of names and numbers, cells that
/// go over rows, headers inside a table.
struct PrintedOutputTests {
  // −(y ln a + (1 − y) ln(1 − a)), by NumPy.
  @Test("A session is read table by table")
  func session() throws {
    let homework = """
      # 1

      ```
      >>> print(t.round(4))
      a       0.2     0.5     0.8
      y
      0.2  0.5004  0.6931  1.3322
      0.5  0.9163  0.6931  0.9163
      0.8  1.3322  0.6931  0.5004
      >>> print(t.min(axis=1).round(4))
      y
      0.2    0.5004
      0.5    0.6931
      0.8    0.5004
      dtype: float64
      ```
      """
    let graded = try TestCourse.grade(homework, TestCourse.costs)
    let minima = graded.exercises[0].statements.filter { $0.name == "minimum" }
    #expect(minima.map(\.outcome) == [.correct, .correct, .correct])
    #expect(graded.exercises[0].statements.count { $0.name == "C" && $0.outcome == .correct } == 9)
  }

  private static let training = """
    ## Training

    ```yaml exercise
    id: training
    answers:
      train loss: {at: {epoch: "1, 12"}, measured: anything, credit: 1}
      val acc: {at: {epoch: "1, 12"}, measured: between 0 and 1, credit: 1}
    ```
    """

  @Test(
    "Logs of names and numbers are tables",
    arguments: [
      "[ 1/12] train loss 1.4240 acc 77.00% | val loss 1.4480 acc 74.75%\n"
        + "[12/12] train loss 0.1569 acc 97.17% | val loss 0.2028 acc 93.60%",
      "epoch  1/12 | train loss 1.4240 | val acc 0.7475\n"
        + "epoch 12/12 | train loss 0.1569 | val acc 0.9360",
    ]
  )
  func log(log: String) throws {
    let graded = try TestCourse.grade("# 1\n\n```\n\(log)\n```\n", Self.training)
    let read = graded.exercises[0].statements.map {
      "\($0.name) \($0.at.map(\.text)) \($0.read ?? "")"
    }
    #expect(read.contains { $0.hasPrefix("train loss [\"1\"] 1.424") })
    #expect(read.contains { $0.hasPrefix("train loss [\"12\"] 0.1569") })
    #expect(read.filter { $0.hasPrefix("val acc") }.count == 2)
  }

  @Test("A cell of HTML that goes over rows stands in each of them")
  func rowspan() throws {
    let homework = """
      # 1

      <table><tr><th>y</th><th>a</th><th>C</th></tr>
      <tr><td rowspan="3">0.2</td><td>0.2</td><td>0.5004</td></tr>
      <tr><td>0.5</td><td>0.6931</td></tr>
      <tr><td>0.8</td><td>1.3322</td></tr></table>
      """
    let graded = try TestCourse.grade(homework, TestCourse.costs)
    let costs = graded.exercises[0].statements.filter { $0.name == "C" }
    #expect(costs.map(\.outcome) == [.correct, .correct, .correct])
    #expect(costs.allSatisfy { $0.at.contains { $0.name == "y" && $0.value == 0.2 } })
  }

  private static let layers = """
    ## Layers

    ```yaml exercise
    id: layers
    answers:
      output width: {at: {CONV: "1, 2"}, is: "[11, 4][CONV - 1]", to: exactly}
      in_feature: {at: {FC: "1"}, is: "64*FC", to: exactly}
    ```
    """

  @Test("Headers inside a table begin another one, and CONV2 is the second CONV")
  func headers() throws {
    let homework = """
      # 1

      | CNN |             |                   |
      |-----|-------------|-------------------|
      |     | input width | output width      |
      | CONV1 | 28 | (28+2*0-7)/2+1=11 |
      | CONV2 | 11 | (11+2*0-5)/2+1=4 |
      |     | in_feature  | out_feature       |
      | FC1 | 4^2*4=64 | 10 |
      """
    let graded = try TestCourse.grade(homework, Self.layers)
    #expect(graded.exercises[0].items.allSatisfy { $0.outcome == .correct })
  }

  private static let steps = """
    ## Steps

    ```yaml exercise
    id: steps
    given: {w0: "0.8", v1: "0.385", v2: "0.5659"}
    answers:
      w after step 1: {is: "w0 + v1", to: 4 decimals}
      w after step 2: {is: "`w after step 1` + v2", to: 4 decimals}
    ```
    """

  @Test("The number of a step completes a name")
  func step() throws {
    let homework = "# 1\n\n### Step 1\n\nw = 1.1850\n\n### Step 2\n\nw = 1.7509\n"
    let graded = try TestCourse.grade(homework, Self.steps)
    #expect(graded.exercises[0].items.map(\.outcome) == [.correct, .correct])
  }
}
