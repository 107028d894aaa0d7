import Formulas

/// Steps of an epoch against rows, split and batch size.
enum StepAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    var found: [Finding] = []
    for scope in experiments.smallest {
      let sentences = experiments.sentences(in: scope)
      guard let plan = Plan(sentences, in: scope, experiments) else { continue }
      for sentence in sentences {
        for (steps, range) in steps(in: sentence) {
          let possible = plan.steps(batch: plan.batch)
          guard !possible.isEmpty, !possible.contains(steps) else { continue }
          found.append(
            .inconsistent(
              "\(steps) steps for each epoch: \(plan.text) make \(possible[0])",
              range
            )
          )
        }
      }
    }
    return found
  }

  /// The rows, the split and the batch of a section.
  private struct Plan {
    let rows: [Int]
    let split: Double?
    let batch: Int

    init?(_ sentences: [ProseSentence], in scope: Range<Int>, _ experiments: Experiments) {
      let settings = sentences.flatMap { Setting.all(in: $0).map(\.setting) }
      let batches = Set(settings.filter { $0.name == "batch size" }.compactMap { Int($0.value) })
      guard batches.count == 1, let batch = batches.first, batch > 0 else { return nil }
      var counts = experiments.rowCounts.filter { count in
        scope.contains(count.passage) && (count.set == nil || count.set == .train)
      }
      // Rows said to be for training leave out those that may be of any set.
      if counts.contains(where: { $0.set == .train }) { counts.removeAll { $0.set == nil } }
      rows = Array(Set(counts.map(\.rows))).sorted()
      guard (1...2).contains(rows.count) else { return nil }
      self.batch = batch
      let splits = Set(sentences.compactMap(Self.split))
      guard splits.count < 2 else { return nil }
      split = splits.first
    }

    /// `validation split of 0.1`, `10 % for validation`.
    private static func split(in sentence: ProseSentence) -> Double? {
      let isSplit =
        sentence.contains(["validation_split"])
        || sentence.contains(["validation"])
          && (sentence.contains(["split"]) || sentence.tokens.contains(where: \.isPercent))
      guard isSplit, !sentence.contains(["accuracy", "acc", "loss", "error"]) else { return nil }
      let shares = sentence.tokens.compactMap { token -> Double? in
        guard let number = token.number else { return nil }
        let share = token.isPercent ? number.value / 100 : number.value
        return share > 0 && share < 1 ? share : nil
      }
      return shares.count == 1 ? shares[0] : nil
    }

    var text: String {
      let whole = rows.map(String.init).joined(separator: " or ")
      let part = split.map { " without \(DecimalText.shortest(100 * $0)) % for validation" } ?? ""
      return "\(whole) rows\(part) in batches of \(batch)"
    }

    /// The steps that are possible, the likeliest first.
    func steps(batch: Int) -> [Int] {
      rows.flatMap { rows in
        [split ?? 0, 0].compactMap { split in
          // Rows that are already split are not split again, where there are two counts.
          guard split > 0 || self.split == nil || self.rows.count > 1 else { return nil }
          return EpochSteps(rows: Double(rows), split: split, batch: Double(batch)).map {
            Int($0.steps)
          }
        }
      }
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
      let isStep = after.first.map {
        ["steps", "updates", "batches", "mini-batches", "iterations"].contains($0)
      }
      if isStep ?? false, after.dropFirst().contains(where: { ["epoch", "epoche"].contains($0) }),
        after.contains(where: { ["per", "each", "an", "one", "every", "pro", "a"].contains($0) })
      {
        found.append((count, token.range))
      }
    }
    return found
  }
}
