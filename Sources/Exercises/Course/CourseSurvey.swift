import Markdown
import Yaml

/// A course with everything that is wrong with it, for whoever mends it.
package struct CourseSurvey: Sendable {
  /// The chapters of the course, and those that were asked for besides.
  package let chapters: [Chapter]
  /// By id; of two with one id the first.
  package let exercises: [String: Exercise]
  package let assignments: [Assignment]
  package let settings: CourseSettings
  /// What is wrong with `course.yml` itself.
  package let courseDiagnostics: [Diagnostic]
  /// Ids that stand twice, each at its second place.
  package let doubles: [Diagnostic]
}

extension CourseReader {
  /// Reads everything and stops at nothing that can be read past.
  ///
  /// `paths`: Chapters that are looked at, whether the course names them or not.
  /// `identity`: The same text for two ways to write one path.
  /// Throws `Diagnostics` if `course.yml` is no YAML, or a chapter cannot be read at all.
  package func survey(
    _ paths: [String],
    identity: (String) -> String
  ) throws -> CourseSurvey {
    let (fields, reader) = try fields()
    let settings = settings(fields, reader)
    let asked = Set(paths.map(identity))
    // A chapter that was asked for keeps the path by which it was.
    let own = try chapterPaths(fields["chapters"], reader).filter { !asked.contains(identity($0)) }
    return survey(
      try chapters(own + paths, settings: settings),
      settings,
      reader,
      assignments: fields["assignments"]
    )
  }

  /// Chapters that belong to no course.
  package func survey(alone paths: [String]) throws -> CourseSurvey {
    let settings = CourseSettings()
    let reader = YamlReader(source: SourceText(""))
    return survey(
      try chapters(paths, settings: settings),
      settings,
      reader,
      assignments: nil
    )
  }

  private func survey(
    _ chapters: [Chapter],
    _ settings: CourseSettings,
    _ reader: YamlReader,
    assignments field: YamlEntry?
  ) -> CourseSurvey {
    var doubles: [Diagnostic] = []
    let exercises = Self.unique(chapters.flatMap(\.exercises), into: &doubles)
    // An exercise that cannot be read is not missing: its own errors say more.
    let broken = chapters.filter { $0.diagnostics.contains { $0.severity == .error } }
    let assignments = assignments(
      field,
      exercises,
      reader,
      isBroken: { id in broken.contains { $0.document.source.holds("id: \(id)") } },
      where: { _ in true }
    )
    return CourseSurvey(
      chapters: chapters,
      exercises: exercises,
      assignments: assignments,
      settings: settings,
      courseDiagnostics: reader.diagnostics,
      doubles: doubles
    )
  }
}
