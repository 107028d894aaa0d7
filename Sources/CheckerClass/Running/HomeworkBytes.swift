import Classroom
import Markdown
import Terminal

/// The bytes of homework, as Markdown where a converter makes it of something else.
///
/// One for each thread: an archive is read by one at a time.
final class HomeworkBytes {
  private var archives: [String: ZipArchive] = [:]

  /// - Throws: A `Diagnostic` if the file cannot be read.
  func original(of file: HandIn) throws(Diagnostic) -> [UInt8] {
    switch file.origin {
    case .file(let path): return try Files.contents(of: path, upTo: ClassFiles.largest)
    case .entry(let path, let entry):
      let archive: ZipArchive
      if let known = archives[path] { archive = known } else { archive = try ZipArchive(path) }
      archives[path] = archive
      return try archive.contents(of: entry, upTo: ClassFiles.largest)
    }
  }

  /// What is graded of bytes that were handed in.
  ///
  /// - Throws: A `Diagnostic` that says what the file is, if it is no homework.
  static func markdown(_ bytes: [UInt8], path: String) throws(Diagnostic) -> [UInt8] {
    let kind = FileKind(bytes, path: path)
    // LaTeX is read as it stands where nobody can make Markdown of it.
    if kind == .text || kind == .empty || kind == .latex && Pandoc.path == nil { return bytes }
    guard let format = kind.pandocFormat else {
      throw Diagnostic(
        path: path,
        message: "is \(kind.rawValue), whatever its name says",
        help: "ask for the Markdown that it was made from"
      )
    }
    guard Pandoc.path != nil else {
      throw Diagnostic(
        path: path,
        message: "is \(kind.rawValue), and no pandoc is installed that makes Markdown of it",
        help: "install pandoc, or ask for Markdown"
      )
    }
    return try Pandoc.markdown(bytes, from: format, path: path)
  }
}
