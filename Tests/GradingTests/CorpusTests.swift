import Exercises
import Formulas
import Foundation
import Grading
import Homework
import Markdown
import Testing

/// What the fuzzer found worth keeping: every input is read again, and none ends the process.
///
/// `Fuzz` made the files (see CONTRIBUTING.md); a line is an input in base 64.
struct CorpusTests {
  private func inputs(_ name: String) throws -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Corpus/\(name).txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return lines.compactMap { Data(base64Encoded: String($0)) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("numbers are read or refused, whole")
  func numbers() throws {
    let inputs = try inputs("number")
    #expect(inputs.count > 300)
    for input in inputs {
      for mark in [DecimalMark.point, .comma, .either] {
        for context in [NumberContext.whole, .brackets] {
          guard
            case .number(let number) = NumberReader(decimalMark: mark, context: context).read(input)
          else { continue }
          #expect(number.value.isFinite, "\(input)")
          #expect(!number.text.isEmpty)
        }
      }
    }
  }

  @Test("formulas are parsed or refused, and what is parsed is printed")
  func formulas() throws {
    let inputs = try inputs("formula")
    #expect(inputs.count > 300)
    let notation = Notation.student(names: ["a", "y", "z", "x_j", "w_1", "C"])
    for input in inputs {
      guard let formula = try? Formula(input, notation: notation) else { continue }
      #expect(!formula.expression.text.isEmpty, "\(Array(input.utf8))")
    }
  }

  @Test("tables and documents are graded", arguments: ["table", "document"])
  func homework(_ name: String) throws {
    let inputs = try inputs(name)
    #expect(inputs.count > 200)
    let grader = HomeworkGrader(
      try TestCourse.assignment(TestCourse.generated),
      settings: CourseSettings()
    )
    for input in inputs {
      guard let document = try? Document(parsing: SourceText(input)) else { continue }
      let graded = grader.grade(Submission(document))
      #expect(graded.score <= graded.possible)
    }
  }
}
