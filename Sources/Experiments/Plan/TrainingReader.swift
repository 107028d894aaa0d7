import Datasets
import Exercises
import Formulas
import Markdown
import Networks
import Training
import Yaml

/// Reads the `training:` part of a network; reports everything that is wrong with it.
package struct TrainingReader {
  let reader: YamlReader
  let notation: Notation
  let network: NetworkDefinition

  package init(_ network: NetworkDefinition, reader: YamlReader, notation: Notation) {
    self.network = network
    self.reader = reader
    self.notation = notation
  }

  var architecture: Architecture { network.architecture }

  /// The plan; nil if something is wrong, or if the network is not trained.
  package func plan() -> TrainingPlan? {
    guard let entry = network.training else { return nil }
    let before = reader.diagnostics.count
    guard
      let written = reader.fields(
        entry.value,
        of: "\"training\"",
        allowed: TrainingKeys.all.names,
        at: entry.keyOffset
      )
    else { return nil }
    let fields = written.filter { key, entry in
      !(Self.optional.contains(key) && entry.value.scalar == "none")
    }
    for key in ["data", "epochs"] where fields[key] == nil {
      reader.report(at: entry.keyOffset, "\"training\" wants the key \"\(key)\"")
    }
    let parts = parts(fields)
    let optimizer = optimizer(fields["optimizer"]?.value) ?? .sgd()
    let miniBatch = miniBatch(fields["mini-batch"]?.value) ?? .full
    let shuffle = shuffle(fields["shuffle"]?.value, miniBatch)
    let dropout = dropout(fields["dropout"]?.value)
    let stopping = earlyStopping(fields["early stopping"]?.value)
    let rate = rate(fields["rate"]?.value, optimizer)
    let history = choice(fields["history"]?.value, "history", TrainingDials.History.allCases)
    let data = data(fields)
    let scaling = scaling(fields["scale"]?.value)
    let random = random(fields["random"]?.value, "random", shufflesOnly: false)
    let start = start(fields["start"]?.value)
    let epochs = count(fields["epochs"]?.value, "epochs", from: 0)
    let sweep = sweep(fields["sweep"]?.value)
    checkMonitors(fields, stopping, rate, parts)
    guard reader.diagnostics.count == before, let data, let epochs, let rate, let start else {
      return nil
    }
    let dials = TrainingDials(
      epochs: epochs,
      miniBatch: miniBatch,
      order: shuffle.order,
      optimizer: optimizer,
      rate: rate,
      dropout: dropout.rates,
      earlyStopping: stopping,
      history: history ?? .after
    )
    return TrainingPlan(
      network: network,
      offset: entry.keyOffset,
      data: data,
      scaling: scaling ?? .none,
      parts: parts,
      random: random ?? RandomSource(seed: 0),
      start: start,
      dials: dials,
      shuffleRandom: shuffle.random,
      dropoutRandom: dropout.random,
      sweep: sweep,
      places: fields.mapValues(\.value.offset),
      summary: PlanSummary(
        architecture,
        fields,
        dials,
        start,
        random ?? RandomSource(seed: 0)
      ).lines
    )
  }

  /// Keys that `none` switches off, as if they were not there.
  private static let optional: Set<String> = [
    "order", "validation", "validation split", "test", "dropout", "early stopping", "sweep",
  ]

  /// A score can only be looked at if there is a set for it.
  private func checkMonitors(
    _ fields: [String: YamlEntry],
    _ stopping: TrainingDials.EarlyStopping?,
    _ rate: LearningRate?,
    _ parts: TrainingPlan.Parts
  ) {
    var monitors: [(Monitor, String)] = []
    if let stopping { monitors.append((stopping.monitor, "early stopping")) }
    if case .onPlateau(_, _, _, _, let monitor)? = rate { monitors.append((monitor, "rate")) }
    let hasValidation = parts.validation != nil || parts.validationSplit != nil
    for (monitor, key) in monitors where monitor.isValidation && !hasValidation {
      reader.report(
        at: fields[key]?.value.offset ?? 0,
        "\"\(key)\" looks at the \(monitor.rawValue), but there is no validation set",
        help: "write validation: rows, or validation split: 0.1; or monitor: "
          + (monitor == .validationCost ? "cost" : "accuracy")
      )
    }
  }
}

