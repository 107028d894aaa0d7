import Grading
import Testing

/// Formulas as converters write them: escaped, in spans of Pandoc, with other blanks and letters.
struct EscapedMathTests {
  private static let course = """
    # Steps

    ## Step

    ```yaml exercise
    id: step
    given: {x: "3"}
    answers:
      z_1: {is: "x*1.5 - 1", to: exactly}
      y_hat: {is: "x/4", to: exactly}
      a: {is: "[[0 - 2.5], [x]]", to: exactly}
      w5 new: {is: "x - 0.5", to: exactly}
      Cost: {is: "x*2", to: exactly}
    ```
    """

  private static func outcomes(_ homework: String) throws -> [Outcome] {
    try TestCourse.grade("## Step\n\n" + homework + "\n", course).exercises[0].items.map(\.outcome)
  }

  @Test(
    "A formula whose signs are escaped is the formula",
    arguments: [
      #"$$z\_{1} = \\frac{9}{2} - 1 = 3.5$$"#,
      #"$$\\begin{aligned} z\_1 &= \\frac{9}{2} - 1 \\\\ &= 3.5 \\end{aligned}$$"#,
      #"[\\(z_1 = \\frac{9}{2} - 1 = 3.5\\)]{.math .inline}"#,
      #"[\$\$z_1 = \\frac{9}{2} - 1 = 3.5\$\$]{.math .display}"#,
      #"[*z*~1~ = 4.5 − 1 = 3.5]{.math .inline}"#, #"\\(z_1 = \frac{9}{2} - 1 = 3.5\\)"#,
      "\\\\[z_1 = \\frac{9}{2} - 1 =\n3.5\\\\]", #"\\\[ z_1 = 4.5 - 1 = 3.5 \\\]"#,
      #"\$\$ z_1 = 4.5 - 1 = 3.5 \$\$"#, "答え：*z*<sub>1</sub> = 4.5 − 1 = 3.5。",
      "<span\nclass=\"math inline\">*z*<sub>1</sub> = 4.5 − 1 = 3.5</span>",
      "*z*1\u{2004}=\u{2004}4.5\u{2005}−\u{2005}1\u{2004}=\u{2004}3.5",
      "$$ \\begin{aligned} z_1 &= 4.5 - 1 \\\\\\ &= 3.5 \\end{aligned} $$",
      "$$\\begin{matrix}\nz_1 & = 4.5 - 1 \\\\\n & = 3.5 \\\\\n\\end{matrix}$$",
      "$$ z_1 = 4.5 \\\ncdot 1 - 1 = 3.5 $$", "$ z_1 = \\frac{9}{2} -\n1 = 3.5 $",
    ]
  )
  func escaped(homework: String) throws {
    #expect(try Self.outcomes(homework)[0] == .correct, "\(homework)")
  }

  @Test(
    "Hats, brackets and signs in the spelling of converters",
    arguments: [
      (1, #"$\widehat{y} = 0.75$"#), (1, "y\u{302} = 0.75"), (1, "*ŷ* = 0.75"),
      (2, #"a = \[\[-2.5\], \[3\]\]"#), (2, "a = \\[\\[-2.5\\],\n\\[3\\]\\]"),
      (2, #"$a = \begin{bmatrix} - 2.5 \\ 3 \\ \end{bmatrix}$"#),
      (2, #"$a = \left\lbrack \begin{matrix} - 2.5 \\ 3 \end{matrix} \right\rbrack$"#),
      (3, "w₅^(new) = 2.5"), (4, "*C**o**s**t* = 6"),
    ]
  )
  func spelled(item: Int, homework: String) throws {
    #expect(try Self.outcomes(homework)[item] == .correct, "\(homework)")
  }

  @Test("A list of numbers in escaped brackets is no formula, and a formula is no list")
  func brackets() throws {
    #expect(try Self.outcomes(#"a = \[-2.5, 3\]"#)[2] == .correct)
    #expect(try Self.outcomes(#"\[ z_1 = 3.5 \]"#)[0] == .correct)
    #expect(try Self.outcomes(#"the value is \[ z_1 = 4.5 - 1 = 3.5 \]"#)[0] == .correct)
  }

  @Test(
    "Commas in an environment are decimal where nothing else can be meant",
    arguments: [
      #"$a = \begin{pmatrix} -2,5 \\ 3 \end{pmatrix}$"#,
      "```math\na = \\begin{pmatrix} -2,5 \\\\ 3 \\end{pmatrix}\n```",
    ]
  )
  func decimalCommas(homework: String) throws {
    #expect(try Self.outcomes(homework)[2] == .correct, "\(homework)")
  }

  @Test("A matrix whose rows are separated by commas has as many columns")
  func commaColumns() throws {
    #expect(try Self.outcomes(#"$a = \begin{bmatrix} 1,2 \\ 3,4 \end{bmatrix}$"#)[2] == .wrong)
  }

  @Test("The product of a transposed matrix is no value of its last factor")
  func transposed() throws {
    #expect(try Self.outcomes(#"$W_2^T z_1 = 4,5$, $z_1 = 3.5$"#)[0] == .correct)
    #expect(try Self.outcomes(#"$W_2^{\top} z_1 = 4.5$"#)[0] != .wrong)
  }

  @Test("The sizes of a network before a colon are no difference")
  func sizes() throws {
    let graded = try TestCourse.grade(
      "## Step\n\n784-9-10 : 7056 + 9 + 90 + 10 = 7165\n",
      Self.course
    )
    #expect(graded.findings.isEmpty)
    let wrong = try TestCourse.grade("## Step\n\n784-9-10 = 7056 + 9 + 90 + 10\n", Self.course)
    #expect(!wrong.findings.isEmpty || wrong.work.contains { $0.holds == false })
  }

  @Test("A product in stars and a power keep their signs")
  func stars() throws {
    #expect(try Self.outcomes("z_1 = 3*1.5 - 1 = 3.5, y_hat = 3**1/4 = 0.75")[0] == .correct)
  }
}
