import ArgumentParser
import Classroom
import Exercises
import Gradebook
import Markdown
import Terminal

/// What waits for a person: decided at the terminal, or in a sheet.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide what waits for a person, by question, like answers together.",
    discussion: """
      At the terminal each group of like answers is shown with its rubric, and a line decides for all of it: \
      a number of points (1.5, 1/2), f for all of them, n for none, with a comment behind a blank; s skips, \
      u takes the last decision back, q stops.

      With --export the groups are written as CSV, with --import they are read again: points and comment count, \
      empty points are left open.
      """
  )

  @Argument(help: "The assignment; all of the gradebook without one.")
  var assignment: String?

  @OptionGroup var book: BookOptions

  @Option(help: "Who decides.")
  var reviewer = ""

  @Option(name: .customLong("export"), help: "Write the groups to this CSV file.")
  var exported: String?

  @Option(name: .customLong("import"), help: "Read decisions from this CSV file.")
  var imported: String?

  @Flag(help: "Show all items, also what the machine judged and what is decided.")
  var all = false

  @Flag(help: "Let an import replace what somebody else decided.")
  var replace = false

  func validate() throws {
    guard exported == nil || imported == nil else {
      throw ValidationError("--export and --import are two steps: name one of them")
    }
  }

  func run() throws {
    try CheckerClass.run {
      let book = try book.open()
      if let path = imported {
        let sheet = try ReviewSheet(Files.contents(of: path), path: path)
        return try sheet.apply(to: book, by: reviewer, replacing: replace)
      }
      let groups = try book.groups(of: assignment, all: all)
      if let path = exported {
        try Files.replace(path, with: Array(ReviewSheet.text(groups).utf8))
        Console.out("\(groups.count) groups of like answers are in \(path)\n")
        return .success
      }
      try ReviewDialog(book: book, groups: groups, reviewer: reviewer).run()
      return .success
    }
  }
}
