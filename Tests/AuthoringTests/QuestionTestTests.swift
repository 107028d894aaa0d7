import Authoring
import Testing

/// `yaml tests`: how answers are written, run and proposed.
struct QuestionTestTests {
  private static func chapter(_ tests: String) -> String {
    """
    # C

    ## Own

    ```yaml exercise
    id: own
    given: {u: "2.37", v: "0.83"}
    answers:
      quotient: {is: "u/v", to: 4 digits, points: 1}
      its root: {is: "sqrt(quotient)", to: 4 digits, points: 1}
    ```

    ```yaml tests
    \(tests)
    ```

    """
  }

  /// 2.37/0.83 = 2.85542…, its root 1.68980…; from 3.141 the root is 1.77229….
  @Test(
    "an answer is written with computed numbers and gets what it must get",
    arguments: [
      "t: {answer: \"quotient = {= quotient}\", gets: {quotient: correct}}",
      "t: {answer: \"quotient = {= u/v | 2 digits}\", gets: {quotient: coarse}}",
      "t: {answer: \"quotient = {= quotient | 4 digits}, its root = {= its root}\", gets: correct}",
      "t: {answer: \"quotient = {= quotient | 5 digits cut}\", gets: {quotient: correct}}",
      "t: {answer: \"quotient = {= quotient with the quotient u / v is the other way round}\", "
        + "gets: {quotient: \"wrong: the quotient u / v is the other way round\"}}",
      "t: {answer: \"quotient = 3.141 and its root = {= its root after quotient = 3.141}\", "
        + "gets: {quotient: wrong, its root: carried}}",
    ]
  )
  func passing(test: String) throws {
    let findings = try LintSample.findings(Self.chapter(test))
    #expect(findings == [])
  }

  @Test(
    "what fails or cannot be read is said at its place",
    arguments: [
      (
        "t: {answer: \"quotient = {= quotient}\", gets: {quotient: wrong}}",
        "14:47 tests error: the test \"t\" of \"own\" fails: quotient: 2.855 gets correct, not wrong"
      ),
      (
        "t: {answer: \"x = {= quotien}\", gets: {quotient: wrong}}",
        "14:1 tests error: the test \"t\" of \"own\" fails: {= quotien}: `quotien` is not known here"
      ),
      (
        "t: {answer: \"x\", gets: {quotien: wrong}}",
        "14:25 tests error: the exercise has no answer \"quotien\""
      ),
      (
        "t: {answer: \"x\", gets: {quotient: rong}}",
        "14:25 tests error: \"rong\" is no outcome"
      ),
      (
        "t: {answer: \"{= quotient | four}\", gets: {quotient: wrong}}",
        "14:13 tests error: the format \"four\" is not known"
      ),
      (
        "t: {answr: \"x\", gets: {quotient: wrong}}",
        "14:5 tests error: the test \"t\" has no key \"answr\""
      ),
      (
        "exercise: ownn\nt: {answer: \"x\", gets: {quotient: wrong}}",
        "14:11 tests error: the chapter has no exercise \"ownn\""
      ),
    ]
  )
  func failing(test: String, finding: String) throws {
    let findings = try LintSample.findings(Self.chapter(test))
    #expect(findings.contains { $0.hasPrefix(finding) }, "\(findings)")
  }
}
