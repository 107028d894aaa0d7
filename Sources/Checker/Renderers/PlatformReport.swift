import Exercises
import Grading
import Markdown
import Terminal

/// The report in the forms that other programs take: Gradescope's autograder, GitHub's annotations, JUnit.
enum PlatformReport {
  /// `results.json` as Gradescope's autograder reads it: a test for each question, and the whole report as text.
  static func gradescope(_ homework: GradedHomework, report: String) -> String {
    let pending =
      homework.pending > .zero ? "\(homework.pending.text) points wait for a person.\n" : ""
    return JSON.object([
      ("score", .number(homework.score.value)),
      ("output", .string(pending + report)),
      ("output_format", .string("text")),
      ("visibility", .string("visible")),
      ("tests", .array(homework.exercises.map(test))),
    ]).text()
  }

  private static func test(_ exercise: GradedExercise) -> JSON {
    let open = exercise.items.filter { !$0.outcome.isAccepted && $0.possible > .zero }
    var fields: [(String, JSON)] = [
      ("number", .string(exercise.label)),
      ("name", .string(exercise.title)),
      ("score", .number(exercise.score.value)),
      ("max_score", .number(exercise.possible.value)),
      ("output", .string(open.map { "\($0.title): \(message(of: $0))" }.joined(separator: "\n"))),
    ]
    // What waits for a person is neither passed nor failed.
    if !exercise.items.contains(where: \.isOpen) {
      fields.append(("status", .string(open.isEmpty ? "passed" : "failed")))
    }
    return .object(fields)
  }

  /// Annotations as GitHub's runner takes them from the output: an error for each wrong item, a warning for each that
  /// waits for a person, and a notice with the points.
  static func annotations(_ homework: GradedHomework) -> String {
    let path = homework.source.path ?? ""
    let items = homework.exercises.flatMap(\.items).filter {
      $0.possible > .zero && !$0.outcome.isAccepted
    }
    let annotations = items.map { item in
      let place = (item.range?.lowerBound).map(homework.source.location(at:))
      return GitHubAnnotation(
        level: item.isOpen ? .warning : .error,
        path: path,
        place: place.map { ($0.line, $0.editorColumn) },
        title: item.title,
        message: message(of: item)
      )
    }
    let pending = homework.pending > .zero ? ", \(homework.pending.text) open" : ""
    let score = GitHubAnnotation(
      level: .notice,
      path: path,
      title: homework.assignment,
      message: "\(homework.score.text) of \(homework.possible.text)\(pending)"
    )
    return (annotations + [score]).map(\.line).joined()
  }

  /// JUnit's XML: a suite for each homework, a case for each item; what waits for a person is skipped.
  static func junit(_ graded: [GradedHomework]) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for homework in graded {
      let items = homework.exercises.flatMap { exercise in
        exercise.items.filter { $0.possible > .zero }.map { (exercise.id, $0) }
      }
      let failures = items.filter { !$0.1.outcome.isAccepted && !$0.1.isOpen }.count
      let skipped = items.filter(\.1.isOpen).count
      text +=
        "  <testsuite name=\"\(xml(homework.assignment))\" file=\"\(xml(homework.source.path ?? ""))\" "
        + "tests=\"\(items.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
      for (exercise, item) in items {
        let head = "    <testcase classname=\"\(xml(exercise))\" name=\"\(xml(item.title))\""
        if item.outcome.isAccepted {
          text += "\(head)/>\n"
        } else if item.isOpen {
          text += "\(head)><skipped message=\"\(xml(message(of: item)))\"/></testcase>\n"
        } else {
          text +=
            "\(head)><failure type=\"\(item.outcome.rawValue)\" message=\"\(xml(message(of: item)))\"/></testcase>\n"
        }
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  /// `wrong, 0 of 1: 0.53 stands there, 0.525 was expected (a digit is another one)`.
  private static func message(of item: GradedItem) -> String {
    var text = "\(item.outcome.rawValue), \(item.points.text) of \(item.possible.text)"
    var parts: [String] = []
    if let written = item.text { parts.append("\(written) stands there") }
    if let expected = item.expected { parts.append("\(expected) was expected") }
    if !parts.isEmpty { text += ": \(parts.joined(separator: ", "))" }
    if let note = item.note { text += " (\(note))" }
    return text
  }

  private static func xml(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      // XML knows no other control characters, nor these two.
      case _ where scalar.value < 0x20 || scalar.value == 0x7F, "\u{FFFE}", "\u{FFFF}":
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
