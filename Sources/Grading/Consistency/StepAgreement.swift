import Formulas
import Homework

/// Steps of an epoch against rows, split and batch size.
enum StepAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    var found: [Finding] = []
    for scope in experiments.smallest {
      let sentences = experiments.sentences(in: scope)
      guard let plan = Plan(sentences, in: scope, experiments) else { continue }
      for sentence in sentences {
        for (steps, range) in steps(in: sentence) where !plan.allows(steps) {
          found.append(
            .inconsistent(
              "\(steps) steps for each epoch: \(plan.text) make \(plan.usual)",
              range
            )
          )
        }
      }
    }
    return found + experiments.tables.flatMap { table(of: $0, experiments) }
  }

  /// A column of steps beside those of batches and rows, or below ones that the text names.
  private static func table(of table: ReportedTable, _ experiments: Experiments) -> [Finding] {
    table.bothWays.flatMap { cells -> [Finding] in
      let header = (cells.first ?? []).map { ReportedTable.words(of: $0.text) }
      func column(_ words: Set<String>) -> Int? {
        let found = header.indices.filter { !header[$0].isDisjoint(with: words) }
        return found.count == 1 ? found.first : nil
      }
      guard let steps = column(["steps", "updates", "iterations"]),
        header[steps].isDisjoint(with: ["total", "all"])
      else { return [] }
      let batchColumn = column(["batch", "batchsize", "batch_size"])
      let rowColumn = header.indices.first { column in
        !header[column].isDisjoint(with: RowCount.units) && !header[column].contains("test")
      }
      let sentences = table.introduction
      let settings = sentences.flatMap { $0.settings.map(\.setting) }
      let said = Set(
        settings.filter { $0.name == "batch size" }.compactMap { Int(counted: $0.value) }
      )
      let scope = experiments.scopes(of: table.passage).first ?? 0..<0
      return cells.dropFirst().compactMap { row in
        guard let count = row[steps].count(experiments.numbers) else { return nil }
        let batch =
          batchColumn.flatMap { row[$0].count(experiments.numbers) }
          ?? (batchColumn == nil && said.count == 1 ? said.first : nil)
        let rows =
          rowColumn.flatMap { row[$0].count(experiments.numbers) }
          ?? (rowColumn == nil ? experiments.trainingRows(in: scope)?.rows : nil)
        guard let batch, let rows, batch > 0, steps != batchColumn, steps != rowColumn else {
          return nil
        }
        let exact = (rows + batch - 1) / batch
        let isSplit = sentences.contains { $0.contains(["split", "validation", "drop_last"]) }
        guard count != exact, count != rows / batch || !isSplit, !(isSplit && rowColumn == nil)
        else { return nil }
        return .inconsistent(
          "\(count) steps for each epoch: \(rows) rows in batches of \(batch) make \(exact)",
          row[steps].range
        )
      }
    }
  }

  /// The batch of a section, and the rows that may be trained on.
  private struct Plan {
    let batch: Int
    private let rows: [Int]
    private let split: Double?
    private let dropsLast: Bool
    private let said: Int

    init?(
      _ sentences: ArraySlice<ProseSentence>,
      in scope: Range<Int>,
      _ experiments: Experiments
    ) {
      let settings = sentences.flatMap { $0.settings.map(\.setting) }
      let batches = Set(
        settings.filter { $0.name == "batch size" }.compactMap { Int(counted: $0.value) }
      )
      guard batches.count == 1, let batch = batches.first, batch > 0,
        let first = experiments.trainingRows(in: scope),
        !sentences.contains(where: { $0.contains(["gpu", "gpus", "workers", "devices"]) })
      else { return nil }
      self.batch = batch
      said = first.rows
      let splits = Set(sentences.compactMap(Self.split))
      guard splits.count < 2 else { return nil }
      split = splits.first
      dropsLast = sentences.contains { $0.contains(["drop_last", "dropped", "incomplete"]) }
      // Whatever number may be that of the rows: one that is written, what is left of one without
      // another, and the shares that are written.
      let written = Set(sentences.flatMap(Self.rows) + [first.rows])
      guard written.count <= 20 else { return nil }
      let whole = written.union(written.flatMap { n in written.map { n - $0 } }).filter { $0 > 0 }
      let shares = sentences.flatMap(Self.shares)
      if let split {
        rows = whole.map { Self.kept($0, split) }
      } else {
        rows = Array(whole) + whole.flatMap { n in shares.map { Self.kept(n, $0) } }
      }
    }

    /// The numbers of a sentence that may count rows.
    private static func rows(in sentence: ProseSentence) -> [Int] {
      let tokens = sentence.tokens
      return tokens.indices.compactMap { index in
        guard let count = tokens[index].count, count >= 50 else { return nil }
        let after = tokens[(index + 1)...].prefix(2).compactMap(\.word)
        return others.isDisjoint(with: after) ? count : nil
      }
    }

    /// What else is counted.
    private static let others: Set<String> = [
      "epochs", "epoch", "steps", "updates", "units", "neurons", "hidden", "parameters", "times",
      "layers", "batches", "iterations", "weights",
    ]

    private static func kept(_ rows: Int, _ split: Double) -> Int {
      EpochSteps(rows: Double(rows), split: split, batch: 1).map { Int($0.trainingRows) } ?? rows
    }

    /// `validation split of 0.1`.
    private static func split(in sentence: ProseSentence) -> Double? {
      let isSplit =
        sentence.contains(["validation_split"])
        || sentence.contains(["validation"]) && sentence.contains(["split"])
      guard isSplit, !sentence.contains(["accuracy", "acc", "loss", "error"]) else { return nil }
      let shares = Self.shares(in: sentence)
      return shares.count == 1 ? shares[0] : nil
    }

    /// The shares of a sentence, and what they leave: `20 %`, `0.1`, `80/20`.
    private static func shares(in sentence: ProseSentence) -> [Double] {
      let tokens = sentence.tokens
      return tokens.indices.compactMap { index in
        guard let number = tokens[index].number else { return nil }
        if index + 2 < tokens.count, tokens[index + 1].isMark("/") || tokens[index + 1].isMark(":"),
          let other = tokens[index + 2].number, number.value + other.value > 0
        {
          return other.value / (number.value + other.value)
        }
        let share = tokens[index].isPercent ? number.value / 100 : number.value
        return share > 0 && share < 1 ? share : nil
      }
    }

    var text: String {
      let part = split.map { " without \(DecimalText.shortest(100 * $0)) % for validation" } ?? ""
      return "\(said) rows\(part) in batches of \(batch)"
    }

    /// The steps of the rows that are named for training.
    var usual: Int { steps(split.map { Self.kept(said, $0) } ?? said) }

    private func steps(_ rows: Int) -> Int { (rows + batch - 1) / batch }

    func allows(_ count: Int) -> Bool {
      rows.contains { steps($0) == count || (dropsLast && $0 / batch == count) }
    }
  }

  /// `422 steps per epoch`, and `422/422 [===` in a log.
  private static func steps(in sentence: ProseSentence) -> [(Int, Range<Int>)] {
    let tokens = sentence.tokens
    var found: [(Int, Range<Int>)] = []
    for (index, token) in tokens.enumerated() {
      guard let count = token.count, count > 0 else { continue }
      if sentence.isCode, index + 3 < tokens.count, tokens[index + 1].isMark("/"),
        tokens[index + 2].count == count, tokens[index + 3].isMark("[")
      {
        found.append((count, token.range))
      }
      let after = tokens[(index + 1)...].prefix(6).compactMap(\.word)
      guard index + 1 < tokens.count, let unit = tokens[index + 1].word,
        ["steps", "updates", "batches", "mini-batches", "iterations"].contains(unit)
      else { continue }
      let isPerEpoch =
        after.contains(where: { ["epoch", "epoche"].contains($0) })
        && after.contains(where: { ["per", "each", "an", "one", "every", "pro", "a"].contains($0) })
      // `One pass over the images takes 500 steps.`
      let before = tokens[..<index].compactMap(\.word)
      let isPass = zip(before, before.dropFirst()).contains { first, second in
        ["one", "an", "each", "every", "a"].contains(first) && ["pass", "epoch"].contains(second)
      }
      // `with batches of 128 this gives 422 steps`
      let isBatch = sentence.settings.contains { $0.setting.name == "batch size" }
      let isTotal =
        before.suffix(4).contains { ["epochs", "total", "altogether"].contains($0) }
        || after.contains { ["total", "all", "altogether"].contains($0) }
      if isPerEpoch || ((isPass || isBatch) && !isTotal) { found.append((count, token.range)) }
    }
    return found
  }
}
