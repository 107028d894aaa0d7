import Authoring
import Foundation
import Testing

/// What authors get wrong, planted in chapters that are sound without it.
struct LintTests {
  /// Sound exercises, as an instructor writes them; the planted errors replace a part of one.
  static let network = """
    # A chapter

    ```yaml network
    name: net
    layers: "2 - 2 sigmoid - 1 sigmoid"
    cost: quadratic
    neurons: {hidden 1: [w1, w2, b1], hidden 2: [w3, w4, b2], output: [w5, w6, b3]}
    names: {z1: "zs[0][0]", z2: "zs[0][1]", y_hat: "activations[-1][0]", E: "cost"}
    given: {x: "[0.6, -0.8]", y: "1", eta: "0.5", w1: "0.3", w2: "-0.5", w3: "0.9", w4: "0.4", b1: "0.2", b2: "-0.1", w5: "0.7", w6: "-1.1", b3: "0.25"}
    ```

    ## One step

    Let $x = (0.6, -0.8)$ and $w_5 = 0.7$. Compute the gradients.

    ```yaml exercise
    id: step
    network: net
    answers:
      z1: {is: "z1", to: 3 digits, points: 1}
      y_hat: {is: "y_hat", called: [output], to: 4 digits, points: 1}
      dE/dw5: {is: "gradient of w5", to: 4 digits, points: 1}
      dE/dw1: {is: "gradient of w1", to: 4 digits, points: 1}
      w5 new: {is: "w5 - eta * gradient of w5", to: 3 digits of the change from w5, points: 1}
    ```

    <!-- yaml tests
    right:
      answer: "z1 = {= z1}, y_hat = {= y_hat}, dE/dw5 = {= `dE/dw5`}"
      gets: {z1: correct, y_hat: correct, dE/dw5: correct}
    -->

    ## A table

    | symbol | meaning |
    | --- | --- |
    | $z$ | weighted input, see [one step](#one-step) |

    """

  static let costs = """
    # Costs

    The cost of a = 0.5 is <!--= -ln(0.5) | 4 decimals -->0.6931<!--/-->.

    ```yaml table
    rows: {y: "0.5, 2"}
    columns: {square: "y^2"}
    format: 2 decimals
    ```

    | y   | square |
    | --- | ------ |
    | 0.5 | 0.25   |
    | 2   | 4.00   |

    ## The cost

    ```yaml exercise
    id: cost
    choose: {y: "at least 2 strictly between 0 and 1", a: "at least 3 strictly between 0 and 1 for each y"}
    answers:
      C: {at: [y, a], is: "-(y*ln(a) + (1-y)*ln(1-a))", to: 4 decimals, points: 2 shared}
      smallest: {at: [y], is: "min(C over a)", to: 4 decimals, points: 1 shared}
    ```

    """

  static let drawn = """
    # Drawn

    ## Own numbers

    Let $u =$ <!--= u -->0.6<!--/--> and $v =$ <!--= v -->1.4<!--/-->. Compute the quotient.

    ```yaml exercise
    id: own
    draw: {u: "0.3 ... 0.9 by 0.1", v: "1.1 ... 1.9 by 0.1"}
    answers:
      quotient: {is: "u/(v - 1)", to: 5 digits, points: 1}
    ```

    """

  @Test("sound chapters are silent", arguments: [network, costs, drawn])
  func silent(chapter: String) throws {
    #expect(try LintSample.findings(chapter) == [])
  }

  /// A chapter, a part of it, what stands there instead with the place marked, and the finding.
  typealias Planted = (chapter: String, part: String, instead: String, finding: String)

