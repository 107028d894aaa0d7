import Exercises
import Grading
import Testing

/// The same answers as converters lay them out: the layout is no content.
struct LayoutTests {
  // −ln a for y = 1 and −ln(1 − a) for y = 0 (Python, math.log).
  private static let chapter = """
    ## Cost

    ```yaml exercise
    id: cost
    answers:
      C: {at: {y: "0, 1", a: "0.2, 0.5"}, is: "-y*ln(a) - (1-y)*ln(1-a)", to: 4 decimals, points: 4 shared}
    ```
    """

  static let tables: [String: String] = [
    "pipes": """
    | y | a | C |
    |---|---|---|
    | 0 | 0.2 | 0.2231 |
    | 0 | 0.5 | 0.6931 |
    | 1 | 0.2 | 1.6094 |
    | 1 | 0.5 | 0.6931 |
    """,
    "pandoc's simple table": """
      y   a     C
      --- ----- --------
      0   0.2   0.2231
      0   0.5   0.6931
      1   0.2   1.6094
      1   0.5   0.6931
    """,
    "pandoc's simple table with a rule below, text at the right": """
        y     a        C
      --- ----- --------
        0   0.2   0.2231
        0   0.5   0.6931
        1   0.2   1.6094
        1   0.5   0.6931
      --- ----- --------
    """,
    "pandoc's multiline table": """
      -----------------------
      y   the output  the
          a           cost C
      --- ----------- -------
      0   0.2         0.2231

      0   0.5         0.6931

      1   0.2         1.6094

      1   0.5         0.6931
      -----------------------
    """,
    "HTML": """
    <table>
    <thead><tr><th>y</th><th>a</th><th>C</th></tr></thead>

    <tr><td>0</td><td>0.2</td><td><b>0.2231</b></td></tr>
    <tr><td>0</td><td>0.5</td><td>0.6931</td></tr>

    <tr><td>1</td><td>0.2</td><td>
      1.6094
    </td></tr>
    <tr><td>1</td><td>0.5</td><td>0.6931</td></tr>
    </table>
    """,
    "LaTeX's tabular": #"""
    \begin{tabular}{|c|p{2cm}|c|}
    \hline \(y\) & \(a\) & C \\
    \hline 0 & 0.2 & \(0.2231\) \\
    \hline 0 & 0.5 & \(0.6931\) \\
    \hline 1 & 0.2 & \(1.6094\) \\
    \hline 1 & 0.5 & \(0.6931\) \\
    \hline
    \end{tabular}
    """#,
    "a corner that was escaped twice": #"""
    \begin{tabular}{lll}
    y \\textbackslash{} a & 0.2 & 0.5 \\
    0 & 0.2231 & 0.6931 \\
    1 & 1.6094 & 0.6931 \\
    \end{tabular}
    """#,
    "displays that have lost their backslashes": """
    For y = 0 and a = 0.2
    [
    C = 0.2231
    ]
    For y = 0 and a = 0.5
    [
    C = 0.6931
    ]

    For y = 1 and a = 0.2
    [
    C = 1.6094
    ]
    and for y = 1, a = 0.5
    [
    C = 0.6931
    ]
    """,
  ]

  @Test("A layout is no content", arguments: tables.keys.sorted())
  func layout(name: String) throws {
    let table = try #require(Self.tables[name])
    let graded = try TestCourse.grade("# 1\n\n\(table)\n\nThat is all.\n", Self.chapter)
    #expect(graded.score == graded.possible, "\(graded.exercises.flatMap(\.items))")
  }

  @Test(
    "Headings of HTML and LaTeX are headings",
    arguments: ["\\section*{1}", "<h2>1</h2>", "# 1"]
  )
  func headings(heading: String) throws {
    let graded = try TestCourse.grade(
      "\(heading)\n\n\(Self.tables["pipes"] ?? "")\n",
      Self.chapter
    )
    #expect(graded.exercises[0].line == 1)
  }
}
