import Testing

@testable import Authoring

/// Chapters that ask for more than there is: an error with a message, before the memory is taken.
struct HostileChapterTests {
  private static func chapter(_ answers: String, _ more: String = "") -> String {
    "# C\n\n## S\n\n```yaml exercise\nid: s\ngiven: {x: \"[1, 2]\"}\n\(more)answers: \(answers)\n```\n"
  }

  @Test(
    "too much of anything is an error",
    arguments: [
      ("{is: \"sum(zeros(1000000000, 1000000000))\"}", "elements are too many"),
      ("{is: \"sum(zeros(-5))\"}", "sizes are one or two whole numbers from 1"),
      ("{is: \"sum(repeat(x, 1000000000000, 1))\"}", "`repeat` wants a vector"),
      ("{is: \"sum(repeat(x, -3, 1))\"}", "`repeat` wants a vector"),
      ("{is: \"sum(dot(zeros(1000, 1000), zeros(1000, 1000)))\"}", "takes too much work"),
      ("{is: \"x[-9223372036854775808]\"}", "should be a whole number"),
      ("{is: \"x[1e300]\"}", "should be a whole number"),
      ("{at: {a: \"1 ... 1000000000 by 1\"}, is: \"a\"}", "has 1000000000 values"),
      (
        "{at: {a: \"1 ... 9000 by 1\", b: \"1 ... 9000 by 1\"}, is: \"a*b\"}",
        "the answer has more than 10000 values"
      ),
      (
        "{at: {a: \"1 ... 90000 by 1\", b: \"1 ... 90000 by 1\", c: \"1 ... 90000 by 1\", "
          + "d: \"1 ... 90000 by 1\"}, is: \"a*b*c*d\"}",
        "the answer has more than 10000 values"
      ),
      ("{is: \"x\", to: 99999999999999999999 digits}", "is not understood"),
    ]
  )
  func answers(_ answer: String, _ message: String) throws {
    let findings = try LintSample.findings(Self.chapter("{z: \(answer)}"))
    #expect(findings.contains { $0.contains(message) }, "\(findings)")
  }

  @Test(
    "names that lead back to themselves end",
    arguments: [
      "{a: {is: \"b\"}, b: {is: \"a\"}}", "{a: {is: \"b + 1\"}, b: {is: \"c\"}, c: {is: \"a\"}}",
    ]
  )
  func cycles(_ answers: String) throws {
    let findings = try LintSample.findings(Self.chapter(answers))
    #expect(findings.contains { $0.contains("calls itself, or is nested too deep") })
  }

  @Test(
    "what is drawn and chosen has ends",
    arguments: [
      ("draw: {w: \"digit -9223372036854775808 of ID\"}\n", "does not say which digits"),
      ("draw: {w: \"1 ... 90000 by 1, 1 ... 90000 by 1\"}\n", "180000 values; at most 100000"),
      (
        "choose: {a: \"at least 3 strictly between -1e308 and 1e308\"}\n",
        "does not say between which two numbers"
      ),
      ("choose: {a: \"at least 9999999999999999999 between 0 and 1\"}\n", "does not say how many"),
    ]
  )
  func choices(_ more: String, _ message: String) throws {
    let findings = try LintSample.findings(Self.chapter("{z: {is: \"x\"}}", more))
    #expect(findings.contains { $0.contains(message) }, "\(findings)")
  }

  @Test(
    "tables end",
    arguments: [
      ("{y: \"1 ... 90000 by 1\", z: \"1 ... 90000 by 1\"}", "y*z*a", "more than 200000 cells"),
      ("{y: \"1 ... 9 by 1\"}", "zeros(1000, 1000)", "more than 200000 numbers, at y = 1, a = 1"),
      ("{y: \"1 ... 900 by 1\"}", "sum(zeros(1000, 1000))*y*a", "takes too much work"),
    ]
  )
  func tables(_ rows: String, _ cell: String, _ message: String) throws {
    let findings = try LintSample.findings(
      "```yaml table\nrows: \(rows)\ncolumns: {a: \"1 ... 9 by 1\"}\ncell: \"\(cell)\"\n```\n"
    )
    #expect(findings.contains { $0.contains(message) }, "\(findings)")
  }

  @Test(
    "networks end",
    arguments: [
      ("1000000 - 1000000 sigmoid", "layer 0 has 1000000 neurons"),
      ("9223372036854775807 - 9223372036854775807 sigmoid", "neurons"),
      ("1" + String(repeating: " - 1 sigmoid", count: 5000), "5000 layers"),
    ]
  )
  func networks(_ layers: String, _ message: String) throws {
    let findings = try LintSample.findings(
      "```yaml network\nname: n\nlayers: \"\(layers)\"\n```\n"
    )
    #expect(findings.contains { $0.contains(message) }, "\(findings)")
  }

  /// The name points nowhere, and the other answer does without it.
  @Test(
    "a name for an element that no index reaches is no crash",
    arguments: [
      "activations[-9223372036854775808][0]", "zs[0][92239999972036854775808]", "x[1e300]",
    ]
  )
  func names(_ element: String) throws {
    let text = """
      # C

      ## S

      ```yaml network
      name: one-neuron
      layers: "2 - 1 sigmoid"
      names: {t: "x[1]", a: "\(element)"}
      ```

      ```yaml exercise
      id: slope-formula
      network: one-neuron
      answers:
        formula of dC/dv2: {is: "gradient of v2", or: "(a - y)*t", as: formula, points: 2}
      ```
      """
    let findings = try LintSample.findings(text)
    #expect(findings.contains { $0.contains("error") }, "\(findings)")
  }
}
