import Exercises
import Grading
import Testing

/// What rounding on the way and carrying must not open the door to.
///
/// The right values, by Python: z1 = 1.519, a1 = 0.820391, z2 = 1.904861, a2 = 0.870441, dE/dv =
/// −0.0119866, v new = 2.2059933.
struct CoarseNumbersTests {
  private static let chapter = """
    ## Worked

    ```yaml network
    name: worked
    layers: "1 - 1 sigmoid - 1 sigmoid"
    neurons: {hidden: [w, b], output: [v, c]}
    names: {z1: "zs[0][0]", a1: "activations[1][0]", z2: "zs[1][0]", a2: "activations[2][0]"}
    given: {x: "0.91", y: "1", eta: "0.5", w: "1.9", b: "-0.21", v: "2.2", c: "0.1"}
    ```

    ```yaml exercise
    id: worked
    network: worked
    answers:
      z2: {is: "z2", to: 4 digits}
      a2: {is: "a2", to: 4 digits}
      E: {is: "cost", to: 4 digits}
      dE/dv: {is: "gradient of v", to: 4 digits}
      v new: {is: "v - eta * gradient of v", to: 3 digits of the change from v}
    ```
    """

  @Test(
    "fewer digits never earn what the digits asked for earn",
    arguments: [
      ("dE/dv = -0.01", "dE/dv", "coarse"), ("dE/dv = -0.02", "dE/dv", "wrong"),
      ("dE/dv = 0.00", "dE/dv", "wrong"), ("dE/dv = 0.0000", "dE/dv", "wrong"),
      ("v new = 2.2", "v new", "wrong"), ("v new = 2.3", "v new", "wrong"),
      ("v new = 2.206", "v new", "coarse"), ("v new = 2.20599", "v new", "correct"),
      // σ(40) is 1 to all digits; everything after it would be 0.
      ("z2 = 40\n- a2 = 1\n- E = 0", "a2", "wrong"),
      ("z2 = 40\n- a2 = 1\n- E = 0", "E", "wrong"),
      ("z2 = 40\n- dE/dv = 0", "dE/dv", "wrong"),
      // σ(4) is 0.98201, and E = (1 − a)²/2 = 0.00016176.
      ("z2 = 4\n- a2 = 0.9820\n- E = 0.0001618", "E", "carried"),
    ]
  )
  func coarse(_ written: String, _ name: String, _ outcome: String) throws {
    let item = try TestCourse.grade("# 1\n\n- \(written)\n", Self.chapter).item(name)
    #expect(item.outcome.rawValue == outcome, "\(item)")
  }

  @Test(
    "numbers of a chain that are nothing but numbers are answers, each of them",
    arguments: [
      ("E = 0.1 = 0.2 = 0.008393", "ambiguous"), ("E = 0.3 → 0.2 → 0.008393", "ambiguous"),
      ("E = 0.1, 0.2, 0.008393", "ambiguous"), ("E = 0.008393, 0.1, 0.2.", "ambiguous"),
      ("E = 0.008393, to 4 digits, 0.5 of it", "correct"),
      ("E = 0.00839281 ≈ 0.008393", "correct"),
      ("E = 0.129559²/2 = 0.0083928 = 0.008393", "correct"),
    ]
  )
  func chain(_ written: String, _ outcome: String) throws {
    let item = try TestCourse.grade("# 1\n\n- \(written)\n", Self.chapter).item("E")
    #expect(item.outcome.rawValue == outcome, "\(item)")
  }

  @Test("columns of one name are answers, each of them")
  func columns() throws {
    let graded = try TestCourse.grade(
      "# 1\n\n| E | E | E |\n| --- | --- | --- |\n| 0.1 | 0.2 | 0.008393 |\n",
      Self.chapter
    )
    #expect(try graded.item("E").outcome == .ambiguous)
  }

  @Test("a given that is asked for, and a 0 that the author calls usable, are gone on from")
  func carried() throws {
    let graded = try TestCourse.grade(
      "# 1\n\nout = 0\n\nerr = 2\n\nnet out = 0.472\n\nlack = 1.528\n",
      """
      ## Step

      ```yaml exercise
      id: step
      given: {net: "0.31", d: "2"}
      answers:
        out: {is: "ceil(net)", to: exactly, usable: between 0 and 1}
        err: {is: "d - out", to: exactly}
        net out: {is: "net", to: 3 decimals}
        lack: {is: "d - `net out`", to: 3 decimals}
      ```
      """
    )
    #expect(try graded.item("out").outcome == .wrong)
    #expect(try graded.item("err").outcome == .carried)
    #expect(try graded.item("net out").outcome == .wrong)
    #expect(try graded.item("lack").outcome == .carried)
  }

  @Test("a right value for a third y neither costs points nor asks for more")
  func surplus() throws {
    let chapter = """
      ## Costs

      ```yaml exercise
      id: costs
      choose: {y: "at least 2 strictly between 0 and 1", a: "at least 2 strictly between 0 and 1 for each y"}
      answers:
        C: {at: [y, a], is: "-y*ln(a) - (1-y)*ln(1-a)", to: 4 decimals, points: 4 shared}
        minimum: {at: [y], is: "min(C over a)", or: "C(a: y)", to: 4 decimals, points: 2 shared}
      ```
      """
    let rows =
      "| 0.2 | 0.2 | 0.5004 |\n| 0.2 | 0.5 | 0.6931 |\n| 0.5 | 0.2 | 0.9163 |\n| 0.5 | 0.5 | 0.6931 |\n"
    for more in [
      "", "| 0.7 | 0.5 | 0.6931 |\n", "| 0.7 | 0.5 | 0.6931 |\n| 0.7 | 0.2 | 1.1935 |\n",
    ] {
      let graded = try TestCourse.grade(
        "# 1\n\n| y | a | C |\n| --- | --- | --- |\n\(rows)\(more)",
        chapter
      )
      let exercise = try #require(graded.exercises.first)
      #expect(exercise.possible == Fraction(6), "\(more)")
      #expect(exercise.items.reduce(.zero) { $0 + $1.points } == Fraction(4), "\(more)")
    }
  }
}
