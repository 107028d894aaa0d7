import ArgumentParser
import Gradebook
import Markdown
import Terminal

/// Says how two results differ: gradebooks, or reports as JSON.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how two results differ: who moves, because of which items.",
    discussion: """
      A result is a gradebook, or what `checker grade` printed with --format json or jsonl. In a gradebook what people \
      decided counts.

      Exit status: 0 they are the same; 1 they differ; 2 one could not be read.
      """
  )

  @Argument(help: "The result before.")
  var before: String

  @Argument(help: "The result after.")
  var after: String

  func run() throws {
    try CheckerClass.run {
      let differences = try Self.result(after).differences(since: Self.result(before))
      let report = DiffReport(differences)
      Console.out(report.text)
      return report.isEmpty ? .success : ExitCode(1)
    }
  }

  /// SQLite's files say so in their first bytes.
  private static func result(_ path: String) throws(Diagnostic) -> Gradebook {
    let isGradebook = Files.beginning(of: path).starts(with: Array("SQLite format 3".utf8))
    if isGradebook { return try Gradebook(path, makingNew: false, exists: true) }
    return try Gradebook(reports: Files.contents(of: path), path: path)
  }
}
