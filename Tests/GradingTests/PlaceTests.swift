import Foundation
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

  private static let loss = """
    # Chapter

    ## Forward

    ```yaml network
    name: net
    layers: "2 - 1 sigmoid"
    cost: cross-entropy
    neurons: {output: [w1, w2, b1]}
    names: {z1: "zs[0][0]", delta1: "deltas[0][0]"}
    given: {x: "[0.6, -0.4]", y: "1", eta: "0.5", w1: "0.3", w2: "-0.5", b1: "0.1"}
    ```

    ```yaml exercise
    id: forward
    network: net
    answers:
      z1: {is: "z1", to: 4 digits}
      delta1: {is: "delta1", called: ["δ1"], to: 4 digits}
      "dL/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
    ```

    ## Update

    ```yaml exercise
    id: update
    network: net
    answers:
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 digits}
    ```
    """

  // z = 0.18 + 0.2 + 0.1 = 0.48, σ = 0.617748, δ = −0.382252; gradients −0.229351, 0.152901 (Python).
  @Test(
    "a verb brings the number of a formula, a list of derivatives says the derivative once",
    arguments: [
      "$\\delta_1 = \\sigma(z_1) - y$ is equal to -0.3823.",
      "$\\delta_1 = \\sigma(z_1) - y$ es igual a -0.3823.",
      "$\\delta_1 = \\sigma(z_1) - y$ ist gleich -0.3823.",
      "La derivada con respecto a $w_1$ es -0.2294, con respecto a $w_2$ es 0.1529, con respecto a $b_1$ es -0.3823.",
      "The derivative with respect to w1 is -0.2294, with respect to w2 0.1529, with respect to b1 -0.3823.",
      "$\\delta_1 = -0.3823$ y, para el sesgo, $\\partial L/\\partial b_1 = -0.3823$.",
    ]
  )
  func said(homework: String) throws {
    let graded = try TestCourse.grade("## 1\n\n\(homework)\n", Self.loss)
    let read = graded.exercises[0].statements
    #expect(!read.isEmpty)
    #expect(read.allSatisfy { $0.outcome == .correct }, "\(read)")
    #expect(homework.contains("w_2") || homework.contains("w2") ? read.count == 3 : read.count > 0)
  }

  @Test(
    "what is missing in its section may stand in the table of another question, and is never wrong there"
  )
  func otherTables() throws {
    func grade(_ gradient: String) throws -> GradedHomework {
      try TestCourse.grade(
        """
        ## 1

        z1 = 0.48. The gradients are in the table below.

        ## 2

        | Parameter | before | gradient dL/dp | after |
        | --- | --- | --- | --- |
        | w1 | 0.3 | \(gradient) | 0.4147 |
        | w2 | -0.5 | 0.1529 | -0.5765 |
        | b1 | 0.1 | -0.3823 | 0.2911 |
        """,
        Self.loss
      )
    }
    let right = try grade("-0.2294")
    #expect(right.outcomes("dL/dw1") == [.correct])
    #expect(right.outcomes("w1 new") == [.correct])
    #expect(try grade("-0.3294").outcomes("dL/dw1") != [.wrong])
  }

  @Test("cells that say their own names are read by them, and not by their column")
  func namedCells() throws {
    let graded = try TestCourse.grade(
      """
      ## 1

      | | error | gradient | weight |
      |---|---|---|---|
      | w | δ1 = -0.3823 | dL/dw1 = -0.2294 | 0.3 → 0.4147 |
      | b | z1 = 0.48 | dL/db1 = -0.3823 | 0.1 → 0.2911 |
      """,
      Self.loss
    )
    #expect(graded.outcomes("delta1") == [.correct])
    #expect(graded.outcomes("dL/dw1") == [.correct])
    #expect(graded.outcomes("dL/db1") == [.correct])
  }

  private static let step = """
    # Chapter

    ## Step

    ```yaml exercise
    id: step
    given: {w: "0.3", eta: "0.5", g: "0.2"}
    answers:
      y_hat: {is: "w", to: 2 digits}
      w new: {is: "w - eta*g", to: 2 digits}
    ```
    """

  @Test(
    "another quantity after the step is no new parameter",
    arguments: [
      "After the update y_hat = 0.46.", "After the update E = 0.46.", "New cost: C = 0.46",
    ]
  )
  func afterStep(homework: String) throws {
    let graded = try TestCourse.grade("## 1\n\ny_hat = 0.30\n\n\(homework)\n", Self.step)
    #expect(graded.outcomes("w new") == [.human], "\(graded.exercises[0].statements)")
    let both = try TestCourse.grade(
      "## 1\n\ny_hat = 0.30\n\nw new = 0.20\n\n\(homework)\n",
      Self.step
    )
    #expect(both.outcomes("w new") == [.correct])
  }

  @Test("the number of a name alone, beside its word elsewhere in the sentence, is no name")
  func numberOfName() throws {
    let chapter = Self.step.replacingOccurrences(
      of: "y_hat: {is: \"w\", to: 2 digits}",
      with: "o1: {is: \"w\", called: [\"output 1\"], to: 2 digits}"
    )
    let graded = try TestCourse.grade("## 1\n\ntarget 1: net = -0.75, output 0.", chapter)
    #expect(graded.outcomes("o1") != [.wrong], "\(graded.exercises[0].statements)")
    #expect(try TestCourse.grade("## 1\n\noutput 1 = 0.30", chapter).outcomes("o1") == [.correct])
  }
}
