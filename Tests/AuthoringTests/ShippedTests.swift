import Formulas
import Foundation
import Grading
import Markdown
import Testing

@testable import Authoring
@testable import Exercises

/// The exercises of the book: no known mistake that changes an answer at its precision is accepted.
struct ShippedTests {
  private static func survey() throws -> CourseSurvey {
    try ShippedCourse.reader.survey([], identity: { $0 })
  }

  /// The exercise for a seed: a student's numbers, or other values where the student chooses.
  private static func bench(
    _ exercise: Exercise,
    seed: Int,
    _ settings: CourseSettings
  ) throws -> ExerciseBench {
    let own = try exercise.variant(for: VariantSweep.student(seed), assignment: "")
    var generator = SeededGenerator(seed: UInt64(seed))
    var chosen: [String: ValueList] = [:]
    for choice in exercise.choices {
      let interval = choice.rule.interval
      let values = Set(
        (0..<3 * choice.rule.minimum).map { _ in
          let value = generator.uniform((interval?.lower ?? 0)...(interval?.upper ?? 1))
          return min(max((value * 100).rounded(), 1), 99)
        }
      ).sorted().prefix(choice.rule.minimum)
      chosen[choice.key] = ValueList(
        values.map { ValueList.Entry(value: $0 / 100, text: "\($0 / 100)") }
      )
    }
    return ExerciseBench(own, tests: [], settings: settings, chosen: chosen)
  }

  @Test("0 % of the mistakes that change an answer at its precision are accepted, over 100 seeds")
  func tolerance() throws {
    let survey = try Self.survey()
    var tried = 0
    for chapter in survey.chapters {
      let waivers = Waivers(chapter)
      for exercise in chapter.exercises {
        let isFixed = !exercise.isVaried && exercise.choices.isEmpty
        for seed in 0..<(isFixed ? 1 : 100) {
          let bench = try Self.bench(exercise, seed: seed, survey.settings)
          tried += bench.table.groups.reduce(0) { $0 + $1.mutants.count * $1.targets.count }
          let accepted = ToleranceCheck().findings(in: bench)
          // What only rounding on the way lets pass is a warning, for few students' numbers.
          let open = waivers.applied(to: accepted).filter {
            $0.check == ToleranceCheck.name && $0.severity == .error
          }
          #expect(open.isEmpty, "\(exercise.id), seed \(seed): \(open.map(\.diagnostic.message))")
        }
      }
    }
    #expect(tried > 100_000)
  }

  @Test("lint is silent on every chapter of the book")
  func silent() throws {
    let survey = try Self.survey()
    let subject = LintSubject(
      chapters: survey.chapters,
      survey: survey,
      seeds: 100,
      exists: { FileManager.default.fileExists(atPath: $0) },
      read: { (try? Data(contentsOf: URL(fileURLWithPath: $0))).map { [UInt8]($0) } }
    )
    let findings = Linter(subject).findings(workers: .all).filter { $0.severity != .note }
    #expect(findings.isEmpty, "\(findings.map(\.diagnostic.formatted))")
  }

  @Test("what is published holds no key: no block, no comment, no formula, no asked value")
  func published() throws {
    let survey = try Self.survey()
    let publication = try Publication(
      survey,
      folder: "",
      students: [],
      authors: [],
      disk: PublicationDisk(resolved: { $0 == "." ? "/" : $0 }, read: { _ in nil })
    )
    #expect(publication.leaks.isEmpty)
    let texts = publication.files.map { String(decoding: $0.bytes, as: UTF8.self) }
    // Of an assignment that everybody has with other numbers, nobody's homework is written.
    #expect(publication.withoutHomework == ["hw5"])
    #expect(texts.count == survey.chapters.count + survey.assignments.count - 1)
    for text in texts {
      for words in ["yaml exercise", "yaml tests", "yaml waivers", "<!--", "answers:", "rubrics/"] {
        #expect(!text.contains(words), "\(words)")
      }
    }
    // Where students choose the values, the tables of the text are no key.
    for exercise in survey.exercises.values where exercise.choices.isEmpty {
      for row in try ExerciseKey(exercise).rows where row.value.contains(".") {
        // 0.5000 stands in every chapter; four telling digits do not by chance.
        let telling = row.value.drop { "-0.".contains($0) }.reversed().drop { $0 == "0" }
        guard telling.count(where: \.isNumber) >= 4 else { continue }
        #expect(
          !texts.contains { $0.contains(row.value) },
          "\(exercise.id): \(row.name) = \(row.value)"
        )
      }
    }
  }
}