// MARK: - Values

extension TrainingReader {
  /// A word of a list.
  func choice<Choice: RawRepresentable>(
    _ node: YamlNode?,
    _ key: String,
    _ all: [Choice]
  ) -> Choice? where Choice.RawValue == String {
    guard let node, let text = reader.text(node, of: key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    report(node, key, text, among: all.map(\.rawValue))
    return nil
  }

  func report(_ node: YamlNode, _ key: String, _ text: String, among allowed: [String]) {
    reader.report(
      at: node.offset,
      "\"\(text)\" is not known for \"\(key)\"",
      help: NearMiss.help(text, among: allowed)
    )
  }

  /// A finite number; `1/2` is one.
  func number(
    _ node: YamlNode?,
    _ key: String,
    _ range: ClosedRange<Double> = 0...Double.infinity
  ) -> Double? {
    guard let node else { return nil }
    if let text = node.scalar, let number = Self.number(text), range.contains(number) {
      return number
    }
    let least =
      range.lowerBound == Self.above0 ? "above 0" : "from \(DecimalText.shortest(range.lowerBound))"
    let most =
      switch range.upperBound {
      case .infinity: ""
      case Self.below1: ", below 1"
      default: " to \(DecimalText.shortest(range.upperBound))"
      }
    reader.report(at: node.offset, "\"\(key)\" is a number \(least)\(most), not \(node.kindName)")
    return nil
  }

  /// The ends of ranges that do not hold their bounds.
  static let above0 = Double.leastNonzeroMagnitude
  static let below1 = Double(1).nextDown

  static func number(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == parts.count else { return nil }
    switch numbers.count {
    case 1: return numbers[0]
    case 2 where numbers[1] != 0: return numbers[0] / numbers[1]
    default: return nil
    }
  }

  func count(_ node: YamlNode?, _ key: String, from least: Int) -> Int? {
    guard let node else { return nil }
    if let count = node.scalar.flatMap(Int.init), (least...1_000_000).contains(count) {
      return count
    }
    reader.report(
      at: node.offset,
      "\"\(key)\" is a whole number from \(least) to 1000000, not \(node.kindName)"
    )
    return nil
  }

  func truth(_ node: YamlNode?, _ key: String) -> Bool? {
    guard let node else { return nil }
    if let text = node.scalar, ["yes", "no"].contains(text) { return text == "yes" }
    reader.report(at: node.offset, "\"\(key)\" is yes or no, not \(node.kindName)")
    return nil
  }

  func random(_ node: YamlNode?, _ key: String, shufflesOnly: Bool) -> RandomSource? {
    guard let node, let text = reader.text(node, of: key) else { return nil }
    let source: RandomSource
    do throws(RandomSource.Problem) {
      source = try RandomSource(text)
    } catch {
      reader.report(at: node.offset, error.message, help: error.help)
      return nil
    }
    guard shufflesOnly || !source.isPython else {
      reader.report(
        at: node.offset,
        "\"\(text)\" only shuffles; weights are drawn by NumPy",
        help: "write it in shuffle: {by: in place, random: \"\(text)\"}"
      )
      return nil
    }
    return source
  }

  func rows(_ node: YamlNode?, _ key: String) -> RowRange? {
    guard let node, let text = reader.text(node, of: key) else { return nil }
    guard let rows = RowRange(text) else {
      reader.report(
        at: node.offset,
        "\"\(text)\" names no rows for \"\(key)\"",
        help: "allowed: " + RowRange.allowed
      )
      return nil
    }
    return rows
  }
}
