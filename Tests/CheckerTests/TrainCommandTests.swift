import Foundation
import Testing

/// `checker train` as a user runs it.
struct TrainCommandTests {
  /// A chapter with one network on 12 rows of two inputs, and the rows.
  private static func chapter(
    _ training: String,
    layers: String = "2 - 3 tanh - 2 softmax",
    cost: String = "categorical-cross-entropy"
  ) -> String {
    """
    # A chapter

    ```yaml network
    name: net
    layers: "\(layers)"
    cost: \(cost)
    weights: row
    training:
    \(training.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    ```
    """
  }

  private static let rows =
    "a,b,class\n"
    + (0..<12).map { "\(Double($0) / 4),\(1 - Double($0 % 5) / 3),\($0 < 6 ? 0 : 1)\n" }.joined()

  /// Trains in a folder with `c.md`, `rows.csv` and further files.
  private func train(
    _ chapter: String,
    _ arguments: [String] = [],
    files: [String: Data] = [:]
  ) throws -> Tool {
    let scratch = try Scratch()
    try scratch.write(chapter, to: "c.md")
    try scratch.write(Self.rows, to: "rows.csv")
    for (name, data) in files { try scratch.write(data, to: name) }
    return try Tool(["train", "c.md"] + arguments, in: scratch.url)
  }

  // MARK: - The run that must repeat

