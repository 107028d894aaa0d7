import ArgumentParser
import Authoring
import Exercises
import Markdown
import Terminal

/// Writes the chapters for students, without answers, rubrics, tests and waivers.
struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write the chapters for students, without any key.",
    discussion: """
      Into DIR come the chapters with their tables, without the blocks of exercises, tests and \
      waivers and without comments and hidden parts; the pictures and data inside the course that they \
      link to; and in DIR/homework the file that a student starts from, for each assignment. Where \
      students have numbers of their own, --students names a file with an ID in each line, and there \
      is a file for each.

      Every file is written whole, and of what stands in DIR only what an earlier run wrote is replaced \
      or removed. A folder that this command did not write is left alone, and nothing is written \
      through a link in DIR.
      """
  )

  @Argument(help: "The folder to write.")
  var folder: String

  @OptionGroup var courseOptions: CourseOptions

  @Option(help: "A file with the ID of a student in each line.")
  var students: String?

  func run() throws {
    try Checker.run {
      let path = try courseOptions.location.path(for: nil)
      let course = Files.parent(of: path)
      let target = try PublishedFolder(folder, apartFrom: [path])
      let survey = try CourseReader(path: path, files: Files.forCourses)
        .survey([], identity: Files.absolute)
      let errors =
        survey.chapters.flatMap { $0.diagnostics.filter { $0.severity == .error } }
        + survey.doubles + survey.courseDiagnostics
      guard errors.isEmpty else { throw Diagnostics(errors) }
      let stale = survey.chapters.flatMap { TableUpdate($0).differences }
      guard stale.isEmpty else {
        throw Diagnostics(
          stale + [Diagnostic(message: "tables are out of date", help: "checker tables")]
        )
      }
      let publication = try Publication(
        survey,
        folder: course == "." ? "" : course == "/" ? "/" : "\(course)/",
        students: try ids(),
        authors: [path, students].compactMap { $0 },
        disk: PublicationDisk(
          resolved: { Files.resolved($0) },
          read: { Files.ordinaryContents(of: $0) }
        )
      )
      guard publication.leaks.isEmpty else {
        throw Diagnostics(publication.leaks.map(\.diagnostic))
      }
      try target.write(publication.files)
      Console.report(publication.notes)
      for name in publication.withoutHomework {
        Console.error(
          "note: no homework is written for \(name): everybody has other numbers; "
            + "--students FILE writes one for each\n"
        )
      }
      for file in publication.copied {
        Console.out("copied \(file)\n")
      }
      Console.out("\(publication.files.count) files in \(folder)\n")
      return .success
    }
  }

  private func ids() throws(Diagnostic) -> [StudentID] {
    guard let students else { return [] }
    let text = String(decoding: try Files.contents(of: students), as: UTF8.self)
    var ids: [StudentID] = []
    var known: Set<StudentID> = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      guard let id = StudentID(String(line)) else {
        throw Diagnostic(
          path: students,
          location: SourceLocation(line: index + 1, column: 1, editorColumn: 1),
          message: "\"\(line.prefix(40))\" is no ID",
          help: "one ID in each line, of letters and digits; of a table take only that column"
        )
      }
      if known.insert(id).inserted { ids.append(id) }
    }
    return ids
  }
}
