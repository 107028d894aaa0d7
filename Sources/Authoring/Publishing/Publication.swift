import Exercises
import Formulas
import Grading
import Markdown

/// What `checker publish` writes: files by their paths inside the folder.
package struct Publication: Sendable {
  package private(set) var files: [(path: String, bytes: [UInt8])] = []
  /// The paths of the pictures and data among the files.
  package private(set) var copied: [String] = []
  /// Answers that stand in the published text, each at its place in the chapter.
  package private(set) var leaks: [LintFinding] = []
  /// Files that chapters link to and that are not handed out, each with the reason.
  package private(set) var notes: [Diagnostic] = []

  /// The assignments for which students have to be named.
  package private(set) var withoutHomework: [String] = []

  private let survey: CourseSurvey
  private let linked: LinkedFiles
  private var paths: Set<CoursePath> = []

  /// The chapters without anything that is for authors, the pictures and data that they show, and the
  /// homework of each assignment to start from; with students, one for each of them.
  ///
  /// - Parameters:
  ///   - survey: The course.
  ///   - folder: The folder of `course.yml`, with a slash at its end, or nothing.
  ///   - students: Whose homework is written.
  ///   - authors: Paths of files that are for authors, besides the rubrics that exercises name.
  ///   - disk: The way to the files that chapters link to.
  /// - Throws: A `Diagnostic` at what cannot be computed, or at a chapter outside of the course.
  package init(
    _ survey: CourseSurvey,
    folder: String,
    students: [StudentID],
    authors: [String],
    disk: PublicationDisk
  ) throws(Diagnostic) {
    self.survey = survey
    linked = LinkedFiles(survey, folder: folder, authors: authors, disk: disk)
    var refused: Set<String> = []
    for chapter in survey.chapters {
      guard let path = chapter.document.source.path, !isRubric(path) else { continue }
      if Self.isHomework(chapter) {
        let source = chapter.document.source
        let message = "is a homework and no chapter: its front matter names an assignment"
        notes.append(Diagnostic(.note, in: source, at: 0, "\(message); it is not handed out"))
        continue
      }
      let name = linked.name(of: path)
      guard !name.isOutside, !name.isHidden, !name.hasControlCharacter, linked.isInside(path) else {
        throw Diagnostic(
          path: path,
          message:
            "a chapter outside of the folder of course.yml, or with a hidden name, cannot be "
            + "published",
          help: "put it into the course, not a link to it"
        )
      }
      let published = PublishedChapter(chapter)
      add(Array(published.text.utf8), at: name)
      addFiles(of: published, chapter, disk, &refused)
    }
    for assignment in survey.assignments {
      try addHomework(assignment, students)
    }
    findLeaks()
  }

  /// True for a chapter that some exercise calls a rubric, or that lies among them.
  private func isRubric(_ path: String) -> Bool {
    linked.name(of: path).isRubric || linked.isForAuthors(path)
  }

  /// True for a homework that lies among the chapters: a key, or what a student sent.
  private static func isHomework(_ chapter: Chapter) -> Bool {
    guard let range = chapter.document.frontMatter else { return false }
    return chapter.document.source.string(in: range).lines.contains { line in
      String(line).parts(around: ":")[0].trimmedBytes.asciiLowercased == "assignment"
        && line.contains(":")
    }
  }

  private mutating func add(_ bytes: [UInt8], at path: CoursePath) {
    guard paths.insert(path).inserted else { return }
    files.append((path.text, bytes))
  }

  /// The pictures and data that a chapter links to where students see it.
  ///
  /// `refused`: What was said already.
  private mutating func addFiles(
    of published: PublishedChapter,
    _ chapter: Chapter,
    _ disk: PublicationDisk,
    _ refused: inout Set<String>
  ) {
    let base = LinkedFiles.folder(of: chapter)
    let source = SourceText(published.text)
    guard let document = try? Document(parsing: source, limits: .chapter) else { return }
    var seen: Set<String> = []
    for link in Links(in: document).all + HTMLLinks(in: source).all
    where seen.insert(link.target).inserted {
      switch linked.verdict(on: link.target, from: base) {
      case .file(let path):
        guard !paths.contains(path),
          let bytes = disk.read(base + LinkAddress(link.target).path)
        else { continue }
        add(bytes, at: path)
        copied.append(path.text)
      case .refused(let reason):
        guard refused.insert("\(base)\n\(link.target)").inserted else { continue }
        let original = chapter.document.source
        notes.append(
          Diagnostic(
            .note,
            in: original,
            at: original.offset(of: link.target, from: 0) ?? 0,
            "\(link.target) is not handed out: \(reason)"
          )
        )
      case .elsewhere: continue
      }
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
      add(Array(try writer.template().utf8), at: CoursePath("homework/\(assignment.name).md"))
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
        at: CoursePath("homework/\(assignment.name)/\(student.text).md")
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
