import ArgumentParser
import Authoring
import Exercises
import Markdown
import Terminal

/// A commented starting point for a chapter or an exercise.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a chapter or an exercise.",
    subcommands: [NewChapter.self, NewExercise.self]
  )
}

/// Starts a chapter, and a course around it if there is none.
struct NewChapter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chapter",
    abstract: "Write a chapter with a network, a table and an exercise.",
    discussion: "Where no course.yml stands in the folder or above it, one is written beside it."
  )

  @Argument(help: "The file to write, for example chapters/one-step.md.")
  var path: String

  func run() throws {
    try Checker.run {
      try NewFile.requireNew(path)
      let folder = Files.parent(of: path)
      let name = NewFile.name(of: path)
      if CourseLocation.find(above: folder) == nil {
        // A folder `chapters` lies in the folder of its course.
        let isInChapters = folder == "chapters" || folder.hasSuffix("/chapters")
        let place = isInChapters ? Files.parent(of: folder) : folder
        let course = place == "." ? "course.yml" : "\(place)/course.yml"
        try NewFile.write(
          StartingPoint.course(
            title: "A course",
            chapters: isInChapters ? "chapters" : Files.name(of: path),
            assignment: "hw1",
            exercise: name
          ),
          to: course
        )
        Console.out("wrote \(course)\n")
      }
      try NewFile.write(StartingPoint.chapter(name: name), to: path)
      Console.out(
        "wrote \(path): change it, then run `checker lint \(path)` and `checker tables \(path)`\n"
      )
      return .success
    }
  }
}

/// Adds an exercise to a chapter.
struct NewExercise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Add an exercise with its tests to the end of a chapter.",
    discussion: "Without a chapter, the exercise is printed."
  )

  @Argument(help: "The id of the exercise: letters, digits, - and _.")
  var id: String

  @Option(help: "The chapter that it is added to.")
  var chapter: String?

  func run() throws {
    try Checker.run {
      guard !id.isEmpty, id.utf8.allSatisfy(Exercise.isPartOfID) else {
        throw Diagnostic(
          message: "the id \"\(id)\" holds other characters than letters, digits, - and _"
        )
      }
      let text = StartingPoint.exercise(id: id)
      guard let chapter else {
        Console.out(text)
        return .success
      }
      guard Files.exists(chapter) else {
        throw Diagnostic(
          path: chapter,
          message: "there is no such chapter",
          help: "checker new chapter \(chapter)"
        )
      }
      let known = try Files.contents(of: chapter)
      var bytes = known
      if String(decoding: bytes, as: UTF8.self).contains("id: \(id)\n") {
        throw Diagnostic(path: chapter, message: "the id \"\(id)\" stands there already")
      }
      while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 {
        bytes.removeLast()
      }
      TemporaryFile.removeLeftovers(beside: [chapter])
      try Files.replace(chapter, with: bytes + Array("\n\n\(text)".utf8), ifStill: known)
      Console.out("added \"\(id)\" to \(chapter): change it, then run `checker lint \(chapter)`\n")
      return .success
    }
  }
}

/// Writing files that nobody has written yet.
enum NewFile {
  static func requireNew(_ path: String) throws(Diagnostic) {
    guard path.hasSuffix(".md") else {
      throw Diagnostic(path: path, message: "a chapter ends in .md")
    }
    guard !Files.exists(path) else {
      throw Diagnostic(
        path: path,
        message: "is there already",
        help: "checker new exercise ID --chapter \(path) adds an exercise to it"
      )
    }
  }

  static func write(_ text: String, to path: String) throws(Diagnostic) {
    try Files.makeFolder(Files.parent(of: path))
    TemporaryFile.removeLeftovers(beside: [path])
    try Files.replace(path, with: Array(text.utf8))
  }

  /// The file's name as an id.
  static func name(of path: String) -> String {
    let bytes = Files.name(of: path).dropLast(".md".count).utf8
    let name = String(decoding: bytes.map { Exercise.isPartOfID($0) ? $0 : 0x2D }, as: UTF8.self)
    return name.isEmpty ? "one-step" : name
  }
}
