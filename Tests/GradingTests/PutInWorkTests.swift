import Grading
import Testing

/// Numbers that are put in for names: what a name stands for is said by the course and by the homework.
struct PutInWorkTests {
  // δ = 0.1035; δ_in1 = δ w1 = 0.0621, δ_in2 = δ w2 = 0.1035·(−0.4) = −0.0414; W h is asked, too: [0.3, 0.1, 0.2] in
  // W h by hand: 0.5·0.2 + 0.1·0.4 = 0.14, 0.3·0.2 − 0.2·0.4 = −0.02, 0.1·0.2 + 0.6·0.4 = 0.26.
  private static let chapter = """
    # Backwards

    ## Hidden errors

    ```yaml exercise
    id: hidden
    given: {delta: "0.1035", w1: "0.6", w2: "-0.4", h2: "0.38", x1: "1.2", x2: "-0.4", w5: "0.8", w6: "0.3", b3: "-0.2"}
    answers:
      d1: {is: "delta*w1", to: 4 decimals}
      d2: {is: "delta*w2*(1 - h2^2)", to: 4 decimals}
      z3: {is: "w5*x1 + w6*x2 + b3", to: 2 decimals}
    ```
    """

  private static func broken(_ homework: String) throws -> [String] {
    try TestCourse.grade("# Hidden errors\n\n" + homework + "\n", chapter).work
      .filter { $0.holds == false }.compactMap(\.note)
  }

  @Test(
    "A number that is not what its name stands for is said, wherever the calculation is right by itself",
    arguments: [
      ("p = δ w2 = 0.1035 · 0.4 = 0.0414", "w2 is -0.4, and 0.4 was put in"),
      ("d1 = delta * w1 = 0.1035 * 0.3 = 0.03105", "w1 is 0.6, and 0.3 was put in"),
      ("d1 = delta · w1 = 0.1053 · 0.6 = 0.06318", "delta is 0.1035, and 0.1053 was put in"),
      (
        "d2 = delta · w2 · (1 - h2^2) = 0.1035 · (-0.4) · 0.62 = -0.02567",
        "1 - h2^2 is 0.8556, and 0.62 was put in"
      ),
      (
        "z3 = w5 x1 + w6 x2 + b3 = 0.8·1.2 + 0.3·(-0.4) + 0.2 = 1.04",
        "b3 is -0.2, and 0.2 was put in"
      ),
    ]
  )
  func slips(line: String, note: String) throws {
    #expect(try Self.broken(line) == [note])
  }

  @Test(
    "Another way to write it, and what may be another value of the name, is none",
    arguments: [
      // The sign of a product stands before it, or at another factor.
      "z3 = w5 x1 + w6 x2 + b3 = 0.8·1.2 - 0.3·0.4 - 0.2 = 0.64",
      "d2 = delta w2 = -0.1035 · 0.4 = -0.0414",
      "d1 = w1 · delta = 0.1035 · 0.6 = 0.0621",
      // A weight after the step, which stands in the homework.
      "w1 new = 0.6 - 0.01 = 0.59\n\nd1 = delta w1 = 0.1035 · 0.59 = 0.0610650",
      // Nothing is known of what is put in for.
      "p = q r = 0.3 · 0.4 = 0.12",
    ]
  )
  func none(lines: String) throws {
    #expect(try Self.broken(lines).isEmpty)
  }

  @Test(
    "A product of matrices is compared element by element, and the slip named where it was first written"
  )
  func matrices() throws {
    let homework = """
      $$W = \\begin{bmatrix} 0.5 & 0.1 \\\\ 0.3 & -0.2 \\\\ 0.1 & 0.6 \\end{bmatrix}$$

      $$h = \\begin{bmatrix} 0.2 \\\\ 0.4 \\end{bmatrix}$$

      Each element:

      1. $0.1 + 0.04 = 0.14$
      2. $0.06 - 0.08 = -0.02$
      3. $0.2 + 0.24 = 0.44$

      $$W h = \\begin{bmatrix} 0.14 \\\\ -0.02 \\\\ 0.44 \\end{bmatrix}$$
      """
    let graded = try TestCourse.grade("# Hidden errors\n\n" + homework + "\n", Self.chapter)
    let broken = graded.work.filter { $0.holds == false }
    #expect(
      broken.compactMap(\.note) == [
        "W h gives 0.26 where 0.44 is written", "W h gives 0.26 where 0.44 is written",
      ]
    )
    let lines = broken.map { graded.source.line(at: $0.range.lowerBound) }
    #expect(lines == [11, 13])
  }
}
