import ArgumentParser
import Authoring
import Exercises
import Markdown
import Terminal
import Workers

/// Tests the exercises themselves, before a student does.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Test the exercises themselves, before a student does.",
    discussion: """
      Looks at the chapters with their course around them: blocks, tables, links, keys, precisions \
      against known mistakes, givens that hide mistakes, the tests beside the questions, and for \
      exercises with drawn numbers all of it for many students. A finding that is meant is waived in \
      the chapter, with a reason (yaml waivers).

      Exit status: 0 no errors; 1 errors; 2 a file could not be read.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github

    static let allValueStrings = ["text", "json", "sarif", "github"]
  }

  @Argument(help: "Chapters, or folders of chapters.")
  var paths: [String]

  @OptionGroup var courseOptions: CourseOptions

  @Option(help: "How the findings are written.")
  var format: Format = .text

  @Option(help: "With the numbers of how many students a varied exercise is tried.")
  var seeds = 20

  @Flag(help: "Write a first set of tests into chapters whose exercises have none.")
  var propose = false

  func validate() throws {
    guard (0...Self.mostSeeds).contains(seeds) else {
      throw ValidationError("--seeds wants a number from 0 to \(Self.mostSeeds), not \(seeds)")
    }
  }

  private static let mostSeeds = 10_000

  func run() throws {
    try Checker.run {
      let disk = ReadFiles()
      let subject = try ChapterPaths(paths, courseOptions.location, disk: disk.forCourses)
        .subject(seeds: seeds)
      if propose { return try Self.propose(subject, disk) }
      let findings = Linter(subject).findings(workers: .all)
      switch format {
      case .text: Console.out(LintReport(style: Console.style).text(findings, of: subject))
      case .json: Console.out(LintReport.json(findings) + "\n")
      case .sarif: Console.out(LintSARIF.text(findings) + "\n")
      case .github: Console.out(LintReport.github(findings))
      }
      return findings.contains { $0.severity == .error } ? ExitCode(1) : .success
    }
  }

  /// Writes proposed tests below the exercises that have none.
  private static func propose(_ subject: LintSubject, _ disk: ReadFiles) throws -> ExitCode {
    for chapter in subject.chapters {
      let source = chapter.document.source
      let proposals = TestProposals(chapter, settings: subject.settings)
      guard !proposals.edits.isEmpty, let path = source.path else { continue }
      TemporaryFile.removeLeftovers(beside: [path])
      try disk.replace(path, with: source.applying(proposals.edits))
      for proposal in proposals.written {
        Console.out(
          "\(path): \(proposal.count) tests below the exercise \"\(proposal.exercise)\"\n"
        )
      }
    }
    return .success
  }
}
