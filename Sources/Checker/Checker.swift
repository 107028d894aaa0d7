import ArgumentParser
import Markdown

/// The command line: parse options, call the library, print, exit.
@main
struct Checker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checker",
    abstract: "Writes the textbook, computes its tables and grades the homework.",
    version: "0.1.0",
    subcommands: [Grade.self, Read.self, Tables.self, Key.self, Template.self]
  )

  /// Hands the arguments to the subcommand that the first one names.
  ///
  /// Parsing with the whole tree of commands takes twice as long, and is left to help and errors.
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first,
      let subcommand = configuration.subcommands.first(where: { $0._commandName == name }),
      var command = try? subcommand.parse(Array(arguments.dropFirst()))
    else { return main(nil) }
    do {
      try command.run()
    } catch {
      exit(withError: error)
    }
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
