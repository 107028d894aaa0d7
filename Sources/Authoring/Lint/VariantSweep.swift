import Exercises
import Markdown

/// The checks of an exercise, repeated with the numbers of many students.
struct VariantSweep {
  static let name = "variants"
  static let summary = "numbers of a student with which the exercise fails a check"

  private let bench: ExerciseBench
  private let known: [LintFinding]
  private let seeds: Int

  /// `besides`: What the chapter's own numbers show already.
  init(_ bench: ExerciseBench, besides known: [LintFinding], seeds: Int) {
    self.bench = bench
    self.known = known
    self.seeds = seeds
  }

  /// Students that nobody is: IDs of letters and seven digits, the same in every run.
  static func student(_ seed: Int) -> StudentID {
    let digits = 1_000_000 + (seed * 7_368_787) % 9_000_000
    return StudentID("seed\(seed)x\(digits)") ?? .sample
  }

  var findings: [LintFinding] {
    let exercise = bench.exercise
    var failed: [String: (finding: LintFinding, students: [String])] = [:]
    var order: [String] = []
    func note(_ finding: LintFinding, _ student: StudentID, _ variant: Exercise?) {
      let id = "\(finding.check) \(finding.offset) \(finding.answer ?? "")"
      let isKnown = known.contains {
        $0.check == finding.check && $0.offset == finding.offset && $0.answer == finding.answer
      }
      guard !isKnown else { return }
      let numbers = variant.map { ": \(Self.numbers(of: $0))" } ?? ""
      let line = "student \(student.text)\(numbers): \(finding.diagnostic.message)"
      if failed[id] == nil { order.append(id) }
      failed[id, default: (finding, [])].students.append(line)
    }
    var zeros = ZeroAnswers(of: exercise)
    for seed in 0..<seeds {
      let student = Self.student(seed)
      do throws(Diagnostic) {
        let variant = try exercise.variant(for: student, assignment: "")
        let own = bench.variant(variant)
        zeros.count(own, "student \(student.text): \(Self.numbers(of: variant))")
        for check in LintChecks.exercise {
          for finding in check.findings(in: own) { note(finding, student, variant) }
        }
      } catch {
        note(
          LintFinding(Self.name, in: exercise.source, at: exercise.offset, error.message),
          student,
          nil
        )
      }
    }
    return order.compactMap { failed[$0] }.compactMap { finding, students in
      // Numbers that coincide once in a while are no flaw of the exercise.
      if finding.severity != .error, Self.rareShare * students.count < seeds { return nil }
      // One value in so many lies near a mistake's by chance; the report of that student is shorter.
      let isChance = finding.check == ToleranceCheck.name && Self.chance * students.count < seeds
      return LintFinding(
        finding.check,
        isChance ? .warning : finding.severity,
        in: exercise.source,
        at: finding.offset,
        "with the numbers of \(students.count) of \(seeds) students: "
          + finding.diagnostic.message,
        help: finding.check == IdentifiabilityCheck.name
          ? "draw from other ranges, or keep such numbers out with \"where\""
          : finding.diagnostic.help ?? "keep such numbers out with \"where\"",
        notes: Array(students.prefix(Self.mostNotes)),
        answer: finding.answer
      )
    } + zeros.findings(Self.name)
  }

  private static let mostNotes = 5
  /// A warning that fewer than one student in so many gets is left out.
  private static let rareShare = 5
  /// A tolerance that fails for fewer than one student in so many is a warning.
  private static let chance = 10

  private static func numbers(of exercise: Exercise) -> String {
    exercise.draws.map { draw in
      let value = exercise.givens.first { $0.name == draw.name }?.formula.formula.text ?? ""
      return "\(draw.name) = \(value)"
    }.joined(separator: ", ")
  }
}
