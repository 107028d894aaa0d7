import Exercises
import Foundation
import Grading
import Homework
import Markdown
import Mutations
import Testing

@testable import Authoring

/// Broken homework is graded and broken chapters are linted, and the process goes on.
///
/// `scripts/mutate` runs many times as many, each in a process of its own; `MUTATIONS=N` makes N of
/// each part here, `MUTATION_SEEDS=FOLDER` adds its files to the homework.
struct MutationTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["MUTATIONS"].flatMap { Int($0) }

  private static func files(in folder: String) throws -> [[UInt8]] {
    let folder = URL(fileURLWithPath: folder, relativeTo: ShippedCourse.root)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".md") }
      .map { [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))) }
  }

  static func graders() throws -> [HomeworkGrader] {
    let course = try ShippedCourse.reader.course()
    return course.assignments.filter { !$0.isVaried }.map {
      HomeworkGrader($0, settings: course.settings)
    }
  }

  @Test("mutated homework is graded", arguments: 0..<4)
  func homework(_ part: Int) throws {
    let seeds = try Self.files(in: "answers") + Self.files(in: "Tests/GradingTests/Broken")
    let more = try Self.environment["MUTATION_SEEDS"].map { try Self.files(in: $0) } ?? []
    var mutator = Mutator(seeds + more, start: UInt64(part))
    let graders = try Self.graders()
    #expect(graders.count > 2)
    for number in 0..<(Self.count ?? 200) {
      guard let document = try? Document(parsing: SourceText(mutator.next())) else { continue }
      let submission = Submission(document)
      guard submission.sizeProblem == nil else { continue }
      let graded = graders[number % graders.count].grade(submission)
      #expect(graded.score <= graded.possible)
    }
  }

  @Test("mutated chapters are linted", arguments: 0..<3)
  func chapters(_ part: Int) throws {
    var mutator = Mutator(try Self.files(in: "chapters"), start: UInt64(part))
    for _ in 0..<(Self.count ?? 20) {
      let text = String(decoding: mutator.next(), as: UTF8.self)
      _ = try? LintSample.all(text, seeds: 2)
    }
  }

  @Test("the same start gives the same files")
  func deterministic() throws {
    let seeds = try Self.files(in: "answers")
    var (first, second) = (Mutator(seeds, start: 7), Mutator(seeds, start: 7))
    for _ in 0..<50 { #expect(first.next() == second.next()) }
  }
}
