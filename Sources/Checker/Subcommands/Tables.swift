import ArgumentParser
import Authoring
import Exercises
import Markdown
import Terminal
import Workers

/// Recomputes every table in the chapters, in place.
struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "Recompute every table in the chapters, in place.",
    discussion: """
      Tables, pictures, values in sentences, and what Swift in the chapter prints. Every other byte \
      stays as it was, and an error in one block leaves all files untouched. A chapter that somebody \
      saved meanwhile is left as it is. Swift runs once for \
      each content; only this command ever runs it, so run it on chapters that you trust.

      Exit status: 0 done; 1 --check found differences; 2 errors.
      """
  )

  @Argument(help: "Chapters, or folders of chapters.")
  var paths: [String]

  @Flag(help: "Only compare, and print what would change as a diff.")
  var check = false

  @Option(help: "How many seconds the Swift of a chapter may run.")
  var seconds = 60.0

  func validate() throws {
    guard seconds > 0, seconds <= Self.mostSeconds else {
      throw ValidationError("--seconds wants more than 0 and at most 86400, not \(seconds)")
    }
  }

  private static let mostSeconds = 86_400.0

  func run() throws {
    try Checker.run {
      let files = try ChapterPaths.files(at: paths)
      if !check { TemporaryFile.removeLeftovers(beside: files) }
      let disk = ReadFiles()
      let chapters = try chapters(files, disk)
      let updates = Workers.all.map(chapters) { [seconds] chapter in
        var update = TableUpdate(chapter, workers: chapters.count > 1 ? .one : .all)
        let folder = Files.parent(of: chapter.document.source.path ?? ".")
        update.runPrograms(seconds: seconds) { Files.ordinaryContents(of: "\(folder)/\($0)") }
        return update
      }
      let errors = zip(chapters, updates).flatMap { chapter, update in
        chapter.diagnostics.filter { $0.severity == .error } + update.errors
      }
      guard errors.isEmpty else {
        Console.report(errors)
        return ExitCode(2)
      }
      var differences = 0
      var unwritten: [Diagnostic] = []
      for (chapter, update) in zip(chapters, updates) {
        let source = chapter.document.source
        let path = source.path ?? ""
        differences += update.differences.count
        // A new table in place of none loses nothing; what somebody wrote by hand is reported.
        Console.report(update.differences.filter { check || $0.severity == .warning })
        guard !update.edits.isEmpty else { continue }
        if check {
          Console.out(UnifiedDiff.text(of: update.edits, in: source, path: path))
        } else {
          do throws(Diagnostic) {
            try disk.replace(path, with: source.applying(update.edits))
          } catch {
            unwritten.append(error)
          }
        }
      }
      guard unwritten.isEmpty else { throw Diagnostics(unwritten) }
      let hasHandWrittenErrors = updates.contains { !$0.differences.isEmpty && $0.edits.isEmpty }
      return (check && differences > 0) || hasHandWrittenErrors ? ExitCode(1) : .success
    }
  }

  /// The chapters, with the networks of the course around them in sight.
  private func chapters(_ files: [String], _ disk: ReadFiles) throws -> [Chapter] {
    var settings = CourseSettings()
    if let path = files.first, let course = CourseLocation.find(above: path) {
      settings = try CourseReader(path: course, files: Files.forCourses).readSettings()
    }
    return try CourseReader(path: "course.yml", files: disk.forCourses).chapters(
      files,
      settings: settings
    )
  }
}