  /// Hits and macro F1 to three decimals, from NumPy; accuracies follow from 898 and 899 rows.
  @Test(
    "The digits run gives the scores that NumPy gives",
    arguments: [
      (["rate=0.1", "epochs=10", "l2=0.01"], 193, "0.165", 145, "0.118"),
      (["rate=0.1", "epochs=500", "l2=0.01"], 787, "0.874", 735, "0.815"),
      (["rate=1.0", "epochs=100", "l2=0"], 839, "0.934", 773, "0.861"),
      (["rate=1.0", "epochs=100", "l2=0.1"], 90, "0.018", 91, "0.018"),
    ]
  )
  func digits(
    settings: [String],
    hits: Int,
    f1: String,
    testHits: Int,
    testF1: String
  ) throws {
    let options = settings.flatMap { ["--set", $0] }
    let tool = try Tool(["train", "digits", "--no-sweep", "--format", "json"] + options)
    #expect(tool.status == 0 && tool.errors.isEmpty)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(tool.output.utf8)) as? [String: Any]
    )
    let scores = try #require(report["scores"] as? [[String: Any]])
    func found(_ place: Int) -> (Int?, String) {
      let macro = scores[place]["macro"] as? [String: Any]
      return (
        scores[place]["hits"] as? Int, String(format: "%.3f", macro?["f1"] as? Double ?? -1)
      )
    }
    #expect(found(0) == (hits, f1))
    #expect(found(1) == (testHits, testF1))
    let history = try #require(report["history"] as? [[String: Any]])
    #expect(
      history.count == (settings[1] == "epochs=500" ? 501 : settings[1] == "epochs=10" ? 11 : 101)
    )
  }

  @Test("A sweep has a row for each setting, and the same scores as single runs")
  func sweep() throws {
    let tool = try Tool(["train", "digits", "--set", "sweep={rate: [0.1, 1], l2: [0, 0.1]}"])
    #expect(tool.status == 2)
    let chapter = Self.chapter(
      "data: rows.csv\nepochs: 3\nsweep: {rate: [0.1, 1], optimizer: [sgd, adam]}"
    )
    let swept = try train(chapter)
    let lines = swept.output.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(lines.count == 6)
    let single = try train(chapter, ["--no-sweep", "--set", "rate=1", "--set", "optimizer=adam"])
    let cost = try #require(
      single.output.split(separator: "\n").last?.split(separator: "|").dropFirst(2).first
    )
    #expect(lines[5].hasPrefix("| 1    | adam      |"))
    #expect(lines[5].contains(cost.trimmingCharacters(in: .whitespaces)))
    let refused = try train(chapter, ["--save", "w.npz"])
    #expect(
      refused.errors == """
        error: --save wants one run, and "net" has a sweep
          help: take --no-sweep, and --set for the setting that is meant

        """
    )
  }

  @Test("A sweep of generators orders the rows anew where the order is the shared generator's")
  func sweptOrder() throws {
    let chapter = Self.chapter(
      "data: rows.csv\norder: shared\ntrain: first 8\ntest: rest\nepochs: 2\n"
        + "start: {weights: zeros, biases: zeros}\nrate: 1\n"
        + "sweep: {random: [\"default_rng(1)\", \"default_rng(2)\"]}"
    )
    let rows = try train(chapter).output.split(separator: "\n").filter {
      $0.hasPrefix("| default_rng")
    }
    #expect(rows.count == 2)
    for (row, seed) in zip(rows, [1, 2]) {
      let single = try train(chapter, ["--no-sweep", "--set", "random=default_rng(\(seed))"])
      let cost = try #require(
        single.output.split(separator: "\n").first { $0.hasPrefix("| training") }?
          .split(separator: "|").dropFirst(2).first
      )
      #expect(row.contains(cost.trimmingCharacters(in: .whitespaces)), "\(row) \(cost)")
    }
  }

  // MARK: - Weights

  @Test("Saved weights are the same run; another run is told apart; odd names and shapes are found")
  func weights() throws {
    let scratch = try Scratch()
    try scratch.write(Self.chapter("data: rows.csv\nepochs: 5\nrate: 0.1"), to: "c.md")
    try scratch.write(Self.rows, to: "rows.csv")
    let saved = try Tool(["train", "c.md", "--save", "w.npz"], in: scratch.url)
    #expect(saved.status == 0)
    let bytes = try scratch.data("w.npz")
    _ = try Tool(["train", "c.md", "--save", "w.npz"], in: scratch.url)
    #expect(try scratch.data("w.npz") == bytes)
    let same = try Tool(["train", "c.md", "--compare", "w.npz"], in: scratch.url)
    #expect(same.status == 0)
    #expect(same.output.components(separatedBy: "the same bits").count == 5)
    let other = try Tool(
      ["train", "c.md", "--compare", "w.npz", "--set", "epochs=6"],
      in: scratch.url
    )
    #expect(other.status == 1)
    #expect(other.output.hasSuffix("another run: an array differs within the first 6 digits\n"))
    let missing = try Tool(
      ["train", "c.md", "--compare", "w.npz", "--set", "layers=2 - 2 softmax"],
      in: scratch.url
    )
    #expect(missing.status == 2)
    #expect(missing.errors.contains("w.npz: error: no array for weights_0, (2, 2); left are "))
    // Trained on from where it was saved: 5 and 5 epochs are 10.
    let on = try Tool(
      ["train", "c.md", "--set", "start=w.npz", "--save", "on.npz"],
      in: scratch.url
    )
    #expect(on.status == 0)
    _ = try Tool(["train", "c.md", "--set", "epochs=10", "--save", "ten.npz"], in: scratch.url)
    #expect(try scratch.data("on.npz") == scratch.data("ten.npz"))
  }

  // MARK: - What is wrong with a plan

  @Test(
    "Errors of a plan stand at their place with what is allowed",
    arguments: [
      (
        "data: row.csw\nepochs: 3",
        "c.md:9:9: error: \"row.csw\" is not known for \"data\"\n  help: allowed: digits, iris, mnist, fashion-mnist, given, FILE.csv"
      ),
      (
        "data: digit\nepochs: 3",
        "c.md:9:9: error: \"digit\" is not known for \"data\"\n  help: did you mean `digits`?"
      ),
      ("epochs: 3", "c.md:8:1: error: \"training\" wants the key \"data\""),
      (
        "data: rows.csv\nepochs: -1",
        "c.md:10:11: error: \"epochs\" is a whole number from 0 to 1000000, not \"-1\""
      ),
      (
        "data: rows.csv\nepochs: 3\nmini-batch: 0",
        "c.md:11:15: error: \"mini-batch\" is full, online or a number of rows, not \"0\""
      ),
      (
        "data: rows.csv\nepochs: 3\nrate: -0.1",
        "c.md:11:9: error: the learning rate -0.1 is below 0"
      ),
      (
        "data: rows.csv\nepochs: 3\nrate: \"0.1/ephoch\"",
        "c.md:11:14: error: `ephoch` is not known here\n  help: did you mean `epoch`?"
      ),
      (
        "data: rows.csv\nepochs: 3\nrate: \"1/epoch\"",
        "c.md:11:10: error: the rate is no number from 0 in the first step: inf"
      ),
      (
        "data: rows.csv\nepochs: 3\nrate: {1: 0.1}",
        "c.md:11:10: error: the epochs of a rate start at 0 and rise; 1 was found"
      ),
      (
        "data: rows.csv\nepochs: 3\noptimizer: adem",
        "c.md:11:14: error: \"adem\" is not known for \"optimizer\"\n  help: did you mean `adam`?"
      ),
      (
        "data: rows.csv\nepochs: 3\noptimizer: {name: adam, rho: 0.9}",
        "c.md:11:27: error: adam has no \"rho\"\n  help: allowed for adam: beta 1, beta 2, epsilon, amsgrad"
      ),
      (
        "data: rows.csv\nepochs: 3\ndropout: 1",
        "c.md:11:12: error: \"dropout\" is a number from 0, below 1, not \"1\""
      ),
      (
        "data: rows.csv\nepochs: 3\ndropout: [0.5]",
        "c.md:11:12: error: 1 shares for 2 layers\n  help: one for the inputs of each layer, the network's inputs first"
      ),
      (
        "data: rows.csv\nepochs: 3\nrandom: \"random.seed(1)\"",
        "c.md:11:11: error: \"random.seed(1)\" only shuffles; weights are drawn by NumPy\n  help: write it in shuffle: {by: in place, random: \"random.seed(1)\"}"
      ),
      (
        "data: rows.csv\nepochs: 3\nrandom: default_rng",
        "c.md:11:11: error: \"default_rng\" is no generator that is known here\n  help: allowed: default_rng(2), default_rng([1, 2]), RandomState(2), np.random.seed(2), random.seed(2)"
      ),
      (
        "data: rows.csv\nepochs: 3\nearly stopping: {patience: 2}",
        "c.md:11:19: error: \"early stopping\" looks at the validation cost, but there is no validation set\n  help: write validation: rows, or validation split: 0.1; or monitor: cost"
      ),
      (
        "data: rows.csv\nepochs: 3\nscale: 1/16",
        "c.md:11:10: error: \"1/16\" is not known for \"scale\"\n  help: allowed: none, /16 (or another number), standardised, standardised over train and validation, standardised over all rows, 0 to 1"
      ),
      (
        "data: rows.csv\nepochs: 3\nstart: {weights: glorot}",
        "c.md:11:20: error: \"glorot\" is not known for \"weights\"\n  help: allowed: zeros, ones, standard_normal, nndl, random-normal, random-uniform, glorot-normal, glorot-uniform, he-normal, he-uniform, lecun-normal, lecun-uniform, constant(0.5), normal(0, 0.1), uniform(-0.5, 0.5)"
      ),
      (
        "data: rows.csv\nepochs: 3\ntrain: first ten",
        "c.md:11:10: error: \"first ten\" names no rows for \"train\"\n  help: allowed: first 898, last 899, rows 101 to 200, rest"
      ),
      (
        "data: rows.csv\nepochs: 3\ntest: rest",
        "c.md:11:9: error: only one part can be the rest\n  help: \"train\" is the rest unless it says otherwise"
      ),
      (
        "data: rows.csv\nepochs: 3\nrate: {}",
        "c.md:11:9: error: \"rate\" is an empty group\n  help: write {0: 0.1, 10: 0.01}"
      ),
      (
        "data: rows.csv\nepochs: 3\nrate: {0: 0.1, x: 2}",
        "c.md:11:18: error: \"x\" is no epoch, a whole number from 0"
      ),
      (
        "data: rows.csv\nepochs: 3\noptimizer: {name: adam, epsilon: 0}",
        "c.md:11:36: error: \"epsilon\" is a number above 0 to 1, not \"0\""
      ),
      (
        "data: rows.csv\nepochs: 3\nrandom: \"RandomState(-1)\"",
        "c.md:11:11: error: the seed of \"RandomState(-1)\" is no whole number from 0 to 4294967295"
      ),
      (
        "data: rows.csv\nepochs: 3\nrandom: \"default_rng()\"",
        "c.md:11:11: error: \"default_rng()\" without a seed draws other numbers each time"
      ),
      (
        "data: iris\nepochs: 3\nlabels: first",
        "c.md:11:3: error: \"labels\" is for CSV files; other data has its own"
      ),
      (
        "data: label.csv\nepochs: 3",
        "./label.csv:2:1: error: the row has no class: \"nan\"\n  help: mend the row or take it out"
      ),
      (
        "data: half.csv\nepochs: 3",
        "./half.csv:2:1: error: the class \"1.5\" is no whole number, and other rows have such classes"
      ),
      (
        "data: comma.csv\nepochs: 3",
        "./comma.csv:2:1: error: column 1: \"0,5\" is not a number that can be trained with\n"
          + "  help: write a decimal point"
      ),
      (
        "data: rows.csv\nepochs: 3\nsweep: {rat: [1]}",
        "c.md:11:11: error: a sweep has no setting \"rat\"\n  help: did you mean `rate`?"
      ),
      (
        "data: given\nepochs: 3",
        "c.md:9:9: error: \"data: given\" wants x and y in the network's \"given\"\n  help: several examples want batch: mean, and a row or column for each"
      ),
      // What only the data shows stands at the training part.
      (
        "data: rows.csv\nepochs: 3\nmini-batch: 13",
        "c.md:11:15: error: a mini-batch of 13 rows, but there are only 12 training rows\n  help: write mini-batch: full for all of them"
      ),
      (
        "data: rows.csv\nepochs: 3\ntrain: first 13",
        "c.md:11:10: error: \"train: first 13\", but there are only 12 rows\n  help: rows count from 1; both ends are included"
      ),
      (
        "data: rows.csv\nepochs: 3\ntest: first 12", "c.md:8:1: error: no row is left for \"train\""
      ),
      ("data: iris\nepochs: 3", "c.md:9:9: error: iris has 4 inputs in a row, the network 2"),
      (
        "data: no.csv\nepochs: 3",
        "c.md:8:1: error: no.csv was not found, neither packed (.gz) nor plain; searched: "
      ),
      (
        "data: nan.csv\nepochs: 3",
        "./nan.csv:2:1: error: column 1 has no value: \"nan\"\n  help: every input has to be a finite number: mend the row or take it out"
      ),
      (
        "data: three.csv\nepochs: 3",
        "c.md:9:9: error: row 3 of three.csv has the class 2, but the network has 2 outputs: classes 0 to 1\n  help: the data has 3 classes"
      ),
      (
        "data: cut.csv\nepochs: 3", "./cut.csv.gz: error: is truncated: its packed data ends after "
      ),
    ]
  )
  func plans(training: String, message: String) throws {
    let cut = try #require(Data(base64Encoded: "H4sIAAAAAAAAAzPUMdAxBgA="))
    let tool = try train(
      Self.chapter(training),
      files: [
        "nan.csv": Data("1,2,0\nnan,2,1\n".utf8), "three.csv": Data("1,2,0\n1,2,1\n3,4,2\n".utf8),
        "cut.csv.gz": cut, "label.csv": Data("1,2,0\n1,2,nan\n".utf8),
        "half.csv": Data("1,2,0\n1,2,1.5\n".utf8), "comma.csv": Data("1;2;0\n0,5;2;1\n".utf8),
      ]
    )
    #expect(tool.errors.hasPrefix(message), "\(tool.errors)")
    #expect(tool.status == 2)
    #expect(tool.output.isEmpty)
  }

  @Test("What is odd about data is a warning, and training goes on")
  func warnings() throws {
    let overlap = try train(
      Self.chapter("data: rows.csv\nepochs: 1\ntrain: first 8\ntest: rows 7 to 12")
    )
    #expect(overlap.status == 0)
    #expect(
      overlap.errors
        == "c.md:8:1: warning: rows 7 to 8 are in both \"train\" and \"test\"\n"
    )
    let empty = try train(Self.chapter("data: rows.csv\nepochs: 1\ntrain: first 6\ntest: rest"))
    #expect(empty.status == 0)
    #expect(empty.errors.hasPrefix("c.md:8:1: warning: no training row of the class 1: "))
  }

  // MARK: - Endings

  @Test(
    "A cost that leaves the finite numbers is an error with its epoch",
    arguments: [
      ("2 - 3 relu - 2 linear", "quadratic", "rate: 1e80"),
      ("2 - 2 linear", "mean-squared-error", "rate: 1e60"),
    ]
  )
  func overflow(layers: String, cost: String, rate: String) throws {
    let chapter = Self.chapter("data: rows.csv\nepochs: 50\n\(rate)", layers: layers, cost: cost)
    let tool = try train(chapter)
    #expect(tool.status == 1)
    #expect(tool.errors.hasPrefix("c.md:8:1: error: the cost left the finite numbers in epoch "))
    #expect(tool.errors.contains("help: try a smaller learning rate than 1e+"))
    #expect(!tool.output.contains("nan") && !tool.output.contains("macro"))
    let json = try train(chapter, ["--format", "json", "--save", "w.npz"])
    #expect(json.status == 1)
    #expect(json.output.contains("\"kind\": \"overflow\""))
  }

  @Test(
    "A schedule that leaves the numbers from 0 stops the run with its step",
    arguments: [
      ("0.3 - 0.1*epoch", "-0.1", 4, 4), ("0.1/(3 - epoch)", "inf", 3, 3),
      ("sqrt(2 - epoch)", "nan", 3, 3),
    ]
  )
  func badRate(rate: String, value: String, epoch: Int, step: Int) throws {
    let tool = try train(Self.chapter("data: rows.csv\nepochs: 9\nrate: \"\(rate)\""))
    #expect(tool.status == 2)
    #expect(
      tool.errors.hasPrefix("c.md:11:9: error: the rate is \(value)")
        && tool.errors.contains(" in epoch \(epoch), step \(step)\n"),
      "\(tool.errors)"
    )
  }

  @Test("Dials that are turned from outside are blamed by their own text")
  func settings() throws {
    let chapter = Self.chapter("data: rows.csv\nepochs: 2\nvalidation: last 2")
    let negative = try train(chapter, ["--set", "rate=-1"])
    #expect(negative.errors == "error: with rate=-1: the learning rate -1 is below 0\n")
    let formula = try train(chapter, ["--set", "rate=0.1*0.5^epoch", "--set", "validation=none"])
    #expect(formula.status == 0 && !formula.output.contains("validation"))
    let penalty = try train(chapter, ["--set", "penalty={l2: 0.1, as: plain}"])
    #expect(penalty.output.contains("L2 λ = 0.1 (plain)"))
    let early = try train(chapter, ["--save", "/no/such/folder/w.npz"])
    #expect(early.status == 2 && early.output.isEmpty)
    #expect(
      early.errors == "/no/such/folder: error: cannot be written to: no such file or directory\n"
    )
  }

  @Test("A sweep in which a cost overflows ends with 1 and says where")
  func sweepOverflow() throws {
    let tool = try train(
      Self.chapter(
        "data: rows.csv\nepochs: 20\nsweep: {rate: [0.01, 1e80]}",
        layers: "2 - 3 relu - 2 linear",
        cost: "quadratic"
      )
    )
    #expect(tool.status == 1)
    #expect(tool.output.contains("no finite cost after epoch "))
  }

  @Test("An interrupt stops at once, with the shell's status, and saves nothing")
  func interrupt() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.chapter("data: rows.csv\nepochs: 1000000\nmini-batch: online"),
      to: "c.md"
    )
    try scratch.write(Self.rows, to: "rows.csv")
    let process = Process()
    process.executableURL = Tool.binary
    process.arguments = ["train", "c.md", "--save", "w.npz"]
    process.currentDirectoryURL = scratch.url
    let errors = Pipe()
    let output = Pipe()
    process.standardError = errors
    process.standardOutput = output
    try process.run()
    // The second row of the table says that it trains.
    var seen = ""
    while seen.components(separatedBy: "\n| ").count < 3 {
      seen += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }
    process.interrupt()
    process.waitUntilExit()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 130)
    #expect(text.hasPrefix("stopped in epoch ") && text.hasSuffix("; nothing is saved\n"))
    #expect(
      !FileManager.default.fileExists(atPath: scratch.url.appendingPathComponent("w.npz").path)
    )
  }

  @Test("Early stopping says when it stopped and which network is the result")
  func earlyStopping() throws {
    let tool = try train(
      Self.chapter(
        "data: rows.csv\norder: \"RandomState(1)\"\nvalidation split: 0.25\nepochs: 500\nrate: 0.5\n"
          + "early stopping: {patience: 3, restore best: yes}"
      )
    )
    #expect(tool.status == 0)
    #expect(tool.output.contains("is the result\n"))
  }

  // MARK: - Names

  @Test("A network that is not there, and one that is not trained")
  func names() throws {
    let unknown = try Tool(["train", "digit"])
    #expect(unknown.status == 2)
    #expect(
      unknown.errors == """
        error: no network "digit" with a "training:" part
          help: did you mean `digits`?

        """
    )
    let set = try Tool(["train", "digits", "--set", "rat=1"])
    #expect(set.errors.hasPrefix("error: --set rat=1\n  help: did you mean `rate`?"))
  }
}
