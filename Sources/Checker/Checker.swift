import ArgumentParser
import Markdown
import Terminal

/// The command line: parse options, call the library, print, exit.
@main
struct Checker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checker",
    abstract: "Writes the textbook, computes its tables and grades the homework.",
    version: "0.1.0",
    subcommands: [
      Grade.self, Read.self, Tables.self, Key.self, Template.self, Variant.self, Lint.self,
      Train.self, Publish.self, New.self, ClassCommand.Regrade.self, ClassCommand.Review.self,
      ClassCommand.Stats.self, ClassCommand.Export.self, ClassCommand.Feedback.self,
      ClassCommand.Diff.self, ClassCommand.Merge.self, ClassCommand.Gradebook.self,
      WorkerCommand.self,
    ]
  )

  static func main() {
    Console.prepare()
    do {
      try run(FileName.arguments)
    } catch {
      // The library's own words hold what was typed: they pass through the console too.
      let message = fullMessage(for: error)
      let code = exitCode(for: error)
      if !message.isEmpty {
        if code.isSuccess { Console.out(message + "\n") } else { Console.error(message + "\n") }
      }
      Console.finish(code.rawValue)
    }
    Console.finish(0)
  }

  /// Grades plain files at once; everything else is parsed.
  private static func run(_ arguments: [String]) throws {
    if ClassTool.isMeant(by: arguments) { try ClassTool.run(arguments) }
    let files = Array(arguments.dropFirst())
    guard arguments.first == Grade.configuration.commandName, !files.isEmpty,
      !files.contains(where: { $0.utf8.first == 0x2D })
    else {
      var command = try parseAsRoot(arguments)
      return try command.run()
    }
    try Grade.run(files: files)
  }

  /// Runs a subcommand's body; errors that documents cause are printed and end with status 2.
  static func run(_ body: () throws -> ExitCode) throws {
    let code: ExitCode
    do {
      code = try body()
    } catch let error as Diagnostics {
      Console.report(error.all)
      throw ExitCode(2)
    } catch let error as Diagnostic {
      Console.report([error])
      throw ExitCode(2)
    }
    if code != .success { throw code }
  }
}
