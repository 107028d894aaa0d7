import ArgumentParser
import Markdown
import Terminal

/// The command line for a class: parse options, call the libraries, print, exit.
@main
struct CheckerClass: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checker",
    abstract: "Grades the homework of a class, and keeps its gradebook.",
    subcommands: [
      GradeClass.self, Regrade.self, Diff.self, Review.self, Stats.self, Export.self, Feedback.self,
      Merge.self,
      BookCommand.self,
    ]
  )

  static func main() {
    Console.prepare()
    do {
      var command = try parseAsRoot(FileName.arguments)
      try command.run()
    } catch {
      let message = fullMessage(for: error)
      let code = exitCode(for: error)
      if !message.isEmpty {
        if code.isSuccess { Console.out(message + "\n") } else { Console.error(message + "\n") }
      }
      Console.finish(code.rawValue)
    }
    Console.finish(0)
  }

  /// Runs a subcommand's body; errors of files are printed and end with status 2.
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
