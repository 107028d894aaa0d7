import ArgumentParser
import Gradebook
import Markdown
import Terminal

/// What concerns the gradebook's file itself.
struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradebook",
    abstract: "Copy a gradebook, or remove all of one student.",
    subcommands: [Backup.self, Forget.self]
  )

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the gradebook, also while others write to it."
    )

    @Argument(help: "The file to write; none may be there.")
    var path: String

    @OptionGroup var book: BookOptions

    func run() throws {
      try CheckerClass.run {
        guard !Files.exists(path) else {
          throw Diagnostic(path: path, message: "is there already", help: "name a new file")
        }
        try book.open().backup(to: path)
        return .success
      }
    }
  }

  struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Remove all that is known of a student: homework, results, decisions, the roster's row."
    )

    @Argument(help: "The student's ID.")
    var student: String

    @OptionGroup var book: BookOptions

    func run() throws {
      try CheckerClass.run {
        let count = try book.open().forget(student)
        Console.out("\(count) homeworks of \(student) were removed\n")
        return .success
      }
    }
  }
}
