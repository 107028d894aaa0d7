import Exercises
import Foundation
import Grading
import Homework
import Markdown
import Testing

/// Forms in which people write what they found, each with what is right and what is wrong in it.
///
/// The file holds homework with its courses, written by hand with numbers from NumPy by somebody who
/// had not seen the reader.
struct FormsTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let course: String
    let assignment: String
    let expectations: [String]
    let homework: String

    var testDescription: String { homework }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Forms")

  static let forms: [Form] = {
    let text = (try? String(contentsOf: folder.appendingPathComponent("forms.txt"))) ?? ""
    return text.components(separatedBy: "=== ").dropFirst().compactMap { block in
      let sides = block.components(separatedBy: "\n---\n")
      guard sides.count == 2 else { return nil }
      let lines = sides[0].components(separatedBy: "\n")
      let names = lines[0].components(separatedBy: " ")
      return Form(
        course: names[0],
        assignment: names[1],
        expectations: Array(lines.dropFirst()),
        homework: sides[1]
      )
    }
  }()

  private static func course(_ name: String) throws -> Course {
    let root =
      name == "hw1"
      ? folder.appendingPathComponent("../../..").standardized : folder.appendingPathComponent(name)
    let files = CourseFiles(
      read: { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) },
      list: { path in
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
          .filter { $0.hasSuffix(".md") }.map { "\(path)/\($0)" }
      }
    )
    return try CourseReader(path: root.appendingPathComponent("course.yml").path, files: files)
      .course()
  }

  @Test("the file of forms is there")
  func file() {
    #expect(Self.forms.count > 75)
  }

  @Test("what a person reads without doubt is read", arguments: forms)
  func form(_ form: Form) throws {
    let course = try Self.course(form.course)
    let assignment = try #require(course.assignments.first { $0.name == form.assignment })
    let grader = HomeworkGrader(assignment, settings: course.settings)
    let graded = grader.grade(
      Submission(try Document(parsing: SourceText(form.homework), dialect: .homework))
    )
    let items = graded.exercises.flatMap(\.items)
    for expectation in form.expectations where !expectation.isEmpty {
      let parts = expectation.dropFirst(6).components(separatedBy: " @ ")
      let keys = parts.dropFirst().map { $0.components(separatedBy: " = ") }
      let item = items.first { item in
        item.name == parts[0]
          && keys.allSatisfy { key in
            item.at.contains { $0.name == key[0] && $0.value == Double(key[1]) }
          }
      }
      let outcome = try #require(item, "\(expectation)").outcome
      if expectation.hasPrefix("right") {
        #expect(outcome.isAccepted, "\(expectation): \(outcome)")
      } else if expectation.hasPrefix("open") {
        // What is left over goes to the only name that is left, and proves nothing.
        #expect(outcome.isPending, "\(expectation): \(outcome)")
      } else {
        #expect(outcome == .wrong, "\(expectation)")
      }
    }
  }
}
