import Authoring
import Exercises
import Markdown
import Terminal

/// The chapters that a command was asked to look at, with the course around them.
struct ChapterPaths {
  private let files: [String]
  private let location: CourseLocation
  private let disk: CourseFiles

  /// The chapters at some paths.
  ///
  /// `paths`: Files, and folders that are searched for chapters.
  /// `disk`: The way to their bytes.
  init(
    _ paths: [String],
    _ location: CourseLocation,
    disk: CourseFiles = Files.forCourses
  ) throws(Diagnostic) {
    files = try Self.files(at: paths)
    self.location = location
    self.disk = disk
  }

  /// The files that were named, and the chapters in the folders that were.
  static func files(at paths: [String]) throws(Diagnostic) -> [String] {
    var files: [String] = []
    for path in paths {
      files += Files.isDirectory(path) ? try Files.markdownFiles(in: path) : [path]
    }
    return files
  }

  /// The course of the chapters; one without a name or assignment if there is no `course.yml`.
  func survey() throws -> CourseSurvey {
    let path: String?
    if location.named != nil {
      path = try location.path(for: nil)
    } else {
      path = files.first.flatMap(CourseLocation.find)
    }
    guard let path else {
      return try CourseReader(path: "course.yml", files: disk).survey(alone: files)
    }
    return try CourseReader(path: path, files: disk)
      .survey(files, identity: Files.absolute)
  }

  func subject(seeds: Int) throws -> LintSubject {
    let survey = try survey()
    let asked = Set(files)
    return LintSubject(
      chapters: survey.chapters.filter { $0.document.source.path.map(asked.contains) ?? false },
      survey: survey,
      seeds: seeds,
      exists: { Files.exists($0) },
      read: { Files.ordinaryContents(of: $0) }
    )
  }
}
