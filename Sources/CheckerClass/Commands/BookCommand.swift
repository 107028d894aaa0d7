import ArgumentParser
import Classroom
import Gradebook
import Markdown
import Terminal

/// What concerns the gradebook's file itself.
struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradebook",
    abstract: "Copy a gradebook, hand out or remove all of one student.",
    subcommands: [Backup.self, Student.self, Forget.self]
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

  struct Student: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write all that is known of a student into an archive: JSON, and the homework."
    )

    @Argument(help: "The student's ID.")
    var student: String

    @Argument(help: "The zip archive to write.")
    var path: String

    @OptionGroup var book: BookOptions

    func run() throws {
      try CheckerClass.run {
        let (json, homeworks) = try book.open().everything(of: student)
        let files = homeworks.map {
          (name: "homework/\(ZipWriter.name(of: $0.name))", bytes: $0.content)
        }
        try ArchiveFile.write(path, [("student.json", Array(json.utf8))] + files)
        Console.out("\(homeworks.count) homeworks of \(student) are in \(path)\n")
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
