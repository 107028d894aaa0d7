import ArgumentParser
import Classroom
import Gradebook
import Markdown
import Terminal

/// How a class did.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how a class did: scores, items, frequent mistakes, what was left open."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
  }

  @Argument(help: "The assignments; all of the gradebook without one.")
  var assignments: [String] = []

  @OptionGroup var book: BookOptions

  @Option(help: "How it is written: text, csv or json.")
  var format: Format = .text

  func run() throws {
    try CheckerClass.run {
      let book = try book.open()
      var reports: [StatisticsReport] = []
      for assignment in assignments.isEmpty ? try book.assignments() : assignments {
        let standings = try book.standings(of: assignment).filter { $0.problem == nil }
        guard !standings.isEmpty else {
          throw Diagnostic(message: "nobody was graded for \"\(assignment)\"")
        }
        reports.append(
          StatisticsReport(
            assignment: assignment,
            standings: standings,
            items: try book.statistics(of: assignment)
          )
        )
      }
      switch format {
      case .text: Console.out(reports.map(\.text).joined(separator: "\n"))
      case .csv: Console.out(StatisticsReport.header + reports.map(\.csv).joined())
      case .json: Console.out(JSON.array(reports.map(\.json)).text() + "\n")
      }
      return .success
    }
  }
}
