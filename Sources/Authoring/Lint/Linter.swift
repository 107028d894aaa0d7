import Exercises
import Markdown
import Workers

/// Tests the exercises themselves, before a student does.
package struct Linter: Sendable {
  private let subject: LintSubject

  package init(_ subject: LintSubject) {
    self.subject = subject
  }

  /// Everything that is to be mended, chapter by chapter in document order.
  package func findings(workers: Workers = .one) -> [LintFinding] {
    // Exercises cost most: they are spread over the cores, whatever chapter they stand in.
    let jobs = subject.chapters.indices.flatMap { index in
      subject.chapters[index].exercises.map { (index, $0) }
    }
    let tests = workers.map(subject.chapters) { QuestionTestReader($0, subject.settings) }
    let broken = workers.map(subject.chapters) { BrokenSections($0) }
    let ofExercises = workers.map(jobs) { chapter, exercise in
      // An exercise that could not be read has its errors already.
      if broken[chapter].isBroken(exercise) { return [LintFinding]() }
      return self.findings(
        of: exercise,
        tests: tests[chapter].tests(of: exercise)
      )
    }
    var byChapter = [[LintFinding]](repeating: [], count: subject.chapters.count)
    for ((chapter, _), findings) in zip(jobs, ofExercises) { byChapter[chapter] += findings }
    // So are the checks of chapters: a course may have one large chapter.
    let checks = subject.chapters.indices.flatMap { index in
      LintChecks.chapter.map { (index, $0) }
    }
    let found = workers.map(checks) { chapter, check in
      check.findings(in: subject.chapters[chapter], of: subject)
    }
    var ofChapters = [[LintFinding]](repeating: [], count: subject.chapters.count)
    for ((chapter, _), findings) in zip(checks, found) { ofChapters[chapter] += findings }
    var all: [LintFinding] = []
    for (index, chapter) in subject.chapters.enumerated() {
      let waivers = Waivers(chapter)
      all += waivers.applied(to: Self.inOrder(ofChapters[index] + byChapter[index]))
    }
    // What course.yml says wrong is often a consequence of a chapter's error.
    return all + subject.survey.courseDiagnostics.map { LintFinding(BlockCheck.name, $0) }
  }

  private static func inOrder(_ findings: [LintFinding]) -> [LintFinding] {
    findings.enumerated().sorted { left, right in
      let (a, b) = (left.element.diagnostic.location, right.element.diagnostic.location)
      return (a?.line ?? 0, a?.column ?? 0, left.offset)
        < (b?.line ?? 0, b?.column ?? 0, right.offset)
    }.map(\.element)
  }

  /// What the checks say of an exercise, with its own numbers and with those of many students.
  private func findings(
    of exercise: Exercise,
    tests: [QuestionTest]
  ) -> [LintFinding] {
    let own = ExerciseBench(exercise, tests: tests, settings: subject.settings)
    let findings = LintChecks.exercise.flatMap { $0.findings(in: own) }
    guard exercise.isVaried else { return findings }
    return findings
      + VariantSweep(own, besides: findings, seeds: subject.seeds).findings
  }
}
