import ArgumentParser
import Markdown
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The second program, `checker-class`, which does what concerns a whole class: it stands beside this one.
enum ClassTool {
  /// The subcommands that it has, with what help says of them.
  static let commands: [(name: String, abstract: String)] = [
    ("regrade", "Grade a gradebook again with the course as it is now, and say who moves."),
    ("review", "Decide what waits for a person, by question, like answers together."),
    ("stats", "Say how a class did: scores, items, frequent mistakes."),
    ("export", "Write grades for Canvas, Moodle or a spreadsheet."),
    ("feedback", "Write feedback for each student into a zip archive."),
    ("diff", "Say how two results differ: who moves, because of which items."),
    ("merge", "Join gradebooks into one, as one run would have made it."),
    ("gradebook", "Copy a gradebook, hand out or remove all of one student."),
  ]

  /// True if arguments mean a class: a folder, an archive, a list, a gradebook.
  static func isMeant(by arguments: [String]) -> Bool {
    guard let command = arguments.first else { return false }
    if commands.contains(where: { $0.name == command }) { return true }
    guard command == Grade.configuration.commandName else { return false }
    let rest = arguments.dropFirst()
    let names = ["--roster", "--names", "--gradebook", "--seconds", "--shard"]
    if rest.contains(where: { text in names.contains { text == $0 || text.hasPrefix("\($0)=") } }) {
      return true
    }
    var before = ""
    for text in rest {
      defer { before = text }
      let format =
        text.hasPrefix("--format=") ? String(text.dropFirst(9)) : before == "--format" ? text : ""
      if format == "jsonl" || format == "csv" || text == "-" { return true }
      guard !text.hasPrefix("-"), !before.hasPrefix("--") || before == "--verbose" else { continue }
      if Files.isDirectory(text) || text.lowercased().hasSuffix(".zip") && Files.isOrdinary(text) {
        return true
      }
    }
    return false
  }

  /// Goes on as the other program.
  static func run(_ arguments: [String]) throws -> Never {
    let own = Files.resolved("/proc/self/exe") ?? Files.absolute(CommandLine.arguments[0])
    let program = "\(Files.parent(of: own))/checker-class"
    let words = [program] + arguments
    var pointers = words.map { word in word.withPath { strdup($0) } } + [nil]
    _ = program.withPath { execv($0, &pointers) }
    Console.report([
      Diagnostic(
        path: program,
        message: "cannot be started",
        help: "checker-class belongs beside checker: `make install` puts both there"
      )
    ])
    Console.finish(2)
  }
}

/// Names the other program's subcommands in the help.
struct ClassCommand {
  struct Regrade: ParsableCommand {
    static let configuration = ClassCommand.named("regrade")
  }
  struct Review: ParsableCommand {
    static let configuration = ClassCommand.named("review")
  }
  struct Stats: ParsableCommand {
    static let configuration = ClassCommand.named("stats")
  }
  struct Export: ParsableCommand {
    static let configuration = ClassCommand.named("export")
  }
  struct Feedback: ParsableCommand {
    static let configuration = ClassCommand.named("feedback")
  }
  struct Diff: ParsableCommand {
    static let configuration = ClassCommand.named("diff")
  }
  struct Merge: ParsableCommand {
    static let configuration = ClassCommand.named("merge")
  }
  struct Gradebook: ParsableCommand {
    static let configuration = ClassCommand.named("gradebook")
  }

  fileprivate static func named(_ name: String) -> CommandConfiguration {
    let abstract = ClassTool.commands.first { $0.name == name }?.abstract ?? ""
    return CommandConfiguration(commandName: name, abstract: abstract)
  }
}
