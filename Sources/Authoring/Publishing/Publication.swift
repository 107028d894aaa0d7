import Exercises
import Formulas
import Grading
import Markdown

/// What `checker publish` writes: files by their paths inside the folder.
package struct Publication: Sendable {
  package private(set) var files: [(path: String, bytes: [UInt8])] = []
  /// Answers that stand in the published text, each at its place in the chapter.
  package private(set) var leaks: [LintFinding] = []

  /// The assignments for which students have to be named.
  package private(set) var withoutHomework: [String] = []

  private let survey: CourseSurvey
  private let folder: String

  /// The chapters without anything that is for authors, the files that they show, and the homework of
  /// each assignment to start from; with students, one for each of them.
  ///
  /// `folder`: The folder of `course.yml`, with a slash at its end, or nothing.
  /// `read`: A file beside a chapter; nil if there is none.
  /// Throws a `Diagnostic` at what cannot be computed.
  package init(
    _ survey: CourseSurvey,
    folder: String,
    students: [StudentID],
    read: (String) -> [UInt8]?
  ) throws(Diagnostic) {
    self.survey = survey
    self.folder = folder
    for chapter in survey.chapters {
      guard let path = chapter.document.source.path else { continue }
      let published = PublishedChapter(chapter)
      add(Array(published.text.utf8), at: path)
      addPictures(of: chapter, at: path, read)
    }
    for assignment in survey.assignments {
      try addHomework(assignment, students)
    }
    findLeaks()
  }

  private mutating func add(_ bytes: [UInt8], at path: String) {
    let name = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    guard !files.contains(where: { $0.path == name }) else { return }
    files.append((name, bytes))
  }

  /// The pictures and other files that a chapter links to, but no chapter, rubric or YAML.
  private mutating func addPictures(
    of chapter: Chapter,
    at path: String,
    _ read: (String) -> [UInt8]?
  ) {
    let base = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for link in Links(in: chapter.document).all {
      let target = link.target.parts(around: "#")[0]
      guard !target.isEmpty, !target.has("://"), !target.hasPrefix("/"), !target.has(".."),
        !target.hasSuffix(".md"), !target.hasSuffix(".yml"), let bytes = read(base + target)
      else { continue }
      add(bytes, at: base + target)
    }
  }

  private mutating func addHomework(
    _ assignment: Assignment,
    _ students: [StudentID]
  ) throws(Diagnostic) {
    let notation = survey.settings.notation
    if assignment.isVaried, students.isEmpty {
      // Nobody's numbers beside an empty name would be taken for everybody's.
      withoutHomework.append(assignment.name)
      return
    }
    guard assignment.isVaried else {
      let writer = HomeworkWriter(assignment, notation: notation)
      add(Array(try writer.template().utf8), at: "homework/\(assignment.name).md")
      return
    }
    for student in students {
      let writer = HomeworkWriter(
        try assignment.variant(for: student),
        notation: notation,
        student: student.text
      )
      add(
        Array(try writer.template().utf8),
        at: "homework/\(assignment.name)/\(student.text).md"
      )
    }
  }

  /// Holds every published text against the answers of its questions.
  private mutating func findLeaks() {
    let subject = LintSubject(
      chapters: survey.chapters,
      survey: survey,
      seeds: 0,
      exists: { _ in true },
      read: { _ in nil }
    )
    for chapter in survey.chapters {
      let found = AnswerInTextCheck().findings(in: chapter, of: subject)
      leaks += Waivers(chapter).applied(to: found).filter { $0.check == AnswerInTextCheck.name }
    }
  }
}