  static let planted: [Planted] = [
    (
      network, "points: 1}\n  y_hat", "1️⃣point: 1}\n  y_hat",
      "blocks error: the answer \"z1\" has no key \"point\""
    ),
    (
      network, "gradient of w5\", to: 4", "gradient of 1️⃣w55\", to: 4",
      "blocks error: `w55` is not known here"
    ),
    (
      network, "is: \"y_hat\"", "is: \"y_hat + 1️⃣\"",
      "blocks error: the formula ends where an operand should stand"
    ),
    (
      network, "x: \"[0.6, -0.8]\"", "x: \"1️⃣[0.6, -0.8, 1]\"",
      "blocks error: `x` is a vector of 3, but the network wants (2, 1)"
    ),
    (
      network, "eta: \"0.5\"", "eta: \"1️⃣-0.5\"",
      "givens error: a learning rate of -0.5"
    ),
    (
      network, "dE/dw1: {is: \"gradient of w1\"", "dE/dw1: {is: \"1️⃣gradient of w3\"",
      "key error: \"dE/dw1\" is "
    ),
    (
      network, "w5 - eta", "1️⃣w5 + eta",
      "key error: \"w5 new\" is "
    ),
    (
      network, "to: 3 digits of the change from w5", "to: 1️⃣3 digits of the change from w6",
      "key error: \"w5 new\" is a step from `w5`, and its precision counts the change from `w6`"
    ),
    (
      network, "is: \"z1\"", "is: \"1️⃣z2\"",
      "key error: \"z1\" is 0.12000 here, but the network's `z1` is 0.78000"
    ),
    (
      network, "to: 4 digits, points: 1}\n  dE/dw1", "to: 1️⃣1 decimals, points: 1}\n  dE/dw1",
      "tolerance error: \"dE/dw5\" to 1 decimal accepts"
    ),
    (
      network, "to: 3 digits of the change from w5", "to: 1️⃣2 decimals",
      "tolerance error: \"w5 new\" to 2 decimals accepts"
    ),
    (
      network, "gradient of w5\", to: 4 digits", "gradient of w5\", to: 1️⃣relative 0.6",
      "precision error: dE/dw5: with relative 0.6, half and double the value are right"
    ),
    (
      network, "dE/dw5: {is: \"gradient of w5\", to: 4 digits,",
      "1️⃣dE/dw5: {is: \"gradient of w5\",",
      "precision warning: \"dE/dw5\" does not say how precise an answer has to be"
    ),
    (
      network, "y_hat: {is: \"y_hat\", called: [output]", "1️⃣y_hat: {is: \"y_hat\", called: [z1]",
      "names error: \"z1\" is a name of \"y_hat\" and of \"z1\""
    ),
    (
      network, "y_hat: {is: \"y_hat\",", "1️⃣y_hat: {is: \"y_hat\", usable: between 0.9 and 1,",
      "alternatives error: y_hat is 0.5"
    ),
    (
      network, "is: \"y_hat\",", "is: \"y_hat\", when: {is: \"1️⃣1*y_hat\", say: \"no\"},",
      "alternatives error: the mistake foreseen here has the right value"
    ),
    (
      network, "$w_5 = 0.7$", "$1️⃣w_5 = 0.8$",
      "question error: the question says w5 = 0.8, the exercise is given 0.7"
    ),
    (
      network, "gets: {z1: correct", "gets: {1️⃣z1: wrong",
      "tests error: the test \"right\" of \"step\" fails: z1: 0.780 gets correct, not wrong"
    ),
    (
      network, "| $z$ |", "| $1️⃣|z|$ |",
      "pipes error: a `|` in a cell: GitHub Flavored Markdown ends the cell there"
    ),
    (
      network, "(#one-step) |", "(#one-step) | 1️⃣more |",
      "pipes error: the row has 3 cells, the header 2: readers never see the rest"
    ),
    (
      network, "[one step](#one-step)", "1️⃣[one step](#one-steps)",
      "links error: no heading has the anchor #one-steps"
    ),
    (
      network, "[one step](#one-step)", "1️⃣[one step](other.md)",
      "links error: the link leads to other.md, which is not there"
    ),
    (
      network, "z1: {is: \"z1\", to: 3 digits, points: 1}",
      "\"shape of nabla_w[1]\": {is: \"1️⃣nabla_w[0].shape\"}",
      "key error: \"shape of nabla_w[1]\" is (2, 2) here, but the shape of `nabla_w[1]` is (1, 2)"
    ),
    (
      network, "z1: {is: \"z1\", to: 3 digits, points: 1}",
      "\"nabla_w[1]\": {is: \"1️⃣nabla_w[0]\", to: 3 digits}",
      "key error: \"nabla_w[1]\" is "
    ),
    (
      network, "z1: {is: \"z1\", to: 3 digits, points: 1}",
      "J: {is: \"1️⃣(y_hat - 1)^2\", to: 3 digits}",
      "key error: \"J\" is "
    ),
    (
      network, "z1: {is: \"z1\", to: 3 digits, points: 1}",
      "s: {is: \"1️⃣sigmoid_prime(y_hat)\", to: 3 digits}",
      "key warning: sigmoid_prime is taken at an activation"
    ),
    (
      network, "z1: {is: \"z1\", to: 3 digits, points: 1}",
      "1️⃣f: {is: \"y_hat*z1\", or: \"y_hat + z1\", as: formula}",
      "alternatives error: \"f\": y_hat + z1 in \"or\" is not equal to the formula"
    ),
    (
      network, "Compute the gradients.", "Compute the gradients. The output is 1️⃣0.5367.",
      "answer-in-text warning: the answer 0.5367 of \"y_hat\" in \"step\" stands here"
    ),
    (
      costs, "0.25   |", "1️⃣0.24   |",
      "tables error: row 0.5, column square: 0.24 stands here, computed is 0.25"
    ),
    (
      costs, "-->0.6931<", "-->1️⃣0.6913<",
      "tables error: a value in a sentence: 0.6913 stands here, computed is 0.6931"
    ),
    (
      costs, "a: \"at least 3 strictly between", "a: \"1️⃣at least 3 between",
      "key error: `C` has no finite value at a = 0, which a student may choose"
    ),
    (
      drawn, "{is: \"u/(v - 1)", "{is: \"1️⃣u/(v - 1.2)",
      "key error: with the numbers of"
    ),
    (
      drawn, "$v =$ <!--= v -->1.4<!--/-->", "$1️⃣v = 1.4$",
      "question error: `v` is drawn, and the question says 1.4 to everybody"
    ),
    (
      drawn,
      " and $v =$ <!--= v -->1.4<!--/-->. Compute the quotient.\n\n```yaml exercise\nid: own\ndraw: {u: \"0.3 ... 0.9 by 0.1\", v: \"",
      ".\n\n```yaml exercise\nid: own\ndraw: {u: \"0.3 ... 0.9 by 0.1\", v: \"1️⃣",
      "question error: `v` is drawn for each student, and the question does not show it"
    ),
  ]

