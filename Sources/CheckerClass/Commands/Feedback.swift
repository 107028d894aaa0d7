import ArgumentParser
import Classroom
import Gradebook
import Markdown
import Terminal

/// A page for each student, in an archive that a platform takes back.
struct Feedback: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write feedback for each student into a zip archive.",
    discussion: """
      Each page has the name of what was handed in, by which platforms know whose it is. It shows no more than the \
      course's reveal allows, and what people decided with their comments.

      Exit status: 0 done; 1 some students are left out, each is said; 2 it could not be done.
      """
  )

  @OptionGroup var options: GradesOptions

  @Argument(help: "The zip archive to write.")
  var path: String

  @Flag(help: "Write plain text, not Markdown.")
  var plain = false

  func run() throws {
    try CheckerClass.run {
      let book = try options.book.open()
      let grades = try options.grades(in: book)
      var pages: [(name: String, bytes: [UInt8])] = []
      for grade in grades.all {
        let standing = grade.standing
        guard let feedback = try book.feedback(standing.student, standing.assignment) else {
          continue
        }
        let page = FeedbackPage(grade, feedback, isMarkdown: !plain)
        pages.append((name(of: standing.file), Array(page.text.utf8)))
      }
      try ArchiveFile.write(path, pages)
      Console.out("\(pages.count) pages of feedback are in \(path)\n")
      return grades.isWhole ? .success : ExitCode(1)
    }
  }

  /// What came in an archive goes by its name in there.
  private func name(of file: String) -> String {
    let inside = file.firstRange(of: ".zip:").map { file[$0.upperBound...] } ?? file[...]
    let name = ZipWriter.name(of: String(inside))
    let stem = name.lowercased().hasSuffix(".md") ? String(name.dropLast(3)) : name
    return stem + (plain ? ".txt" : ".md")
  }
}
