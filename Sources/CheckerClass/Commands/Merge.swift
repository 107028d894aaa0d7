import ArgumentParser
import Gradebook
import Markdown
import Terminal

/// Joins gradebooks that were filled apart: by shards, on other machines, by several assistants.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Join gradebooks into one, as one run would have made it.",
    discussion: """
      What both have is there once: merging again changes nothing. The gradebooks that are read stay as they are.

      Exit status: 0 done; 2 it could not be done; what was merged before is in the gradebook.
      """
  )

  @Argument(help: "The gradebooks to join.")
  var parts: [String]

  @Option(help: "The gradebook that gets them; it is made if there is none.")
  var gradebook = "gradebook.sqlite"

  func run() throws {
    try CheckerClass.run {
      let own = Files.absolute(gradebook)
      if let same = parts.first(where: { Files.absolute($0) == own }) {
        throw Diagnostic(
          path: same,
          message: "is the gradebook that gets the others",
          help: "name another one with --gradebook"
        )
      }
      let sources = try parts.map { path in
        try Gradebook(path, makingNew: false, exists: Files.exists(path))
      }
      let book = try Gradebook(gradebook, makingNew: true, exists: Files.exists(gradebook))
      for (path, source) in zip(parts, sources) {
        let merged = try book.merge(source)
        Console.out(
          "\(path): \(merged.homeworks) homeworks, \(merged.gradings) results and \(merged.decisions) decisions are new\n"
        )
      }
      return .success
    }
  }
}
