import Authoring
import Datasets
import Exercises
import Experiments
import Markdown
import Terminal

/// Where the data of a training run may lie.
struct DataFolders {
  /// In the order in which they are searched.
  let folders: [String]

  /// The folders for one chapter.
  ///
  /// `named`: What `--data` says.
  /// `course`: The folder that the course names.
  /// `chapter`: The chapter that names the data.
  init(named: String?, course: String?, chapter: String?) throws(Diagnostic) {
    if let named, !Files.isDirectory(named) {
      throw Diagnostic(path: named, message: "is no folder", help: "--data wants a folder of data")
    }
    folders =
      [named, course, chapter.map(Files.parent)].compactMap { $0 } + Self.shipped
  }

  /// What checker ships: beside an installed program, or in the tree where it was built.
  private static var shipped: [String] {
    let folder = OwnProgram.folder
    return ["\(folder)/../share/checker/data", "\(folder)/data", "\(folder)/../../../data"]
      .filter { Files.exists("\($0)/digits.csv") }.prefix(1).map(Files.absolute)
  }

  /// The library's way to them.
  var files: DataFiles {
    DataFiles(
      folders: folders,
      exists: { Files.exists($0) && !Files.isDirectory($0) },
      read: { path throws(DataError) in
        do throws(Diagnostic) {
          return try Files.contents(of: path, upTo: 2 << 30)
        } catch {
          throw DataError(path: error.path, error.message, help: error.help)
        }
      }
    )
  }
}

extension DataError {
  /// The error at its file and line, or, without a file, at its key in the chapter.
  func diagnostic(of plan: TrainingPlan, in source: SourceText) -> Diagnostic {
    let offset = key.flatMap { plan.places[$0] } ?? plan.offset
    guard path == nil else {
      return Diagnostic(
        path: path,
        location: line.map { SourceLocation(line: $0, column: 1, editorColumn: 1) },
        message: message,
        help: help
      )
    }
    return Diagnostic(in: source, at: offset, message, help: help)
  }
}
