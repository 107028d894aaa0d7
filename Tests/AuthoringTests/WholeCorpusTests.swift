import Foundation
import Grading
import Homework
import Markdown
import Testing

/// What the fuzzer found worth keeping of whole homeworks and chapters, read again.
///
/// `scripts/fuzz grade` and `scripts/fuzz lint` made the files; a line is an input in base 64.
struct WholeCorpusTests {
  private static func inputs(_ name: String) throws -> [String] {
    let file = ShippedCourse.root.appendingPathComponent("Tests/GradingTests/Corpus/\(name).txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .compactMap { Data(base64Encoded: String($0)) }.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("homework is graded with consistency and work, whatever stands in it")
  func grade() throws {
    let inputs = try Self.inputs("grade")
    #expect(inputs.count > 100)
    let graders = try MutationTests.graders()
    for (number, input) in inputs.enumerated() {
      guard let document = try? Document(parsing: SourceText(input)) else { continue }
      let submission = Submission(document)
      guard submission.sizeProblem == nil else { continue }
      let graded = graders[number % graders.count].grade(submission)
      #expect(graded.score <= graded.possible)
    }
  }

  @Test("chapters are linted, whatever stands in them")
  func lint() throws {
    let inputs = try Self.inputs("lint")
    #expect(inputs.count > 100)
    for input in inputs { _ = try? LintSample.all(input, seeds: 2) }
  }
}
