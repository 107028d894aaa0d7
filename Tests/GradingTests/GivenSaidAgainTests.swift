import Exercises
import Grading
import Testing

/// Where an answer has the name of a given, the given said again is neither the answer nor a mistake.
struct GivenSaidAgainTests {
  // 2 − 0.1 · 0.5 = 1.95.
  private static let chapter = """
    ## A step

    $w = 2$, gradient $g = 0.5$, $\\eta = 0.1$. Compute the weight after a step.

    ```yaml exercise
    id: g
    given: {w: "2", g: "0.5", eta: "0.1"}
    answers:
      w: {is: "w - eta*g", to: exactly}
    ```
    """

  static let sentences = [
    "This is a small step compared with $w = 2$.", "Instead of $w = 2$.", "It fell from $w = 2$.",
    "Before the step, $w = 2$.", "The old $w = 2$ moved down.", "(w was 2)",
    "Since $w = 2$ and $g = 0.5$, it moves down.", "$w = 2$ was the start.",
    "With $w = 2$ this is 2.5 %.",
  ]

  @Test("The right answer stays right", arguments: sentences, [true, false])
  func right(sentence: String, isFirst: Bool) throws {
    #expect(try outcomes("$w_{new} = 1.95$", sentence, isFirst) == [.correct])
  }

  @Test("The given gives no points for a wrong one", arguments: sentences, [true, false])
  func wrong(sentence: String, isFirst: Bool) throws {
    #expect(try outcomes("$w_{new} = 1.85$", sentence, isFirst) == [.ambiguous])
  }

  private func outcomes(
    _ answer: String,
    _ sentence: String,
    _ isFirst: Bool
  ) throws -> [Outcome] {
    let parts = isFirst ? [sentence, answer] : [answer, sentence]
    let text = "# 1\n\n\(parts.joined(separator: "\n\n"))\n"
    return try TestCourse.grade(text, Self.chapter).outcomes("w")
  }
}
