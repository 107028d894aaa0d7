import ArgumentParser
import Datasets
import Exercises
import Experiments
import Markdown
import Terminal
import Training

/// Trains a network as its chapter says.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network as its chapter says, and print its scores.",
    discussion: """
      NETWORK is the name of a yaml network with a training: part in a chapter of the course, or a \
      chapter that holds only one. The same plan gives the same digits on any number of cores.

        checker train digits
        checker train digits --set rate=1.0 --set epochs=100 --set l2=0
        checker train digits --save weights.npz        np.load("weights.npz")["weights_0"]
        checker train digits --compare student.npz

      Ctrl-C stops at once; nothing is saved then.

      Exit status: 0 done; 1 the cost left the finite numbers, or --compare found another run; \
      2 it could not be trained; 130 interrupted.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json

    static let allValueStrings = ["text", "json"]
  }

  @Argument(help: "The network's name, or a chapter with one trained network.")
  var network: String

  @Argument(help: "Chapters, or folders of them, in place of those of the course.")
  var chapters: [String] = []

  @OptionGroup var courseOptions: CourseOptions

  @Option(help: "The folder of the data sets: mnist/, fashion-mnist/, CSV files.")
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Turn a dial: a key of training:, or layers, cost, l1, l2.",
      valueName: "NAME=VALUE"
    )
  )
  var set: [String] = []

  @Option(help: "How the report is written.")
  var format: Format = .text

  @Option(help: "Save weights and biases as NumPy's .npz.")
  var save: String?

  @Option(help: "Compare weights and biases with those in an .npz file.")
  var compare: String?

  @Flag(help: "Only train once, where the chapter has a sweep.")
  var noSweep = false

  func run() throws {
    try Checker.run {
      // Reading large data takes long, too.
      Interrupt.listen()
      let settings = try settings()
      let (block, courseData) = try block()
      let plan = try block.plan(
        settings + (noSweep ? [Setting(name: "sweep", value: "none")] : [])
      )
      let folders = try DataFolders(named: data, course: courseData, chapter: block.source.path)
      let session = TrainingSession(
        block: block,
        plan: plan,
        settings: settings,
        files: folders.files,
        format: format
      )
      guard plan.sweep.isEmpty else {
        if let option = save.map({ _ in "--save" }) ?? compare.map({ _ in "--compare" }) {
          throw Diagnostic(
            message: "\(option) wants one run, and \"\(plan.network.name)\" has a sweep",
            help: "take --no-sweep, and --set for the setting that is meant"
          )
        }
        return try session.sweep()
      }
      return try session.train(save: save, compare: compare)
    }
  }

  private func settings() throws -> [Setting] {
    try set.map { text in
      guard let setting = Setting(text) else {
        let name = String(text.prefix { $0 != "=" })
        throw Diagnostic(
          message: "--set \(text)",
          help: text.contains("=")
            ? NearMiss.help(name, among: Setting.known)
            : "write NAME=VALUE, as in rate=0.1"
        )
      }
      return setting
    }
  }

  /// The network's block, and the folder of data that its course names.
  private func block() throws -> (NetworkBlock, data: String?) {
    let isChapter = network.hasSuffix(".md") && Files.exists(network)
    let paths = isChapter ? [network] + chapters : chapters
    let course =
      try paths.isEmpty
      ? courseOptions.location.path(for: nil) : location(for: paths[0])
    let reader = CourseReader(path: course ?? "course.yml", files: Files.forCourses)
    let settings = try course == nil ? CourseSettings() : reader.readSettings()
    let files = try paths.flatMap {
      Files.isDirectory($0) ? try Files.markdownFiles(in: $0) : [$0]
    }
    let chapters = try reader.blocks(paths.isEmpty ? nil : files)
    let blocks = chapters.flatMap { NetworkBlock.all(in: $0, notation: settings.notation) }
    let found = isChapter ? blocks : blocks.filter { $0.name == network }
    if let block = found.first, found.count == 1 { return (block, settings.data) }
    // A block that is no YAML has no name: its own error says more.
    let errors = chapters.flatMap(\.diagnostics).filter { $0.severity == .error }
    guard errors.isEmpty else { throw Diagnostics(errors) }
    let names = blocks.map(\.name)
    throw Diagnostic(
      message: found.isEmpty
        ? "no network \"\(network)\" with a \"training:\" part"
        : "\(found.count) trained networks are meant by \"\(network)\"",
      help: Set(names).count < names.count
        ? "names of networks are unique: " + names.joined(separator: ", ")
        : names.isEmpty
          ? "write a training: part into a yaml network; docs/format.md says how"
          : isChapter
            ? "name one, and then the chapter: \(names.joined(separator: ", "))"
            : NearMiss.help(network, among: names)
    )
  }

  private func location(for path: String) throws -> String? {
    courseOptions.location.named == nil
      ? CourseLocation.find(above: path) : try courseOptions.location.path(for: path)
  }
}
