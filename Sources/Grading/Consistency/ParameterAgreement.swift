import Formulas
import Homework
import Markdown

/// Numbers of parameters against the layers that have them.
enum ParameterAgreement {
  static func findings(_ experiments: Experiments) -> [Finding] {
    sentences(experiments)
      + experiments.tables.flatMap { summary($0, experiments) + column($0, experiments) }
  }

  /// Layers in a sentence: `784-64-10`, `[784, 64, 10]`.
  struct Layers: Hashable {
    let sizes: [Int]
    let passage: Int
    let range: Range<Int>

    // A product of two sizes may leave an Int; a sum of a file's products fits twice its width.
    var weights: [Int128] { zip(sizes, sizes.dropFirst()).map { Int128($0) * Int128($1) } }
    var biases: [Int128] { sizes.dropFirst().map { Int128($0) } }
    var parameters: [Int128] { zip(weights, biases).map { $0 + $1 } }
    var name: String { sizes.map(String.init).joined(separator: "-") }

    /// The layers in a cell of a table.
    static func all(in cell: String, at range: Range<Int>) -> [Layers] {
      let numbers = cell.split { !($0.isNumber) }
      let parts = numbers.compactMap { Int(counted: $0) }
      let isPlain = cell.allSatisfy { $0.isNumber || "-–—→> []".contains($0) }
      let signs = cell.contains { "-–—→".contains($0) }
      guard isPlain, signs, parts.count > 1, parts.count == numbers.count,
        parts.allSatisfy({ $0 > 0 })
      else { return [] }
      return [Layers(sizes: parts, passage: 0, range: range)]
    }

    static func all(in sentence: ProseSentence) -> [Layers] {
      let tokens = sentence.tokens
      let isNetwork = sentence.contains([
        "network", "net", "networks", "layers", "sizes", "architecture", "model", "mlp",
      ])
      var found: [Layers] = []
      var index = 0
      while index < tokens.count {
        guard let first = tokens[index].count, first > 0 else {
          index += 1
          continue
        }
        var sizes = [first]
        var end = index + 1
        let isList = index > 0 && tokens[index - 1].isMark("[")
        while end + 1 < tokens.count, let size = next(after: &end, tokens, isList: isList) {
          sizes.append(size)
        }
        let isWhole = isList ? end < tokens.count && tokens[end].isMark("]") && isNetwork : true
        if isWhole, sizes.count > 2 || (sizes.count == 2 && isNetwork && isList) {
          found.append(
            Layers(
              sizes: sizes,
              passage: sentence.passage,
              range: Range(covering: tokens[index..<end].map(\.range))
            )
          )
        }
        index = end
      }
      return found
    }

    private static func next(
      after end: inout Int,
      _ tokens: [ProseToken],
      isList: Bool
    ) -> Int? {
      var place = end
      guard isList ? tokens[place].isMark(",") : tokens[place].isMark("-") else { return nil }
      place += 1
      // `->`
      if !isList, place < tokens.count, tokens[place].isMark(">") { place += 1 }
      guard place < tokens.count, let size = tokens[place].count, size > 0 else { return nil }
      end = place + 1
      return size
    }
  }

  /// Words of other kinds of models, whose parameters nobody can count from the sizes alone.
  private static let otherModels: Set<String> = [
    "cnn", "convolutional", "conv", "convolution", "lenet", "alexnet", "lstm", "rnn", "gru",
    "embedding", "normalisation", "normalization", "batchnorm", "more", "fewer", "than", "wider",
    "deeper", "another", "second", "bigger", "times",
  ]

  private static func sentences(_ experiments: Experiments) -> [Finding] {
    let layers = experiments.sentences.flatMap(Layers.all)
    guard !layers.isEmpty else { return [] }
    var found: [Finding] = []
    for sentence in experiments.sentences where !sentence.contains(otherModels) {
      let counts = self.counts(in: sentence)
      guard !counts.isEmpty, let own = only(layers, near: sentence, experiments) else { continue }
      for (count, kind, range) in counts {
        guard let exact = contradiction(count, kind, own, sentence) else { continue }
        found.append(
          .inconsistent(
            "\(count) \(kind.rawValue): a \(own.name) network has \(exact)",
            range,
            own.range
          )
        )
      }
    }
    return found
  }

  /// What layers have instead of a number of parameters; nil if they have it.
  private static func contradiction(
    _ count: Int,
    _ kind: Kind,
    _ own: Layers,
    _ sentence: ProseSentence
  ) -> String? {
    let totals = [own.parameters, own.weights, own.biases].map { $0.reduce(0, +) }
    let isPart =
      sentence.contains([
        "layer", "hidden", "first", "last", "output", "per", "each", "neuron", "between",
      ]) || sentence.tokens.contains { $0.isMark("=") || $0.isMark("*") || $0.isMark("+") }
    var possible: [Int128] =
      switch kind {
      case .parameters: [totals[0]]
      case .weights: [totals[1], totals[0]]
      case .biases: [totals[2]]
      }
    if sentence.contains(["without", "no"]) { possible += totals }
    if isPart { possible += totals + own.parameters + own.weights + own.biases }
    guard !possible.contains(Int128(count)) else { return nil }
    if isPart {
      return "\(own.parameters.map(String.init).joined(separator: " + ")) = \(totals[0]) parameters"
    }
    return "\(kind == .biases ? totals[2] : kind == .weights ? totals[1] : totals[0])"
  }

