import CCmark
import Exercises
import Foundation
import Grading
import Homework
import Markdown

// How long it takes to read the homework of a folder, beside libcmark alone on the same bytes.
//
//   Read COURSE.yml FOLDER [HOMEWORK ASSIGNMENT]
//
// With a homework, also how much longer it takes to grade that one, diagnosis and all, than to read it
// (diagnosis): the median of a hundred.
//
// Prints one JSON object: the median seconds of five turns on one thread, in turns with libcmark,
// so that a noisy machine is noisy for both: blocks and spans (documents), passages, tables and cells
// (submissions), and what their words and formulas say (statements); a tenth of it graded (grade).

private func bytes(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

private func names(_ folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
}

private func seconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  return try clock.measure { try body() } / .seconds(1)
}

private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

@main
private enum Benchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    let files = CourseFiles(
      read: { try bytes($0) },
      list: { try names($0).filter { $0.hasSuffix(".md") } }
    )
    let course = try CourseReader(path: arguments[1], files: files).course()
    let grader = HomeworkGrader(course.assignments[0], settings: course.settings)
    let homework = try names(arguments[2]).map(bytes)

    var phases: [String: [Double]] = [:]
    var found = 0
    for _ in 0..<5 {
      phases["libcmark", default: []].append(seconds { homework.forEach(parse) })
      phases["documents", default: []].append(
        try seconds {
          for bytes in homework { found += try Document(parsing: SourceText(bytes)).blocks.count }
        }
      )
      phases["submissions", default: []].append(
        try seconds {
          for bytes in homework {
            found +=
              Submission(try Document(parsing: SourceText(bytes), dialect: .homework)).source.bytes
              .count
          }
        }
      )
      phases["statements", default: []].append(
        try seconds {
          for bytes in homework {
            found += grader.read(try Document(parsing: SourceText(bytes))).source.bytes.count
          }
        }
      )
    }
    let grade = try seconds {
      for bytes in homework.prefix(homework.count / 10) {
        let submission = Submission(try Document(parsing: SourceText(bytes), dialect: .homework))
        found += grader.grade(submission).exercises.count
      }
    }
    if arguments.count > 4 {
      let bytes = try bytes(arguments[3])
      let assignment = course.assignments.first { $0.name == arguments[4] }
      let grader = HomeworkGrader(assignment ?? course.assignments[0], settings: course.settings)
      for _ in 0..<100 {
        let submission = Submission(try Document(parsing: SourceText(bytes), dialect: .homework))
        let reading = seconds { found += grader.valueCount(submission) }
        let grading = seconds { found += grader.grade(submission).exercises.count }
        phases["diagnosis", default: []].append(grading - reading)
      }
    }
    let size = homework.reduce(0) { $0 + $1.count }
    let medians = phases.mapValues { String(median($0)) }
    let fields = medians.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    print(
      "{\(fields.joined(separator: ", ")), \"grade\": \(grade * 10), "
        + "\"files\": \(homework.count), \"bytes\": \(size), \"found\": \(found)}"
    )
  }

  private static func parse(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      let text = buffer.bindMemory(to: CChar.self).baseAddress
      cmark_node_free(cmark_parse_document(text, buffer.count, CMARK_OPT_DEFAULT))
    }
  }
}
