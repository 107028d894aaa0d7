import Grading
import Testing

/// Factors below their symbols are values that a homework uses.
struct FactorTests {
  private static let chapter = """
    ## Step

    ```yaml network
    name: net
    layers: "1 - 1 sigmoid"
    neurons: {output: [w, b]}
    names: {z: "zs[0][0]", a: "activations[1][0]", E: "cost"}
    ```

    ```yaml exercise
    id: step
    network: net
    given: {x: "[2]", y: "1", eta: "0.1", w: "0.5", b: "0.1"}
    quantities:
      dE/da: {is: "derivative of E by a", to: 4 digits}
      da/dz: {is: "derivative of a by z", called: ["σ'(z)"], to: 4 digits}
    answers:
      dE/dw: {is: "gradient of w", to: 4 digits}
    ```
    """

  /// a = σ(1.1) = 0.750260; ∂E/∂a = −0.249740; a(1 − a) = 0.187370; their product times 2 = −0.093588.
  private static let line = "∂E/∂w = ∂E/∂a · ∂a/∂z · x = "

  @Test("each number is the value of the symbol above it, and a wrong one costs once")
  func tied() throws {
    let right = try TestCourse.grade("\(Self.line)-0.2497 · 0.1874 · 2 = -0.09359", Self.chapter)
    #expect(right.outcomes("dE/dw") == [.correct])
    let names = right.exercises[0].statements.map(\.name)
    #expect(names.contains("dE/da") && names.contains("da/dz"))
    #expect(right.exercises[0].statements.allSatisfy { $0.outcome == .correct })
    // 0.2497 · 0.1784 · 2 = 0.08909
    let wrong = try TestCourse.grade("\(Self.line)-0.2497 · 0.1784 · 2 = -0.08909", Self.chapter)
    let factor = wrong.exercises[0].statements.first { $0.name == "da/dz" }
    #expect(factor?.outcome == .wrong)
    #expect(wrong.outcomes("dE/dw") == [.carried])
  }

  @Test("a value that is used otherwise than it was given is found at both places")
  func used() throws {
    let graded = try TestCourse.grade(
      "da/dz = 0.1874\n\n\(Self.line)-0.2497 · 0.1784 · 2 = -0.08909",
      Self.chapter
    )
    let finding = try #require(graded.findings.first { $0.kind == .contradiction })
    #expect(finding.message == "da/dz is used as 0.1784")
    #expect(finding.places.count == 2)
  }
}