  @Test("a planted error is found at its line", arguments: planted.indices)
  func found(index: Int) throws {
    let (chapter, part, instead, finding) = Self.planted[index]
    try #require(chapter.contains(part), "\(part)")
    // The marker says where the finding has to be.
    let marked = chapter.replacing(part, with: instead)
    let marker = try #require(marked.range(of: "1️⃣"), "\(instead)")
    let before = marked[..<marker.lowerBound]
    let line = before.utf8.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
    let place = "\(line):\(before[start...].utf16.count + 1) "
    let findings = try LintSample.findings(marked.replacing("1️⃣", with: ""))
    #expect(
      findings.contains { $0.hasPrefix(place + finding) },
      "\(place)\(finding)\n\(findings.joined(separator: "\n"))"
    )
  }

  @Test("equal weights hide a transpose, inputs of 1 that they were forgotten")
  func identifiability() throws {
    let square = Self.network.replacing(
      "w1: \"0.3\", w2: \"-0.5\", w3: \"0.9\", w4",
      with: "w1: \"0.3\", w2 w3: \"-0.5\", w4"
    )
    let symmetric = try LintSample.all(square).filter { $0.check == "identifiability" }
    #expect(symmetric.first?.notes.contains { $0.contains("transposed") } ?? false)
    let ones = Self.network.replacing("[0.6, -0.8]", with: "[1, 1]")
      .replacing("(0.6, -0.8)", with: "(1, 1)")
    let forgotten = try LintSample.all(ones).filter { $0.check == "identifiability" }
    #expect(forgotten.first?.notes.first == "hidden: the factor a was left out, in nabla_w[0]")
    #expect(forgotten.first?.diagnostic.help?.contains("x: \"[") ?? false)
  }

  @Test("a waiver holds for its section and answer, and one that is not needed is found")
  func waivers() throws {
    let loose = Self.network.replacing(
      "gradient of w5\", to: 4 digits",
      with: "gradient of w5\", to: 1 decimals"
    )
    func waived(_ lines: String) -> String {
      loose.replacing("## A table", with: "<!-- yaml waivers\n\(lines)\n-->\n\n## A table")
    }
    #expect(
      try LintSample.findings(waived("tolerance: {dE/dw5: \"as the course wants it\"}")) == []
    )
    #expect(try LintSample.findings(waived("tolerance: \"as the course wants it\"")) == [])
    #expect(
      try LintSample.findings(waived("tolerance: {dE/dw1: \"no\"}")).contains {
        $0.contains("\"dE/dw5\" to 1 decimal accepts")
      }
    )
    #expect(
      try LintSample.findings(
        waived("tolerance: \"yes\"\nlinks: \"a page of next term\"")
      ) == [
        "35:1 waivers warning: nothing is found any more that this waives: links"
      ]
    )
  }

  @Test("an exercise that course.yml names and no chapter has, and an id that stands twice")
  func ids() throws {
    let course = "chapters: [c.md]\nassignments: {hw1: {1: stepp}}\n"
    let unknown = try LintSample.findings(Self.network, files: ["course.yml": course])
    #expect(unknown == ["2:24 blocks error: there is no exercise \"stepp\""])
    let twice =
      Self.network + "\n## Again\n\n```yaml exercise\nid: step\nanswers: {a: {is: \"2\"}}\n```\n"
    #expect(
      try LintSample.findings(twice).contains {
        $0.hasPrefix("41:1 ids error: the id \"step\" belongs to the exercise at c.md:16:1")
      }
    )
  }

  @Test(
    "a name that takes the place of one of the engine's is found by the fast path",
    arguments: ["\"activations[1]\": \"[[0.5], [0.6]]\"", "cost: \"sum((activations[-1] - y)^2)\""]
  )
  func engine(name: String) throws {
    let chapter = Self.network.replacing("names: {", with: "names: {\(name), ")
      .replacing(", E: \"cost\"", with: "")
    let findings = try LintSample.findings(chapter)
    #expect(
      findings.contains { $0.hasPrefix("16:1 engine error: the network \"net\": ") },
      "\(findings)"
    )
  }

  @Test("an exercise without a test is a warning")
  func untested() throws {
    let findings = try LintSample.all(Self.costs)
    #expect(findings.map(\.check) == ["untested"])
    #expect(findings[0].severity == .warning)
  }

  @Test("the derivative of an error by one target of a softmax is not determined")
  func softmaxTargets() throws {
    let text = """
      # C

      ## E

      ```yaml network
      name: soft
      layers: "2 - 3 softmax"
      cost: categorical-cross-entropy
      weights: row
      ```

      ```yaml exercise
      id: e
      network: soft
      given: {x: "[0.5, -0.3]", y: "[0, 1, 0]", "weights[0]": "[[0.1, 0.2, 0.3], [0.3, 0.4, -0.2]]", "biases[0]": "[0, 0.2, 0.1]"}
      answers:
        by target: {is: "derivative of deltas[0][0] by y[0]", to: 5 digits}
        by z: {is: "derivative of deltas[0][0] by zs[0][1]", to: 5 digits}
        cost by target: {is: "derivative of cost by y[0]", to: 5 digits}
      ```
      """
    let found = try LintSample.findings(text).filter { $0.contains("derivative") }
    #expect(
      found == [
        "17:20 derivative error: \"by target\": `derivative of deltas[0][0] by y[0]` is not "
          + "determined: δ = a − y holds where the targets of an example add up to 1, and they do not "
          + "when `y[0]` alone changes"
      ]
    )
  }
}
