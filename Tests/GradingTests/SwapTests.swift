import Exercises
import Foundation
import Grading
import Testing

/// Labels win: a value never says which column, row or line it stands in.
struct SwapTests {
  // −ln a for y = 1 and −ln(1 − a) for y = 0; 2a and a² (Python, math.log).
  private static let chapter = """
    ## Cost

    ```yaml exercise
    id: cost
    answers:
      C: {at: {y: "0, 1", a: "0.2, 0.3"}, is: "-y*ln(a) - (1-y)*ln(1-a)", to: 4 decimals, points: 4 shared}
      slope: {at: {y: "0, 1", a: "0.2, 0.3"}, is: "2*a + y", to: 2 decimals, points: 4 shared}
    ```
    """

  /// Tables in which what stands at `{p}` and `{q}` is right one way round, and wrong the other.
  static let layouts: [String: (text: String, p: String, q: String, moved: Int)] = [
    "columns": (
      """
      | y | a | {p} | {q} |
      |---|---|---|---|
      | 0 | 0.2 | 0.2231 | 0.40 |
      | 0 | 0.3 | 0.3567 | 0.60 |
      | 1 | 0.2 | 1.6094 | 1.40 |
      | 1 | 0.3 | 1.2040 | 1.60 |
      """, "C", "slope", 8
    ),
    "rows": (
      """
      | y | 0 | 0 | 1 | 1 |
      |---|---|---|---|---|
      | a | 0.2 | 0.3 | 0.2 | 0.3 |
      | {p} | 0.2231 | 0.3567 | 1.6094 | 1.2040 |
      | {q} | 0.40 | 0.60 | 1.40 | 1.60 |
      """, "C", "slope", 8
    ),
    "values of a key along the header": (
      #"""
      C:

      | y \ a | {p} | {q} |
      |---|---|---|
      | 0 | 0.2231 | 0.3567 |
      | 1 | 1.6094 | 1.2040 |
      """#, "0.2", "0.3", 4
    ),
    "values of a key before the rows": (
      #"""
      C:

      | y \ a | 0.2 | 0.3 |
      |---|---|---|
      | {p} | 0.2231 | 0.3567 |
      | {q} | 1.6094 | 1.2040 |
      """#, "0", "1", 4
    ),
    "keys in the labels of columns": (
      """
      | a | C ({p}) | C ({q}) |
      |---|---|---|
      | 0.2 | 0.2231 | 1.6094 |
      | 0.3 | 0.3567 | 1.2040 |
      """, "y = 0", "y = 1", 4
    ),
    "lines": (
      """
      For y = 0 and a = 0.2: {p} = 0.2231, {q} = 0.40

      For y = 1 and a = 0.3: {p} = 1.2040, {q} = 1.60
      """, "C", "slope", 4
    ),
    "a printed table": (
      """
      ```
      y    a       {p}    {q}
      0  0.2    0.2231   0.40
      0  0.3    0.3567   0.60
      1  0.2    1.6094   1.40
      1  0.3    1.2040   1.60
      ```
      """, "C", "slope", 8
    ),
  ]

  @Test("What is swapped is wrong, every value of it", arguments: layouts.keys.sorted())
  func swapped(name: String) throws {
    let layout = try #require(Self.layouts[name])
    func homework(_ p: String, _ q: String) -> String {
      "# 1\n\n"
        + layout.text.replacingOccurrences(of: "{p}", with: p).replacingOccurrences(
          of: "{q}",
          with: q
        )
        + "\n"
    }
    func outcomes(_ homework: String) throws -> [Outcome] {
      try TestCourse.grade(homework, Self.chapter).exercises.flatMap(\.items).map(\.outcome)
        .filter { $0 != .missing }
    }
    let right = try outcomes(homework(layout.p, layout.q))
    #expect(right == Array(repeating: .correct, count: layout.moved))
    let moved = try outcomes(homework(layout.q, layout.p))
    #expect(moved == Array(repeating: .wrong, count: layout.moved))
  }
}
