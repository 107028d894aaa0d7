import Exercises
import Markdown

/// The course for a file: the one that was named, or the nearest `course.yml` above it.
package struct CourseLocation: Sendable {
  /// What `--course` says: a course.yml, or the folder that holds one.
  package let named: String?

  package init(named: String?) { self.named = named }

  /// Reads the course for a file.
  package func load(for path: String?) throws -> Course {
    try CourseReader(path: try self.path(for: path), files: Files.forCourses).course()
  }

  /// The path of `course.yml` for a file.
  package func path(for path: String?) throws(Diagnostic) -> String {
    if let named {
      let path = Files.isDirectory(named) ? "\(named)/course.yml" : named
      guard Files.exists(path) else {
        throw Diagnostic(
          path: path,
          message: "there is no course here",
          help: "--course wants the path of a course.yml, or of its folder"
        )
      }
      return path
    }
    let start = path ?? "."
    if let found = Self.find(above: start) { return found }
    throw Diagnostic(
      path: start,
      message: "no course.yml in this folder or above it",
      help: "name the course with --course PATH"
    )
  }

  /// The nearest `course.yml` above a path, as short as the path itself is written.
  package static func find(above path: String) -> String? {
    var folder = Files.isDirectory(path) ? path : Files.parent(of: path)
    // The folder may not be there: it has parents all the same.
    var absolute = Files.planned(folder)
    while true {
      let candidate = folder == "." ? "course.yml" : "\(folder)/course.yml"
      if Files.exists(candidate), !Files.isDirectory(candidate) { return candidate }
      if absolute == "/" || absolute.isEmpty { return nil }
      absolute = Files.parent(of: absolute)
      folder = absolute
    }
  }
}
