import Authoring
import Exercises
import Formulas
import Foundation
import Grading
import Homework
import Markdown

// The fuzzer of the readers. FUZZ names the reader: number, formula, table, document; grade: homework of
// every assignment of the course here, with consistency and work; lint: a chapter.

private let reader = ProcessInfo.processInfo.environment["FUZZ"] ?? "document"

private let grader: HomeworkGrader = {
  let chapter = """
    # Costs

    ## Where is the cross-entropy smallest?

    ```yaml exercise
    id: minimum
    choose: {y: "at least 3 strictly between 0 and 1", a: "at least 9 for each y"}
    answers:
      C: {at: [y, a], is: "-(y*ln(a) + (1-y)*ln(1-a))", to: 4 decimals}
      minimum: {at: [y], is: "min(C over a)", to: 4 decimals}
      argmin: {at: [y], is: "argmin(C over a)", or: "y", to: exactly}
    ```

    ## A step

    ```yaml network
    name: small
    layers: "2 - 2 sigmoid"
    neurons: {first: [w1, w2, b1], second: [w3, w4, b2]}
    given: {x: "[1, 2]", y: "[0, 1]", eta: "0.1", w1 w2 w3 w4: "0.5", b1 b2: "0.1"}
    ```

    ```yaml exercise
    id: step
    network: small
    answers:
      "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 digits}
      "nabla_w[0]": {is: "nabla_w[0]", to: 4 decimals}
      "shape of nabla_w[0] in letters": {is: "nabla_w[0].shape", as: letters}
      formula of dE/dw1: {is: "gradient of w1", as: formula}
    ```
    """
  guard let document = try? Document(parsing: SourceText(chapter), limits: .chapter) else {
    fatalError("the chapter is no Markdown")
  }
  var chapters = [Chapter(document)]
  CourseReader.link(&chapters, notation: CourseSettings().notation)
  let questions = chapters[0].exercises.enumerated().map { index, exercise in
    Assignment.Question(label: String(index + 1), exercise: exercise)
  }
  return HomeworkGrader(Assignment(name: "hw", questions: questions), settings: CourseSettings())
}()

/// The graders of the course in the working directory.
private let graders: [HomeworkGrader] = {
  guard let course = try? CourseReader(path: "course.yml", files: files).course() else {
    fatalError("no course here")
  }
  return course.assignments.filter { !$0.isVaried }.map {
    HomeworkGrader($0, settings: course.settings)
  }
}()

private let files = CourseFiles(
  read: { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) },
  list: { folder in
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
  }
)

/// Lints a chapter of a course that has no other.
private func lint(_ text: String) {
  let known = ["course.yml": Array("chapters: [c.md]\n".utf8), "c.md": Array(text.utf8)]
  let files = CourseFiles(
    read: { path in
      guard let bytes = known[path] else { throw Diagnostic(path: path, message: "is not there") }
      return bytes
    },
    list: { _ in [] }
  )
  guard
    let survey = try? CourseReader(path: "course.yml", files: files)
      .survey(["c.md"], identity: { $0 })
  else { return }
  let subject = LintSubject(
    chapters: survey.chapters,
    survey: survey,
    seeds: 2,
    exists: { known[$0] != nil },
    read: { known[$0] }
  )
  _ = Linter(subject).findings()
}

private func read(_ text: String) {
  switch reader {
  case "grade":
    guard let document = try? Document(parsing: SourceText(text)) else { return }
    let submission = Submission(document)
    guard submission.sizeProblem == nil else { return }
    for grader in graders { _ = grader.grade(submission) }
  case "lint": lint(text)
  case "number":
    for mark in [DecimalMark.point, .comma, .either] {
      _ = NumberReader(decimalMark: mark).read(text)
      _ = NumberReader(decimalMark: mark, context: .brackets).read(text)
    }
  case "formula":
    let notation = Notation.student(names: ["a", "y", "z", "x_j", "w_1", "C"])
    if let formula = try? Formula(text, notation: notation) { _ = formula.expression.text }
    if let formula = try? Formula(text, notation: .author) {
      _ = try? Evaluator(graph: Graph(), givens: [:]).evaluate(formula.expression)
    }
  case "table":
    grade("| y | a | C |\n| --- | --- | --- |\n" + text)
    grade("```\n" + text + "\n```\n")
    grade(text)
  default: grade(text)
  }
}

private func grade(_ text: String) {
  guard let document = try? Document(parsing: SourceText(text)) else { return }
  let submission = Submission(document)
  guard submission.sizeProblem == nil else { return }
  _ = grader.grade(submission)
}

private func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  read(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager names the entry point after the target; libFuzzer's driver does the rest.
@_cdecl("Fuzz_main")
public func main(
  _ count: CInt,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
}
