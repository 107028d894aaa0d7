import Exercises
import Formulas
import Grading
import Homework
import Markdown

/// Grades the answer of a test, and holds what it gets against what it must get.
struct QuestionTestRun {
  /// What came out otherwise, each with the place that expected it.
  private(set) var failures: [(offset: Int, message: String)] = []
  private(set) var answer = ""
  private(set) var items: [GradedItem] = []

  init(_ test: QuestionTest, on bench: ExerciseBench) {
    do throws(AnswerWriter.Problem) {
      answer = try AnswerWriter(bench: bench).text(test.answer)
    } catch {
      failures = [(test.offset, error.message)]
      return
    }
    guard let document = try? Document(parsing: SourceText(answer), dialect: .homework) else {
      failures = [(test.offset, "the answer is no homework that can be read")]
      return
    }
    items = bench.grader.grade(Submission(document)).exercises[0].items
    let forPersons = bench.namesForPersons
    for expectation in test.expectations { compare(expectation, forPersons) }
  }

  private mutating func compare(
    _ expectation: QuestionTest.Expectation,
    _ forPersons: Set<String>
  ) {
    let meant = items.filter { item in
      guard let title = expectation.title else {
        return !forPersons.contains(item.name)
      }
      return item.title == title || item.name == title
    }
    // An answer with keys is meant as far as it is written.
    let written = meant.filter { $0.outcome != .missing }
    let judged = written.isEmpty || expectation.title == nil ? meant : written
    guard !judged.isEmpty else {
      failures.append(
        (expectation.offset, "\"\(expectation.title ?? "")\" is not among what is graded")
      )
      return
    }
    for item in judged {
      guard item.outcome != expectation.outcome || !Self.explains(item, expectation.mistake) else {
        continue
      }
      let got = item.mistake.map { "\(item.outcome.rawValue) (\($0))" } ?? item.outcome.rawValue
      let wanted = expectation.mistake.map { "\(expectation.outcome.rawValue) (\($0))" }
      failures.append(
        (
          expectation.offset,
          "\(item.title)\(item.text.map { ": \($0)" } ?? "") gets \(got), not "
            + (wanted ?? expectation.outcome.rawValue)
        )
      )
    }
  }

  private static func explains(_ item: GradedItem, _ words: String?) -> Bool {
    guard let words else { return true }
    return item.mistake?.has(words) ?? false
  }
}
