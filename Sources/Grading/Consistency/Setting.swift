import Formulas

/// A dial of an experiment: `learning rate = 0.5`.
struct Setting: Hashable, Sendable {
  let name: String
  /// The value as it is compared: a number in shortest form, or a word in lower case.
  let value: String

  /// Words that name a dial, with the dial.
  static let names: [String: String] = [
    "eta": "learning rate", "lr": "learning rate", "alpha": "learning rate",
    "learning_rate": "learning rate", "learning-rate": "learning rate", "epochs": "epochs",
    "epoch": "epochs", "batch_size": "batch size", "batch": "batch size",
    "batch-size": "batch size",
    "batchsize": "batch size", "mini-batch": "batch size", "minibatch": "batch size",
    "lambda": "lambda", "lmbda": "lambda", "l2": "lambda", "regularization": "lambda",
    "decay": "lambda", "hidden": "hidden neurons", "neurons": "hidden neurons",
    "units": "hidden neurons", "dropout": "dropout", "momentum": "momentum", "seed": "seed",
    "optimizer": "optimizer", "optimiser": "optimizer", "activation": "activation",
  ]

  /// The dial that the words of a header name.
  static func name(header: Set<String>) -> String? {
    if header.contains("learning") && header.contains("rate") || header == ["rate"] {
      return "learning rate"
    }
    let found = Set(header.compactMap { names[$0] })
    return found.count == 1 ? found.first : nil
  }

  /// A value as it is compared: 0.10 is 0.1.
  static func value(of text: String, _ reader: NumberReader) -> String {
    if case .number(let number) = reader.read(text) { return DecimalText.shortest(number.value) }
    return text.lowercased().identifiers.joined(separator: " ")
  }

  /// The dials that a sentence sets to a number: `with η = 0.5`, `30 epochs`, `batches of 10`.
  static func all(in tokens: [ProseToken]) -> [(setting: Setting, place: Int)] {
    var found: [(Setting, Int)] = []
    for (index, token) in tokens.enumerated() {
      guard let word = token.word else { continue }
      var name = names[word]
      if word == "rate", index > 0, tokens[index - 1].word == "learning" { name = "learning rate" }
      // `batches of 10`; `500 batches` are no size.
      let isBatches = word == "batches" || word == "mini-batches"
      if isBatches { name = "batch size" }
      guard let name else { continue }
      // `10 per mini-batch = 5000 steps` sets the 10.
      if index > 0, let joint = tokens[index - 1].word, perWords.contains(joint) {
        if index > 1, let number = tokens[index - 2].number {
          found.append((Setting(name: name, value: DecimalText.shortest(number.value)), index - 2))
        }
        continue
      }
      if let place = numberAfter(index, tokens), let number = tokens[place].number {
        found.append((Setting(name: name, value: DecimalText.shortest(number.value)), place))
      } else if !isBatches, let place = numberBefore(index, tokens),
        let number = tokens[place].number
      {
        found.append((Setting(name: name, value: DecimalText.shortest(number.value)), place))
      }
    }
    return found
  }

  private static let perWords: Set<String> = ["per", "each", "pro", "je", "por", "par"]

  private static func numberAfter(_ place: Int, _ tokens: [ProseToken]) -> Int? {
    for index in (place + 1)..<max(place + 1, min(tokens.count, place + 5)) {
      switch tokens[index].content {
      case .number: return index
      case .word(let word):
        let isFiller = [
          "of", "is", "was", "size", "rate", "strength", "parameter", "a", "at", "to", "set",
        ].contains(word)
        guard isFiller else { return nil }
      case .mark(let mark):
        guard ["=", ":", "(", "~"].contains(mark) else { return nil }
      }
    }
    return nil
  }

  private static func numberBefore(_ place: Int, _ tokens: [ProseToken]) -> Int? {
    var index = place - 1
    while index >= 0, let word = tokens[index].word, ["hidden", "training", "full"].contains(word) {
      index -= 1
    }
    return index >= 0 && tokens[index].number != nil ? index : nil
  }
}