  /// A column of layers beside one of parameters.
  private static func column(_ table: ReportedTable, _ experiments: Experiments) -> [Finding] {
    let hasNoBias = experiments.sentences.contains { $0.contains(["use_bias", "bias"]) }
    return table.bothWays.flatMap { cells -> [Finding] in
      let parameters = cells.first?.firstIndex { cell in
        !ReportedTable.words(of: cell.text).isDisjoint(with: ["params", "parameters", "param"])
      }
      guard let parameters else { return [] }
      return cells.dropFirst().compactMap { row in
        guard let count = row[parameters].count(experiments.numbers) else { return nil }
        let layers = row.flatMap { Layers.all(in: $0.text, at: $0.range) }
        guard layers.count == 1 else { return nil }
        let exact = layers[0].parameters.reduce(0, +)
        guard exact != count, !hasNoBias || layers[0].weights.reduce(0, +) != count else {
          return nil
        }
        return .inconsistent(
          "\(count) parameters: a \(layers[0].name) network has \(exact)",
          row[parameters].range,
          layers[0].range
        )
      }
    }
  }

  private enum Kind: String { case parameters, weights, biases }

  private static let kinds: [String: Kind] = [
    "parameters": .parameters, "params": .parameters, "parameter": .parameters,
    "weights": .weights, "biases": .biases,
  ]

  private static func counts(in sentence: ProseSentence) -> [(Int, Kind, Range<Int>)] {
    let tokens = sentence.tokens
    var found: [(Int, Kind, Range<Int>)] = []
    for (index, token) in tokens.enumerated() {
      guard let kind = token.word.flatMap({ kinds[$0] }) else { continue }
      // `50,890 trainable parameters`
      var place = index - 1
      while place >= 0,
        ["trainable", "free", "learnable", "total"].contains(tokens[place].word ?? "")
      {
        place -= 1
      }
      if place >= 0, let count = tokens[place].count {
        // `7850 weights and biases` are all parameters.
        let isBoth =
          kind == .weights && index + 2 < tokens.count && tokens[index + 1].word == "and"
          && tokens[index + 2].word == "biases"
        found.append((count, isBoth ? .parameters : kind, tokens[place].range))
        continue
      }
      // `parameters: 50890`, `number of parameters is 50890`
      var next = index + 1
      while next < tokens.count,
        tokens[next].isMark(":") || tokens[next].isMark("=")
          || ["is", "are", "in", "total"].contains(tokens[next].word ?? "")
      {
        next += 1
      }
      if next > index + 1, next < tokens.count, let count = tokens[next].count,
        next + 1 == tokens.count || !(tokens[next + 1].isMark("*") || tokens[next + 1].isMark("+"))
      {
        found.append((count, kind, tokens[next].range))
      }
    }
    return found
  }

  /// The layers that a sentence is about: its own, or the only ones of its section.
  private static func only(
    _ layers: [Layers],
    near sentence: ProseSentence,
    _ experiments: Experiments
  ) -> Layers? {
    let own = Layers.all(in: sentence)
    if !own.isEmpty { return own.count == 1 ? own[0] : nil }
    // Another network is meant where other sizes or settings are named.
    let isOther = sentence.settings.contains { $0.setting.name == "hidden neurons" }
    guard !sentence.isCode, !isOther else { return nil }
    for scope in experiments.scopes(of: sentence.passage) {
      let near = layers.filter { scope.contains($0.passage) }
      guard !near.isEmpty else { continue }
      let isMixed = experiments.sentences(in: scope).contains { $0.contains(otherModels) }
      return Set(near.map(\.sizes)).count == 1 && !isMixed ? near.first : nil
    }
    return nil
  }

  // MARK: - Summaries

  /// A summary as Keras prints it: each dense layer against the one before, the total against the sum.
  private static func summary(_ table: ReportedTable, _ experiments: Experiments) -> [Finding] {
    guard
      let parameters = table.header.firstIndex(where: {
        $0.contains("param") || $0.contains("params") || $0.contains("parameters")
      }),
      let shape = table.header.firstIndex(where: { $0.contains("shape") || $0.contains("output") }),
      shape != parameters
    else { return [] }
    let hasNoBias = experiments.sentences.contains { $0.contains(["use_bias", "bias"]) }
    var found: [Finding] = []
    var before: Int128?
    var sum: Int128 = 0
    for row in table.grid.rows.dropFirst() {
      let count = row[parameters].count(experiments.numbers)
      if ReportedTable.words(of: row[0].text).contains("total") {
        if let count, sum != count {
          found.append(
            .inconsistent(
              "\(count) parameters in total; the layers have \(sum)",
              row[parameters].range,
              table.range
            )
          )
        }
        continue
      }
      guard let count,
        let outputs = row[shape].text.identifiers.compactMap({ Int(counted: $0) }).last.map({
          Int128($0)
        })
      else { continue }
      sum += Int128(count)
      let isDense = row[0].text.lowercased().has("dense") || row[0].text.lowercased().has("linear")
      if let before, isDense, before * outputs + outputs != count,
        !hasNoBias || before * outputs != count
      {
        found.append(
          .inconsistent(
            "\(count) parameters: a layer from \(before) to \(outputs) has "
              + "\(before)·\(outputs) + \(outputs) = \(before * outputs + outputs)",
            row[parameters].range,
            row[shape].range
          )
        )
      }
      before = outputs
    }
    // Keras counts what the optimizer keeps into the total, and says so beside it.
    let keepers = Set(
      experiments.sentences.filter { $0.contains(["optimizer"]) }.map(\.passage)
    )
    for sentence in experiments.sentences
    where !keepers.contains(sentence.passage)
      && (table.passage...table.passage + 2).contains(sentence.passage)
      && sentence.contains(["total"]) && !sentence.contains(["non-trainable"])
    {
      for (count, kind, range) in counts(in: sentence) where kind == .parameters && sum != count {
        found.append(
          .inconsistent("\(count) parameters in total; the layers have \(sum)", range, table.range)
        )
      }
    }
    return found
  }
}
