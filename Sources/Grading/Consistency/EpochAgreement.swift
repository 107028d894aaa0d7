import Homework

/// The number of epochs in the text against the code and the log.
enum EpochAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    experiments.smallest.flatMap { scope -> [Finding] in
      let sentences = experiments.sentences(in: scope)
      // A sweep over epochs has many of them.
      let isSweep = experiments.results.contains { table in
        scope.contains(table.table.passage) && table.dials.contains("epochs")
      }
      guard !isSweep else { return [] }
      let said = only(sentences.filter { !$0.isCode }.flatMap(inText))
      let coded = only(sentences.filter(\.isCode).flatMap(inCode))
      let logged = log(sentences.filter(\.isCode))
      var found: [Finding] = []
      if let said, let coded, said.count != coded.count {
        found.append(
          .inconsistent(
            "\(said.count) epochs in the text, \(coded.count) in the code",
            said.range,
            coded.range
          )
        )
      }
      if let logged, let other = coded ?? said, !logged.counts.contains(other.count) {
        let place = coded == nil ? "the text" : "the code"
        found.append(
          .inconsistent(
            "\(other.count) epochs in \(place), the log ends at epoch \(logged.counts[0])",
            other.range,
            logged.range
          )
        )
      }
      return found
    }
  }

  private struct Epochs {
    let count: Int
    let range: Range<Int>
  }

  private static func only(_ epochs: [Epochs]) -> Epochs? {
    Set(epochs.map(\.count)).count == 1 ? epochs.first : nil
  }

  /// `for 30 epochs`, `30 epochs of training`; not `after 10 epochs`.
  private static func inText(_ sentence: ProseSentence) -> [Epochs] {
    let tokens = sentence.tokens
    return tokens.indices.compactMap { index in
      guard let count = tokens[index].count, index + 1 < tokens.count,
        ["epochs", "epoch", "epochen"].contains(tokens[index + 1].word ?? "")
      else { return nil }
      let before = tokens[..<index].suffix(2).compactMap(\.word)
      let isPart = !Set(before).isDisjoint(with: [
        "after", "first", "last", "every", "within", "about", "only", "another", "least", "than",
        "next", "around", "at", "patience", "until", "from", "before", "would", "needs",
      ])
      let after = index + 2 < tokens.count ? tokens[index + 2].word ?? "" : ""
      guard !isPart, !["more", "later", "earlier"].contains(after) else { return nil }
      return Epochs(count: count, range: tokens[index].range)
    }
  }

  /// `epochs=20`, `EPOCHS = 20`, `num_epochs = 20`.
  private static func inCode(_ sentence: ProseSentence) -> [Epochs] {
    let tokens = sentence.tokens
    return tokens.indices.dropLast(2).compactMap { index in
      // `for epoch in range(20):`
      if ["epoch", "epochs"].contains(tokens[index].word ?? ""), index + 4 < tokens.count,
        tokens[index + 1].word == "in", tokens[index + 2].word == "range",
        tokens[index + 3].isMark("("), let count = tokens[index + 4].count
      {
        return Epochs(count: count, range: tokens[index + 4].range)
      }
      guard let word = tokens[index].word, word.hasSuffix("epochs"), tokens[index + 1].isMark("="),
        let count = tokens[index + 2].count
      else { return nil }
      return Epochs(count: count, range: tokens[index + 2].range)
    }
  }

  /// The last epoch of a log: `Epoch 20/20`, or `Epoch 19: …` of one that may count from 0.
  private static func log(_ sentences: [ProseSentence]) -> (counts: [Int], range: Range<Int>)? {
    var totals: Set<Int> = []
    var last: (count: Int, range: Range<Int>)?
    var first: Int?
    for sentence in sentences {
      let tokens = sentence.tokens
      guard tokens.count > 1, tokens[0].word == "epoch", let count = tokens[1].count else {
        continue
      }
      if tokens.count > 3, tokens[2].isMark("/"), let total = tokens[3].count {
        totals.insert(total)
      }
      if first == nil { first = count }
      if count >= last?.count ?? 0 { last = (count, tokens[1].range) }
    }
    guard let last, let first else { return nil }
    if totals.count == 1, let total = totals.first { return ([total], last.range) }
    guard totals.isEmpty else { return nil }
    return (first == 0 ? [last.count, last.count + 1] : [last.count], last.range)
  }
}
