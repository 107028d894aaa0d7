import Grading
import Testing

/// A matrix that is asked for may be written element by element.
struct ElementTests {
  private static let chapter = """
    ## Step

    ```yaml network
    name: net
    layers: "1 - 2 sigmoid"
    neurons: {output 1: [w1, b1], output 2: [w2, b2]}
    ```

    ```yaml exercise
    id: step
    network: net
    given: {x: "[2]", y: "[1, 0]", eta: "0.1", w1: "0.5", w2: "-0.5", b1 b2: "0"}
    quantities:
      "dC/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
    answers:
      dC/dW: {is: "nabla_w[0]", to: 4 digits, points: 2}
      dC/dB: {is: "nabla_b[0]", to: 4 digits}
    ```
    """

  /// a = σ(±1) = 0.731059, 0.268941; δ = (a − y) a (1 − a) = −0.052877, 0.052877; times x = 2.
  @Test("all elements, one by one, are the matrix")
  func elements() throws {
    let graded = try TestCourse.grade("dC/dw1 = -0.1058\n\ndC/dw2 = 0.1058", Self.chapter)
    let item = try graded.item("dC/dW")
    #expect(item.outcome == .correct)
    #expect(item.read == "[-0.1058, 0.1058]")
    #expect(graded.outcomes("dC/dB") == [.missing])
  }

  @Test("a wrong element is the matrix's, and one that is not there leaves it open or missing")
  func wrong() throws {
    let graded = try TestCourse.grade("dC/dw1 = -0.1058\n\ndC/dw2 = 0.1158", Self.chapter)
    let item = try graded.item("dC/dW")
    #expect(item.outcome == .wrong)
    #expect(item.note == "1 of 2 elements are right")
    let part = try TestCourse.grade("dC/dw1 = -0.1058", Self.chapter)
    #expect(try part.item("dC/dW").outcome == .missing)
  }
}
