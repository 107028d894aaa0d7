import Exercises
import Formulas
import Markdown
import Training
import Yaml

extension TrainingReader {
  func miniBatch(_ node: YamlNode?) -> TrainingDials.MiniBatch? {
    guard let node, let text = reader.text(node, of: "mini-batch") else { return nil }
    switch text {
    case "full": return .full
    case "online": return .rows(1)
    default:
      guard let rows = Int(text), rows > 0 else {
        reader.report(
          at: node.offset,
          "\"mini-batch\" is full, online or a number of rows, not \"\(text)\""
        )
        return nil
      }
      return .rows(rows)
    }
  }

  func shuffle(
    _ node: YamlNode?,
    _ miniBatch: TrainingDials.MiniBatch
  ) -> (order: TrainingDials.Order, random: RandomSource?) {
    let orders: [(String, TrainingDials.Order)] = [
      ("no", .asIs), ("permutation", .permuted), ("in place", .shuffled),
    ]
    func order(_ node: YamlNode) -> TrainingDials.Order {
      guard let text = reader.text(node, of: "shuffle") else { return .asIs }
      if let found = orders.first(where: { $0.0 == text }) { return found.1 }
      report(node, "shuffle", text, among: orders.map(\.0))
      return .asIs
    }
    guard let node else { return (miniBatch == .full ? .asIs : .permuted, nil) }
    guard case .mapping = node.content else { return (order(node), nil) }
    guard
      let fields = reader.fields(
        node,
        of: "\"shuffle\"",
        allowed: ["by", "random"],
        at: node.offset
      )
    else { return (.asIs, nil) }
    return (
      fields["by"].map { order($0.value) } ?? .permuted,
      random(fields["random"]?.value, "random", shufflesOnly: true)
    )
  }

  func optimizer(_ node: YamlNode?) -> Optimizer? {
    guard let node else { return nil }
    var fields: [String: YamlEntry] = [:]
    let name: YamlNode?
    if case .mapping = node.content {
      guard
        let found = reader.fields(
          node,
          of: "\"optimizer\"",
          allowed: TrainingKeys.optimizer.names,
          at: node.offset
        )
      else { return nil }
      fields = found
      name = found["name"]?.value
    } else {
      name = node
    }
    guard let name, let text = reader.text(name, of: "name") else {
      reader.report(at: node.offset, "\"optimizer\" wants the key \"name\"")
      return nil
    }
    guard let allowed = Self.options[text] else {
      report(name, "optimizer", text, among: Optimizer.names)
      return nil
    }
    for (key, entry) in fields.sorted(by: { $0.value.keyOffset < $1.value.keyOffset })
    where key != "name" && !allowed.contains(key) {
      reader.report(
        at: entry.keyOffset,
        "\(text) has no \"\(key)\"",
        help: "allowed for \(text): " + allowed.joined(separator: ", ")
      )
    }
    func option(_ key: String, _ standard: Double, _ range: ClosedRange<Double>) -> Double {
      number(fields[key]?.value, key, range) ?? standard
    }
    let below1 = 0...Self.below1
    let momentum = option("momentum", 0, below1)
    // ε keeps 0/0 away, where a gradient is 0.
    let epsilon = option("epsilon", 1e-7, Self.above0...1)
    let beta1 = option("beta 1", 0.9, below1)
    let beta2 = option("beta 2", 0.999, below1)
    switch text {
    case "sgd":
      return .sgd(
        momentum: momentum,
        isNesterov: truth(fields["nesterov"]?.value, "nesterov") ?? false
      )
    case "rmsprop":
      return .rmsprop(
        rho: option("rho", 0.9, below1),
        momentum: momentum,
        epsilon: epsilon,
        isCentered: truth(fields["centered"]?.value, "centered") ?? false
      )
    case "adagrad":
      return .adagrad(
        initialAccumulator: option("initial accumulator", 0.1, 0...Double.infinity),
        epsilon: epsilon
      )
    case "adam":
      return .adam(
        beta1: beta1,
        beta2: beta2,
        epsilon: epsilon,
        isAMSGrad: truth(fields["amsgrad"]?.value, "amsgrad") ?? false
      )
    default: return .adamax(beta1: beta1, beta2: beta2, epsilon: epsilon)
    }
  }

  private static let options: [String: [String]] = [
    "sgd": ["momentum", "nesterov"],
    "rmsprop": ["rho", "momentum", "epsilon", "centered"],
    "adagrad": ["initial accumulator", "epsilon"],
    "adam": ["beta 1", "beta 2", "epsilon", "amsgrad"],
    "adamax": ["beta 1", "beta 2", "epsilon"],
  ]

  func dropout(_ node: YamlNode?) -> (rates: [Double], random: RandomSource?) {
    guard let node else { return ([], nil) }
    let below1 = 0...Self.below1
    var source: RandomSource?
    var ratesNode = node
    if case .mapping = node.content {
      guard
        let fields = reader.fields(
          node,
          of: "\"dropout\"",
          allowed: ["rates", "random"],
          at: node.offset
        )
      else { return ([], nil) }
      source = random(fields["random"]?.value, "random", shufflesOnly: true)
      guard let rates = fields["rates"]?.value else {
        reader.report(at: node.offset, "\"dropout\" wants the key \"rates\"")
        return ([], nil)
      }
      ratesNode = rates
    }
    guard case .sequence(let items) = ratesNode.content else {
      guard let rate = number(ratesNode, "dropout", below1) else { return ([], nil) }
      return ((0..<architecture.depth).map { $0 == 0 ? 0 : rate }, source)
    }
    guard items.count == architecture.depth else {
      reader.report(
        at: ratesNode.offset,
        "\(items.count) shares for \(architecture.depth) layers",
        help: "one for the inputs of each layer, the network's inputs first"
      )
      return ([], nil)
    }
    return (items.map { number($0, "dropout", below1) ?? 0 }, source)
  }

  func earlyStopping(_ node: YamlNode?) -> TrainingDials.EarlyStopping? {
    guard let node,
      let fields = reader.fields(
        node,
        of: "\"early stopping\"",
        allowed: TrainingKeys.earlyStopping.names,
        at: node.offset
      )
    else { return nil }
    return TrainingDials.EarlyStopping(
      monitor: choice(fields["monitor"]?.value, "monitor", Monitor.allCases) ?? .validationCost,
      patience: count(fields["patience"]?.value, "patience", from: 0) ?? 0,
      leastChange: number(fields["least change"]?.value, "least change") ?? 0,
      restoresBest: truth(fields["restore best"]?.value, "restore best") ?? false
    )
  }

  /// The settings of a sweep; each name takes a list.
  func sweep(_ node: YamlNode?) -> [(name: String, values: [String])] {
    guard let node, let entries = reader.mapping(node, of: "\"sweep\"") else { return [] }
    var sweep: [(name: String, values: [String])] = []
    for entry in entries {
      guard Setting.isKnown(entry.key) else {
        reader.report(
          at: entry.keyOffset,
          "a sweep has no setting \"\(entry.key)\"",
          help: NearMiss.help(entry.key, among: Setting.known)
        )
        continue
      }
      guard let values = reader.texts(entry.value, of: entry.key), !values.isEmpty else { continue }
      sweep.append((entry.key, values))
    }
    let count = sweep.map(\.values.count).saturatingProduct
    guard count <= 1000 else {
      let found = count == .max ? "too many" : "\(count)"
      reader.report(at: node.offset, "a sweep of \(found) settings; at most 1000 are tried")
      return []
    }
    return sweep
  }
}
