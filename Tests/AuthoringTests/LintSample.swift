import Authoring
import Exercises
import Markdown

/// A chapter under lint, in memory.
enum LintSample {
  /// The findings of a chapter, each as `line:column check message`, without those about missing tests.
  static func findings(
    _ text: String,
    seeds: Int = 12,
    files: [String: String] = [:]
  ) throws -> [String] {
    try all(text, seeds: seeds, files: files).filter { $0.check != "untested" }.map { finding in
      let place = finding.diagnostic.location.map { "\($0.line):\($0.editorColumn) " } ?? ""
      return "\(place)\(finding.check) \(finding.severity.rawValue): \(finding.diagnostic.message)"
    }
  }

  static func all(
    _ text: String,
    seeds: Int = 12,
    files: [String: String] = [:]
  ) throws -> [LintFinding] {
    var all = files
    all["course.yml"] = files["course.yml"] ?? "chapters: [c.md]\n"
    all["c.md"] = text
    let known = all
    let reader = CourseReader(
      path: "course.yml",
      files: CourseFiles(
        read: { path in
          guard let text = known[path] else {
            throw Diagnostic(path: path, message: "is not there")
          }
          return Array(text.utf8)
        },
        list: { _ in [] }
      )
    )
    let survey = try reader.survey(["c.md"], identity: { $0 })
    let subject = LintSubject(
      chapters: survey.chapters.filter { $0.document.source.path == "c.md" },
      survey: survey,
      seeds: seeds,
      exists: { known[$0] != nil },
      read: { known[$0].map { Array($0.utf8) } }
    )
    return Linter(subject).findings()
  }
}
